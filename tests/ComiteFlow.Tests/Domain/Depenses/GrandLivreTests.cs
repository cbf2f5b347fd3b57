using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Tests.Domain.Depenses;

public sealed class GrandLivreTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void Record_UpToTheLimit_LeavesNothing()
    {
        var essai = new DossierDEssai().Dote();

        essai.Engage(400_000);

        var fait = Assert.Single(essai.De<ExpenseCommitted>());
        Assert.Equal((400_000L, 0L, 0L, 400_000L), (fait.CommittedCents, fait.PaidCents, fait.RemainingAeCents, fait.RemainingCpCents));
    }

    [Fact]
    public void Record_OneCentAbove_TellsTheDimension()
    {
        var essai = new DossierDEssai().Dote();

        var refus = DossierDEssai.Refus(() => essai.Engage(400_001));

        Assert.Equal(("allocationExceeded", "ae", 1L), (refus.Code, refus.Details["dimension"], (long)refus.Details["byCents"]!));
        Assert.Empty(essai.Dossier.Depenses);
    }

    [Fact]
    public void Record_AsTheConventionLives_TellsTheFirstRuleThatFails()
    {
        var essai = new DossierDEssai(t => t with { Effect = new TexteEffet { Trigger = "publication" }, Chorus = [] }).Enregistre();
        var codes = new List<string> { Code("PRODUIT-9"), Code() };
        essai.Signe();
        codes.Add(Code());
        new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, null, Jour, Jour);
        codes.Add(Code());
        new Fonds(essai.Dossier).Release(null, null, null, null, Jour);
        codes.AddRange([Code(on: new DateOnly(2022, 1, 3)), Code()]);
        new ControleChorus(essai.Dossier).Complete(null, new ControleChorus.Cle("0103-01", "0103-A", "010300000001", "CENTRE-1"));
        codes.AddRange([Code(envelope: "ENV-1"), Code()]);

        Assert.Equal(
            ["unknownReference", "notFullySigned", "notInEffect", "fundsNotReleased", "conventionEnded", "chorusIncomplete", "earmarkExceeded", "allocationExceeded"],
            codes);

        string Code(string? startup = null, DateOnly? on = null, string? envelope = null) =>
            DossierDEssai.Refus(() => essai.Engage(9_000_000, on, startup, envelope)).Code;
    }

    [Fact]
    public void Record_BeforeAStatedEffect_IsNotInEffect()
    {
        var essai = new DossierDEssai(t => t with { Effect = new TexteEffet { Date = new DateOnly(2020, 2, 1) } }).Dote();

        Assert.Equal("notInEffect", DossierDEssai.Refus(() => essai.Engage(1)).Code);
        essai.Engage(1, new DateOnly(2020, 2, 1));
    }

    [Fact]
    public void Record_PublicationNotGuarded_NeedsTheSignaturesOnly()
    {
        var essai = new DossierDEssai(t => t with { Effect = new TexteEffet { Trigger = "publication" } }).Regle("guard.publication", Array.Empty<string>()).Dote();

        essai.Engage(1);

        Assert.Single(essai.Dossier.Depenses);
    }

    [Fact]
    public void Record_PaymentAboveTheCommitments_IsRefused()
    {
        var essai = new DossierDEssai().Dote();
        essai.Engage(100);

        var refus = DossierDEssai.Refus(() => essai.Paie(101));

        Assert.Equal(("paymentExceedsCommitment", 1L), (refus.Code, (long)refus.Details["byCents"]!));
    }

    [Fact]
    public void Record_Envelope_HasItsOwnLimit()
    {
        var essai = new DossierDEssai().Dote();
        essai.Engage(50_000, envelope: "ENV-1");

        var refus = DossierDEssai.Refus(() => essai.Engage(1, envelope: "ENV-1"));

        Assert.Equal("earmarkExceeded", refus.Code);
        Assert.Equal(0, Assert.Single(essai.De<ExpenseCommitted>()).RemainingAeCents);
    }

    [Theory]
    [InlineData(false, "2020-11-30", null)]
    [InlineData(false, "2020-12-01", "aeCutoff")]
    [InlineData(true, "2020-12-01", null)]
    [InlineData(true, "2020-12-02", "cpCutoff")]
    public void Record_AroundTheCutoff_TakesTheLastDayIncluded(bool payment, string jour, string? code)
    {
        var essai = new DossierDEssai(t => t with { EndOfYear = Textes.FinDeGestion }).Dote();
        essai.Engage(10);
        var on = DateOnly.ParseExact(jour, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var refus = Record.Exception(() => new GrandLivre(essai.Dossier).Record(new Depense(payment, Money.FromCents(1)), on));

        Assert.Equal(code, (refus as BrokenRuleException)?.Code);
    }

    [Theory]
    [InlineData(true, "motif", "2020-11-30", null)]
    [InlineData(true, null, "2020-11-30", "aeCutoff")]
    [InlineData(true, "motif", "2020-12-01", "aeCutoff")]
    [InlineData(false, "motif", "2020-11-30", "aeCutoff")]
    public void Record_AfterTheCutoff_OnlyAnAdminRegularisesWithAReason(bool admin, string? motif, string claimed, string? code)
    {
        var essai = new DossierDEssai(t => t with { EndOfYear = Textes.FinDeGestion }).Dote();
        var on = DateOnly.ParseExact(claimed, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var depense = new Depense(false, Money.FromCents(1), ClaimedOn: on, Reason: motif, ByAdmin: admin);

        var refus = Record.Exception(() => new GrandLivre(essai.Dossier).Record(depense, new DateOnly(2020, 12, 15)));

        Assert.Equal(code, (refus as BrokenRuleException)?.Code);
    }

    [Fact]
    public void Record_ClaimedAhead_IsAnInvalidDate()
    {
        var essai = new DossierDEssai().Dote();

        Assert.Equal("invalidDate", DossierDEssai.Refus(() => new GrandLivre(essai.Dossier).Record(new Depense(false, Money.FromCents(1), ClaimedOn: Jour.AddDays(1)), Jour)).Code);
    }
}

using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Tests.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Depenses;

/// <summary>AE and CP, envelope and whole, each with its own limit; the refusal and the fact tell the figures of the one that counts.</summary>
public sealed class LimitesTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void Record_PaymentAboveCp_IsMeasuredByCpAlone()
    {
        var essai = new DossierDEssai().Signe();
        new Fonds(essai.Dossier).Release(null, null, Money.FromCents(1_000), Money.FromCents(300), Jour);
        essai.Engage(900);
        essai.Paie(200);

        var refus = DossierDEssai.Refus(() => essai.Paie(101));

        Assert.Equal(("allocationExceeded", "cp", 1L, 100L), (refus.Code, refus.Details["dimension"], (long)refus.Details["byCents"]!, (long)refus.Details["maxCents"]!));
        Assert.False(refus.Details.ContainsKey("startup") || refus.Details.ContainsKey("offers"));
        Assert.Contains($"({Money.FromCents(100)})", refus.Message, StringComparison.Ordinal);
        Assert.Contains("mettre à disposition des crédits supplémentaires", refus.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_EngagementAboveAe_IsMeasuredByAeAlone()
    {
        var essai = new DossierDEssai().Signe();
        new Fonds(essai.Dossier).Release(null, null, Money.FromCents(300), Money.FromCents(1_000), Jour);
        essai.Engage(200);
        essai.Paie(150);

        var refus = DossierDEssai.Refus(() => essai.Engage(101));

        Assert.Equal(("ae", 1L, 100L), (refus.Details["dimension"], (long)refus.Details["byCents"]!, (long)refus.Details["maxCents"]!));
    }

    [Fact]
    public void Record_PaymentOutOfAnEnvelope_HasItsOwnLimitAndItsOwnCommitments()
    {
        var essai = new DossierDEssai().Dote();
        essai.Engage(50_000, envelope: "ENV-1");
        essai.Engage(50_000);
        essai.Paie(40_000, envelope: "ENV-1");

        var refus = DossierDEssai.Refus(() => essai.Paie(10_001, envelope: "ENV-1"));

        Assert.Equal(("earmarkExceeded", "cp", 1L), (refus.Code, refus.Details["dimension"], (long)refus.Details["byCents"]!));
        essai.Paie(10_000, envelope: "ENV-1");
        var fait = essai.De<ExpensePaid>().Last();
        Assert.Equal((50_000L, 50_000L, 0L, 0L, 50_000L), (fait.CommittedCents, fait.PaidCents, fait.RemainingAeCents, fait.RemainingCpCents, fait.LimitCpCents));
    }

    [Fact]
    public void Record_PaymentOutOfAnEnvelope_NeedsACommitmentOnThatEnvelope()
    {
        var essai = new DossierDEssai().Dote();
        essai.Engage(100);
        essai.Engage(30, envelope: "ENV-1");

        var refus = DossierDEssai.Refus(() => essai.Paie(31, envelope: "ENV-1"));

        Assert.Equal("paymentExceedsCommitment", refus.Code);
        Assert.Contains($"à {Money.FromCents(31)}, soit {Money.FromCents(1)} de plus", refus.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Record_Lines_TellWhatRemainsOfBothDimensions()
    {
        var essai = new DossierDEssai().Signe();
        new Fonds(essai.Dossier).Release(null, null, Money.FromCents(1_000), Money.FromCents(500), Jour);

        essai.Engage(300);
        essai.Paie(120);
        essai.Paie(30);
        essai.Engage(200);

        var (engagement, paiement) = (essai.De<ExpenseCommitted>().Last(), essai.De<ExpensePaid>().Last());
        Assert.Equal((300L, 150L, 700L, 350L), (paiement.CommittedCents, paiement.PaidCents, paiement.RemainingAeCents, paiement.RemainingCpCents));
        Assert.Equal((500L, 150L, 500L, 350L), (engagement.CommittedCents, engagement.PaidCents, engagement.RemainingAeCents, engagement.RemainingCpCents));
        Assert.Equal((null, null, null, null), (engagement.Confirmed, engagement.Regularised, paiement.Confirmed, paiement.Regularised));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Record_RegularisedByAnAdmin_IsMarkedInTheLedgerAndInTheFact(bool payment)
    {
        var essai = new DossierDEssai(t => t with { EndOfYear = Textes.FinDeGestion }).Dote();
        essai.Engage(10);

        new GrandLivre(essai.Dossier).Record(
            new Depense(payment, Money.FromCents(1), ClaimedOn: new DateOnly(2020, 11, 30), Reason: "motif", ByAdmin: true), new DateOnly(2020, 12, 15));

        Assert.Equal([false, true], essai.Dossier.Depenses.Select(l => l.Regularised));
        Assert.Equal(true, payment ? essai.De<ExpensePaid>().Last().Regularised : essai.De<ExpenseCommitted>().Last().Regularised);
    }

    [Fact]
    public void Record_ByAnAdminWithAnEmptyReason_IsNotRegularised()
    {
        var essai = new DossierDEssai(t => t with { EndOfYear = Textes.FinDeGestion }).Dote();
        var depense = new Depense(false, Money.FromCents(1), ClaimedOn: new DateOnly(2020, 11, 30), Reason: "", ByAdmin: true);

        Assert.Equal("aeCutoff", DossierDEssai.Refus(() => new GrandLivre(essai.Dossier).Record(depense, new DateOnly(2020, 12, 15))).Code);
    }

    [Fact]
    public void Record_ClaimedOnTheDay_IsRecorded()
    {
        var essai = new DossierDEssai().Dote();

        new GrandLivre(essai.Dossier).Record(new Depense(false, Money.FromCents(1), ClaimedOn: Jour), Jour);

        Assert.Equal(Jour, Assert.Single(essai.Dossier.Depenses).ClaimedOn);
    }

    [Theory]
    [InlineData(null, "ENV-9", null, "ENV-9")]
    [InlineData(null, null, "CENTRE-9", "CENTRE-9")]
    [InlineData("PRODUIT-9", null, null, "PRODUIT-9")]
    public void Record_UnknownName_IsToldBeforeTheAmount(string? startup, string? envelope, string? centre, string nom)
    {
        var essai = new DossierDEssai(t => t with { Chorus = [t.Chorus[0] with { CentresDeCoutPossibles = [new TexteCentreDeCout { Code = "CENTRE-1" }] }] }).Dote();

        var refus = DossierDEssai.Refus(() => new GrandLivre(essai.Dossier).RequireKnown(startup, envelope, centre));

        Assert.Equal("unknownReference", refus.Code);
        Assert.Contains(nom, refus.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Totals_WhereTheTextControlsTheWhole_CountEveryStartup()
    {
        var essai = new DossierDEssai(t => t with { Startups = [new TexteStartup { Id = "A" }, new TexteStartup { Id = "B" }] }).Dote();
        essai.Engage(100, startup: "A");

        essai.Engage(50, startup: "B");

        Assert.Equal(150, essai.De<ExpenseCommitted>().Last().CommittedCents);
    }

    [Fact]
    public void Record_WithoutCredits_NamesTheStartupWhereOneIsMeant()
    {
        var essai = AnneesDEssai.Convention().Signe();

        Assert.Contains(AnneesDEssai.Une, DossierDEssai.Refus(() => essai.Engage(1, startup: AnneesDEssai.Une)).Message, StringComparison.Ordinal);
        Assert.DoesNotContain("pour", DossierDEssai.Refus(() => new DossierDEssai().Signe().Engage(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Why_OfWhatRemains_IsThatOfTheEnvelopeTheStartupOrTheWhole()
    {
        var source = new Sources(["texte.txt, art. 4"]);
        var entier = new DossierDEssai(t => t with { Tranches = [new TexteTranche { No = 9, AvailableOn = "jamais" }, t.Tranches[0] with { Source = source }] }).Dote();
        entier.Engage(1);
        entier.Engage(1, envelope: "ENV-1");
        var parStartup = AnneesDEssai.Dotee();
        parStartup.Engage(1, startup: AnneesDEssai.Une);

        Assert.Equal(["convention :", "enveloppe ENV-1 :", $"{AnneesDEssai.Une} :"], entier.De<ExpenseCommitted>().Concat(parStartup.De<ExpenseCommitted>()).Select(Objet));
        Assert.Equal("texte.txt, art. 4", entier.De<ExpenseCommitted>().Last().Why!.Source);
    }

    [Fact]
    public void Why_WhereAStartupIsNamedButTheWholeIsControlled_IsThatOfTheConvention()
    {
        var essai = new DossierDEssai(t => t with { Startups = [new TexteStartup { Id = "A" }] }).Dote();

        essai.Engage(1, startup: "A");

        Assert.Equal("convention :", Objet(Assert.Single(essai.De<ExpenseCommitted>())));
    }

    private static string Objet(ExpenseCommitted fait) =>
        new[] { "convention :", "enveloppe ENV-1 :", $"{AnneesDEssai.Une} :" }.Single(mot => fait.Why!.Rule.Contains(mot, StringComparison.Ordinal));
}

using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Revoyures;
using Projets = ComiteFlow.Domain.Avenants.Avenants;

namespace ComiteFlow.Tests.Domain.Avenants;

/// <summary>What an avenant changes: checked against its own ceiling, told from what was in force when it was opened.</summary>
public sealed class ChangementsTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Theory]
    [InlineData(1_200_000L, 1_200_000L, null)]
    [InlineData(1_200_000L, 1_200_001L, 1L)]
    [InlineData(500_000L, 600_000L, 100_000L)]
    [InlineData(null, 1_000_000L, null)]
    [InlineData(null, 1_000_003L, 3L)]
    public void Request_Allocation_StaysUnderTheCeilingOfTheSameAvenant(long? plafond, long allocation, long? by)
    {
        var essai = new DossierDEssai().Signe();

        var refus = Record.Exception(() => Demander(essai, new Changements(plafond is { } p ? Money.FromCents(p) : null, Money.FromCents(allocation)))) as BrokenRuleException;

        Assert.Equal(by is null ? null : "ceilingExceeded", refus?.Code);
        if (refus is null)
            return;
        Assert.Equal((by!.Value, allocation, (plafond ?? 1_000_000) - 400_000), ((long)refus.Details["byCents"]!, (long)refus.Details["wouldBeCents"]!, (long)refus.Details["maxCents"]!));
        Assert.Contains($"dépasse de {Money.FromCents(by.Value)} ", refus.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Request_EndOnTheDay_IsTaken() => Assert.NotNull(Demander(new DossierDEssai().Signe(), new Changements(End: Jour)));

    [Fact]
    public void Request_CeilingTooLow_SaysByHowMuch()
    {
        var refus = DossierDEssai.Refus(() => Demander(new DossierDEssai().Signe(), new Changements(Money.FromCents(399_990))));

        Assert.Contains($"inférieur de {Money.FromCents(10)} ", refus.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Request_AfterTwo_TakesTheNextNumber()
    {
        var essai = new DossierDEssai().Signe();
        Demander(essai, new Changements(End: new DateOnly(2022, 6, 30)));
        Demander(essai, new Changements(End: new DateOnly(2022, 7, 31)));

        Assert.Equal(3, Demander(essai, new Changements(End: new DateOnly(2022, 8, 31))).Number);
    }

    [Fact]
    public void ChangesOf_Draft_GoFromWhatWasInForceAtItsOpening()
    {
        var sources = new Sources(["texte.txt, art. 8"]);
        var essai = new DossierDEssai(t => t with { End = t.End with { Source = sources } }).Signe().Planifie();
        var acte = Demander(essai, new Changements(Money.FromCents(1_500_000), Money.FromCents(700_000), new DateOnly(2022, 6, 30)));
        var seul = Demander(essai, new Changements(End: new DateOnly(2023, 6, 30)));
        var comite = essai.Seance();
        new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(100)), comite.On);
        var plus = Demander(essai, new Changements(Money.FromCents(1_600_000)));
        essai.Signer(plus, Jour);

        var projets = new Projets(essai.Dossier);

        Assert.Equal(
            [("ceiling", 1_000_000L, 1_500_000L, 500_000L), ("allocation", 400_000L, 700_000L, 300_000L)],
            projets.ChangesOf(acte).Take(2).Select(c => (c.What, c.FromCents!.Value, c.ToCents!.Value, c.DifferenceCents!.Value)));
        essai.Signer(seul, Jour);
        var fin = projets.ChangesOf(acte)[2];
        Assert.Equal(("end", "art. 8", new DateOnly(2021, 12, 31), new DateOnly(2022, 6, 30)), (fin.What, fin.Article, fin.From, fin.To));
        Assert.Equal((null, null, new DateOnly(2021, 12, 31)), (seul.Changes!.OldCeiling, seul.Changes.OldAllocation, seul.Changes.OldEnd));
        Assert.Equal((Money.FromCents(1_000_000), null, null), (plus.Changes!.OldCeiling, plus.Changes.OldAllocation, plus.Changes.OldEnd));
    }

    [Fact]
    public void Announce_OfADecisionOnAStartup_TellsItsAnnexeBeforeAndAfter()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with
        {
            Startups = [new TexteStartup { Id = "AUTRE", Source = new Sources(["texte.txt, annexe 9"]) }, Textes.Startup("PRODUIT-1", "fin", "2020-10") with { Source = new Sources(["texte.txt, annexe 1"]) }],
        }).Signe().Planifie();
        var acte = Accorder(essai, 50_000);

        new Projets(essai.Dossier).Announce(acte, "decision", "projet.docx");

        var fait = Assert.Single(essai.De<AvenantDrafted>());
        var change = Assert.Single(fait.Changes!);
        Assert.Equal((1, "PRODUIT-1", 2, 50_000L), (fait.Number, fait.Startup, fait.AnnexeVersion, fait.AmountCents));
        Assert.Equal(("annexe", "annexe 1", 200_000L, 250_000L, 50_000L), (change.What, change.Article, change.FromCents, change.ToCents, change.DifferenceCents));
        Assert.Equal($"{Money.FromCents(200_000)}, puis {Money.FromCents(250_000)}", fait.Why!.Inputs[1].Value);
    }

    [Fact]
    public void OpenFor_DecisionOnTheWhole_IsAnAllocationAndOneOnAStartupIsNone()
    {
        var entier = new DossierDEssai(t => t with { LaterTranches = new TexteTranchesUlterieures() }).Signe().Planifie();
        var comite = entier.Seance();
        new Revoyure(entier.Dossier).Decide(comite, new Decision("grant", Money.FromCents(100)), comite.On);

        Assert.Equal(400_100, new Projets(entier.Dossier).OpenFor(comite).Changes!.Allocation!.Value.Cents);
        var startup = new DossierDEssai(Textes.ParStartup).Signe().Planifie();
        var acte = Accorder(startup, 50_000);
        Assert.Equal((null, 50_000L, "PRODUIT-1"), (acte.Changes!.Allocation, acte.Changes.Amount!.Value.Cents, acte.Changes.Startup));
    }

    [Theory]
    [InlineData(null, "ceilingExceeded")]
    [InlineData(700_000L, null)]
    public void Sign_AllocationAboveTheCeilingOfToday_NeedsItsOwn(long? plafond, string? code)
    {
        var essai = new DossierDEssai().Signe();
        var acte = Demander(essai, new Changements(plafond is { } p ? Money.FromCents(p) : null, Money.FromCents(600_001)));
        essai.Signer(Demander(essai, new Changements(Money.FromCents(600_000))), Jour);

        Assert.Equal(code, (Record.Exception(() => essai.Signer(acte, Jour)) as BrokenRuleException)?.Code);
    }

    [Fact]
    public void Sign_AmountOfADecisionThatTheCeilingOfToday_NoLongerHolds_IsRefused()
    {
        var essai = new DossierDEssai(t => t with { LaterTranches = new TexteTranchesUlterieures() }).Signe().Planifie();
        var comite = essai.Seance();
        new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(200_001)), comite.On);
        var acte = new Projets(essai.Dossier).OpenFor(comite);
        essai.Signer(Demander(essai, new Changements(Money.FromCents(600_000))), comite.On);

        Assert.Equal("ceilingExceeded", DossierDEssai.Refus(() => essai.Signer(acte, comite.On)).Code);
    }

    [Fact]
    public void Sign_AllocationThatWasReachedMeanwhile_OpensNothingMore()
    {
        var essai = new DossierDEssai().Signe();
        var (une, autre) = (Demander(essai, new Changements(Allocation: Money.FromCents(500_000))), Demander(essai, new Changements(Allocation: Money.FromCents(500_000))));
        essai.Signer(une, Jour);

        essai.Signer(autre, Jour);

        Assert.Equal(500_000, essai.Dossier.Granted.Cents);
    }

    [Fact]
    public void Register_AvenantThatEndsOnTheDayOfTheEffect_IsTaken()
    {
        var essai = new DossierDEssai().Signe();

        Assert.NotNull(essai.Avenant(Textes.Avenant() with { End = new TexteFin { Date = Jour } }, Jour));
    }

    private static Acte Accorder(DossierDEssai essai, long cents)
    {
        var comite = essai.Seance(1, "PRODUIT-1");
        new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(cents)), comite.On);
        return new Projets(essai.Dossier).OpenFor(comite);
    }

    private static Acte Demander(DossierDEssai essai, Changements changes) => new Projets(essai.Dossier).Request(changes, Jour);
}

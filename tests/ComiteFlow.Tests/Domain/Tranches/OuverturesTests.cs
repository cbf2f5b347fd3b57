using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Domain.Tranches;

namespace ComiteFlow.Tests.Domain.Tranches;

/// <summary>What opens a tranche, under which number, and what the fact tells of the money.</summary>
public sealed class OuverturesTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void OpenOfText_OfAnUnknownDocument_OpensNothing()
    {
        var essai = new DossierDEssai().Enregistre();

        new Fonds(essai.Dossier).OpenOfText("AUTRE", "signature", Jour);

        Assert.Empty(essai.Dossier.Tranches);
    }

    [Theory]
    [InlineData("effect")]
    [InlineData("publication")]
    public void OpenOfText_TrancheOfTheEffect_WaitsForIt(string availableOn)
    {
        var essai = new DossierDEssai(t => t with { Tranches = [new TexteTranche { No = 1, AmountCents = 100, AvailableOn = availableOn }] }).Signe();
        Assert.Empty(essai.Dossier.Tranches);

        new Fonds(essai.Dossier).OpenOfText(DossierDEssai.Id, "effect", Jour);

        Assert.Single(essai.Dossier.Tranches);
    }

    [Theory]
    [InlineData(false, true, 0L, 400_000L)]
    [InlineData(true, false, 400_000L, 0L)]
    public void OpenOfText_OfOneDimension_OpensThatOneAlone(bool ae, bool cp, long aeCents, long cpCents)
    {
        var fait = Assert.Single(new DossierDEssai(t => t with { Tranches = [t.Tranches[0] with { Ae = ae, Cp = cp }] }).Signe().De<TrancheOpened>());

        Assert.Equal((aeCents, cpCents, 400_000L), (fait.AeCents, fait.CpCents, fait.AmountCents));
        Assert.Equal("Le texte ouvre cette tranche.", fait.Why!.Rule);
    }

    [Fact]
    public void OpenOfText_WithPrevisionalBudgets_TellsWhatIsPlannedAndWhatIsNot()
    {
        var essai = new DossierDEssai(t => t with
        {
            Startups = [new TexteStartup { Id = "A", PrevisionalCents = 100_000 }, new TexteStartup { Id = "B", PrevisionalCents = 250_000 }, new TexteStartup { Id = "C" }],
        }).Signe();

        var fait = Assert.Single(essai.De<TrancheOpened>());
        Assert.Equal((350_000L, 50_000L), (fait.PlannedCents, fait.UnallocatedCents));
    }

    [Fact]
    public void OpenOfText_WithoutPrevisionalBudgets_PlansNothing()
    {
        var fait = Assert.Single(new DossierDEssai(t => t with { Startups = [new TexteStartup { Id = "C", BudgetCents = 5 }] }).Signe().De<TrancheOpened>());

        Assert.Equal((null, null), (fait.PlannedCents, fait.UnallocatedCents));
    }

    [Fact]
    public void Reserve_AfterTwoTranchesOfTheText_TakesTheNextNumberAndItsPeriod()
    {
        var essai = new DossierDEssai(t => t with { Tranches = [t.Tranches[0], new TexteTranche { No = 2, AmountCents = 1, AvailableOn = "effect" }] }).Signe().Planifie();
        new Fonds(essai.Dossier).OpenOfText(DossierDEssai.Id, "effect", Jour);
        var comite = essai.Seance();

        new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(10), Money.FromCents(30), From: new DateOnly(2020, 8, 1), Until: new DateOnly(2020, 10, 31)), comite.On);

        var tranche = essai.Dossier.Tranches[^1];
        Assert.Equal((3, comite.Id, new DateOnly(2020, 8, 1), new DateOnly(2020, 10, 31)), (tranche.Number, tranche.Origin, tranche.From, tranche.Until));
        Assert.Equal(400_031, essai.Dossier.Granted.Cents);
        Assert.Equal("La revoyure ouvre cette tranche.", Ouvrir(essai, comite.Id, comite.On).Why!.Rule);
    }

    [Fact]
    public void OpenOfDecision_ThatReservedNothing_OpensNothing()
    {
        var essai = new DossierDEssai().Signe();

        Assert.Null(new Fonds(essai.Dossier).OpenOfDecision("AUCUN", Jour));
    }

    [Fact]
    public void SignedAvenant_OfADecision_OpensItsAmountForItsPeriod()
    {
        var essai = new DossierDEssai(t => t with { LaterTranches = new TexteTranchesUlterieures() }).Signe().Planifie();
        var comite = essai.Seance();
        new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(100), From: new DateOnly(2020, 8, 1), Until: new DateOnly(2020, 10, 31)), comite.On);
        var acte = new ComiteFlow.Domain.Avenants.Avenants(essai.Dossier).OpenFor(comite);

        essai.Signer(acte, comite.On);

        var tranche = essai.Dossier.Tranches[^1];
        Assert.Equal((2, acte.Id, 100L, 100L), (tranche.Number, tranche.Origin, tranche.Ae.Cents, tranche.Cp.Cents));
        Assert.Equal((new DateOnly(2020, 8, 1), new DateOnly(2020, 10, 31)), (tranche.From, tranche.Until));
        Assert.Equal("La revoyure ouvre cette tranche.", essai.De<TrancheOpened>().Last().Why!.Rule);
    }

    [Fact]
    public void SignedAvenant_OfAnAllocation_IsOpenFromTheDayOfTheSignature()
    {
        var essai = new DossierDEssai().Signe();
        var acte = new ComiteFlow.Domain.Avenants.Avenants(essai.Dossier).Request(new Changements(Allocation: Money.FromCents(500_000)), Jour);

        essai.Signer(acte, Jour.AddDays(9));

        var tranche = essai.Dossier.Tranches[^1];
        Assert.Equal((100_000L, Jour.AddDays(9), Jour.AddDays(9), Jour.AddDays(9)), (tranche.Ae.Cents, tranche.From, tranche.Until, tranche.OpenedOn));
    }

    private static TrancheOpened Ouvrir(DossierDEssai essai, string comite, DateOnly on)
    {
        new Fonds(essai.Dossier).OpenOfDecision(comite, on);
        return essai.De<TrancheOpened>().Last();
    }
}

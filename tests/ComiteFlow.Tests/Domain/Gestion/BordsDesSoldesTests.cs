using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Gestion;

/// <summary>The balance of a year: of which scope, in both dimensions, within which years.</summary>
public sealed class BordsDesSoldesTests
{
    private const string Une = AnneesDEssai.Une, Autre = AnneesDEssai.Autre;
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void AreDecided_ByTheBalanceDateOfTheText(bool ae, bool cp)
    {
        var limite = new TexteDateLimite { MonthDay = "--12-01" };
        TexteFinDeGestion Annees(string? solde) => new() { AeCutoff = ae ? limite : null, CpCutoff = cp ? limite : null, UnconsumedBalanceDate = solde };

        Assert.True(new Soldes(AnneesDEssai.Convention(t => t with { EndOfYear = Annees("--11-30") }).Dossier).AreDecided);
        Assert.False(new Soldes(AnneesDEssai.Convention(t => t with { EndOfYear = Annees(null) }).Dossier).AreDecided);
        Assert.False(new Soldes(AnneesDEssai.Convention(t => t with { EndOfYear = new TexteFinDeGestion { UnconsumedBalanceDate = "--11-30" } }).Dossier).AreDecided);
        var essai = AnneesDEssai.Convention(t => t with { EndOfYear = Annees("--11-30") });
        essai.Signe();
        new ComiteFlow.Domain.Tranches.Fonds(essai.Dossier).Release(Une, null, null, null, Jour);
        Assert.Equal(Money.Zero, new Soldes(essai.Dossier).Limits(Une, new DateOnly(2021, 1, 1)).Ae);
    }

    [Fact]
    public void Unconsumed_OfAYear_IsTheRestOfBothDimensions()
    {
        var essai = AnneesDEssai.Dotee();
        essai.Engage(60_000, Jour, Une);
        essai.Paie(20_000, Jour, Une);
        essai.Engage(5_000, Jour, Autre);
        var soldes = new Soldes(essai.Dossier);

        Assert.Equal((Money.FromCents(40_000), Money.FromCents(80_000)), soldes.Unconsumed(Une, 2020));
        Assert.Equal((Money.FromCents(45_000), Money.FromCents(50_000)), soldes.Unconsumed(Autre, 2020));
    }

    [Fact]
    public void Unconsumed_WhereTheWholeIsControlled_IsThatOfTheWhole()
    {
        var essai = AnneesDEssai.Convention(t => t with { BudgetControl = new TexteControle { Level = "global" }, Tranches = [new TexteTranche { No = 1, AmountCents = 1_000, AvailableOn = "signature" }] }).Dote();
        essai.Engage(300, Jour, Une);

        Assert.Equal(700, new Soldes(essai.Dossier).Unconsumed(Autre, 2020).Ae.Cents);
        new Soldes(essai.Dossier).Decide(Une, 2020, new ParDimension(Money.FromCents(1), Money.Zero), default, new DateOnly(2020, 11, 30));
        Assert.NotNull(new Soldes(essai.Dossier).Decision(Autre, 2020));
        Assert.Equal(DossierDEssai.Id, essai.Dossier.Soldes[0].Scope);
    }

    [Theory]
    [InlineData(100_000L, 100_000L, false)]
    [InlineData(100_000L, 99_999L, true)]
    [InlineData(99_999L, 99_999L, true)]
    public void IsOpen_WhileSomethingIsLeft_OfEitherDimension(long engage, long paye, bool open)
    {
        var essai = AnneesDEssai.Dotee();
        essai.Engage(engage, Jour, Une);
        essai.Paie(paye, Jour, Une);
        var soldes = new Soldes(essai.Dossier);

        Assert.Equal(open, soldes.IsOpen(Une, 2020));
        if (!open)
            return;
        soldes.Decide(Une, 2020, new ParDimension(Money.Zero, Money.FromCents(1)), default, new DateOnly(2020, 11, 30));
        Assert.False(soldes.IsOpen(Une, 2020));
    }

    [Theory]
    [InlineData(30_000L, 50_000L, null)]
    [InlineData(30_000L, 70_001L, 1L)]
    [InlineData(100_001L, 0L, 1L)]
    public void Decide_Cp_IsReturnedAndCarriedWithinItsOwnBalance(long returned, long carried, long? by)
    {
        var essai = AnneesDEssai.Dotee();
        essai.Engage(100_000, Jour, Une);
        var avant = essai.Dossier.AllocatedCp.Cents;

        var refus = Record.Exception(() => new Soldes(essai.Dossier).Decide(
            Une, 2020, new ParDimension(Money.Zero, Money.FromCents(returned)), new ParDimension(Money.Zero, Money.FromCents(carried)), new DateOnly(2020, 11, 30))) as BrokenRuleException;

        Assert.Equal((by is null ? null : "cp", by), (refus?.Details["dimension"], (long?)refus?.Details["byCents"]));
        Assert.Equal(by is null ? avant - returned : avant, essai.Dossier.AllocatedCp.Cents);
        if (by is { } trop)
            Assert.Contains($"soit {Money.FromCents(trop)} de plus", refus!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_YearOutsideTheConvention_NamesItsYears()
    {
        var essai = AnneesDEssai.Dotee();
        string Refus(int year, DateOnly today) => DossierDEssai.Refus(() => new Soldes(essai.Dossier).Decide(Une, year, new ParDimension(Money.FromCents(1), Money.Zero), default, today)).Message;

        Assert.Contains("(2020 et 2021)", Refus(2022, new DateOnly(2021, 5, 3)), StringComparison.Ordinal);
        Assert.Contains("(2020)", Refus(2019, new DateOnly(2020, 12, 3)), StringComparison.Ordinal);
        Assert.Contains("vérifiez l’identifiant", Refus(2020, new DateOnly(2019, 5, 3)), StringComparison.Ordinal);
    }

    [Fact]
    public void Decide_BeforeTheEffect_CountsFromTheSignature()
    {
        var essai = AnneesDEssai.Convention(t => t with { Effect = new TexteEffet { Trigger = "publication" } }).Signe();
        string Refus() => DossierDEssai.Refus(() => new Soldes(essai.Dossier).Decide(Une, 2018, new ParDimension(Money.FromCents(1), Money.Zero), default, new DateOnly(2021, 5, 3))).Message;

        Assert.Contains("(2020 et 2021)", Refus(), StringComparison.Ordinal);
        essai.Dossier.SignedOn = null;
        Assert.Contains("(2021)", Refus(), StringComparison.Ordinal);
        essai.Dossier.EffectOn = new DateOnly(2019, 6, 3);
        essai.Dossier.SignedOn = Jour;
        Assert.Contains("(2019, 2020 et 2021)", Refus(), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_OfCreditsReleasedOverTheYears_CountFromTheFirst()
    {
        var essai = AnneesDEssai.Dotee();
        essai.Engage(60_000, Jour, Une);
        essai.Dossier.Add(new ComiteFlow.Domain.Tranches.MiseADisposition(DossierDEssai.Id, 9, new DateOnly(2021, 2, 1), Money.FromCents(5_000), Money.FromCents(7_000)) { Startup = Une });

        Assert.Equal((Money.FromCents(65_000), Money.FromCents(7_000)), new Soldes(essai.Dossier).Limits(Une, new DateOnly(2021, 6, 1)));
        Assert.Equal((Money.FromCents(65_000), Money.FromCents(7_000)), new Soldes(essai.Dossier).Limits(null, new DateOnly(2021, 6, 1)));
    }
}

using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Tests.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Comites;

/// <summary>When the credits will be engaged: at the forecast of the last account, or at the pace of the last whole months.</summary>
public sealed class EpuisementTests
{
    // 400 000 at disposal on 15 January 2020.
    private static readonly DateOnly Avril = new(2020, 4, 1), Mars = new(2020, 3, 31);

    [Theory]
    [InlineData("2020-01-15", 200_000L, "2020-06-16", 77)]
    [InlineData("2020-03-31", 200_000L, "2020-06-16", 77)]
    [InlineData("2020-04-01", 200_000L, null, 0)]
    public void Of_Ledger_CountsFromTheFirstCreditsToTheEndOfTheLastMonth(string engage, long cents, string? on, int jours)
    {
        var essai = new DossierDEssai().Dote();
        essai.Engage(cents, DateOnly.Parse(engage, null));

        var prevision = new Epuisement(essai.Dossier).Of(null, Avril);

        Assert.Equal(on is null ? null : DateOnly.Parse(on, null), prevision?.On);
        if (prevision is not null)
        {
            Assert.Equal((Mars, 400_000L, cents, cents, jours, false), (prevision.Base, prevision.Envelope.Cents, prevision.Committed.Cents, prevision.Pace.Cents, prevision.Days, prevision.IsForecast));
            Assert.Contains($"engagés en {jours} jours", prevision.EnMots, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_Ledger_LeavesWhatIsOlderThanTheWindowOutOfThePace()
    {
        var essai = new DossierDEssai().Regle("committee.forecastMonths", 1).Dote();
        essai.Engage(100_000, new DateOnly(2020, 2, 29));
        essai.Engage(31_000, new DateOnly(2020, 3, 1));
        essai.Paie(50_000, new DateOnly(2020, 3, 2));

        var prevision = new Epuisement(essai.Dossier).Of(null, Avril)!;

        Assert.Equal((31_000L, 31, 131_000L), (prevision.Pace.Cents, prevision.Days, prevision.Committed.Cents));
        Assert.Equal(Mars.AddDays(269), prevision.On);
    }

    [Fact]
    public void Of_FirstCreditsOnTheLastDay_CountsOneDay()
    {
        var essai = new DossierDEssai().Signe();
        new Fonds(essai.Dossier).Release(null, null, Money.FromCents(1_000), Money.FromCents(1_000), Mars);
        new Fonds(essai.Dossier).Release(null, null, Money.FromCents(1_000), Money.FromCents(1_000), Avril);
        essai.Engage(100, Mars);

        Assert.Equal(1, new Epuisement(essai.Dossier).Of(null, Avril)!.Days);
    }

    [Fact]
    public void Of_CreditsOfThisMonthAlone_TellNothingYet()
    {
        var essai = new DossierDEssai().Signe();
        new Fonds(essai.Dossier).Release(null, null, null, null, Avril);
        essai.Engage(100, Avril);

        Assert.Null(new Epuisement(essai.Dossier).Of(null, new DateOnly(2020, 4, 20)));
        Assert.Null(new Epuisement(new DossierDEssai().Signe().Dossier).Of(null, Avril));
    }

    [Fact]
    public void Of_AllEngaged_IsOverOnTheBaseItself()
    {
        var essai = new DossierDEssai().Dote();
        essai.Engage(400_000, Mars);

        Assert.Equal(Mars, new Epuisement(essai.Dossier).Of(null, Avril)!.On);
    }

    [Fact]
    public void Of_MoreEngagedThanIsLeftAfterAYear_IsOverOnTheBaseItself()
    {
        var essai = AnneesDEssai.Dotee();
        essai.Engage(60_000, Mars, AnneesDEssai.Une);
        essai.Dossier.Add(new ComiteFlow.Domain.Gestion.DecisionDeSolde(DossierDEssai.Id, AnneesDEssai.Une, 2020) { DecidedOn = Mars, ReturnAe = Money.FromCents(70_000) });

        Assert.Equal(Mars, new Epuisement(essai.Dossier).Of(AnneesDEssai.Une, Avril)!.On);
    }

    [Fact]
    public void Of_StartupWhereTheTextControlsByStartup_CountsAlone()
    {
        var essai = AnneesDEssai.Convention().Signe();
        new Fonds(essai.Dossier).Release(AnneesDEssai.Autre, null, null, null, DossierDEssai.Debut);
        new Fonds(essai.Dossier).Release(AnneesDEssai.Une, null, null, null, new DateOnly(2020, 3, 1));
        essai.Engage(31_000, new DateOnly(2020, 3, 10), AnneesDEssai.Une);
        essai.Engage(40_000, new DateOnly(2020, 3, 10), AnneesDEssai.Autre);

        var (une, toutes) = (new Epuisement(essai.Dossier).Of(AnneesDEssai.Une, Avril)!, new Epuisement(essai.Dossier).Of(null, Avril)!);

        Assert.Equal((100_000L, 31_000L, 31), (une.Envelope.Cents, une.Committed.Cents, une.Days));
        Assert.Equal((150_000L, 71_000L, 77), (toutes.Envelope.Cents, toutes.Committed.Cents, toutes.Days));
    }

    [Fact]
    public void Of_StartupWhereTheWholeIsControlled_CountsTheWhole()
    {
        var essai = new DossierDEssai(t => t with { Startups = [new() { Id = "A" }] }).Dote();
        essai.Engage(77_000, Mars);

        Assert.Equal((400_000L, 77_000L), (new Epuisement(essai.Dossier).Of("A", Avril)!.Envelope.Cents, new Epuisement(essai.Dossier).Of("A", Avril)!.Committed.Cents));
    }

    [Theory]
    [InlineData("2020-02", "2020-05-01", 3, true)]
    [InlineData("2020-01", "2020-05-01", 3, false)]
    [InlineData("2020-02", "2020-05-01", 2, false)]
    public void Of_Forecast_CountsWhileItsMonthIsWithinTheWindow(string mois, string today, int window, bool forecast)
    {
        var essai = new DossierDEssai().Regle("committee.forecastMonths", window).Dote();
        essai.Engage(10_000, new DateOnly(2020, 4, 2));
        Compte(essai, mois, 60_000);

        var prevision = new Epuisement(essai.Dossier).Of(null, DateOnly.Parse(today, null))!;

        Assert.Equal(forecast, prevision.IsForecast);
        Assert.Equal(forecast, prevision.EnMots.Contains("prévus pour le mois suivant", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_SeveralForecasts_TakesTheLast()
    {
        var essai = new DossierDEssai().Dote();
        Compte(essai, "2020-03", 62_000);
        Compte(essai, "2020-02", 1_000);
        new SuiviDesRapports(essai.Dossier).OpenMonthly("2020-04", 10, new DateOnly(2020, 5, 1));

        var prevision = new Epuisement(essai.Dossier).Of(null, new DateOnly(2020, 5, 1))!;

        Assert.Equal((62_000L, 30, Mars), (prevision.Pace.Cents, prevision.Days, prevision.Base));
    }

    private static void Compte(DossierDEssai essai, string mois, long prevu)
    {
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly(mois, 10, Avril);
        suivi.ReceiveAccount(mois, new SuiviDesRapports.Chiffres(ForecastAe: Money.FromCents(prevu)), null, Avril);
    }
}

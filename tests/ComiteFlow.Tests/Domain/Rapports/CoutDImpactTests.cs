using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Tests.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Rapports;

/// <summary>Cost per impact: payments from one état des réalisations to the next, divided by the measure that was chosen.</summary>
public sealed class CoutDImpactTests
{
    private const string Nom = "utilisateurs";
    private static readonly DateOnly Premier = new(2020, 7, 1), Second = new(2021, 1, 4);

    [Fact]
    public void Of_FirstReport_DividesWhatWasPaidSinceTheEffectAndComparesNothing()
    {
        var essai = Vie();
        Recoit(essai, 1, Premier, Impact(300));

        var cost = Cout(essai, 1)!;

        Assert.Equal((DossierDEssai.Debut, Premier, 10_000L), (cost.From, cost.Until, cost.Paid.Cents));
        Assert.Equal((33L, null, SansCout.PremierEtat), (cost.PerUnit!.Value.Cents, cost.Previous, cost.WithoutPrevious));
    }

    [Fact]
    public void Of_NextReport_BeginsTheDayAfterTheOneBeforeAndCompares()
    {
        var essai = Vie();
        Recoit(essai, 1, Premier, Impact(300));
        Recoit(essai, 2, Second, Impact(80));

        var cost = Cout(essai, 2)!;

        Assert.Equal((Premier.AddDays(1), Second, 20_500L), (cost.From, cost.Until, cost.Paid.Cents));
        Assert.Equal((256L, 33L, SansCout.Rien), (cost.PerUnit!.Value.Cents, cost.Previous!.Value.Cents, cost.WithoutPrevious));
    }

    [Theory]
    [InlineData(1_000, 8, 125)]
    [InlineData(10_000, 16_000, 1)]
    [InlineData(10_000, 0.5, 20_000)]
    [InlineData(10_000, 70.5, 142)]
    public void Of_AnyFigure_IsToldToTheCentAndHalfACentIsRoundedUp(long paid, double value, long cents)
    {
        var essai = new DossierDEssai().Dote().Planifie();
        essai.Engage(paid);
        essai.Paie(paid);
        Recoit(essai, 1, Premier, Impact((decimal)value));

        Assert.Equal(cents, Cout(essai, 1)!.PerUnit!.Value.Cents);
    }

    [Theory]
    [InlineData("demandes", "personnes", null, SansCout.AutreMesure)]
    [InlineData(Nom, "foyers", null, SansCout.AutreUnite)]
    [InlineData(Nom, "personnes", "comptes actifs", SansCout.AutreMethode)]
    [InlineData(null, "personnes", null, SansCout.AucuneMesure)]
    public void Of_MeasureUnitOrMethodChanged_SaysSoAndComparesNothing(string? name, string unit, string? method, SansCout expected)
    {
        var essai = Vie();
        Recoit(essai, 1, Premier, new Impact([new(name ?? Nom, 300, 400, unit, Method: method)], [], name));
        Recoit(essai, 2, Second, Impact(80));

        var cost = Cout(essai, 2)!;

        Assert.Equal((256L, null, expected), (cost.PerUnit!.Value.Cents, cost.Previous, cost.WithoutPrevious));
    }

    [Fact]
    public void Of_MeasureAtZeroBefore_ComparesNothing()
    {
        var essai = Vie();
        Recoit(essai, 1, Premier, Impact(0));
        Recoit(essai, 2, Second, Impact(80));

        Assert.Equal((SansCout.MesureNulle, SansCout.MesureNulle), (Cout(essai, 1)!.Without, Cout(essai, 2)!.WithoutPrevious));
        Assert.Null(Cout(essai, 1)!.PerUnit);
    }

    [Fact]
    public void Of_NothingPaid_SaysSo()
    {
        var essai = new DossierDEssai().Dote().Planifie();
        Recoit(essai, 1, Premier, Impact(300));

        Assert.Equal((SansCout.AucunPaiement, null), (Cout(essai, 1)!.Without, Cout(essai, 1)!.PerUnit));
    }

    [Fact]
    public void Of_NoReportOrNoMeasures_IsNothing()
    {
        var essai = Vie();
        var before = Cout(essai, 1);
        Recoit(essai, 1, Premier, null);

        Assert.Equal((null, null), (before, Cout(essai, 1)));
    }

    [Fact]
    public void Of_ComiteBeforeHeldWithoutReport_BeginsTheDayAfterItsSeance()
    {
        var essai = Vie();
        var comite = essai.Dossier.Comites.First(c => c.Occurrence == 1);
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.RequestStatus(comite, 10, DossierDEssai.Debut);
        suivi.WaiveStatus(comite, "séance de lancement", "délégant");
        new ComiteFlow.Domain.Revoyures.Revoyure(essai.Dossier).Hold(comite, null, comite.On);
        Recoit(essai, 2, Second, Impact(80));

        Assert.Equal(comite.HeldOn!.Value.AddDays(1), Cout(essai, 2)!.From);
    }

    [Fact]
    public void Of_ReportAfterItsSeance_CountsUntilTheSeanceAndLeavesTheRestToTheNext()
    {
        var essai = Vie();
        var comite = essai.Dossier.Comites.First(c => c.Occurrence == 1);
        new SuiviDesRapports(essai.Dossier).RequestStatus(comite, 10, DossierDEssai.Debut);
        new ComiteFlow.Domain.Revoyures.Revoyure(essai.Dossier).Hold(comite, null, Premier);
        Recoit(essai, 2, Second, Impact(80));
        new SuiviDesRapports(essai.Dossier).ReceiveStatus(comite, Second.AddDays(30), Impact(300));

        Assert.Equal((Premier, 10_000L), (Cout(essai, 1)!.Until, Cout(essai, 1)!.Paid.Cents));
        Assert.Equal((Premier.AddDays(1), Second, 20_500L), (Cout(essai, 2)!.From, Cout(essai, 2)!.Until, Cout(essai, 2)!.Paid.Cents));
    }

    [Fact]
    public void Of_ReportWithoutMeasuresBetween_ComparesWithTheOneBeforeAndTellsItsDay()
    {
        var essai = Vie();
        Recoit(essai, 1, Premier, Impact(300));
        Recoit(essai, 2, Second, null);
        Recoit(essai, 3, Second.AddDays(180), Impact(80));

        Assert.Equal((33L, Premier), (Cout(essai, 3)!.Previous!.Value.Cents, Cout(essai, 3)!.PreviousOn));
    }

    [Fact]
    public void Of_ComiteOfOneStartup_CountsItsPaymentsAlone()
    {
        var essai = AnneesDEssai.Dotee(texte => texte with
        {
            Committees = [texte.Committees[0] with { Cadence = new TexteCadence { Anchor = "startupPeriodEnd" } }],
            Startups = [.. new[] { AnneesDEssai.Une, AnneesDEssai.Autre }.Select(id => Textes.Startup(id, "fin", "2020-10") with { BudgetCents = 50_000 })],
        });
        essai.Engage(20_000, null, AnneesDEssai.Autre);
        essai.Paie(20_000, null, AnneesDEssai.Autre);
        essai.Engage(30_000, null, AnneesDEssai.Une);
        essai.Paie(12_000, null, AnneesDEssai.Une);
        essai.Planifie();
        var comite = essai.Dossier.Comites.First(c => c.Startup == AnneesDEssai.Une);
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.RequestStatus(comite, 10, DossierDEssai.Debut);
        suivi.ReceiveStatus(comite, comite.On, Impact(100));

        Assert.Equal(120, new CoutDImpact(essai.Dossier).Of(comite)!.PerUnit!.Value.Cents);
    }

    [Fact]
    public void ReceiveStatus_Impact_IsKeptWithTheReport()
    {
        var essai = Vie();
        var told = Impact(300) with { Levels = [new("used", "Trois cents par mois", "up")] };

        Recoit(essai, 1, Premier, told);

        Assert.Equal(told, Assert.Single(essai.Dossier.Rapports).Impact);
    }

    [Theory]
    [InlineData("known", "Un constat", "up", "unknownReference")]
    [InlineData("used", "Un constat", "sideways", "unknownReference")]
    [InlineData("used", " ", "up", "commentRequired")]
    public void ReceiveStatus_LevelThatIsNotWhole_IsRefusedAndNothingIsReceived(string level, string text, string trend, string code)
    {
        var essai = Vie();

        var refusal = DossierDEssai.Refus(() => Recoit(essai, 1, Premier, new Impact([], [new(level, text, trend)])));

        Assert.Equal(code, refusal.Code);
        Assert.True(Assert.Single(essai.Dossier.Rapports).IsMissing);
    }

    [Fact]
    public void ReceiveStatus_TextTooLongLevelTwiceOrMeasureOfTheCostUnknown_IsRefused()
    {
        var essai = Vie();
        ConstatDImpact one = new("used", "Un constat", "up");

        Assert.Equal("tooLong", DossierDEssai.Refus(() => Recoit(essai, 1, Premier, new Impact([], [one with { Text = new string('a', ComiteFlow.Domain.Rapports.Impact.ConstatAuPlus + 1) }]))).Code);
        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => Recoit(essai, 1, Premier, new Impact([], [one, one]))).Code);
        Assert.Equal("unknownReference", DossierDEssai.Refus(() => Recoit(essai, 1, Premier, new Impact([], [one], Nom))).Code);
        Assert.Equal("commentRequired", DossierDEssai.Refus(() => Recoit(essai, 1, Premier, new Impact([new(" ", 1, 2)], []))).Code);
        Assert.Equal("invalidAmount", DossierDEssai.Refus(() => Recoit(essai, 1, Premier, new Impact([new(Nom, 1_000_000_000_000m, 2)], []))).Code);
    }

    [Theory]
    [InlineData(0.00001, 1)]
    [InlineData(-1, 1)]
    [InlineData(1, -1)]
    [InlineData(1, 0.12345)]
    public void ReceiveStatus_FigureThatNoPaperShows_IsRefused(double value, double target) =>
        Assert.Equal("invalidAmount", DossierDEssai.Refus(() => Recoit(Vie(), 1, Premier, new Impact([new(Nom, (decimal)value, (decimal)target)], []))).Code);

    [Fact]
    public void ReceiveStatus_TooManyMeasuresTwinsOrLongTexts_AreRefused()
    {
        var six = Enumerable.Range(1, ComiteFlow.Domain.Rapports.Impact.MesuresAuPlus + 1).Select(rank => new Mesure($"Mesure {rank}", 1, 2)).ToList();
        var one = new Mesure(Nom, 1, 2);

        Assert.Equal("tooLong", Refused(six));
        Assert.Equal("alreadyDone", Refused([one, one]));
        Assert.Equal("tooLong", Refused([one with { Name = new string('a', 81) }]));
        Assert.Equal("tooLong", Refused([one with { Unit = new string('a', 31) }]));
        Assert.Equal("tooLong", Refused([one with { Origin = new string('a', 121) }]));
        Assert.Equal("tooLong", Refused([one with { Method = new string('a', 121) }]));

        static string Refused(IReadOnlyList<Mesure> measures) => DossierDEssai.Refus(() => Recoit(Vie(), 1, Premier, new Impact(measures, []))).Code;
    }

    /// <summary>100,00 € paid by the first report, that day included; 205,00 € by the second.</summary>
    private static DossierDEssai Vie()
    {
        var essai = new DossierDEssai().Dote().Planifie();
        essai.Engage(60_000);
        essai.Paie(4_000);
        essai.Paie(6_000, Premier);
        essai.Paie(20_000, Premier.AddDays(1));
        essai.Paie(500, Second);
        essai.Paie(900, Second.AddDays(1));
        return essai;
    }

    private static Impact Impact(decimal value) => new([new(Nom, value, 400, "personnes")], [], Nom);

    private static void Recoit(DossierDEssai essai, int occurrence, DateOnly on, Impact? impact)
    {
        var comite = essai.Dossier.Comites.First(c => c.Occurrence == occurrence);
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.RequestStatus(comite, 10, DossierDEssai.Debut);
        suivi.ReceiveStatus(comite, on, impact);
    }

    private static Cout? Cout(DossierDEssai essai, int occurrence) => new CoutDImpact(essai.Dossier).Of(essai.Dossier.Comites.First(c => c.Occurrence == occurrence));
}

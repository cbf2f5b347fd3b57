using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Tests.Domain.Rapports;

/// <summary>What a report is asked for and from whom, what its receipt settles and tells, and what makes it wait.</summary>
public sealed class DemandesEtReceptionsTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Theory]
    [InlineData(null, "expenses,progress,forecasts")]
    [InlineData("Dépenses du mois", "expenses")]
    [InlineData("état d’avancement|prévisions", "progress,forecasts")]
    [InlineData("autre chose", "")]
    public void OpenMonthly_Parts_AreThoseThatTheTextNames(string? content, string parts)
    {
        var essai = Avec(new TexteRapport { Code = "MONTHLY_EXPENSES", From = "delegant", Content = content?.Split('|') ?? [], Source = new Sources(["texte.txt, art. 5"]) });

        var rapport = new SuiviDesRapports(essai.Dossier).OpenMonthly("2020-01", 10, Jour);

        var fait = Assert.Single(essai.De<ReportRequested>());
        Assert.Equal(parts, string.Join(',', fait.Parts!));
        Assert.Equal((DossierDEssai.Delegant, "texte.txt, art. 5", false, false), (Assert.Single(fait.To), fait.Why!.Source, fait.Voluntary == true, rapport.Voluntary));
    }

    [Fact]
    public void OpenMonthly_WhereTheTextHasNone_IsVoluntaryAndWarnsNobody()
    {
        var essai = Avec();

        var rapport = new SuiviDesRapports(essai.Dossier).OpenMonthly("2020-01", 10, Jour);

        var fait = Assert.Single(essai.De<ReportRequested>());
        Assert.Equal((true, true, DossierDEssai.Delegataire, null), (rapport.Voluntary, fait.Voluntary == true, Assert.Single(fait.To), fait.Why!.Source));
        Assert.DoesNotContain(essai.Dossier.AlertesPrevues, a => a.Alert == Alertes.ReportMissing);
    }

    [Fact]
    public void OpenFinal_OnceAfterTheEnd_CoversThePeriodAndIsWatched()
    {
        var essai = Avec(new TexteRapport { Code = "FINAL_EXPENSES", Source = new Sources(["texte.txt, art. 7"]) });
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly("2021-12", 10, new DateOnly(2022, 1, 1));

        var rapport = suivi.OpenFinal(10, new DateOnly(2022, 1, 1));

        var fait = essai.De<ReportRequested>().Last();
        Assert.Same(rapport, suivi.OpenFinal(10, new DateOnly(2022, 1, 2)));
        Assert.Equal((true, new DateOnly(2022, 1, 10), new DateOnly(2022, 1, 1)), (suivi.NeedsFinal, rapport.Due, rapport.RequestedOn));
        Assert.Equal((Jour, new DateOnly(2021, 12, 31), "texte.txt, art. 7"), (fait.From, fait.Until, fait.Why!.Source));
        Assert.Contains(essai.Dossier.AlertesPrevues, a => a.Alert == Alertes.ReportMissing && a.On == rapport.Due);
    }

    [Fact]
    public void NeedsFinal_OfATextWithOtherReports_IsFalse() =>
        Assert.False(new SuiviDesRapports(Avec(new TexteRapport { Code = "MONTHLY_EXPENSES" }).Dossier).NeedsFinal);

    [Fact]
    public void OpenFinal_WithoutAKnownEnd_EndsTheDayBefore()
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin(), Reports = [new TexteRapport { Code = "FINAL_EXPENSES" }] }).Signe();

        new SuiviDesRapports(essai.Dossier).OpenFinal(10, new DateOnly(2022, 1, 1));

        Assert.Equal(new DateOnly(2021, 12, 31), Assert.Single(essai.De<ReportRequested>()).Until);
    }

    [Fact]
    public void RequestStatus_TellsTheArticleOfTheStatusReport()
    {
        var essai = new DossierDEssai(t => t with { Reports = [new TexteRapport { Code = "AUTRE", Source = new Sources(["autre"]) }, new TexteRapport { Code = "STATUS", Source = new Sources(["texte.txt, art. 3"]) }] }).Signe().Planifie();

        new SuiviDesRapports(essai.Dossier).RequestStatus(essai.Dossier.Comites[0], 10, Jour);

        Assert.Equal("texte.txt, art. 3", Assert.Single(essai.De<ReportRequested>()).Why!.Source);
    }

    [Fact]
    public void NeedsStatus_WhereNoReportOfTheTextIsOne_IsFalse() =>
        Assert.False(new SuiviDesRapports(Avec(new TexteRapport { Code = "AUTRE" }).Planifie().Dossier).NeedsStatus(Avec(new TexteRapport { Code = "AUTRE" }).Planifie().Dossier.Comites[0]));

    [Fact]
    public void ReplanStatus_OfAMovedMeeting_MovesItsDueDayWhileItIsMissing()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var (comite, autre) = (essai.Dossier.Comites[0], essai.Dossier.Comites[1]);
        var suivi = new SuiviDesRapports(essai.Dossier);
        Assert.Null(suivi.ReplanStatus(comite, 10));
        var rapport = suivi.RequestStatus(comite, 10, Jour);
        comite.On = comite.On.AddDays(7);

        Assert.Same(rapport, suivi.ReplanStatus(comite, 10));

        Assert.Equal(essai.Dossier.Jours.Ajouter(comite.On, -10), rapport.Due);
        Assert.Contains(essai.Dossier.AlertesPrevues, a => a.Alert == Alertes.ReportMissing && a.On == rapport.Due);
        Assert.Null(suivi.ReplanStatus(autre, 10));
        suivi.ReceiveStatus(comite, rapport.Due);
        Assert.Null(suivi.ReplanStatus(comite, 10));
    }

    [Theory]
    [InlineData(0, false, 0)]
    [InlineData(1, true, 1)]
    public void ReceiveStatus_AroundItsDueDay_IsLateFromTheNextOn(int jours, bool late, int ouvres)
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var rapport = new SuiviDesRapports(essai.Dossier).RequestStatus(essai.Dossier.Comites[0], 10, Jour);

        new SuiviDesRapports(essai.Dossier).ReceiveStatus(essai.Dossier.Comites[0], rapport.Due.AddDays(jours));

        var fait = Assert.Single(essai.De<ReportReceived>());
        Assert.Equal(("status", late, ouvres), (fait.Report, fait.Late, fait.WorkingDaysLate));
        Assert.Equal(rapport.Due.AddDays(jours), Assert.Single(essai.Dossier.AlertesPrevues, a => a.Alert == Alertes.ReportMissing).SettledOn);
    }

    [Fact]
    public void ReceivedBefore_OfAnUnknownReport_DoesNothing()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.ReceivedBefore("AUCUN", Jour);
        var rapport = suivi.RequestStatus(essai.Dossier.Comites[0], 10, Jour);

        suivi.ReceivedBefore(rapport.Id, Jour.AddDays(1));
        suivi.ReceivedBefore(rapport.Id, Jour.AddDays(2));

        Assert.Equal(Jour.AddDays(1), rapport.ReceivedOn);
        Assert.Single(essai.De<ReportReceived>());
        Assert.Equal(Jour.AddDays(1), Assert.Single(essai.Dossier.AlertesPrevues, a => a.Alert == Alertes.ReportMissing).SettledOn);
    }

    [Fact]
    public void WaiveStatus_WhereNoneIsAskedOrTwice_IsRefused()
    {
        var sans = Avec().Planifie();
        Assert.Equal("noSuchClause", DossierDEssai.Refus(() => new SuiviDesRapports(sans.Dossier).WaiveStatus(sans.Dossier.Comites[0], "motif", "DGEFP")).Code);
        var essai = new DossierDEssai().Signe().Planifie();
        var (suivi, comite) = (new SuiviDesRapports(essai.Dossier), essai.Dossier.Comites[0]);
        suivi.RequestStatus(comite, 10, Jour);
        suivi.WaiveStatus(comite, "motif", "DGEFP");

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => suivi.WaiveStatus(comite, "autre", "DGEFP")).Code);
        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => suivi.ReceiveStatus(comite, Jour)).Code);
    }

    [Fact]
    public void ReceiveAccount_TellsWhatRemainsOfBothDimensionsAndTheArticle()
    {
        var essai = Avec(
            new TexteRapport { Code = "FINAL_EXPENSES", Source = new Sources(["texte.txt, art. 7"]) }, new TexteRapport { Code = "MONTHLY_EXPENSES", Source = new Sources(["texte.txt, art. 5"]) }).Dote();
        essai.Engage(300);
        essai.Paie(100);
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly("2020-01", 10, Jour);
        suivi.OpenFinal(10, Jour);

        suivi.ReceiveAccount("2020-01", new(), null, Jour);
        suivi.ReceiveAccount(null, new(), null, Jour);

        var faits = essai.De<ReportReceived>().ToList();
        Assert.All(faits, f => Assert.Equal((300L, 100L, 399_700L, 399_900L), (f.CumulatedCommittedCents, f.CumulatedPaidCents, f.RemainingAeCents, f.RemainingCpCents)));
        Assert.Equal(["texte.txt, art. 5", "texte.txt, art. 7"], faits.Select(f => f.Why!.Source));
        Assert.All(essai.Dossier.AlertesPrevues.Where(a => a.Alert == Alertes.ReportMissing), a => Assert.Equal(Jour, a.SettledOn));
    }

    [Fact]
    public void ReceiveAccount_ThatIsNotOpen_NamesThoseThatAreMissing()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly("2020-01", 10, Jour);
        suivi.RequestStatus(essai.Dossier.Comites[0], 10, Jour);

        Assert.Contains("(2020-01 et status)", DossierDEssai.Refus(() => suivi.ReceiveAccount("2020-02", new(), null, Jour)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Le compte rendu de 2020-02", DossierDEssai.Refus(() => suivi.ReceiveAccount("2020-02", new(), null, Jour)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Le compte rendu final", DossierDEssai.Refus(() => suivi.ReceiveAccount(null, new(), null, Jour)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-03", 499L, true)]
    [InlineData("2020-03", 500L, false)]
    [InlineData("2020-01", 100L, false)]
    [InlineData(null, 499L, true)]
    public void ReceiveAccount_Falls_AgainstTheLastMonthBeforeIt(string? mois, long engage, bool refused)
    {
        var essai = Avec(new TexteRapport { Code = "MONTHLY_EXPENSES" }, new TexteRapport { Code = "FINAL_EXPENSES" });
        var suivi = new SuiviDesRapports(essai.Dossier);
        foreach (var open in new[] { "2020-01", "2020-02", "2020-03", "2019-12" })
            suivi.OpenMonthly(open, 10, Jour);
        suivi.OpenFinal(10, Jour);
        suivi.ReceiveAccount("2019-12", new(Money.FromCents(50), Money.Zero), null, Jour);
        suivi.ReceiveAccount("2020-02", new(Money.FromCents(500), Money.Zero), null, Jour);

        var refus = Record.Exception(() => suivi.ReceiveAccount(mois, new(Money.FromCents(engage), Money.Zero), " ", Jour)) as BrokenRuleException;

        Assert.Equal(refused ? "commentRequired" : null, refus?.Code);
        if (refused)
            Assert.Contains($"baisse de {Money.FromCents(1)} ", refus!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_BeforeAComite_NamesTheMonthsInOrderThatAreDueByThen()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var suivi = new SuiviDesRapports(essai.Dossier);
        var comite = essai.Dossier.Comites[0];
        suivi.OpenMonthly("2020-05", 10, Jour);
        suivi.OpenMonthly("2020-04", 10, Jour);
        suivi.OpenMonthly("2020-06", 15, Jour);
        suivi.OpenMonthly("2020-07", 1, Jour);

        Assert.Equal(new DateOnly(2020, 7, 15), comite.On);
        Assert.Equal(["status", "monthly:2020-04", "monthly:2020-05", "monthly:2020-06"], suivi.Missing(comite));
    }

    [Fact]
    public void Missing_WhereTheTextHasNoMonthlyReport_IsTheStatusAlone()
    {
        var essai = new DossierDEssai(t => t with { Reports = [t.Reports[0]] }).Signe().Planifie();
        new SuiviDesRapports(essai.Dossier).OpenMonthly("2020-01", 10, Jour);

        Assert.Equal(["status"], new SuiviDesRapports(essai.Dossier).Missing(essai.Dossier.Comites[0]));
    }

    [Fact]
    public void CheckReadiness_WaitingThenReady_IsKeptOnTheComite()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var (suivi, comite) = (new SuiviDesRapports(essai.Dossier), essai.Dossier.Comites[0]);
        suivi.RequestStatus(comite, 10, Jour);

        Assert.False(suivi.CheckReadiness(comite));
        Assert.Equal((true, false), (comite.IsWaiting, comite.IsReady));
        suivi.ReceiveStatus(comite, Jour);
        Assert.True(suivi.CheckReadiness(comite));
        Assert.Equal((false, true), (comite.IsWaiting, comite.IsReady));
    }

    [Fact]
    public void MonthsToOpen_LeaveOutThoseThatAreOpen()
    {
        var essai = new DossierDEssai().Signe();
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly("2020-02", 10, Jour);

        Assert.Equal(["2020-01", "2020-03"], suivi.MonthsToOpen(new DateOnly(2020, 4, 1)));
    }

    private static DossierDEssai Avec(params TexteRapport[] rapports) => new DossierDEssai(t => t with { Reports = rapports }).Signe();
}

using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Tests.Domain.Rapports;

public sealed class SuiviDesRapportsTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Fact]
    public void RequestStatus_TenWorkingDays_IsDueBeforeTheComiteAndAskedOnce()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.RequestStatus(essai.Dossier.Comites[0], 10, Jour);

        suivi.RequestStatus(essai.Dossier.Comites[0], 10, Jour);

        Assert.Equal(new DateOnly(2020, 6, 30), Assert.Single(essai.De<ReportRequested>()).Due);
    }

    [Theory]
    [InlineData("2020-02", 10, "2020-03-10")]
    [InlineData("2020-09", 10, "2020-10-12")]
    [InlineData("2020-01", 31, "2020-03-02")]
    public void OpenMonthly_DayOfTheNextMonth_IsMovedToAWorkingDay(string mois, int jour, string attendu)
    {
        var essai = new DossierDEssai().Signe();

        var rapport = new SuiviDesRapports(essai.Dossier).OpenMonthly(mois, jour, Jour);

        Assert.Equal(attendu, rapport.Due.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void MonthsToOpen_FirstOfAMonth_AreThoseSinceTheEffect()
    {
        var essai = new DossierDEssai().Signe();

        Assert.Equal(["2020-01", "2020-02"], new SuiviDesRapports(essai.Dossier).MonthsToOpen(new DateOnly(2020, 3, 1)));
    }

    [Fact]
    public void MonthsToOpen_AfterTheEnd_StopWithItsMonth()
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = new DateOnly(2020, 2, 10) } }).Signe();

        Assert.Equal(["2020-01", "2020-02"], new SuiviDesRapports(essai.Dossier).MonthsToOpen(new DateOnly(2020, 12, 1)));
    }

    [Fact]
    public void MonthsToOpen_VoluntaryBeforeTheEffect_BeginWithItsMonth()
    {
        var essai = new DossierDEssai(t => t with { Reports = [], Effect = new TexteEffet { Trigger = "publication" } }).Signe();
        new Choix(essai.Dossier).Set("voluntaryMonthlyReports", JsonSerializer.SerializeToElement(true), Jour);
        var avant = new SuiviDesRapports(essai.Dossier).MonthsToOpen(new DateOnly(2020, 3, 1));
        new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, null, new DateOnly(2020, 3, 2), new DateOnly(2020, 3, 2));

        var apres = new SuiviDesRapports(essai.Dossier).MonthsToOpen(new DateOnly(2020, 4, 1));

        Assert.Empty(avant);
        Assert.Equal(["2020-03"], apres);
    }

    [Fact]
    public void MonthsToOpen_Reprise_LeaveHistoryAlone()
    {
        var essai = new DossierDEssai().Enregistre(new DateOnly(2020, 9, 14));
        essai.Dossier.IsReprise = true;
        essai.Signer(essai.Dossier.Convention, new DateOnly(2020, 9, 14));
        essai.Dossier.EffectOn = Jour;
        essai.Dossier.MonthlyFrom = "2020-01";

        Assert.Equal(["2020-09"], new SuiviDesRapports(essai.Dossier).MonthsToOpen(new DateOnly(2020, 10, 1)));
    }

    [Fact]
    public void CheckReadiness_ReportsMissing_WaitsOnceThenIsReadyOnce()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var (suivi, comite) = (new SuiviDesRapports(essai.Dossier), essai.Dossier.Comites[0]);
        suivi.RequestStatus(comite, 10, Jour);
        suivi.OpenMonthly("2020-05", 10, Jour);
        Assert.False(suivi.CheckReadiness(comite));
        suivi.ReceiveAccount("2020-05", new SuiviDesRapports.Chiffres(), null, new DateOnly(2020, 6, 8));
        suivi.ReceiveStatus(comite, comite.On);

        Assert.True(suivi.CheckReadiness(comite) && suivi.CheckReadiness(comite));

        Assert.Equal(["status", "monthly:2020-05"], Assert.Single(essai.De<CommitteeWaiting>()).Missing);
        Assert.Single(essai.De<CommitteeReady>());
    }

    [Fact]
    public void ReceiveAccount_AfterItsDueDay_CountsTheWorkingDaysLate()
    {
        var essai = new DossierDEssai().Dote();
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly("2020-09", 10, Jour);

        suivi.ReceiveAccount("2020-09", new SuiviDesRapports.Chiffres(), null, new DateOnly(2020, 10, 19));

        var fait = Assert.Single(essai.De<ReportReceived>());
        Assert.Equal((true, 5, 0L, 400_000L), (fait.Late, fait.WorkingDaysLate, fait.CumulatedCommittedCents, fait.RemainingAeCents));
    }

    [Theory]
    [InlineData(900, 500, 100)]
    [InlineData(1000, 400, 100)]
    public void ReceiveAccount_CumulatedFiguresFall_NeedAComment(long engage, long paye, long par)
    {
        var essai = DeuxMois(out var suivi);

        var refus = DossierDEssai.Refus(() => suivi.ReceiveAccount("2020-02", Chiffres(engage, paye), " ", Jour));

        Assert.Equal(("commentRequired", (object?)par), (refus.Code, refus.Details["byCents"]));
        Assert.Single(essai.De<ReportReceived>());
    }

    [Fact]
    public void ReceiveAccount_FallWithAComment_IsTaken()
    {
        var essai = DeuxMois(out var suivi);

        suivi.ReceiveAccount("2020-02", Chiffres(900, 500), "Annulation d’un engagement.", Jour);

        Assert.Equal(2, essai.De<ReportReceived>().Count());
    }

    [Theory]
    [InlineData("2020-01", "alreadyDone")]
    [InlineData("2020-07", "unknownReference")]
    public void ReceiveAccount_InAlreadyOrNotOpen_IsRefused(string mois, string code)
    {
        DeuxMois(out var suivi);

        Assert.Equal(code, DossierDEssai.Refus(() => suivi.ReceiveAccount(mois, Chiffres(1000, 500), null, Jour)).Code);
    }

    [Fact]
    public void ReceiveStatus_ComiteWithoutOne_HasNoClause()
    {
        var essai = new DossierDEssai(t => t with { Reports = [] }).Signe().Planifie();

        Assert.Equal("noSuchClause", DossierDEssai.Refus(() => new SuiviDesRapports(essai.Dossier).ReceiveStatus(essai.Dossier.Comites[0], Jour)).Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void WaiveStatus_WithoutAReason_IsRefusedAndTheReportStaysMissing(string motif)
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var suivi = new SuiviDesRapports(essai.Dossier);
        var rapport = suivi.RequestStatus(essai.Dossier.Comites[0], 10, Jour);

        Assert.Equal("commentRequired", DossierDEssai.Refus(() => suivi.WaiveStatus(essai.Dossier.Comites[0], motif, "decisionMaker")).Code);
        Assert.True(rapport.IsMissing);
    }

    [Theory]
    [InlineData("2020-05", null, "2020-05")]
    [InlineData("2020-05", "monthly", "2020-05")]
    [InlineData(null, "final", null)]
    public void MonthOf_AccountThatIsNamed_IsItsMonth(string? mois, string? rapport, string? attendu) => Assert.Equal(attendu, Rapport.MonthOf(mois, rapport));

    [Theory]
    [InlineData(null, null)]
    [InlineData(null, "monthly")]
    [InlineData("2020-05", "yearly")]
    public void MonthOf_AccountThatIsNotNamed_IsUnknown(string? mois, string? rapport) =>
        Assert.Equal("unknownReference", DossierDEssai.Refus(() => Rapport.MonthOf(mois, rapport)).Code);

    private static SuiviDesRapports.Chiffres Chiffres(long engage, long paye) => new(Money.FromCents(engage), Money.FromCents(paye));

    /// <summary>Two months are open; the first is in with 10,00 € committed and 5,00 € paid.</summary>
    private static DossierDEssai DeuxMois(out SuiviDesRapports suivi)
    {
        var essai = new DossierDEssai().Dote();
        suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly("2020-01", 10, Jour);
        suivi.OpenMonthly("2020-02", 10, Jour);
        suivi.ReceiveAccount("2020-01", Chiffres(1000, 500), null, Jour);
        return essai;
    }
}

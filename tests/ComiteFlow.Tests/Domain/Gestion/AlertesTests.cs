using System.Globalization;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Tests.Domain.Gestion;

/// <summary>The convention of these tests ends on 31 December 2021, a Friday; its first comité is on 15 July 2020, a Wednesday.</summary>
public sealed class AlertesTests
{
    [Fact]
    public void Issue_BeforeTheEnd_WarnsAllPartiesOnceForEachNumberOfDays()
    {
        var essai = new DossierDEssai().Dote();

        // 90 days before is Saturday 2 October: the Monday after; 60: Monday 1 November, All Saints: Tuesday; 30: Wednesday 1 December.
        Assert.Equal(["2021-10-04", "2021-11-02", "2021-12-01"], Mornings(essai, Alertes.EndNear, "2021-09-01", 130));
        Assert.Equal([90, 60, 30], essai.De<AlertRaised>().Where(a => a.Alert == Alertes.EndNear).Select(a => a.Days!.Value));
        Assert.All(essai.De<AlertRaised>().Where(a => a.Alert == Alertes.EndNear), a => Assert.Equal([DossierDEssai.Delegant, DossierDEssai.Delegataire], a.To));
    }

    [Fact]
    public void Issue_AfterANotice_WarnsOfTheNewEndAndNotOfTheOld()
    {
        var essai = new DossierDEssai(texte => texte with { Termination = new() { Notice = "P3M" } }).Dote();
        new ComiteFlow.Domain.Resiliations.Preavis(essai.Dossier).Notify(DossierDEssai.Delegant, Jour("2021-06-15"), null, Jour("2021-06-15"));

        Assert.Equal(["2021-06-17", "2021-07-19", "2021-08-16"], Mornings(essai, Alertes.EndNear, "2021-06-15", 250));
    }

    [Theory]
    [InlineData(100, 40, 60)]
    [InlineData(100, 100, null)]
    [InlineData(0, 0, null)]
    public void Issue_TheDayAfterTheLastPayment_TellsWhatIsUnpaid(long committed, long paid, int? unpaid)
    {
        var essai = new DossierDEssai().Dote();
        if (committed > 0)
            essai.Engage(committed, Jour("2021-05-03"));
        if (paid > 0)
            essai.Paie(paid, Jour("2021-05-03"));

        var mornings = Mornings(essai, Alertes.UnpaidCommitments, "2021-12-20", 40);

        Assert.Equal(unpaid is null ? [] : ["2022-01-01"], mornings);
        Assert.Equal(unpaid, (int?)essai.De<AlertRaised>().SingleOrDefault(a => a.Alert == Alertes.UnpaidCommitments)?.AmountCents);
    }

    [Fact]
    public void Issue_ComiteNotHeld_WarnsTheDelegantTheWorkingDayAfter()
    {
        var (late, held) = (new DossierDEssai().Dote().Planifie(), new DossierDEssai().Dote().Planifie());
        held.Seance();

        Assert.Equal(["2020-07-16"], Mornings(late, Alertes.CommitteeOverdue, "2020-07-10", 30));
        Assert.Empty(Mornings(held, Alertes.CommitteeOverdue, "2020-07-10", 30));
        Assert.Equal([DossierDEssai.Delegant], late.De<AlertRaised>().Single(a => a.Alert == Alertes.CommitteeOverdue).To);
    }

    [Fact]
    public void Issue_ComiteThatMoved_WarnsOfItsNewDayAlone()
    {
        var essai = new DossierDEssai().Dote().Planifie();
        new ComiteFlow.Domain.Comites.Planification(essai.Dossier).Reschedule(essai.Dossier.Comites[0], Jour("2020-09-04"), "salle", Jour("2020-07-01"));

        Assert.Equal(["2020-09-07"], Mornings(essai, Alertes.CommitteeOverdue, "2020-07-10", 90));
    }

    [Fact]
    public void Issue_ReportNotReceived_WarnsTheWorkingDayAfterItsDueDay()
    {
        var (late, received) = (new DossierDEssai().Dote().Planifie(), new DossierDEssai().Dote().Planifie());
        foreach (var essai in new[] { late, received })
        {
            new SuiviDesRapports(essai.Dossier).RequestStatus(essai.Dossier.Comites[0], 10, DossierDEssai.Debut);
        }

        new SuiviDesRapports(received.Dossier).ReceiveStatus(received.Dossier.Comites[0], Jour("2020-06-01"));

        // Ten working days before 15 July, with the 14th a holiday: 30 June.
        Assert.Equal(["2020-07-01"], Mornings(late, Alertes.ReportMissing, "2020-06-20", 30));
        Assert.Empty(Mornings(received, Alertes.ReportMissing, "2020-06-20", 30));
    }

    /// <summary>The mornings on which warnings of a kind are issued.</summary>
    private static List<string> Mornings(DossierDEssai essai, string alert, string from, int days) =>
    [
        .. Enumerable.Range(0, days).Select(day => Jour(from).AddDays(day))
            .SelectMany(morning => new Alertes(essai.Dossier).Issue(morning).Where(a => a.Alert == alert).Select(_ => morning.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))),
    ];

    private static DateOnly Jour(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

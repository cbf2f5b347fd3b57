using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Tests.Domain.Conventions;

/// <summary>What a convention of the past leaves to confirm, and what each answer changes.</summary>
public sealed class RepriseTests
{
    private const string Seance = "CONV-1/COM/1", Etat = "CONV-1/COM/1/status", Mensuel = "CONV-1/monthly/2020-02";
    private static readonly DateOnly Today = new(2026, 3, 2);

    [Fact]
    public void Register_AfterItsDates_KeepsALineForEachThatHadPassed()
    {
        var essai = Passee();

        var points = new Reprise(essai.Dossier).ToConfirm(Today);

        Assert.Equal(3, points.Count(p => p.Kind == PointDeReprise.Seance));
        Assert.Equal(3, points.Count(p => p.Kind == PointDeReprise.Etat));
        Assert.Equal(24, points.Count(p => p.Kind == PointDeReprise.Mensuel));
        Assert.Single(points, p => p.Kind == "close");
        Assert.Equal(points.OrderBy(p => p.Due).Select(p => p.Id), points.Select(p => p.Id));
        Assert.All(points, p => Assert.True(p.Due < Today));
        Assert.Empty(essai.De<TaskOpened>());
    }

    [Fact]
    public void Register_BeforeItsDates_KeepsNothing()
    {
        var essai = new DossierDEssai().Signe().Planifie();

        Assert.Empty(essai.Dossier.PointsDeReprise);
    }

    [Fact]
    public void Confirm_DejaFait_SettlesThePointAndRecordsTheFact()
    {
        var essai = Passee();

        Confirm(essai, new ReponseDeReprise(Seance, PointDeReprise.DejaFait, new DateOnly(2020, 7, 16)));

        Assert.DoesNotContain(new Reprise(essai.Dossier).ToConfirm(Today), p => p.Id == Seance);
        Assert.Equal(ComiteState.Past, essai.Dossier.Comites[0].State);
        var fact = Assert.Single(essai.De<RepriseConfirmed>());
        Assert.Equal((Seance, "done", new DateOnly(2020, 7, 16), "coordinator"), (fact.Point, fact.Choice, fact.On!.Value, fact.By));
    }

    [Fact]
    public void Confirm_EncoreDu_PlansTheMeetingAgain()
    {
        var essai = Passee();

        Confirm(essai, new ReponseDeReprise(Seance, PointDeReprise.EncoreDu));

        Assert.Equal(ComiteState.Planned, essai.Dossier.Comites[0].State);
    }

    [Fact]
    public void Confirm_EncoreDuWithADate_MovesTheMeeting()
    {
        var essai = Passee(texte => texte with { End = new TexteFin { Date = new DateOnly(2026, 12, 31) } });

        Confirm(essai, new ReponseDeReprise(Seance, PointDeReprise.EncoreDu, new DateOnly(2026, 5, 5)));

        Assert.Equal(new DateOnly(2026, 5, 5), essai.Dossier.Comites[0].On);
        Assert.Single(essai.De<CommitteeRescheduled>());
    }

    [Fact]
    public void Confirm_EncoreDuOfAMonth_LetsItsAccountOpen()
    {
        var essai = Passee();
        Assert.Empty(new SuiviDesRapports(essai.Dossier).MonthsToOpen(Today));

        Confirm(essai, new ReponseDeReprise(Mensuel, PointDeReprise.EncoreDu));

        Assert.Equal(["2020-02"], new SuiviDesRapports(essai.Dossier).MonthsToOpen(Today));
    }

    [Fact]
    public void Confirm_EncoreDuOfTheClosing_OpensItsTask()
    {
        var essai = Passee();

        Confirm(essai, new ReponseDeReprise("CONV-1/close", PointDeReprise.EncoreDu));

        Assert.Equal("close", Assert.Single(essai.De<TaskOpened>()).Task);
    }

    [Theory]
    [InlineData("done", "2026-03-03", null, "invalidDate")]
    [InlineData("owed", "2026-03-01", null, "invalidDate")]
    [InlineData("moot", null, " ", "commentRequired")]
    [InlineData("jamais", null, null, "unknownReference")]
    public void Confirm_AnAnswerThatCannotBe_IsRefused(string choice, string? on, string? reason, string code)
    {
        var essai = Passee();
        var day = on is null ? (DateOnly?)null : DateOnly.ParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

        var refusal = DossierDEssai.Refus(() => Confirm(essai, new ReponseDeReprise(Seance, choice, day, reason)));

        Assert.Equal(code, refusal.Code);
        Assert.Empty(essai.De<RepriseConfirmed>());
    }

    [Fact]
    public void Confirm_NothingOrUnknownOrTwice_IsRefused()
    {
        var essai = Passee();
        Confirm(essai, new ReponseDeReprise(Seance, PointDeReprise.DejaFait));

        Assert.Equal("choiceRequired", DossierDEssai.Refus(() => Confirm(essai)).Code);
        Assert.Equal("unknownReference", DossierDEssai.Refus(() => Confirm(essai, new ReponseDeReprise("CONV-1/autre", "done"))).Code);
        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => Confirm(essai, new ReponseDeReprise(Seance, "owed"))).Code);
    }

    [Fact]
    public void Confirm_SansObjetOfTheReportOfAComiteToCome_IsLeftToTheDelegant()
    {
        var essai = EnCours();

        var refusal = DossierDEssai.Refus(() => new Reprise(essai.Dossier).Confirm([new("CONV-1/COM/2/status", "moot", null, "reçu autrement")], "coordinator", EnCoursDepuis));

        Assert.Equal("noSuchClause", refusal.Code);
    }

    [Fact]
    public void Confirm_DejaFaitOfTheReportOfAComiteToCome_MakesItReady()
    {
        var essai = EnCours();
        var comite = essai.Dossier.Comites.First(c => c.Occurrence == 2);

        new Reprise(essai.Dossier).Confirm([new("CONV-1/COM/2/status", "done", new DateOnly(2020, 12, 30))], "coordinator", EnCoursDepuis);

        Assert.True(new SuiviDesRapports(essai.Dossier).CheckReadiness(comite));
        Assert.False(Assert.Single(essai.De<ReportReceived>()).Late);
    }

    [Fact]
    public void ToConfirm_AfterAnotherActHasSettledIt_LeavesItOut()
    {
        var essai = EnCours();
        var comite = essai.Dossier.Comites.First(c => c.Occurrence == 2);
        Assert.Contains(new Reprise(essai.Dossier).ToConfirm(EnCoursDepuis), p => p.Id == "CONV-1/COM/2/status");

        new SuiviDesRapports(essai.Dossier).ReceiveStatus(comite, EnCoursDepuis);

        Assert.DoesNotContain(new Reprise(essai.Dossier).ToConfirm(EnCoursDepuis), p => p.Id == "CONV-1/COM/2/status");
    }

    [Theory]
    [InlineData("2020-02-20", "2026-03-02")]
    [InlineData("2020-03-10", "2026-03-02")]
    [InlineData("2020-03-11", "2026-03-03")]
    [InlineData("2020-03-17", "2026-03-09")]
    [InlineData("2026-04-01", "2026-04-01")]
    public void Postpone_APointStillOwed_KeepsTheDistancesFromTheDayOfTheChoice(string rung, string expected)
    {
        var essai = Passee();
        Confirm(essai, new ReponseDeReprise(Mensuel, PointDeReprise.EncoreDu));

        var on = new Reprise(essai.Dossier).Postpone(Mensuel, new DateOnly(2020, 3, 10), DateOnly.Parse(rung, System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal(DateOnly.Parse(expected, System.Globalization.CultureInfo.InvariantCulture), on);
    }

    private static DateOnly EnCoursDepuis { get; } = new(2021, 1, 11);

    /// <summary>Signed in 2020, ended in 2021, registered in 2026.</summary>
    private static DossierDEssai Passee(Func<TexteConvention, TexteConvention>? change = null)
    {
        var essai = new DossierDEssai(texte => (change ?? (t => t))(Datee(texte))).Enregistre(Today);
        Signer(essai, Today);
        essai.Planifie(Today);
        essai.Oublier();
        return essai;
    }

    /// <summary>Registered a few days before its second comité, whose report was due already.</summary>
    private static DossierDEssai EnCours()
    {
        var essai = new DossierDEssai(Datee).Enregistre(EnCoursDepuis);
        Signer(essai, EnCoursDepuis);
        essai.Planifie(EnCoursDepuis);
        var comite = essai.Dossier.Comites.First(c => c.Occurrence == 2);
        var rapport = new SuiviDesRapports(essai.Dossier).RequestStatus(comite, 10, EnCoursDepuis);
        new Reprise(essai.Dossier).Keeps(new LignesDeReprise(essai.Dossier).Etat(comite, rapport.Due));
        essai.Oublier();
        return essai;
    }

    private static TexteConvention Datee(TexteConvention texte) => texte with { Signing = new TexteSignature { Date = DossierDEssai.Debut } };

    private static void Signer(DossierDEssai essai, DateOnly today)
    {
        foreach (var party in essai.Dossier.Convention.Missing)
        {
            new ComiteFlow.Domain.Signatures.CircuitDeSignature(essai.Dossier).Sign(essai.Dossier.Convention, party, DossierDEssai.Debut, today);
        }
    }

    private static void Confirm(DossierDEssai essai, params ReponseDeReprise[] reponses) => new Reprise(essai.Dossier).Confirm(reponses, "coordinator", Today);
}

using System.Globalization;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Tests.Domain.Gestion;

/// <summary>The years of a convention from its effect to its last payment: dialogues and warnings on their first and last days.</summary>
public sealed class BordsDesAnneesTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut;

    [Theory]
    [InlineData(null, null, null, null, false)]
    [InlineData("--11-30", null, null, null, true)]
    [InlineData(null, "--12-01", null, null, true)]
    [InlineData(null, null, "--11-30", null, true)]
    [InlineData(null, null, null, "--11-15", true)]
    public void HasRules_WhereTheTextSaysSomethingOfTheYear_IsTrue(string? ae, string? cp, string? solde, string? dialogue, bool regles)
    {
        var essai = new DossierDEssai(t => t with { EndOfYear = Annee(ae, cp, solde, dialogue) });

        Assert.Equal(regles, new FinDeGestion(essai.Dossier).HasRules);
    }

    [Theory]
    [InlineData("2021-12-31", "2022-03-31", "2020,2021,2022")]
    [InlineData("2021-12-31", null, "2020,2021")]
    [InlineData("2020-12-31", null, "2020")]
    [InlineData(null, null, "")]
    public void Years_FromTheEffectToTheLastPayment(string? fin, string? paiement, string annees)
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = Le(fin), LatestPayment = Le(paiement) } }).Signe();
        essai.Dossier.PaymentsUntil = Le(paiement);

        Assert.Equal(annees, string.Join(',', new FinDeGestion(essai.Dossier).Years));
        essai.Dossier.EndsOn = essai.Dossier.PaymentsUntil = new DateOnly(2019, 12, 31);
        Assert.Empty(new FinDeGestion(essai.Dossier).Years);
    }

    [Theory]
    [InlineData("lastWorkingDayBefore15", "2020-11-13")]
    [InlineData("lastDayBefore15", "2020-11-14")]
    public void DialogueDay_BeforeMidNovember_IsADayByThePolicy(string policy, string jour)
    {
        var essai = AnneesDEssai.Convention().Regle("words.avantMi", policy).Signe();

        Assert.Equal(Le(jour), new FinDeGestion(essai.Dossier).DialogueDay(2020));
        Assert.Equal(new DateOnly(2020, 11, 30), new FinDeGestion(essai.Dossier).BalanceDay(2020));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("2020-11-29", true)]
    [InlineData("2020-11-30", false)]
    public void IsDialogueBeforeBalance_ByTheDayHeldOrDue(string? tenu, bool avant)
    {
        var essai = AnneesDEssai.Dotee();
        if (tenu is not null)
            new FinDeGestion(essai.Dossier).Hold(2020, Le(tenu)!.Value);

        Assert.Equal(avant, new FinDeGestion(essai.Dossier).IsDialogueBeforeBalance(2020));
        Assert.False(new FinDeGestion(new DossierDEssai().Signe().Dossier).IsDialogueBeforeBalance(2020));
    }

    [Fact]
    public void Hold_YearWithoutADialogue_NamesThoseNotCancelled()
    {
        var essai = AnneesDEssai.Dotee();
        essai.Dossier.Dialogues[0].CancelledOn = Jour;

        Assert.Contains("(2021)", DossierDEssai.Refus(() => new FinDeGestion(essai.Dossier).Hold(2020, Jour)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2020-11-13", "2021-12-31", "2020,2021")]
    [InlineData("2020-11-14", "2021-12-31", "2021")]
    [InlineData("2020-01-15", "2020-11-13", "2020")]
    [InlineData("2020-01-15", "2020-11-12", "")]
    public void Plan_DialogueOnTheFirstOrLastDay_IsPlanned(string effet, string fin, string annees)
    {
        var essai = AnneesDEssai.Convention(t => t with { End = new TexteFin { Date = Le(fin) } }).Signe(Le(effet));

        Assert.Equal(annees, string.Join(',', essai.Dossier.Dialogues.Select(d => d.Year)));
        Assert.All(essai.De<DialogueScheduled>(), f => Assert.Equal("avant mi-novembre", f.Why!.Inputs[0].Value));
    }

    [Theory]
    [InlineData("2020-01-15", "2020-11-30", "ae")]
    [InlineData("2020-01-15", "2020-11-29", "")]
    [InlineData("2020-01-15", "2020-12-01", "ae,cp")]
    public void Plan_CutoffOnTheLastDay_IsWarnedOf(string effet, string fin, string limites)
    {
        var essai = AnneesDEssai.Convention(t => t with { End = new TexteFin { Date = Le(fin) } }).Signe(Le(effet));

        Assert.Equal(limites, string.Join(',', essai.Dossier.AlertesPrevues.Where(a => a.Alert == Alertes.CutoffNear).Select(a => a.Cutoff).Distinct()));
    }

    [Fact]
    public void Plan_EffectShortlyBeforeTheCutoff_LeavesOutTheWarningsBeforeIt()
    {
        // Three working days before Monday 30 November 2020 is Wednesday 25; ten is Monday 16.
        int Warnings(int jour) => AnneesDEssai.Convention().Signe(new DateOnly(2020, 11, jour)).Dossier.AlertesPrevues.Count(a => a is { Alert: Alertes.CutoffNear, Cutoff: "ae" } && a.On.Year == 2020);

        Assert.Equal([2, 2, 1, 1, 0, 0], new[] { 13, 16, 17, 25, 26, 30 }.Select(Warnings));
        Assert.Equal(0, AnneesDEssai.Convention().Signe(new DateOnly(2020, 12, 1)).Dossier.AlertesPrevues.Count(a => a is { Alert: Alertes.CutoffNear, Cutoff: "ae" } && a.On.Year == 2020));
    }

    [Fact]
    public void Plan_PaymentsAfterTheEnd_AreWarnedOfTheirOwnCutoff()
    {
        var essai = AnneesDEssai.Convention(t => t with { End = new TexteFin { Date = new DateOnly(2020, 6, 30), LatestPayment = new DateOnly(2020, 12, 31) } }).Signe();

        var alertes = essai.Dossier.AlertesPrevues.Where(a => a.Alert == Alertes.CutoffNear).ToList();
        Assert.All(alertes, a => Assert.Equal(("cp", new DateOnly(2020, 12, 1)), (a.Cutoff, a.On)));
        Assert.Equal(2, alertes.Count);
        Assert.Empty(essai.Dossier.Dialogues);
        Assert.Equal(new DateOnly(2021, 1, 1), essai.Dossier.AlertesPrevues.Single(a => a.Alert == Alertes.UnpaidCommitments).Due);
        Assert.Equal(2, new Alertes(essai.Dossier).Issue(new DateOnly(2020, 12, 1)).Count(a => a.Alert == Alertes.CutoffNear));
    }

    [Fact]
    public void Issue_OnTheDaysThemselves_StillWarns()
    {
        var essai = AnneesDEssai.Convention().Regle("cutoff.warnings", new[] { 0 }).Regle("end.warnings", new[] { 0 }).Signe();

        Assert.Single(new Alertes(essai.Dossier).Issue(new DateOnly(2020, 11, 30)), a => a is { Alert: Alertes.CutoffNear, Cutoff: "ae" });
        Assert.Single(new Alertes(essai.Dossier).Issue(new DateOnly(2021, 12, 31)), a => a.Alert == Alertes.EndNear);
        Assert.Null(essai.De<AlertRaised>().Last(a => a.Alert == Alertes.EndNear).AmountCents);
    }

    [Fact]
    public void PlanEnd_ShortConvention_LeavesOutTheWarningsBeforeItsEffect()
    {
        // The end is Thursday 30 April 2020: 30 days before is Tuesday 31 March, 60 is Sunday 1 March, 90 is 31 January.
        int Warnings(int mois, int jour) => new DossierDEssai(t => t with { End = new TexteFin { Date = new DateOnly(2020, 4, 30) } })
            .Signe(new DateOnly(2020, mois, jour)).Dossier.AlertesPrevues.Count(a => a.Alert == Alertes.EndNear);

        Assert.Equal([3, 2, 2, 1, 1, 0], new[] { (1, 31), (2, 1), (3, 2), (3, 3), (3, 31), (4, 1) }.Select(d => Warnings(d.Item1, d.Item2)));
    }

    [Fact]
    public void Issue_SeveralOfOneMorning_ComeByTheirDayThenTheirId()
    {
        var essai = AnneesDEssai.Dotee();

        var issued = new Alertes(essai.Dossier).Issue(new DateOnly(2020, 11, 20)).ToList();

        Assert.Equal(issued.OrderBy(a => a.Due).ThenBy(a => a.Id, StringComparer.Ordinal), issued);
        Assert.Equal(["dialogueOverdue", "cutoffNear", "cutoffNear"], issued.OrderBy(a => a.Due).Select(a => a.Alert).OrderByDescending(a => a, StringComparer.Ordinal));
    }

    [Fact]
    public void Settle_OfAMeetingOrAReport_LeavesTheOthersOpen()
    {
        var essai = new DossierDEssai().Dote().Planifie();
        var suivi = new SuiviDesRapports(essai.Dossier);
        var (un, deux) = (suivi.OpenMonthly("2020-01", 10, Jour), suivi.OpenMonthly("2020-02", 10, Jour));
        suivi.ReceiveAccount("2020-01", new(), null, Jour);
        suivi.ReceiveAccount("2020-02", new(), null, Jour.AddDays(1));
        essai.Seance(2);

        Assert.Equal([Jour, Jour.AddDays(1)], new[] { un, deux }.Select(r => essai.Dossier.AlertesPrevues.Single(a => a.Alert == Alertes.ReportMissing && a.Id.Contains(r.Id, StringComparison.Ordinal)).SettledOn));
        Assert.Equal([null, essai.Dossier.Comites[1].On, null], essai.Dossier.AlertesPrevues.Where(a => a.Alert == Alertes.CommitteeOverdue).OrderBy(a => a.Due).Select(a => a.SettledOn));
    }

    [Theory]
    [InlineData(ComiteState.Planned, 1)]
    [InlineData(ComiteState.Held, 1)]
    [InlineData(ComiteState.Cancelled, 0)]
    [InlineData(ComiteState.Past, 0)]
    public void Issue_StatusReportOfAMeetingThatWillNotBe_IsNotAskedFor(ComiteState state, int alertes)
    {
        var essai = new DossierDEssai().Dote().Planifie();
        var rapport = new SuiviDesRapports(essai.Dossier).RequestStatus(essai.Dossier.Comites[1], 10, Jour);
        essai.Dossier.Comites[1].State = state;
        essai.Dossier.Comites[0].State = ComiteState.Cancelled;

        Assert.Equal(alertes, new Alertes(essai.Dossier).Issue(rapport.Due.AddDays(7)).Count(a => a.Alert == Alertes.ReportMissing));
    }

    [Fact]
    public void Issue_MonthlyReport_IsAskedForWithoutAnyMeeting()
    {
        var essai = new DossierDEssai().Dote();
        var rapport = new SuiviDesRapports(essai.Dossier).OpenMonthly("2020-01", 10, Jour);

        Assert.Single(new Alertes(essai.Dossier).Issue(rapport.Due.AddDays(7)), a => a.Alert == Alertes.ReportMissing);
    }

    private static TexteFinDeGestion Annee(string? ae, string? cp, string? solde, string? dialogue) => new()
    {
        AeCutoff = ae is null ? null : new TexteDateLimite { MonthDay = ae }, CpCutoff = cp is null ? null : new TexteDateLimite { MonthDay = cp }, UnconsumedBalanceDate = solde,
        DialogueDeGestion = dialogue is null ? null : new TexteDialogue { BeforeMonthDay = dialogue },
    };

    private static DateOnly? Le(string? iso) => iso is null ? null : DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Tests.Domain.Comites;

/// <summary>Moving a meeting by hand or by a confirmed proposal: each series keeps to itself.</summary>
public sealed class DeplacementsTests
{
    private static readonly DateOnly Jour = DossierDEssai.Debut, Fin = new(2021, 12, 31);

    [Theory]
    [InlineData("2020-01-15", null)]
    [InlineData("2021-12-31", null)]
    [InlineData("2022-01-01", "invalidDate")]
    [InlineData("2020-01-14", "invalidDate")]
    public void Reschedule_FromTodayToTheEnd_IsTaken(string to, string? code)
    {
        var essai = new DossierDEssai().Signe().Planifie();

        Assert.Equal(code, Code(() => new Planification(essai.Dossier).Reschedule(essai.Dossier.Comites[0], DateOnly.Parse(to, null), "motif", Jour)));
    }

    [Theory]
    [InlineData(ComiteState.Held)]
    [InlineData(ComiteState.Decided)]
    [InlineData(ComiteState.Cancelled)]
    public void Reschedule_MeetingThatIsOver_IsAlreadyDone(ComiteState state)
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var comite = essai.Dossier.Comites[0];
        (comite.HeldOn, comite.State) = (state == ComiteState.Cancelled ? null : comite.On, state);

        Assert.Equal("alreadyDone", Code(() => new Planification(essai.Dossier).Reschedule(comite, comite.On.AddDays(5), "motif", Jour)));
    }

    [Fact]
    public void Reschedule_MeetingThatWaitsOrIsReadyOrProposed_BeginsAnew()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var comite = essai.Dossier.Comites[0];
        (comite.IsWaiting, comite.IsReady, comite.ProposedOn, comite.ProposedNominal) = (true, true, Fin, Fin);

        new Planification(essai.Dossier).Reschedule(comite, new DateOnly(2020, 7, 20), "motif", Jour);

        Assert.Equal((false, false, null, null), (comite.IsWaiting, comite.IsReady, comite.ProposedOn, comite.ProposedNominal));
        var fait = Assert.Single(essai.De<CommitteeRescheduled>());
        Assert.Equal((new DateOnly(2020, 7, 15), new DateOnly(2020, 7, 20), new DateOnly(2020, 7, 3)), (fait.Was, fait.On, fait.ReportDue));
    }

    [Fact]
    public void Reschedule_WhereNoReportComesBefore_AsksForNone()
    {
        var essai = new DossierDEssai(t => t with { Committees = [t.Committees[0] with { PrecededBy = [] }] }).Signe().Planifie();

        new Planification(essai.Dossier).Reschedule(essai.Dossier.Comites[0], new DateOnly(2020, 7, 20), "motif", Jour);

        Assert.Null(Assert.Single(essai.De<CommitteeRescheduled>()).ReportDue);
    }

    [Fact]
    public void Plan_TwoComitesAndTwoStartups_AreSeriesOfTheirOwn()
    {
        var essai = Series().Signe().Planifie();

        var nombres = essai.Dossier.Comites.GroupBy(c => (c.Code, c.Startup)).Select(s => (s.Key.Code, s.Key.Startup, s.Count())).Order();

        Assert.Equal([("COM", null, 3), ("PROD", "PRODUIT-1", 1), ("PROD", "PRODUIT-2", 1)], nombres);
        essai.Oublier();
        essai.Planifie(Jour.AddDays(1));
        Assert.Empty(essai.Faits);
    }

    [Fact]
    public void Plan_StartupThatAnAvenantBrings_AddsItsSeriesAlone()
    {
        var essai = Series().Signe().Planifie();
        essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-3", "mi", "2020-09")), Jour);
        essai.Oublier();

        essai.Planifie();

        Assert.Equal([("PROD", "PRODUIT-3", 1)], essai.De<CommitteeScheduled>().Select(f => (f.Committee, f.Startup!, f.Occurrence)));
    }

    [Fact]
    public void Confirm_ProposalOfOneSeries_LeavesTheOthers()
    {
        var essai = Series().Signe().Planifie();
        essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "mi", "2020-09")), Jour);
        essai.Planifie();
        var autres = essai.Dossier.Comites.Where(c => c.Startup != "PRODUIT-1").Select(c => c.On).ToList();
        Assert.True(new DateOnly(2020, 9, 15) == essai.Dossier.Comites.Single(c => c.ProposedOn is not null).ProposedOn);
        essai.Dossier.Comites.Single(c => c.Startup == "PRODUIT-2").On = new DateOnly(2020, 9, 3);

        var (moved, planned) = new Planification(essai.Dossier).Confirm(Jour);

        Assert.Equal("PRODUIT-1", Assert.Single(moved).Startup);
        Assert.Empty(planned);
        Assert.Equal(new DateOnly(2020, 9, 15), Assert.Single(essai.De<CommitteeRescheduled>()).On);
        Assert.Equal(autres.Count, essai.Dossier.Comites.Count(c => c.Startup != "PRODUIT-1"));
    }

    [Fact]
    public void Confirm_LaterEndThanBefore_PlansWhatItMakesPossibleAndSaysWhatItDoesNot()
    {
        var essai = new DossierDEssai(t => t with { Effect = new TexteEffet { Trigger = "publication" } }).Signe().Planifie();
        new PriseDEffet(essai.Dossier).Publish(essai.Dossier.Convention, null, new DateOnly(2020, 2, 3), new DateOnly(2020, 2, 3));
        essai.Planifie(new DateOnly(2020, 2, 3));
        essai.Dossier.EndsOn = new DateOnly(2022, 3, 31);
        essai.Oublier();

        var (moved, planned) = new Planification(essai.Dossier).Confirm(new DateOnly(2020, 2, 4));

        Assert.Equal(3, moved.Count);
        Assert.Equal(new DateOnly(2022, 2, 3), Assert.Single(planned).Nominal);
        Assert.Equal(new DateOnly(2022, 8, 3), Assert.Single(essai.De<CommitteeNotScheduled>()).Nominal);
    }

    [Fact]
    public void IsBehind_BetweenAChangeAndItsPlanning_IsTrue()
    {
        var essai = Series().Signe().Planifie();
        var planification = new Planification(essai.Dossier);
        Assert.False(planification.IsBehind(Jour));
        essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "mi", "2020-09")), Jour);
        Assert.True(planification.IsBehind(Jour));
        essai.Planifie();
        Assert.False(planification.IsBehind(Jour));
        var comite = essai.Dossier.Comites.First(c => c.Code == "COM");
        var why = comite.Why;

        (comite.ProposedOn, comite.ProposedNominal) = (Fin, Fin);
        Assert.True(planification.IsBehind(Jour));
        comite.DropProposal();
        comite.Why = null;
        Assert.True(planification.IsBehind(Jour));
        comite.On = comite.On.AddDays(1);
        Assert.False(planification.IsBehind(Jour));
        (comite.On, comite.Why) = (comite.On.AddDays(-1), why);
        Assert.False(planification.IsBehind(Jour));
    }

    [Fact]
    public void Plan_ProposalOfARule_KeepsItsReasonAndOneOfTheCadenceNone()
    {
        var essai = new DossierDEssai().Regle("committee.endNotice", "P3M").Signe().Planifie();
        essai.Dossier.EndsOn = new DateOnly(2021, 6, 30);

        essai.Planifie(new DateOnly(2020, 2, 3));

        var propose = essai.Dossier.Comites.First(c => c.ProposedOn is not null);
        Assert.Equal((ReglesDOuverture.ConventionEnd, new DateOnly(2021, 3, 30)), (propose.ProposedRule, propose.ProposedNominal));
        Assert.StartsWith("Fin de la convention", propose.ProposedWhy!.Rule, StringComparison.Ordinal);
        Assert.Equal(["Cadence du texte", "Fin de la convention", "Retenue", "Calendrier"], propose.ProposedWhy.Inputs.Select(i => i.Key));
    }

    [Fact]
    public void Plan_ProposalOfTheCadence_HasNoReasonOfItsOwn()
    {
        var essai = Series().Signe().Planifie();
        essai.Avenant(Textes.Avenant(Textes.Startup("PRODUIT-1", "mi", "2020-09")), Jour);

        essai.Planifie();

        Assert.Equal((null, null), (essai.Dossier.Comites.First(c => c.ProposedOn is not null).ProposedRule, essai.Dossier.Comites.First(c => c.ProposedOn is not null).ProposedWhy));
    }

    [Fact]
    public void Plan_EndThatExcludesMeetingsOfOneSeries_CancelsThoseAlone()
    {
        var essai = Series().Signe().Planifie();
        essai.Dossier.EndsOn = new DateOnly(2021, 1, 31);

        essai.Planifie(new DateOnly(2020, 2, 3));

        Assert.Equal([("COM", 3)], essai.De<CommitteeCancelled>().Select(f => (f.Committee, f.Occurrence)));
    }

    private static string? Code(Action acte) => (Record.Exception(acte) as ComiteFlow.Domain.BrokenRuleException)?.Code;

    private static DossierDEssai Series() => new(t => t with
    {
        Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-08"), Textes.Startup("PRODUIT-2", "mi", "2020-09")],
        Committees = [t.Committees[0], t.Committees[0] with { Code = "PROD", Cadence = new TexteCadence { Anchor = "startupPeriodEnd" } }],
    });
}

using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Tests.Domain.Revoyures;

/// <summary>Finding a meeting, holding it, and what a decision makes of the next one.</summary>
public sealed class SeancesTests
{
    [Fact]
    public void Find_ByCodeStartupAndNumber_IsThatMeetingAlone()
    {
        var essai = Deux();
        var revoyure = new Revoyure(essai.Dossier);

        foreach (var comite in essai.Dossier.Comites)
            Assert.Same(comite, revoyure.Find(comite.Code, comite.Startup, comite.Occurrence));
    }

    [Theory]
    [InlineData("XXX", null, 1, "« XXX »", "COM")]
    [InlineData("COM", "PRODUIT-1", 9, "COM n° 9, PRODUIT-1", "PRODUIT-2 n° 1")]
    [InlineData("COM", null, 9, "« COM n° 9 »", "PRODUIT-1 n° 1")]
    public void Find_Unknown_NamesThoseThatThereAre(string code, string? startup, int numero, string quoi, string connu)
    {
        var refus = DossierDEssai.Refus(() => new Revoyure(Deux().Dossier).Find(code, startup, numero));

        Assert.Equal("unknownReference", refus.Code);
        Assert.Contains(quoi, refus.Message, StringComparison.Ordinal);
        Assert.Contains(connu, refus.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_UnknownNumberOfAConventionsComite_NamesTheNumbers()
    {
        var refus = DossierDEssai.Refus(() => new Revoyure(new DossierDEssai().Signe().Planifie().Dossier).Find("COM", null, 9));

        Assert.Contains("n° 1", refus.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("COM n° 1", refus.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hold_CancelledMeeting_IsRefused()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var comite = essai.Dossier.Comites[0];
        comite.State = ComiteState.Cancelled;

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => new Revoyure(essai.Dossier).Hold(comite, null, comite.On)).Code);
        Assert.Null(comite.HeldOn);
        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => new Conditions(Avec(essai, comite)).Answer(comite, 1, true, null, "coordinator", comite.On)).Code);
    }

    [Fact]
    public void Hold_WithoutTheQuorum_NamesWhoIsMissing()
    {
        var essai = new DossierDEssai().Signe().Planifie();

        var refus = DossierDEssai.Refus(() => new Revoyure(essai.Dossier).Hold(essai.Dossier.Comites[0], [DossierDEssai.Delegataire], essai.Dossier.Comites[0].On));

        Assert.Equal(new List<string> { DossierDEssai.Delegant }, refus.Details["missing"]);
    }

    [Fact]
    public void Hold_MeetingWithAProposalAndAWarning_SettlesBoth()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var comite = essai.Dossier.Comites[0];
        (comite.ProposedOn, comite.ProposedNominal) = (comite.On.AddDays(5), comite.On.AddDays(5));

        new Revoyure(essai.Dossier).Hold(comite, null, comite.On);

        Assert.Equal((null, null), (comite.ProposedOn, comite.ProposedNominal));
        Assert.Equal([comite.On, null, null], essai.Dossier.AlertesPrevues.Where(a => a.Alert == Alertes.CommitteeOverdue).OrderBy(a => a.Due).Select(a => a.SettledOn));
    }

    [Fact]
    public void Hold_WithoutAttendees_TakesThoseOfTheStartupsAnnexeOrOfTheText()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with
        {
            Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-10"), Avec(Textes.Startup("PRODUIT-2", "mi", "2020-10"), "Ada", "Bob")],
        }).Signe().Planifie();

        essai.Seance(1, "PRODUIT-1");
        essai.Seance(1, "PRODUIT-2");

        Assert.Equal([$"{DossierDEssai.Delegant},{DossierDEssai.Delegataire}", "Ada,Bob"], essai.De<CommitteeHeld>().Select(f => string.Join(',', f.Attendees!)));
    }

    [Fact]
    public void Decide_PeriodOfAStartup_MovesItsNextMeetingAlone()
    {
        var essai = Deux();
        var (un, deux) = (essai.Seance(1, "PRODUIT-1"), essai.Dossier.Comites.First(c => c is { Startup: "PRODUIT-1", Occurrence: 2 }));
        var autre = essai.Dossier.Comites.First(c => c is { Startup: "PRODUIT-2", Occurrence: 2 });
        var (avant, nominal) = (autre.On, deux.Nominal);

        var moved = new Revoyure(essai.Dossier).Decide(un, new Decision("grant", Money.FromCents(1), From: un.On, Until: nominal), un.On);

        Assert.Equal(essai.Dossier.Jours.Deplacer(nominal, nominal) == nominal ? null : deux, moved);
        Assert.Equal(avant, autre.On);
    }

    [Theory]
    [InlineData("grant", 0, true)]
    [InlineData("grant", -1, false)]
    [InlineData("refuse", 0, false)]
    public void Decide_PeriodThatEndsOnTheNonWorkingDayOfTheNextMeeting_HoldsItBefore(string outcome, int jours, bool moves)
    {
        // The next comité would be on Saturday 31 October 2020, the end of the period granted.
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-08")] }).Signe().Planifie();
        var (un, deux) = (essai.Seance(1, "PRODUIT-1"), essai.Dossier.Comites.First(c => c.Occurrence == 2));
        Assert.Equal((new DateOnly(2020, 10, 31), new DateOnly(2020, 11, 2)), (deux.Nominal, deux.On));

        var moved = new Revoyure(essai.Dossier).Decide(un, new Decision(outcome, Money.FromCents(1), From: un.On, Until: deux.Nominal.AddDays(jours)), un.On);

        Assert.Equal(moves ? deux : null, moved);
        Assert.Equal(moves ? new DateOnly(2020, 10, 30) : new DateOnly(2020, 11, 2), deux.On);
    }

    [Fact]
    public void Decide_PeriodThatBeginsAfterTheNextMeeting_LeavesIt()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-08")] }).Signe().Planifie();
        var (un, deux) = (essai.Seance(1, "PRODUIT-1"), essai.Dossier.Comites.First(c => c.Occurrence == 2));

        Assert.Null(new Revoyure(essai.Dossier).Decide(un, new Decision("grant", Money.FromCents(1), From: new DateOnly(2020, 11, 1), Until: new DateOnly(2020, 11, 1)), un.On));
        Assert.Equal(new DateOnly(2020, 11, 2), deux.On);
    }

    [Fact]
    public void Decide_LastMeetingOfAStartup_HasNoNext()
    {
        var essai = Deux();
        var last = essai.Dossier.Comites.Where(c => c.Startup == "PRODUIT-1").MaxBy(c => c.Occurrence)!;
        essai.Seance(last.Occurrence, "PRODUIT-1");

        Assert.Null(new Revoyure(essai.Dossier).Decide(last, new Decision("grant", Money.FromCents(1), Until: new DateOnly(2020, 12, 31)), last.On));
    }

    [Fact]
    public void AnnounceRenewal_OfTheNewConvention_TellsItsMoneyAndBringsTheConditionsBack()
    {
        var essai = new DossierDEssai(t => t with
        {
            Tranches = [new TexteTranche { No = 1, AmountCents = 300 }, new TexteTranche { No = 2, AmountCents = 500 }],
            Startups = [new TexteStartup { Id = "A", PrevisionalCents = 200 }, new TexteStartup { Id = "B", PrevisionalCents = 100 }, new TexteStartup { Id = "C" }],
        }).Signe().Planifie();

        new Revoyure(essai.Dossier).AnnounceRenewal("CONV-0", essai.Dossier.Comites[0], new Decision("perenniser", Conditions: [new ConditionDemandee("étude", new DateOnly(2020, 3, 2))]));

        var fait = Assert.Single(essai.De<ConventionDrafted>());
        Assert.Equal(("CONV-0", 800L, 300L, 500L), (fait.Renews, fait.AllocationCents, fait.PlannedCents, fait.UnallocatedCents));
        Assert.Contains(fait.Why!.Inputs, i => i.Value == Money.FromCents(300).ToString());
        Assert.Equal("étude", Assert.Single(essai.Dossier.Conditions).Text);
    }

    private static ComiteFlow.Domain.Conventions.Dossier Avec(DossierDEssai essai, Comite comite)
    {
        essai.Dossier.Add(new Condition(DossierDEssai.Id, 1, comite.Id, "étude"));
        return essai.Dossier;
    }

    private static TexteStartup Avec(TexteStartup startup, params string[] participants) =>
        startup with { CommitteeToPlan = startup.CommitteeToPlan! with { Participants = participants } };

    private static DossierDEssai Deux() => new DossierDEssai(t => Textes.ParStartup(t) with
    {
        Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-08"), Textes.Startup("PRODUIT-2", "mi", "2020-09")],
    }).Signe().Planifie();
}

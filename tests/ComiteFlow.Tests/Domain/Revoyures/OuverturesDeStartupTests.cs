using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Tests.Domain.Gestion;

namespace ComiteFlow.Tests.Domain.Revoyures;

/// <summary>Which meeting a rule brings forward where there are several: that of the startup concerned, else the next of all.</summary>
public sealed class OuverturesDeStartupTests
{
    private static readonly DateOnly Jour = new(2020, 3, 2);

    [Theory]
    [InlineData("PRODUIT-1", "PRODUIT-1")]
    [InlineData("PRODUIT-2", "PRODUIT-2")]
    [InlineData(null, "PRODUIT-2")]
    public void Verify_ChangeOfSponsor_OpensTheMeetingOfItsStartupOrTheNextOfAll(string? startup, string ouverte)
    {
        var essai = Deux("revoyure.sponsorChange", true);
        essai.Dossier.Add(new Jalon(DossierDEssai.Id, JalonsDuTexte.IncubationStart, "PRODUIT-1", Jour));
        essai.Dossier.Add(new Jalon(DossierDEssai.Id, JalonsDuTexte.SponsorChange, startup, Jour));

        new OuverturesParRegle(essai.Dossier).Verify(Jour);

        Assert.Equal([ouverte], essai.De<RevoyureOpened>().Select(f => f.Startup));
    }

    [Fact]
    public void Verify_ChangeOfSponsorWhereTheRuleIsOff_OpensNothing()
    {
        var essai = Deux("revoyure.consumption", 50);
        essai.Dossier.Add(new Jalon(DossierDEssai.Id, JalonsDuTexte.SponsorChange, null, Jour));

        Assert.Empty(new OuverturesParRegle(essai.Dossier).Verify(Jour));
    }

    [Fact]
    public void Verify_ChangeOfSponsorOfAStartupUnderAComiteOfTheWhole_OpensItsNext()
    {
        var essai = new DossierDEssai(t => t with { Startups = [new TexteStartup { Id = "A" }] }).Regle("revoyure.sponsorChange", true).Signe().Planifie();
        essai.Dossier.Add(new Jalon(DossierDEssai.Id, JalonsDuTexte.SponsorChange, "A", Jour));

        Assert.Equal(1, Assert.Single(new OuverturesParRegle(essai.Dossier).Verify(Jour)).Number);
    }

    [Fact]
    public void Verify_LateStatusReport_OpensItsOwnMeetingAndAMonthlyOneTheNextOfAll()
    {
        var essai = Deux("revoyure.lateReport", 5);
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.RequestStatus(essai.Dossier.Comites.First(c => c.Startup == "PRODUIT-1"), 10, Jour).Due = new DateOnly(2020, 2, 3);
        suivi.OpenMonthly("2020-01", 3, Jour);

        new OuverturesParRegle(essai.Dossier).Verify(Jour);

        Assert.Equal([("PRODUIT-2", "monthly"), ("PRODUIT-1", "status")], essai.De<RevoyureOpened>().Select(f => (f.Startup!, f.Report!)));
    }

    [Fact]
    public void Verify_ConsumptionByStartup_MeasuresEachAlone()
    {
        var essai = Deux("revoyure.consumption", 50);
        new ComiteFlow.Domain.Tranches.Fonds(essai.Dossier).Release("PRODUIT-1", null, null, null, Jour);
        new ComiteFlow.Domain.Tranches.Fonds(essai.Dossier).Release("PRODUIT-2", null, null, null, Jour);
        new ComiteFlow.Domain.Depenses.GrandLivre(essai.Dossier).Record(new(false, Money.FromCents(123_400), "PRODUIT-1"), new DateOnly(2020, 3, 2));

        new OuverturesParRegle(essai.Dossier).Verify(Jour);

        var fait = Assert.Single(essai.De<RevoyureOpened>());
        Assert.Equal(("PRODUIT-1", 123_400L, 200_000L, 61.7m), (fait.Startup, fait.CommittedCents, fait.AllocatedCents, fait.Share));
        Assert.Equal("61,7 %", fait.Why!.Inputs.Single(i => i.Key == "Part").Value);
    }

    [Fact]
    public void Verify_ConsumptionOfTheWhole_IsMeasuredForEachComiteAlike()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { BudgetControl = new TexteControle { Level = "global" }, Tranches = t.Tranches }).Regle("revoyure.consumption", 50).Dote().Planifie();
        essai.Engage(250_000, Jour, "PRODUIT-1");

        new OuverturesParRegle(essai.Dossier).Verify(Jour);

        Assert.Equal(400_000, Assert.Single(essai.De<RevoyureOpened>()).AllocatedCents);
    }

    [Theory]
    [InlineData("2021-12-31", 1)]
    [InlineData("2022-01-03", 0)]
    public void Verify_AroundTheEnd_LooksUntilItsLastDay(string today, int ouvertures)
    {
        var essai = new DossierDEssai().Regle("revoyure.consumption", 50).Regle("revoyure.outOfTurnLead", 0).Dote().Planifie();
        essai.Engage(300_000);
        // A meeting that nobody held is still to come.
        essai.Dossier.Comites[2].On = new DateOnly(2022, 1, 31);
        (essai.Dossier.Comites[0].State, essai.Dossier.Comites[1].State) = (ComiteState.Cancelled, ComiteState.Cancelled);

        Assert.Equal(ouvertures, new OuverturesParRegle(essai.Dossier).Verify(DateOnly.Parse(today, null)).Count);
    }

    [Fact]
    public void Verify_BeforeTheEffect_OpensNothing()
    {
        var essai = new DossierDEssai(t => t with { Effect = new TexteEffet { Trigger = "publication" } }).Regle("revoyure.consumption", 50).Dote().Planifie();
        essai.Dossier.Add(new ComiteFlow.Domain.Depenses.LigneDepense(DossierDEssai.Id, 1, false, Money.FromCents(300_000), Jour));

        Assert.Empty(new OuverturesParRegle(essai.Dossier).Verify(Jour));
    }

    [Fact]
    public void MissedImpact_TellsValueTargetAndShare()
    {
        var essai = new DossierDEssai().Regle("revoyure.missedImpact", 80).Dote().Planifie();

        new OuverturesParRegle(essai.Dossier).MissedImpact(essai.Dossier.Comites[0], [new("dossiers", 12.6m, 40), new("négatif", -1, 0)], Jour);

        var fait = Assert.Single(essai.De<RevoyureOpened>());
        Assert.Equal(("dossiers", "12,6 pour une cible de 40, soit 31,5 %"), (fait.Why!.Inputs[0].Key, fait.Why.Inputs[0].Value));
        Assert.Equal("dossiers", Assert.Single(fait.Indicators!).Name);
    }

    [Fact]
    public void Verify_DayAskedThatIsAlreadyTheMeeting_OpensNothing()
    {
        var essai = new DossierDEssai().Regle("revoyure.consumption", 50).Dote().Planifie();
        essai.Engage(300_000);
        var comite = essai.Dossier.Comites[0];
        comite.On = essai.Dossier.Jours.Ajouter(Jour, essai.Dossier.Politiques.Entier("revoyure.outOfTurnLead"));

        Assert.Empty(new OuverturesParRegle(essai.Dossier).Verify(Jour));
        comite.On = comite.On.AddDays(1);
        Assert.Single(new OuverturesParRegle(essai.Dossier).Verify(Jour));
    }

    [Theory]
    [InlineData("2021-12-31", true)]
    [InlineData("2022-01-03", false)]
    public void Schedule_AroundTheEnd_LooksAgainTheNextMorningUntilItsLastDay(string today, bool again)
    {
        var essai = new DossierDEssai().Regle("revoyure.consumption", 50).Dote();

        new VerificationDesRegles(essai.Dossier).Schedule(DateOnly.Parse(today, null));

        Assert.Equal(again ? DateOnly.Parse(today, null).AddDays(1) : null, essai.Dossier.RulesDueOn);
    }

    [Fact]
    public void Decide_ProvisionalOfTheLastMeeting_AsksForNone()
    {
        var essai = new DossierDEssai().Regle("revoyure.provisional", true).Dote().Planifie();
        foreach (var autre in essai.Dossier.Comites.Take(2))
            autre.State = ComiteState.Cancelled;
        var comite = essai.Seance(3);

        new Revoyure(essai.Dossier).Decide(
            comite, new Decision(Decision.Provisional, Money.FromCents(100), Until: new DateOnly(2021, 8, 31), Conditions: [new ConditionDemandee("bilan", new DateOnly(2021, 8, 31), Evidence: "bilan signé")]), comite.On);

        Assert.Single(essai.De<RevoyureDecided>());
        Assert.Empty(essai.De<RevoyureOpened>());
    }

    private static DossierDEssai Deux(string regle, object valeur) => new DossierDEssai(t => Textes.ParStartup(t) with
    {
        Startups = [Textes.Startup("PRODUIT-1", "fin", "2020-10"), Textes.Startup("PRODUIT-2", "mi", "2020-09")],
        Committees = [t.Committees[0] with { Cadence = new TexteCadence { Anchor = "startupPeriodEnd" } }],
    }).Regle(regle, valeur).Signe().Planifie();
}

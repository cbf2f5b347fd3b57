using System.Globalization;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Tests.Domain.Revoyures;

/// <summary>Revoyures that a rule opens out of turn: each firing once, with its figures, and nothing where no rule is on.</summary>
public sealed class OuverturesParRegleTests
{
    private static readonly DateOnly Jour = new(2020, 3, 2);

    [Fact]
    public void Verify_WithoutRules_OpensNothing()
    {
        var essai = new DossierDEssai().Dote().Planifie();
        essai.Engage(400_000);
        new SuiviDesRapports(essai.Dossier).OpenMonthly("2020-01", 10, Jour);

        Assert.Empty(new OuverturesParRegle(essai.Dossier).Verify(new DateOnly(2020, 6, 1)));
    }

    [Theory]
    [InlineData(80, 320_000, true)]
    [InlineData(80, 319_999, false)]
    [InlineData(50, 200_000, true)]
    [InlineData(100, 399_999, false)]
    public void Verify_Consumption_OpensFromItsThresholdOn(int threshold, long committed, bool opens)
    {
        var essai = new DossierDEssai().Regle("revoyure.consumption", threshold).Dote().Planifie();
        essai.Engage(committed);

        new OuverturesParRegle(essai.Dossier).Verify(Jour);

        var fait = essai.De<RevoyureOpened>().SingleOrDefault();
        Assert.Equal(opens, fait is not null);
        if (fait is not null)
        {
            Assert.Equal((1, committed, 400_000L, (decimal)threshold), (fait.Occurrence, fait.CommittedCents!.Value, fait.AllocatedCents!.Value, fait.Threshold!.Value));
            Assert.Contains(fait.Why!.Inputs, input => input.Key == "Seuil");
        }
    }

    [Theory]
    [InlineData(5, "2020-02-14", false)]
    [InlineData(5, "2020-02-17", true)]
    [InlineData(10, "2020-02-21", false)]
    [InlineData(10, "2020-02-24", true)]
    public void Verify_LateReport_OpensAfterItsWorkingDays(int threshold, string today, bool opens)
    {
        var essai = new DossierDEssai().Regle("revoyure.lateReport", threshold).Dote().Planifie();
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly("2020-01", 10, new DateOnly(2020, 2, 1));

        new OuverturesParRegle(essai.Dossier).Verify(DateOnly.ParseExact(today, "yyyy-MM-dd", CultureInfo.InvariantCulture));

        var fait = essai.De<RevoyureOpened>().SingleOrDefault();
        Assert.Equal(opens, fait is not null);
        if (fait is not null)
            Assert.Equal(("monthly", "2020-01", threshold), (fait.Report, fait.Month, fait.WorkingDaysLate));
    }

    [Fact]
    public void Verify_ReportReceived_OpensNothing()
    {
        var essai = new DossierDEssai().Regle("revoyure.lateReport", 1).Dote().Planifie();
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly("2020-01", 10, new DateOnly(2020, 2, 1));
        suivi.ReceiveAccount("2020-01", new SuiviDesRapports.Chiffres(), null, new DateOnly(2020, 2, 28));

        Assert.Empty(new OuverturesParRegle(essai.Dossier).Verify(Jour));
    }

    [Fact]
    public void Verify_Again_OpensTheSameOnce()
    {
        var essai = new DossierDEssai().Regle("revoyure.consumption", 50).Dote().Planifie();
        essai.Engage(300_000);
        var ouvertures = new OuverturesParRegle(essai.Dossier);

        ouvertures.Verify(Jour);
        ouvertures.Verify(Jour.AddDays(1));

        Assert.Single(essai.De<RevoyureOpened>());
    }

    [Fact]
    public void Verify_ConsumptionAfterTheDecision_OpensAgainOnlyForOtherCredits()
    {
        var essai = new DossierDEssai().Regle("revoyure.consumption", 50).Dote().Planifie();
        essai.Engage(300_000);
        var ouvertures = new OuverturesParRegle(essai.Dossier);
        ouvertures.Verify(Jour);
        var comite = essai.Seance();
        new Revoyure(essai.Dossier).Decide(comite, new Decision("grant", Money.FromCents(200_000), Money.FromCents(200_000)), comite.On);
        var held = ouvertures.Verify(comite.On);
        new ComiteFlow.Domain.Tranches.Fonds(essai.Dossier).OpenOfDecision(comite.Id, comite.On);
        new ComiteFlow.Domain.Tranches.Fonds(essai.Dossier).Release(null, null, null, null, comite.On);

        Assert.Empty(held);
        Assert.Equal(600_000, Assert.Single(ouvertures.Verify(comite.On).Select(_ => essai.De<RevoyureOpened>().Last())).AllocatedCents);
        Assert.Equal([1, 2], essai.De<RevoyureOpened>().Select(fait => fait.Occurrence));
    }

    [Theory]
    [InlineData(15)]
    [InlineData(5)]
    public void Plan_AfterAnOpening_ProposesItsDayAndKeepsItOnceConfirmed(int lead)
    {
        var essai = new DossierDEssai().Regle("revoyure.consumption", 50).Regle("revoyure.outOfTurnLead", lead).Dote().Planifie();
        essai.Engage(300_000);
        new OuverturesParRegle(essai.Dossier).Verify(Jour);
        var asked = essai.Dossier.Jours.Ajouter(Jour, lead);

        essai.Planifie(Jour);
        var (proposed, rule) = (essai.Dossier.Comites[0].ProposedOn, essai.Dossier.Comites[0].ProposedRule);
        new Planification(essai.Dossier).Confirm(Jour);
        essai.Planifie(Jour.AddDays(1));

        Assert.Equal((asked, ReglesDOuverture.Consumption), (proposed!.Value, rule!));
        Assert.Equal((asked, ReglesDOuverture.Consumption), (essai.Dossier.Comites[0].On, essai.Dossier.Comites[0].Rule!));
        Assert.Null(essai.Dossier.Comites[0].ProposedOn);
    }

    [Fact]
    public void Verify_ComiteNearerThanTheRuleCanAsk_OpensNothing()
    {
        var essai = new DossierDEssai().Regle("revoyure.consumption", 50).Dote().Planifie();
        essai.Engage(300_000);

        Assert.Empty(new OuverturesParRegle(essai.Dossier).Verify(new DateOnly(2020, 7, 6)));
    }

    [Theory]
    [InlineData(100, 99, true)]
    [InlineData(100, 100, false)]
    [InlineData(80, 79, true)]
    [InlineData(80, 80, false)]
    public void MissedImpact_BelowItsShareOfTheTarget_Opens(int share, int value, bool opens)
    {
        var essai = new DossierDEssai().Regle("revoyure.missedImpact", share).Dote().Planifie();

        var opened = new OuverturesParRegle(essai.Dossier).MissedImpact(essai.Dossier.Comites[0], [new("personnes accompagnées", value, 100), new("sans cible", 0, 0)], Jour);

        Assert.Equal(opens, opened is not null);
        Assert.Equal(opens ? 1 : 0, essai.De<RevoyureOpened>().Sum(fait => fait.Indicators!.Count));
    }

    [Theory]
    [InlineData(21, false)]
    [InlineData(37, false)]
    [InlineData(38, true)]
    [InlineData(0, false)]
    public void MissedImpact_OfWhatIsToFall_OpensWhenItStaysTooHigh(int value, bool opens)
    {
        var essai = new DossierDEssai().Regle("revoyure.missedImpact", 80).Dote().Planifie();

        var opened = new OuverturesParRegle(essai.Dossier).MissedImpact(essai.Dossier.Comites[0], [new("délai", value, 30) { LowerIsBetter = true }], Jour);

        Assert.Equal(opens, opened is not null);
    }

    [Fact]
    public void Milestone_ChangeOfSponsorWhereTheRuleIsOn_OpensForEachDay()
    {
        var essai = new DossierDEssai().Regle("revoyure.sponsorChange", true).Dote().Planifie();
        var (enregistrement, ouvertures) = (new Enregistrement(essai.Dossier), new OuverturesParRegle(essai.Dossier));
        enregistrement.Milestone(JalonsDuTexte.SponsorChange, null, Jour, Jour);
        ouvertures.Verify(Jour);
        ouvertures.Verify(Jour);
        enregistrement.Milestone(JalonsDuTexte.SponsorChange, null, Jour.AddDays(3), Jour.AddDays(3));
        ouvertures.Verify(Jour.AddDays(3));

        Assert.Equal([Jour, Jour.AddDays(3)], essai.De<RevoyureOpened>().Select(fait => fait.Since!.Value));
    }

    [Fact]
    public void Milestone_ChangeOfSponsorWhereTheRuleIsOff_IsNotKnown()
    {
        var essai = new DossierDEssai().Dote().Planifie();

        Assert.Equal("unknownReference", DossierDEssai.Refus(() => new Enregistrement(essai.Dossier).Milestone(JalonsDuTexte.SponsorChange, null, Jour, Jour)).Code);
    }

    [Fact]
    public void Decide_Provisional_AsksForTheNextComiteByTheEndOfItsPeriod()
    {
        var essai = new DossierDEssai().Regle("revoyure.provisional", true).Dote().Planifie();
        var comite = essai.Seance();
        var decision = new Decision(Decision.Provisional, Money.FromCents(100), Money.FromCents(100), Until: new DateOnly(2020, 8, 30))
        {
            Conditions = [new ConditionDemandee("bilan", new DateOnly(2020, 8, 14), Evidence: "bilan signé")],
        };

        new Revoyure(essai.Dossier).Decide(comite, decision, new DateOnly(2020, 7, 15));
        essai.Planifie(new DateOnly(2020, 7, 15));

        // 30 August 2020 is a Sunday: the period may not pass without a decision, so the Friday before.
        Assert.Equal(new DateOnly(2020, 8, 28), essai.Dossier.Comites[1].ProposedOn);
        Assert.Equal(ReglesDOuverture.ProvisionalEnd, Assert.Single(essai.De<RevoyureOpened>()).Rule);
    }

    [Fact]
    public void Verify_AfterTheEnd_OpensNothing()
    {
        var essai = new DossierDEssai().Regle("revoyure.consumption", 10).Dote().Planifie();
        essai.Engage(300_000);

        Assert.Empty(new OuverturesParRegle(essai.Dossier).Verify(new DateOnly(2022, 1, 3)));
    }
}

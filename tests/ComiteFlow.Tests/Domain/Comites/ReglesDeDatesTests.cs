using System.Globalization;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Tests.Domain.Comites;

/// <summary>The next comité is at the earliest of the cadence, the exhaustion of the envelope and the end of the convention.</summary>
public sealed class ReglesDeDatesTests
{
    [Fact]
    public void Plan_WithoutRules_KeepsTheCadenceAndItsReason()
    {
        var essai = new DossierDEssai().Signe().Planifie();

        Assert.All(essai.Dossier.Comites, comite => Assert.Null(comite.Rule));
        Assert.All(essai.De<CommitteeScheduled>(), fait => Assert.DoesNotContain(fait.Why!.Inputs, input => input.Key == "Retenue"));
        Assert.Null(essai.Dossier.RulesDueOn);
    }

    // Cadence from 15 January 2020: 15 July 2020, 15 January 2021, 15 July 2021; the end is 31 December 2021.
    [Theory]
    [InlineData("P3M", "2021-09-30", 4)]
    [InlineData("P7M", "2021-05-31", 3)]
    [InlineData("P4M", "2021-08-31", 4)]
    [InlineData("P1W", "2021-12-24", 4)]
    public void Plan_EndOfTheConvention_AddsOrBringsForwardTheLastComite(string notice, string expected, int occurrence)
    {
        var essai = new DossierDEssai().Regle("committee.endNotice", notice).Signe().Planifie();

        var moved = Assert.Single(essai.Dossier.Comites, c => c.Rule is not null);

        Assert.Equal((occurrence, ReglesDOuverture.ConventionEnd, Jour(expected)), (moved.Occurrence, moved.Rule, moved.Nominal));
        Assert.Contains(moved.Why!.Inputs, input => input.Key == "Retenue");
        Assert.Contains(moved.Why.Inputs, input => input.Key == "Cadence du texte");
    }

    [Fact]
    public void Plan_EndRuleOnADayThatIsNoWorkingDay_MovesOff()
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = new DateOnly(2021, 12, 26) } }).Regle("committee.endNotice", "P3M").Signe().Planifie();

        var moved = Assert.Single(essai.Dossier.Comites, c => c.Rule is not null);

        Assert.Equal((Jour("2021-09-26"), Jour("2021-09-27")), (moved.Nominal, moved.On));
    }

    [Fact]
    public void Plan_AtTheSameDay_TheCadenceWins()
    {
        var essai = new DossierDEssai(t => t with { End = new TexteFin { Date = new DateOnly(2021, 10, 15) } }).Regle("committee.endNotice", "P3M").Signe().Planifie();

        Assert.All(essai.Dossier.Comites, comite => Assert.Null(comite.Rule));
        Assert.Equal(3, essai.Dossier.Comites.Count);
    }

    [Fact]
    public void Plan_ComiteThatDecidesNothing_IsLeftToItsCadence()
    {
        var essai = new DossierDEssai(t => t with { Committees = [t.Committees[0] with { FollowedBy = [] }] }).Regle("committee.endNotice", "P3M").Signe().Planifie();

        Assert.Equal(3, essai.Dossier.Comites.Count);
    }

    // 400 000 at disposal on 15 January, 200 000 engaged in the 77 days to 31 March: the other half lasts as long, to 16 June.
    [Theory]
    [InlineData(45, "2020-05-02")]
    [InlineData(30, "2020-05-17")]
    public void Plan_Exhaustion_ProposesADayBeforeItAndSaysItsFigures(int days, string expected)
    {
        var essai = Engagee(days);

        var propose = Proposee(essai);

        Assert.Equal((1, ReglesDOuverture.Exhaustion, Jour(expected)), (propose.Occurrence, propose.Rule, propose.Nominal));
        var figures = Assert.Single(propose.Why!.Inputs, input => input.Key == "Épuisement prévu").Value;
        Assert.Contains("31 mars 2020", figures.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.True(essai.Dossier.Jours.EstOuvre(propose.On));
        Assert.Equal(Jour("2020-07-15"), essai.Dossier.Comites[0].On);
    }

    [Theory]
    [InlineData(1, "2020-05-02")]
    [InlineData(3, "2020-05-17")]
    public void Plan_MonthsOfTheForecast_ChangeThePace(int months, string expected)
    {
        var essai = Engagee(30, months);

        Assert.Equal(Jour(expected), Proposee(essai).Nominal);
    }

    [Fact]
    public void Plan_ForecastOfTheDelegataire_GoesBeforeTheLedger()
    {
        var essai = Engagee(45, planned: false);
        var suivi = new SuiviDesRapports(essai.Dossier);
        suivi.OpenMonthly("2020-03", 10, Jour("2020-04-01"));
        suivi.ReceiveAccount("2020-03", new SuiviDesRapports.Chiffres(ForecastAe: Money.FromCents(120_000)), null, Jour("2020-04-02"));

        essai.Planifie(Jour("2020-04-02"));

        // 200 000 left at 120 000 in the 30 days of April: 50 days after 31 March; 45 days before is too near, so 15 working days from now.
        var propose = Proposee(essai);
        Assert.Equal(essai.Dossier.Jours.Ajouter(Jour("2020-04-02"), 15), propose.Nominal);
        Assert.Contains(propose.Why!.Inputs, input => input.Value.Contains("20 mai 2020", StringComparison.Ordinal) || input.Value.Contains("20\u00A0mai 2020", StringComparison.Ordinal));
    }

    [Fact]
    public void Plan_TooLateForTheNotice_KeepsTheDayThatItProposedFirst()
    {
        var essai = Engagee(120);
        var first = essai.Dossier.Comites[0].ProposedNominal;

        essai.Planifie(Jour("2020-04-09"));

        Assert.Equal(essai.Dossier.Jours.Ajouter(Jour("2020-04-02"), 15), first);
        Assert.Equal(first, essai.Dossier.Comites[0].ProposedNominal);
        Assert.Equal(first, Proposee(essai).Nominal);
    }

    [Fact]
    public void Confirm_DateOfARule_CountsTheCadenceFromItAndNeverPutsItBack()
    {
        var essai = Engagee(45);

        new Planification(essai.Dossier).Confirm(Jour("2020-04-03"));
        essai.Planifie(Jour("2020-04-03"));

        var comites = essai.Dossier.Comites;
        Assert.Equal((ReglesDOuverture.Exhaustion, Jour("2020-05-02")), (comites[0].Rule, comites[0].Nominal));
        Assert.Equal(Jour("2020-05-04"), comites[0].On);
        Assert.Contains(essai.De<CommitteeRescheduled>(), fait => fait.Rule == ReglesDOuverture.Exhaustion);
        Assert.Equal(Jour("2020-11-02"), comites[1].Nominal);
        Assert.DoesNotContain(comites, comite => comite.ProposedOn is not null);
    }

    [Fact]
    public void Plan_CreditsAdded_WithdrawsAProposalThatNobodyConfirmed()
    {
        var essai = Engagee(45);
        Assert.NotNull(essai.Dossier.Comites[0].ProposedOn);

        new ComiteFlow.Domain.Tranches.Fonds(essai.Dossier).Reserve("COM", null, Money.FromCents(600_000), Money.FromCents(600_000), DossierDEssai.Debut, Jour("2021-12-31")).OpenedOn = Jour("2020-04-02");
        new ComiteFlow.Domain.Tranches.Fonds(essai.Dossier).Release(null, null, null, null, Jour("2020-04-02"));
        essai.Planifie(Jour("2020-04-03"));

        Assert.Null(essai.Dossier.Comites[0].ProposedOn);
        Assert.Null(essai.Dossier.Comites[0].ProposedRule);
    }

    [Fact]
    public void Plan_DateThatAPersonMovedNearer_IsNotPutLater()
    {
        var essai = Engagee(45, planned: false);
        new Planification(essai.Dossier).Reschedule(essai.Dossier.Comites[0], Jour("2020-04-20"), "à la demande", Jour("2020-04-02"));

        essai.Planifie(Jour("2020-04-02"));

        Assert.Empty(essai.De<CommitteeMoveProposed>());
    }

    [Fact]
    public void IsBehind_AfterPlanning_IsFalseUntilSomethingChanges()
    {
        var essai = Engagee(45);
        var planification = new Planification(essai.Dossier);

        Assert.False(planification.IsBehind(Jour("2020-04-02")));
        Assert.False(planification.IsBehind(Jour("2020-04-20")));
        Assert.False(planification.IsBehind(Jour("2020-04-30")));
        Assert.True(planification.IsBehind(Jour("2020-05-01")));
    }

    [Theory]
    [InlineData("committee.exhaustionDays", 45)]
    [InlineData("revoyure.lateReport", 5)]
    [InlineData("revoyure.sponsorChange", true)]
    public void Schedule_WithARuleOn_LooksEachMorning(string setting, object value)
    {
        var essai = new DossierDEssai().Regle(setting, value).Signe().Planifie();

        Assert.Equal(DossierDEssai.Debut.AddDays(1), essai.Dossier.RulesDueOn);
        new VerificationDesRegles(essai.Dossier).Schedule(Jour("2022-01-01"));
        Assert.Null(essai.Dossier.RulesDueOn);
    }

    private static DossierDEssai Engagee(int days, int months = 3, bool planned = true)
    {
        var essai = new DossierDEssai().Regle("committee.exhaustionDays", days).Regle("committee.forecastMonths", months).Dote().Planifie();
        essai.Engage(100_000, Jour("2020-02-10"));
        essai.Engage(100_000, Jour("2020-03-10"));
        return planned ? essai.Planifie(Jour("2020-04-02")) : essai;
    }

    private static CommitteeMoveProposed Proposee(DossierDEssai essai) => Assert.Single(essai.De<CommitteeMoveProposed>(), fait => fait.Rule is not null);

    private static DateOnly Jour(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

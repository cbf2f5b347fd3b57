using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Tests.Domain.Revoyures;

public sealed class RevoyureTests
{
    private static readonly DateOnly Jour = new(2020, 7, 15);

    [Fact]
    public void Decide_WithinTheCeiling_ReservesTheTrancheToTheCent()
    {
        var essai = Tenue(out var revoyure);

        revoyure.Decide(essai.Dossier.Comites[0], Accord(600_000), Jour);

        var fait = Assert.Single(essai.De<RevoyureDecided>());
        Assert.Equal(("tranche", 1_000_000L, 0L), (fait.Form, fait.CumulatedCents, fait.RemainingCents));
        Assert.Equal((new DateOnly(2020, 7, 15), new DateOnly(2021, 1, 14)), (fait.From, fait.Until));
    }

    [Fact]
    public void Decide_PeriodThatEndsBeforeTheMeeting_IsRefused()
    {
        var essai = Tenue(out var revoyure);

        var refus = DossierDEssai.Refus(() => revoyure.Decide(essai.Dossier.Comites[0], Accord(600_000) with { Until = Jour.AddDays(-1) }, Jour));

        Assert.Equal("invalidDate", refus.Code);
    }

    [Fact]
    public void Hold_SomeoneWithoutAName_IsRefused()
    {
        var essai = Tenue(out var revoyure);

        Assert.Equal("unknownReference", DossierDEssai.Refus(() => revoyure.Hold(essai.Dossier.Comites[1], ["DELEGANT", " "], Jour)).Code);
    }

    [Fact]
    public void Decide_OneCentAbove_OffersWhatFits()
    {
        var essai = Tenue(out var revoyure);

        var refus = DossierDEssai.Refus(() => revoyure.Decide(essai.Dossier.Comites[0], Accord(600_001), Jour));

        Assert.Equal("ceilingExceeded", refus.Code);
        Assert.Equal((1L, 1_000_001L, 600_000L), ((long)refus.Details["byCents"]!, (long)refus.Details["wouldBeCents"]!, (long)refus.Details["maxCents"]!));
        Assert.Equal(new[] { "adjust", "requestAvenant" }, refus.Details["offers"]);
    }

    [Fact]
    public void Decide_EqualityNotAccepted_LeavesOneCent()
    {
        var essai = Tenue(out var revoyure).Regle("ceiling.equalityAccepted", false);

        var refus = DossierDEssai.Refus(() => revoyure.Decide(essai.Dossier.Comites[0], Accord(600_000), Jour));

        Assert.Equal((0L, 599_999L), ((long)refus.Details["byCents"]!, (long)refus.Details["maxCents"]!));
    }

    [Fact]
    public void Decide_PeriodThatBeginsAfterTheEnd_IsRefusedWithoutItsLastDayToo()
    {
        var essai = Tenue(out var revoyure);

        var refus = DossierDEssai.Refus(() => revoyure.Decide(essai.Dossier.Comites[0], Accord(1_000) with { From = new DateOnly(2022, 1, 1), Until = null }, Jour));

        Assert.Equal("periodBeyondEnd", refus.Code);
    }

    [Fact]
    public void Decide_EverythingWrong_TellsTheRulesInOrder()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var (revoyure, comite) = (new Revoyure(essai.Dossier), essai.Dossier.Comites[0]);
        var trop = Accord(700_000) with { Until = new DateOnly(2022, 6, 30) };
        var codes = new List<string> { Code(trop with { From = new DateOnly(2022, 7, 1) }), Code(trop) };
        new ComiteFlow.Domain.Rapports.SuiviDesRapports(essai.Dossier).RequestStatus(comite, 10, Jour);
        new ComiteFlow.Domain.Rapports.SuiviDesRapports(essai.Dossier).WaiveStatus(comite, "motif", "decisionMaker");
        codes.Add(Code(trop));
        revoyure.Hold(comite, null, Jour);
        essai.Dossier.Add(new Condition(DossierDEssai.Id, 1, comite.Id, "condition"));
        codes.AddRange([Code(trop), Code(trop with { ConditionMet = true }), Code(trop with { ConditionMet = true, Until = null })]);

        Assert.Equal(["invalidDate", "statusReportMissing", "committeeNotHeld", "conditionUnanswered", "periodBeyondEnd", "ceilingExceeded"], codes);

        string Code(Decision decision) => DossierDEssai.Refus(() => revoyure.Decide(comite, decision, Jour)).Code;
    }

    [Fact]
    public void Decide_Again_IsAlreadyDone()
    {
        var essai = Tenue(out var revoyure);
        revoyure.Decide(essai.Dossier.Comites[0], Accord(1), Jour);

        Assert.Equal("alreadyDone", DossierDEssai.Refus(() => revoyure.Decide(essai.Dossier.Comites[0], Accord(1), Jour)).Code);
    }

    [Fact]
    public void Decide_ComiteThatDecidesNothing_HasNoClause()
    {
        var essai = new DossierDEssai(t => t with { Committees = [t.Committees[0] with { FollowedBy = [] }] }).Signe().Planifie();

        Assert.Equal("noSuchClause", DossierDEssai.Refus(() => new Revoyure(essai.Dossier).Decide(essai.Dossier.Comites[0], Accord(1), Jour)).Code);
    }

    [Theory]
    [InlineData(true, false, "grant", "tranche")]
    [InlineData(true, true, "grant", "avenant")]
    [InlineData(false, false, "grant", "avenant")]
    [InlineData(true, false, "refuse", "none")]
    public void Decide_ClauseOnLaterTranches_GivesTheForm(bool allowed, bool avenant, string outcome, string form)
    {
        var essai = Tenue(out var revoyure, t => t with { LaterTranches = new TexteTranchesUlterieures { Allowed = allowed, RequiresAvenant = avenant } });

        revoyure.Decide(essai.Dossier.Comites[0], Accord(100) with { Outcome = outcome }, Jour);

        Assert.Equal(form, Assert.Single(essai.De<RevoyureDecided>()).Form);
    }

    [Fact]
    public void Decide_RefusedWhereAnAvenantFollows_IsZeroWhateverWasTyped()
    {
        var essai = Tenue(out var revoyure, t => t with { Committees = [t.Committees[0] with { FollowedBy = ["REVOYURE", "AVENANT"] }] });

        revoyure.Decide(essai.Dossier.Comites[0], Accord(100) with { Outcome = "refuse" }, Jour);

        Assert.Equal(0, Assert.Single(essai.De<RevoyureDecided>()).AmountCents);
    }

    [Fact]
    public void Decide_NewConventionAfterTheEnd_IsTaken()
    {
        var essai = Tenue(out var revoyure);

        revoyure.Decide(essai.Dossier.Comites[0], Accord(9_000_000) with { Form = "newConvention", Until = new DateOnly(2023, 1, 1) }, new DateOnly(2022, 1, 3));

        Assert.Equal("newConvention", Assert.Single(essai.De<RevoyureDecided>()).Form);
    }

    [Fact]
    public void Decide_MoneyAfterTheEnd_IsRefused()
    {
        var essai = Tenue(out var revoyure);

        Assert.Equal("conventionEnded", DossierDEssai.Refus(() => revoyure.Decide(essai.Dossier.Comites[0], Accord(1), new DateOnly(2022, 1, 3))).Code);
    }

    [Theory]
    [InlineData(11, 30, null)]
    [InlineData(12, 1, "2021-01-01")]
    public void Decide_AroundTheCutoff_TellsFromWhenItCanBeCommitted(int mois, int jour, string? attendu)
    {
        var essai = Tenue(out var revoyure, t => t with { EndOfYear = Textes.FinDeGestion });

        revoyure.Decide(essai.Dossier.Comites[0], Accord(1), new DateOnly(2020, mois, jour));

        Assert.Equal(attendu, Assert.Single(essai.De<RevoyureDecided>()).CommittableFrom?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Decide_WithConditions_MovesTheirDayAndAsksThemNextTime()
    {
        var essai = Tenue(out var revoyure);
        revoyure.Decide(essai.Dossier.Comites[0], Accord(1) with { Conditions = [new ConditionDemandee("étude", new DateOnly(2020, 9, 26))] }, Jour);
        essai.Seance(2);

        revoyure.Decide(essai.Dossier.Comites[1], Accord(1) with { ConditionMet = false }, new DateOnly(2021, 1, 15));

        Assert.Equal(new DateOnly(2020, 9, 28), Assert.Single(essai.De<ConditionOpened>()).Due);
        Assert.False(Assert.Single(essai.De<ConditionAnswered>()).Met);
    }

    [Fact]
    public void Decide_ConditionMetWithoutCondition_IsIgnored()
    {
        var essai = Tenue(out var revoyure);

        revoyure.Decide(essai.Dossier.Comites[0], Accord(1) with { ConditionMet = true }, Jour);

        Assert.Empty(essai.De<ConditionAnswered>());
    }

    [Fact]
    public void Decide_GrantedPeriodOfAStartup_BoundsItsNextComite()
    {
        var essai = new DossierDEssai(t => Textes.ParStartup(t) with { End = new TexteFin { Date = new DateOnly(2021, 10, 31) } }).Signe().Planifie();
        var comite = essai.Seance(1, "PRODUIT-1");
        var next = essai.Dossier.Comites.First(c => c.Nominal == new DateOnly(2021, 2, 28));
        var previous = essai.Seance(2, "PRODUIT-1");

        var moved = new Revoyure(essai.Dossier).Decide(previous, Accord(1) with { From = previous.On, Until = next.Nominal }, previous.On);

        Assert.Same(next, moved);
        Assert.Equal(new DateOnly(2021, 2, 26), next.On);
        Assert.NotNull(comite.HeldOn);
    }

    [Fact]
    public void Hold_WithoutAPartyOfTheQuorum_IsRefused()
    {
        var essai = new DossierDEssai().Signe().Planifie();

        var refus = DossierDEssai.Refus(() => new Revoyure(essai.Dossier).Hold(essai.Dossier.Comites[0], [DossierDEssai.Delegataire], Jour));

        Assert.Equal("quorumMissing", refus.Code);
        Assert.Null(essai.Dossier.Comites[0].HeldOn);
    }

    private static Decision Accord(long cents) => new("grant", Money.FromCents(cents), Money.FromCents(cents));

    private static DossierDEssai Tenue(out Revoyure revoyure, Func<TexteConvention, TexteConvention>? change = null)
    {
        var essai = new DossierDEssai(change).Signe().Planifie();
        essai.Seance();
        revoyure = new Revoyure(essai.Dossier);
        return essai;
    }
}

using ComiteFlow.Domain;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Tests.Domain.Revoyures;

public sealed class DecisionProvisoireTests
{
    private static readonly DateOnly Jour = new(2020, 7, 15);

    [Fact]
    public void Decide_ProvisionalWhereItIsOff_HasNoClause()
    {
        var essai = Tenue(out var revoyure);

        Assert.Equal("noSuchClause", DossierDEssai.Refus(() => revoyure.Decide(essai.Dossier.Comites[0], Provisoire(), Jour)).Code);
        Assert.Empty(essai.De<RevoyureDecided>());
    }

    [Theory]
    [InlineData("P2M", "2020-09-14")]
    [InlineData("P1M", "2020-08-14")]
    public void Decide_ProvisionalWithoutDates_TakesTheLongestPeriod(string longest, string until)
    {
        var essai = Tenue(out var revoyure).Regle("revoyure.provisional", true).Regle("revoyure.provisionalMax", longest);

        revoyure.Decide(essai.Dossier.Comites[0], Provisoire(), Jour);

        var fait = Assert.Single(essai.De<RevoyureDecided>());
        Assert.Equal(("provisional", "tranche", 100L, DateOnly.Parse(until, null)), (fait.Outcome, fait.Form, fait.AmountCents!.Value, fait.Until!.Value));
        Assert.Equal("bilan signé", Assert.Single(essai.De<ConditionOpened>()).Evidence);
    }

    [Theory]
    [InlineData("P1M", "P2M", "2020-08-13", false)]
    [InlineData("P1M", "P2M", "2020-08-14", true)]
    [InlineData("P1M", "P2M", "2020-09-14", true)]
    [InlineData("P1M", "P2M", "2020-09-15", false)]
    [InlineData("P2W", "P3M", "2020-07-28", true)]
    [InlineData("P2W", "P3M", "2020-07-27", false)]
    [InlineData("P2W", "P3M", "2020-10-14", true)]
    public void Decide_ProvisionalPeriod_LiesBetweenItsBounds(string shortest, string longest, string until, bool taken)
    {
        var essai = Tenue(out var revoyure).Regle("revoyure.provisional", true).Regle("revoyure.provisionalMin", shortest).Regle("revoyure.provisionalMax", longest);

        var refus = Record.Exception(() => revoyure.Decide(essai.Dossier.Comites[0], Provisoire() with { Until = DateOnly.Parse(until, null) }, Jour)) as BrokenRuleException;

        Assert.Equal(taken ? null : "invalidDate", refus?.Code);
    }

    [Fact]
    public void Decide_ProvisionalWithoutProofOrWithALateOne_IsRefused()
    {
        var essai = Tenue(out var revoyure).Regle("revoyure.provisional", true);
        var comite = essai.Dossier.Comites[0];

        var codes = new IReadOnlyList<ConditionDemandee>?[]
        {
            null, [new("bilan", Jour)], [new("bilan", Jour, Evidence: " ")], [new("bilan", new DateOnly(2020, 9, 15), Evidence: "bilan signé")],
        }.Select(conditions => DossierDEssai.Refus(() => revoyure.Decide(comite, Provisoire() with { Conditions = conditions }, Jour)).Code);

        Assert.Equal(["proofRequired", "proofRequired", "proofRequired", "invalidDate"], codes);
    }

    [Fact]
    public void Decide_ProvisionalAboveTheCeiling_IsRefusedAsAnyTranche()
    {
        var essai = Tenue(out var revoyure).Regle("revoyure.provisional", true);

        Assert.Equal("ceilingExceeded", DossierDEssai.Refus(() => revoyure.Decide(essai.Dossier.Comites[0], Provisoire(600_001), Jour)).Code);
    }

    private static Decision Provisoire(long cents = 100) => new(Decision.Provisional, Money.FromCents(cents), Money.FromCents(cents))
    {
        Conditions = [new ConditionDemandee("bilan", new DateOnly(2020, 7, 24), DossierDEssai.Delegataire, "bilan signé")],
    };

    private static DossierDEssai Tenue(out Revoyure revoyure)
    {
        var essai = new DossierDEssai().Signe().Planifie();
        essai.Seance();
        revoyure = new Revoyure(essai.Dossier);
        return essai;
    }
}

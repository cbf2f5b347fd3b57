using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Tests.Domain.Revoyures;

public sealed class ConditionsTests
{
    private static readonly DateOnly Jour = new(2020, 7, 15), Suite = new(2021, 1, 15);

    [Fact]
    public void Decide_ConditionWithOwnerAndProof_TellsThem()
    {
        var essai = Decidee(new ConditionDemandee("étude", Jour, DossierDEssai.Delegataire, " un lien "));

        var fait = Assert.Single(essai.De<ConditionOpened>());

        Assert.Equal((DossierDEssai.Delegataire, "un lien"), (fait.Owner, fait.Evidence));
    }

    [Fact]
    public void Decide_OwnerOfAnotherConvention_IsRefusedAndOpensNothing()
    {
        var essai = new DossierDEssai().Signe().Planifie();
        var comite = essai.Seance();

        var refus = DossierDEssai.Refus(() => new Revoyure(essai.Dossier).Decide(comite, Accord(new ConditionDemandee("étude", Jour, "PARTIE-Z")), Jour));

        Assert.Equal("unknownReference", refus.Code);
        Assert.Empty(essai.Dossier.Conditions);
    }

    [Fact]
    public void Owners_AreThePartiesAndTheTeams() =>
        Assert.Equal(["PARTIE-A", "PARTIE-B", "team:PRODUIT-1"], new Conditions(new DossierDEssai(Textes.ParStartup).Signe().Dossier).Owners.Take(3));

    [Theory]
    [InlineData(true, "https://exemple.example/etude")]
    [InlineData(false, null)]
    public void Answer_BeforeTheNextDecision_LetsItBeTaken(bool met, string? evidence)
    {
        var essai = Decidee(new ConditionDemandee("étude", Jour, Evidence: "un lien"));
        var comite = essai.Seance(2);
        Assert.Equal("conditionUnanswered", DossierDEssai.Refus(() => new Revoyure(essai.Dossier).Decide(comite, Accord(), Suite)).Code);

        new Conditions(essai.Dossier).Answer(comite, 1, met, evidence, "coordinator", Suite);
        new Revoyure(essai.Dossier).Decide(comite, Accord(), Suite);

        var fait = Assert.Single(essai.De<ConditionAnswered>());
        Assert.Equal((2, met, evidence), (fait.Occurrence, fait.Met, fait.Evidence));
        Assert.Equal((Suite, "coordinator", comite.Id), (essai.Dossier.Conditions[0].AnsweredOn!.Value, essai.Dossier.Conditions[0].AnsweredBy!, essai.Dossier.Conditions[0].AnsweredAt!));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Answer_MetWithoutTheProofThatWasAsked_IsRefused(string? evidence)
    {
        var essai = Decidee(new ConditionDemandee("étude", Jour, Evidence: "un lien"));

        Assert.Equal("proofRequired", DossierDEssai.Refus(() => new Conditions(essai.Dossier).Answer(essai.Seance(2), 1, true, evidence, "coordinator", Suite)).Code);
        Assert.Null(essai.Dossier.Conditions[0].Met);
    }

    [Theory]
    [InlineData(true, "proofRequired")]
    [InlineData(false, null)]
    public void Decide_OneAnswerForAll_DoesNotReplaceAProof(bool met, string? code)
    {
        var essai = Decidee(new ConditionDemandee("étude", Jour), new ConditionDemandee("bilan", Jour, Evidence: "un lien"));
        var comite = essai.Seance(2);

        var refus = Record.Exception(() => new Revoyure(essai.Dossier).Decide(comite, Accord() with { ConditionMet = met }, Suite)) as BrokenRuleException;

        Assert.Equal(code, refus?.Code);
        Assert.Equal(code is null ? 2 : 0, essai.De<ConditionAnswered>().Count());
    }

    [Fact]
    public void Answer_Twice_UnknownOrAtADecidedComite_IsRefused()
    {
        var essai = Decidee(new ConditionDemandee("étude", Jour), new ConditionDemandee("bilan", Jour));
        var conditions = new Conditions(essai.Dossier);
        var (first, second) = (essai.Dossier.Comites[0], essai.Seance(2));
        conditions.Answer(second, 1, true, null, "coordinator", Suite);

        var codes = new[] { (second, 1), (second, 9), (first, 2) }
            .Select(one => DossierDEssai.Refus(() => conditions.Answer(one.Item1, one.Item2, true, null, "coordinator", Suite)).Code);

        Assert.Equal(["alreadyDone", "unknownReference", "alreadyDone"], codes);
    }

    [Fact]
    public void Answer_AtAComiteThatDecidesNothing_HasNoClause()
    {
        var essai = new DossierDEssai(t => t with { Committees = [t.Committees[0], t.Committees[0] with { Code = "SUIVI", FollowedBy = [] }] }).Signe().Planifie();
        new Revoyure(essai.Dossier).Decide(essai.Seance(), Accord(new ConditionDemandee("étude", Jour)), Jour);
        var suivi = essai.Dossier.Comites.First(c => c.Code == "SUIVI");

        Assert.Equal("noSuchClause", DossierDEssai.Refus(() => new Conditions(essai.Dossier).Answer(suivi, 1, true, null, "coordinator", Suite)).Code);
    }

    [Fact]
    public void Of_AComite_AreThoseItSetAndThoseThatItsDecisionWaitsFor()
    {
        var essai = Decidee(new ConditionDemandee("étude", Jour));
        var conditions = new Conditions(essai.Dossier);

        Assert.Equal([1, 1, 0], essai.Dossier.Comites.Take(3).Select(comite => conditions.Of(comite).Count));
    }

    private static Decision Accord(params ConditionDemandee[] conditions) => new("grant", Money.FromCents(100), Money.FromCents(100)) { Conditions = conditions };

    private static DossierDEssai Decidee(params ConditionDemandee[] conditions)
    {
        var essai = new DossierDEssai().Signe().Planifie();
        new Revoyure(essai.Dossier).Decide(essai.Seance(), Accord(conditions), Jour);
        return essai;
    }
}

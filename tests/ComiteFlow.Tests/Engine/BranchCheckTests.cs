using System.Text.Json.Nodes;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>What runs beside what, and who can answer: checks before publication.</summary>
public sealed class BranchCheckTests
{
    private const string NeverMet = "elle ne tournerait jamais. Choisissez le mode WaitAllActive";
    private const string AtOnce = "la dernière l’emporterait au hasard";

    [Fact]
    public void Check_OfAJoinOfTwoBranchesOfOneDecision_IsRefused() => Assert.Contains(Problems("WaitAll"), problem => problem.Contains(NeverMet, StringComparison.Ordinal));

    [Theory]
    [InlineData("WaitAllActive")]
    [InlineData("WaitAny")]
    public void Check_OfAJoinThatWaitsForWhatIsFollowed_IsAccepted(string mode) => Assert.DoesNotContain(Problems(mode), problem => problem.Contains(NeverMet, StringComparison.Ordinal));

    [Fact]
    public void Check_OfAJoinOfTwoBranchesOfAFork_IsAccepted()
    {
        var problems = Publication.Problems(Flow(
            [Start(), Step("fork", "Elsa.FlowFork", ("branches", Expression("Object", "[\"A\",\"B\"]"))), Say("a"), Say("b"), Step("join", "Elsa.FlowJoin", ("mode", Literal("WaitAll")))],
            "start>fork", "fork:A>a", "fork:B>b", "a>join", "b>join"));

        Assert.DoesNotContain(problems, problem => problem.Contains(NeverMet, StringComparison.Ordinal));
    }

    [Fact]
    public void Check_OfOneVariableThatTwoBranchesWrite_IsRefused() =>
        Assert.Contains(Written("start>fork", "fork:A>a", "fork:B>b"), problem => problem.Contains(AtOnce, StringComparison.Ordinal) && problem.Contains("« a »", StringComparison.Ordinal));

    [Theory]
    [InlineData("start>fork", "fork:A>a", "fork:B>dire", "a>b")]
    [InlineData("start>choix", "choix:True>a", "choix:False>b", "a>fork")]
    public void Check_OfOneVariableWrittenOneAfterTheOther_IsAccepted(params string[] arrows) =>
        Assert.DoesNotContain(Written(arrows), problem => problem.Contains(AtOnce, StringComparison.Ordinal));

    [Fact]
    public void Check_OfADecisionWithoutCondition_IsRefused() => Assert.Contains(
        Publication.Problems(Flow([Start(), Step("choix", "Elsa.FlowDecision"), Say("a")], "start>choix", "choix:True>a")),
        problem => problem.Contains("la décision n’a pas de condition", StringComparison.Ordinal));

    [Fact]
    public void Check_OfADecisionThatNobodyCanTake_IsRefused()
    {
        var asked = Step("demander", "Elsa.RunTask", ("taskName", Literal("avis")), ("outcomes", Expression("Object", "[\"Oui\",\"Non\"]")));

        Assert.Contains(Publication.Problems(Flow([Start(), asked], "start>demander")), problem => problem.Contains("personne ne peut prendre cette décision", StringComparison.Ordinal));
    }

    [Fact]
    public void Advise_OfATaskThatNothingReminds_PointsAtIt()
    {
        var json = Flow([Start(), Step("demander", "Elsa.RunTask", ("taskName", Literal("avis")))], "start>demander");

        Assert.Contains(Publication.Advice(json), sentence => sentence.Contains("attend une personne sans que rien ne la relance", StringComparison.Ordinal));
        Assert.Empty(Publication.Problems(json));
    }

    [Theory]
    [InlineData("comite.tenu", false)]
    [InlineData("comité.tenu", true)]
    public void Advise_OfAnEventThatNobodyTells_PointsAtIt(string name, bool isTold) => Assert.Equal(
        isTold, Publication.Advice(Flow([Start(), Step("attendre", "Elsa.Event", ("eventName", Literal(name)))], "start>attendre")).Exists(sentence => sentence.Contains("attendra sans fin", StringComparison.Ordinal)));

    [Fact]
    public void Check_OfATrancheThatIsDecidedAndNeverOpened_IsRefused()
    {
        JsonObject[] Steps() => [Start(), Step("decider", "ComiteFlow.AwaitDecision"), Step("ouvrir", "ComiteFlow.OpenTranche"), Say("autre")];

        Assert.Contains(Publication.Problems(Flow(Steps(), "start>decider", "decider:Tranche>autre", "decider:None>ouvrir")), problem => problem.Contains("ne mène à aucune étape « Ouvrir une tranche »", StringComparison.Ordinal));
        Assert.DoesNotContain(Publication.Problems(Flow(Steps(), "start>decider", "decider:Tranche>autre", "autre>ouvrir")), problem => problem.Contains("Ouvrir une tranche", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Elsa.Event", "il manque « Événement » (eventName)")]
    [InlineData("Elsa.Delay", "(timeSpan)")]
    [InlineData("Elsa.DispatchWorkflow", "(workflowDefinitionId)")]
    public void Check_OfAStepWithoutWhatItNeeds_NamesIt(string type, string words) =>
        Assert.Contains(Publication.Problems(Flow([Start(), Step("a", type)], "start>a")), problem => problem.Contains(words, StringComparison.Ordinal));

    [Fact]
    public void Check_OfANeededValueThatSaysNothing_NamesIt() => Assert.Contains(
        Publication.Problems(Flow([Start(), Step("a", "Elsa.Event", ("eventName", Literal(null)))], "start>a")), problem => problem.Contains("(eventName)", StringComparison.Ordinal));

    [Fact]
    public void Check_OfAHostileDefinition_EndsSoon()
    {
        var steps = Enumerable.Range(0, 450).Select(rank => Step($"e{rank}", rank % 2 == 0 ? "Elsa.FlowDecision" : "Elsa.SetVariable", ("variable", Literal("v")))).Prepend(Start()).ToArray();
        var arrows = Enumerable.Range(0, 449).SelectMany(rank => new[] { $"e{rank}:True>e{rank + 1}", $"e{rank}:False>e{(rank * 7) % 450}" }).Prepend("start>e0").ToArray();

        Assert.NotEmpty(Publication.Problems(Flow(steps, arrows)));
    }

    private static List<string> Problems(string mode) => Publication.Problems(Flow(
        [Start(), Step("choix", "Elsa.FlowDecision", ("condition", Literal("true"))), Say("a"), Say("b"), Step("join", "Elsa.FlowJoin", ("mode", Literal(mode)))],
        "start>choix", "choix:True>a", "choix:False>b", "a>join", "b>join"));

    private static List<string> Written(params string[] arrows)
    {
        var definition = JsonNode.Parse(Flow(
            [
                Start(), Step("fork", "Elsa.FlowFork", ("branches", Expression("Object", "[\"A\",\"B\"]"))), Step("choix", "Elsa.FlowDecision", ("condition", Literal("true"))), Say("dire"),
                Step("a", "Elsa.SetVariable", ("variable", Literal("v")), ("value", Literal("1"))), Step("b", "Elsa.SetVariable", ("variable", Literal("v")), ("value", Literal("2"))),
            ], arrows))!.AsObject();
        definition["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "v", ["typeName"] = "String" });
        return Publication.Problems(definition.ToJsonString());
    }
}

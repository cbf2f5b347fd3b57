using System.Text.Json.Nodes;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

public sealed class ContainerTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task Sequence_WithAWait_RunsInOrder()
    {
        _moteur.Publish(Root(Sequence("s", Say("un"), Event("va"), Say("deux"))));
        await _moteur.StartAsync();
        Assert.Equal(["un"], _moteur.Trials.Seen);

        await _moteur.EventAsync("va");

        Assert.Equal(["un", "deux"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Theory]
    [InlineData("1 > 0", "alors")]
    [InlineData("1 < 0", "sinon")]
    public async Task If_ByItsCondition_RunsOneSide(string condition, string expected)
    {
        _moteur.Publish(Root(Step("si", "Elsa.If", ("condition", Script(condition)), ("then", Say("alors")), ("else", Say("sinon")))));

        await _moteur.StartAsync();

        Assert.Equal([expected], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task ForEach_WithAWait_GivesEachItemInTurn()
    {
        var body = Sequence("corps", Event("va"), Told("dire", "getCurrentValue() + variables.CurrentIndex"));
        _moteur.Publish(Root(Sequence("s", Step("pour", "Elsa.ForEach", ("items", Items), ("body", body)), Say("fin"))));
        await _moteur.StartAsync();

        await _moteur.EventAsync("va");
        await _moteur.EventAsync("va");

        Assert.Equal(["a0", "b1", "fin"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task ForEach_OfNothing_IsDone()
    {
        _moteur.Publish(Root(Sequence("s", Step("pour", "Elsa.ForEach", ("items", Expression("Object", "[]")), ("body", Say("corps"))), Say("fin"))));

        await _moteur.StartAsync();

        Assert.Equal(["fin"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task ParallelForEach_OverAFlowchart_KeepsItemAndOutputsOfEachTurn()
    {
        var body = Flowchart(
            "corps",
            [
                Start("debut"), Step("demander", "Elsa.Event", ("eventName", Script("'q-' + getCurrentValue()"))), Event("va"),
                Told("dire", "getCurrentValue() + ':' + getOutputFrom('demander')"),
            ],
            "debut>demander", "demander>va", "va>dire");
        _moteur.Publish(Root(Sequence("s", Step("pour", "Elsa.ParallelForEach", ("items", Items), ("body", body)), Say("fin"))));
        await _moteur.StartAsync();

        await _moteur.EventAsync("q-b", "B");
        await _moteur.EventAsync("q-a", "A");
        await _moteur.EventAsync("va");

        Assert.Equal(["a:A", "b:B", "fin"], _moteur.Trials.Seen.Order(StringComparer.Ordinal));
        Assert.Equal("fin", _moteur.Trials.Seen[^1]);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task ParallelForEach_WithTasks_AsksOncePerItem()
    {
        _moteur.Publish(Root(Step("pour", "Elsa.ParallelForEach", ("items", Items), ("body", Step("demander", "Elsa.RunTask", ("taskName", Literal("avis")))))));
        await _moteur.StartAsync();

        Assert.Equal(2, _moteur.Rows.Tasks.Count);
        foreach (var key in _moteur.Rows.Tasks.Keys.ToList())
        {
            Assert.Equal(InstanceStatus.Suspended, _moteur.Only.Status);
            await _moteur.CompleteTaskAsync(key);
        }

        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task ForEach_InsideAParallelForEach_ReadsTheOuterItem()
    {
        var inner = Step("dedans", "Elsa.ForEach", ("items", Script("[getCurrentValue() + 1, getCurrentValue() + 2]")), ("body", Told("dire", "getCurrentValue()")));
        _moteur.Publish(Root(Step("pour", "Elsa.ParallelForEach", ("items", Items), ("body", inner))));

        await _moteur.StartAsync();

        Assert.Equal(["a1", "a2", "b1", "b2"], _moteur.Trials.Seen.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("MatchFirst", new[] { "b", "merge" })]
    [InlineData("MatchAny", new[] { "b", "c", "merge" })]
    public async Task FlowSwitch_ByItsMode_FollowsTheCases(string mode, string[] expected)
    {
        _moteur.Publish(Switch(mode, "false", "true", "true"));

        await _moteur.StartAsync();

        Assert.Equal(expected, _moteur.Trials.Seen);
    }

    [Fact]
    public async Task FlowSwitch_WithoutAMatch_TakesDefault()
    {
        _moteur.Publish(Switch("MatchFirst", "false", "false", "false"));

        await _moteur.StartAsync();

        Assert.Equal(["autre", "merge"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task SetVariable_OfEachKind_IsReadAgain()
    {
        _moteur.Publish(Root(Sequence(
            "s",
            Set("texte", "liste", Literal("bonjour")), Told("t", "variables.liste"),
            Set("objet", "liste", Expression("Object", """{ "a": [1] }""")), Told("o", "toJson(getListe())"),
            Set("entree", "liste", Expression("Input", new JsonObject { ["name"] = "valeur" })), Told("e", "variables.liste"),
            Set("variable", "compte", Expression("Variable", """{ "id": "v-liste", "name": "ancien nom" }""")), Told("v", "variables.compte"))));

        await _moteur.StartAsync(input: "donné");

        Assert.Equal(["bonjour", """{"a":[1]}""", "donné", "donné"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Variable_OfAContainer_HasItsDefault()
    {
        var nested = Flowchart("nid", [Start("debut"), Told("dire", "variables.dedans + 1")], "debut>dire");
        nested["variables"] = new JsonArray(new JsonObject { ["id"] = "v1", ["name"] = "dedans", ["typeName"] = "Int32", ["value"] = "41" });
        _moteur.Publish(Root(Sequence("s", nested)));

        await _moteur.StartAsync();

        Assert.Equal(["42"], _moteur.Trials.Seen);
    }

    private static JsonObject Items => Expression("Object", """["a","b"]""");

    private static string Switch(string mode, string a, string b, string c)
    {
        JsonObject Case(string label, string script) => new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script } };
        var step = Step("selon", "Elsa.FlowSwitch", ("mode", Literal(mode)), ("cases", new JsonArray(Case("a", a), Case("b", b), Case("c", c))));
        return Flow(
            [Start(), step, Say("a"), Say("b"), Say("c"), Say("autre"), Say("merge")],
            "start>selon", "selon:a>a", "selon:b>b", "selon:c>c", "selon:Default>autre", "a>merge", "b>merge", "c>merge", "autre>merge");
    }
}

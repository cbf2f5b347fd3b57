using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>Parents and their children: ExecuteWorkflow for one, BulkDispatchWorkflows for one per item.</summary>
public sealed class ChildWorkflowTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public ChildWorkflowTests()
    {
        var waits = Step("attendre", "Elsa.Event", ("eventName", Script("'va-' + getInput('Item')")));
        _moteur.Publish(Root(Flowchart("r", [Start(), waits, Told("enfant", "getInput('Item')")], "start>attendre", "attendre>enfant"), "enfant"));
        _moteur.Publish(Root(Flowchart("r", [Start(), Say("court")], "start>court"), "court"));
    }

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task ExecuteWorkflow_UnlessToldOtherwise_WaitsForTheEnd()
    {
        _moteur.Publish(Root(Sequence("s", Execute(("input", Parsed("""{ "Item": "x" }"""))), Say("parent"))));
        await _moteur.StartAsync();
        Assert.Empty(_moteur.Trials.Seen);

        await _moteur.EventAsync("va-x");

        Assert.Equal(["x", "parent"], _moteur.Trials.Seen);
        Assert.All(_moteur.Instances, instance => Assert.Equal(InstanceStatus.Finished, instance.Status));
    }

    [Fact]
    public async Task ExecuteWorkflow_ToldNotToWait_GoesOnAtOnce()
    {
        _moteur.Publish(Root(Sequence("s", Execute(("waitForCompletion", Literal(false))), Say("parent"))));

        await _moteur.StartAsync();

        Assert.Equal(["parent"], _moteur.Trials.Seen);
        Assert.Equal(2, _moteur.Instances.Count());
    }

    [Fact]
    public async Task ExecuteWorkflow_WhoseChildTellsOutputs_HasThemAsItsResult()
    {
        _moteur.Publish(Root(Sequence("s", Execute(("key", Literal("k-enfant"))), Told("dire", "getOutputFrom('executer').avis"))));
        await _moteur.StartAsync();

        await _moteur.ChildEndAsync("k-enfant", new ChildEnd("Finished", null, new Dictionary<string, JsonElement> { ["avis"] = JsonSerializer.SerializeToElement("oui") }));

        Assert.Equal(["oui"], _moteur.Trials.Seen);
    }

    /// <summary>Points 5 and 11 of what users of such engines complain about: a parent that goes on after the first child, or never.</summary>
    [Theory]
    [InlineData("a", "b", "c")]
    [InlineData("c", "b", "a")]
    [InlineData("b", "c", "a")]
    public async Task Demand05_BulkDispatch_WhoseChildrenEndInAnyOrder_GoesOnAfterTheLast(params string[] order)
    {
        _moteur.Publish(Fan());
        await _moteur.StartAsync();
        Assert.Equal(4, _moteur.Instances.Count());

        foreach (var item in order)
        {
            Assert.DoesNotContain("complet", _moteur.Trials.Seen);
            await _moteur.EventAsync("va-" + item);
        }

        Assert.Equal([.. order, "complet", "fait"], _moteur.Trials.Seen);
        Assert.All(_moteur.Instances, instance => Assert.Equal(InstanceStatus.Finished, instance.Status));
        Assert.Empty(_moteur.Rows.All<Bookmark>());
    }

    [Fact]
    public async Task Demand05_BulkDispatch_OfOverAHundred_GoesOnAfterTheLast()
    {
        _moteur.Publish(Fan(items: JsonSerializer.Serialize(Enumerable.Range(0, 120))));
        await _moteur.StartAsync();

        for (var item = 119; item >= 0; item--)
        {
            Assert.DoesNotContain("complet", _moteur.Trials.Seen);
            await _moteur.EventAsync("va-" + item);
        }

        Assert.Equal(["complet", "fait"], _moteur.Trials.Seen[^2..]);
    }

    [Fact]
    public async Task Demand05_BulkDispatch_WhoseChildEndsBeforeTheParentWaits_GoesOn()
    {
        _moteur.Publish(Fan(definition: "court", key: "'k-' + getCurrentValue()"));
        await _moteur.StartAsync("court", "k-a");
        await _moteur.StartAsync("court", "k-c");

        await _moteur.StartAsync();

        Assert.Equal(["court", "court", "court", "complet", "fait"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Demand05_BulkDispatch_ToldOfOneEndTwice_CountsItOnce()
    {
        _moteur.Publish(Fan(key: "'k-' + getCurrentValue()"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("va-a");
        await _moteur.ChildEndAsync("k-a", new ChildEnd("Finished", null, null));
        await _moteur.ChildEndAsync("k-a", new ChildEnd("Finished", null, null));
        await _moteur.EventAsync("va-b");
        Assert.Equal(["a", "b"], _moteur.Trials.Seen);
        await _moteur.EventAsync("va-c");

        Assert.Equal(["a", "b", "c", "complet", "fait"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task BulkDispatch_WithACancelledChild_EndsByCanceled()
    {
        _moteur.Publish(Fan(key: "'k-' + getCurrentValue()"));
        await _moteur.StartAsync();

        await _moteur.ChildEndAsync("k-b", new ChildEnd("Cancelled", null, null));
        await _moteur.EventAsync("va-a");
        await _moteur.EventAsync("va-c");

        Assert.Equal(["a", "c", "annule", "fait"], _moteur.Trials.Seen);
    }

    [Theory]
    [InlineData("[]", true)]
    [InlineData("""["a", "b"]""", false)]
    public async Task BulkDispatch_WithNothingToWaitFor_EndsAtOnce(string items, bool wait)
    {
        _moteur.Publish(Fan(items: items, wait: wait));

        await _moteur.StartAsync();

        Assert.Equal(["complet", "fait"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task BulkDispatch_WithAStepAfterEachChild_RunsItWithTheChildsItemAndResult()
    {
        var bulk = Bulk("enfant", """["a", "b"]""", "'k-' + getCurrentValue()", true);
        bulk["childCompleted"] = Sequence("suite", Event("lu"), Told("dire", "getCurrentValue() + ':' + getOutputFrom('lancer/child')"));
        _moteur.Publish(Root(Sequence("s", bulk, Say("fin"))));
        await _moteur.StartAsync();

        await _moteur.ChildEndAsync("k-b", new ChildEnd("Finished", null, new Dictionary<string, JsonElement> { ["avis"] = JsonSerializer.SerializeToElement(2) }));
        await _moteur.ChildEndAsync("k-a", new ChildEnd("Finished", null, null));
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.EventAsync("lu");

        Assert.Equal(3, _moteur.Trials.Seen.Count);
        Assert.Contains(_moteur.Trials.Seen, line => line.StartsWith("b:", StringComparison.Ordinal));
        Assert.Equal("fin", _moteur.Trials.Seen[^1]);
    }

    [Fact]
    public async Task BulkDispatch_WhileWaiting_KeepsKeysAndNoItems()
    {
        _moteur.Publish(Fan(items: $"""["{new string('x', 400)}", "b"]""", key: "'k-' + variables.CurrentIndex"));

        await _moteur.StartAsync();

        var state = _moteur.Instances.Single(i => i.Key == "k").State;
        Assert.DoesNotContain("xxxx", state, StringComparison.Ordinal);
        Assert.Contains("\"k-1\"", state, StringComparison.Ordinal);
    }

    private static JsonObject Execute(params (string Name, JsonNode? Value)[] properties) =>
        Step("executer", "Elsa.ExecuteWorkflow", [("workflowDefinitionId", Literal("enfant")), .. properties]);

    private static string Fan(string definition = "enfant", string items = """["a", "b", "c"]""", string? key = null, bool wait = true) => Flow(
        [Start(), Bulk(definition, items, key, wait), Say("complet"), Say("annule"), Say("fait")],
        "start>lancer", "lancer:Completed>complet", "lancer:Canceled>annule", "lancer:Done>fait");

    private static JsonObject Bulk(string definition, string items, string? key, bool wait) => Step(
        "lancer", "Elsa.BulkDispatchWorkflows",
        ("workflowDefinitionId", Literal(definition)), ("items", Parsed(items)), ("key", key is null ? null : Script(key)), ("waitForCompletion", Literal(wait)));
}

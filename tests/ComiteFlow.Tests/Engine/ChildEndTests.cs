using System.Text.Json.Nodes;
using ComiteFlow.Engine;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>What a parent comes to know of a child that ended, was called off or is stopped by an incident.</summary>
public sealed class ChildEndTests : IDisposable
{
    private readonly Moteur _moteur = new(new EngineOptions { Batch = 2 });

    public ChildEndTests()
    {
        var avis = Step("donner", "Elsa.SetOutput", ("outputName", Literal("avis")), ("outputValue", Literal("oui")));
        _moteur.Publish(Root(Sequence("s", Event("va"), avis), "enfant"));
        _moteur.Publish(Root(Sequence("s", avis.DeepClone().AsObject()), "court"));
        _moteur.Publish(Root(Sequence("s", Event("casse"), Step("faute", "Elsa.Fault", ("code", Literal("budget")))), "fragile"));
    }

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task Parent_OfAChildThatEnds_HasItsOutputs()
    {
        await StartAsync(One("enfant"));

        await _moteur.EventAsync("va");

        Assert.Equal(["oui"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Parent_ThatComesToWaitAfterTheEnd_HasItsOutputs()
    {
        await _moteur.StartAsync("court", "k-enfant");

        await StartAsync(One("court"));

        Assert.Equal(["oui"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Parent_OfACancelledChild_IsToldSo()
    {
        await StartAsync(Several("enfant"), "lancer:Completed>complet", "lancer:Canceled>annule");

        await _moteur.CancelAsync("k-a");
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.EventAsync("va");

        Assert.Equal(["annule"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Parent_ThatComesToWaitAfterACancel_IsToldSo()
    {
        await _moteur.StartAsync("enfant", "k-a");
        await _moteur.CancelAsync("k-a");

        await StartAsync(Several("enfant"), "lancer:Completed>complet", "lancer:Canceled>annule");
        await _moteur.EventAsync("va");

        Assert.Equal(["annule"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Parent_OfAFaultedChild_NotesItAndWaitsOn()
    {
        await StartAsync(One("fragile"));

        await _moteur.EventAsync("casse");
        Assert.Equal(["executer"], _moteur.Lines("Note"));
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.ChildEndAsync("k-enfant", ChildEnd.Of(InstanceStatus.Finished));

        Assert.Equal(["?"], _moteur.Trials.Seen);
    }

    [Theory]
    [InlineData("fragile")]
    [InlineData("inconnu")]
    public async Task Parent_WithAStepForFaults_RunsItForEachFaultedChild(string definition)
    {
        var bulk = Several(definition);
        bulk["childFaulted"] = Told("secours", "'secours ' + getCurrentValue()");

        await StartAsync(bulk, "lancer:Completed>complet");
        await _moteur.EventAsync("casse");

        Assert.Equal(["secours a", "secours b", "complet"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Parent_WithoutAStepForFaults_WaitsForAllChildren()
    {
        await StartAsync(Several("fragile"), "lancer:Completed>complet");
        await _moteur.EventAsync("casse");
        await _moteur.ChildEndAsync("k-a", ChildEnd.Of(InstanceStatus.Finished));
        Assert.Empty(_moteur.Trials.Seen);

        await _moteur.ChildEndAsync("k-b", ChildEnd.Of(InstanceStatus.Finished));

        Assert.Equal(["complet"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Correlate_InABurstThatFails_LeavesTheInstanceAsItWas()
    {
        _moteur.Trials.Fails = _ => new InvalidOperationException("panne");
        var (first, second) = (Step("a", "Elsa.Delay", ("timeSpan", Literal("PT1H"))), Step("b", "Elsa.Delay", ("timeSpan", Literal("PT1H"))));
        var correlate = Step("c", "Elsa.Correlate", ("correlationId", Literal("autre")));
        _moteur.Publish(Root(Step("p", "Elsa.Parallel", ("activities", new JsonArray([Sequence("s1", first, correlate, Step("t", "Tests.Try")), Sequence("s2", second, Say("b"))])))));
        await _moteur.StartAsync();

        await _moteur.AfterAsync(TimeSpan.FromHours(1));

        Assert.Equal("c", _moteur.Only.CorrelationId);
    }

    private Task StartAsync(JsonObject step, params string[] arrows)
    {
        _moteur.Publish(arrows.Length == 0
            ? Root(Sequence("s", step, Told("dire", "(getOutputFrom('executer') || { avis: '?' }).avis")))
            : Flow([Start(), step, Say("complet"), Say("annule")], ["start>lancer", .. arrows]));
        return _moteur.StartAsync();
    }

    private static JsonObject One(string definition) =>
        Step("executer", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Literal(definition)), ("key", Literal("k-enfant")));

    private static JsonObject Several(string definition) => Step(
        "lancer", "Elsa.BulkDispatchWorkflows",
        ("workflowDefinitionId", Literal(definition)), ("items", Parsed("""["a", "b"]""")), ("key", Script("'k-' + getCurrentValue()")));
}

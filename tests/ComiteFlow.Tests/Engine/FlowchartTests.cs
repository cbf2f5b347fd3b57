using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

public sealed class FlowchartTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Theory]
    [InlineData("WaitAll", false)]
    [InlineData("WaitAllActive", true)]
    public async Task Join_WithADeadArm_RunsByItsMode(string mode, bool runs)
    {
        _moteur.Publish(Flow(
            [Start(), Decide("choix", "false"), Say("oui"), Say("non"), Join("join", mode), Say("apres")],
            "start>choix", "choix:True>oui", "choix:False>non", "oui>join", "non>join", "join>apres"));

        await _moteur.StartAsync();

        Assert.Equal(runs ? ["non", "apres"] : ["non"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task JoinWaitAll_WithBothArms_RunsAfterTheLast()
    {
        _moteur.Publish(Parallel("WaitAll"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("b");
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.EventAsync("a");

        Assert.Equal(["apres"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task JoinWaitAny_FirstArm_RunsOnceAndCancelsTheOthers()
    {
        _moteur.Publish(Parallel("WaitAny"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("b");
        await _moteur.EventAsync("a");

        Assert.Equal(["apres"], _moteur.Trials.Seen);
        Assert.Equal(["a"], _moteur.Lines("Cancelled"));
        Assert.Empty(_moteur.Rows.All<Bookmark>());
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task JoinWaitAny_InALoop_RunsAtEachTurn()
    {
        _moteur.Publish(Flow(
            [Start(), Say("tour"), Event("a"), Event("b"), Join("join", "WaitAny"), Event("suite"), Say("fin")],
            "start>tour", "tour>a", "tour>b", "a>join", "b>join", "join>suite", "suite>tour"));
        await _moteur.StartAsync();

        foreach (var name in new[] { "a", "suite", "b", "suite", "b", "suite" })
        {
            await _moteur.EventAsync(name);
        }

        Assert.Equal(["tour", "tour", "tour", "tour"], _moteur.Trials.Seen);
        Assert.Equal(2, _moteur.Rows.All<Bookmark>().Count());
        Assert.Equal(InstanceStatus.Suspended, _moteur.Only.Status);
    }

    [Fact]
    public async Task JoinWaitAny_CancelledArmThatAlsoLeadsElsewhere_KillsThatWayToo()
    {
        _moteur.Publish(Flow(
            [Start(), Event("a"), Event("b"), Join("join", "WaitAny"), Say("bis"), Join("tous", "WaitAllActive"), Say("fin")],
            "start>a", "start>b", "a>join", "b>join", "b>bis", "bis>tous", "join>tous", "tous>fin"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("a");

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task JoinWaitAny_TwoArrowsOfOneStep_RunsOnce()
    {
        _moteur.Publish(Flow([Start(), Say("a"), Join("join", "WaitAny"), Say("fin")], "start>a", "start>join", "a>join", "join>fin"));

        await _moteur.StartAsync();

        Assert.Equal(["fin"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Diamond_WithoutAJoin_FiresOnce()
    {
        _moteur.Publish(Flow([Start(), Say("a"), Say("b"), Say("fin")], "start>a", "start>b", "a>fin", "b>fin"));

        await _moteur.StartAsync();

        Assert.Equal(["a", "b", "fin"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task DeadPath_OfSeveralSteps_ReachesTheMerge()
    {
        _moteur.Publish(Flow(
            [Start(), Decide("choix", "true"), Say("court"), Say("long1"), Decide("long2", "true"), Say("long3"), Say("fin")],
            "start>choix", "choix:True>court", "choix:False>long1", "long1>long2", "long2:True>long3", "long2:False>fin", "long3>fin", "court>fin"));

        await _moteur.StartAsync();

        Assert.Equal(["court", "fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task End_WhileAnotherBranchWaits_CancelsIt()
    {
        _moteur.Publish(Flow(
            [Start(), Step("fork", "Elsa.FlowFork", ("branches", Expression("Object", "[\"x\",\"y\"]"))), Event("a"), Event("b"), Step("fin", "Elsa.End")],
            "start>fork", "fork:x>a", "fork:y>b", "a>fin"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("a");

        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
        Assert.Equal(["b"], _moteur.Lines("Cancelled"));
        Assert.Empty(_moteur.Rows.All<Bookmark>());
    }

    [Fact]
    public async Task End_InANestedFlowchart_EndsThatOneAlone()
    {
        var nested = Flowchart("nid", [Start("start2"), Event("a"), Event("b"), Step("fin", "Elsa.End")], "start2>a", "start2>b", "a>fin");
        _moteur.Publish(Flow([Start(), nested, Event("dehors"), Say("apres")], "start>nid", "start>dehors", "nid>apres"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("a");

        Assert.Equal(["apres"], _moteur.Trials.Seen);
        Assert.Equal(["b"], _moteur.Lines("Cancelled"));
        Assert.Equal("dehors", Assert.Single(_moteur.Rows.All<Bookmark>()).Name);
    }

    [Fact]
    public async Task Finish_InANestedFlowchart_EndsTheInstance()
    {
        var nested = Flowchart("nid", [Start("start2"), Event("a"), Step("fin", "Elsa.Finish")], "start2>a", "a>fin");
        _moteur.Publish(Flow([Start(), nested, Event("dehors"), Say("apres")], "start>nid", "start>dehors", "nid>apres"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("a");

        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
        Assert.Empty(_moteur.Trials.Seen);
        Assert.Empty(_moteur.Rows.All<Bookmark>());
    }

    private static string Parallel(string mode) => Flow(
        [Start(), Event("a"), Event("b"), Join("join", mode), Say("apres")], "start>a", "start>b", "a>join", "b>join", "join>apres");
}

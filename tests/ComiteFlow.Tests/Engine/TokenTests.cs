using System.Text.Json.Nodes;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>The token semantics of flowcharts on the situations in which the peers go wrong (points 5 and 11 of what their users say).</summary>
public sealed class TokenTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Theory]
    [InlineData("true", new[] { "b", "c", "oui", "join" })]
    [InlineData("false", new[] { "b", "c", "non" })]
    public async Task WaitAll_AfterAForkAndADecision_RunsOnlyWithAllArms(string decision, string[] expected)
    {
        _moteur.Publish(ForkAndDecision(decision, Mode(Say("join"), null), "WaitAll"));

        await _moteur.StartAsync();

        Assert.Equal(expected, _moteur.Trials.Seen.Order(StringComparer.Ordinal).OrderBy(s => s == "join"));
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("None", true)]
    [InlineData("Stream", true)]
    [InlineData("stream", true)]
    [InlineData("Merge", false)]
    [InlineData("Converge", false)]
    public async Task MergeMode_OfAPlainStepWithADeadArm_SaysWhetherItRuns(string? merge, bool runs)
    {
        _moteur.Publish(ForkAndDecision("false", Mode(Say("fin"), merge), null));

        await _moteur.StartAsync();

        Assert.Equal(runs ? 1 : 0, _moteur.Trials.Seen.Count(step => step == "fin"));
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("join")]
    public async Task MergeModeRace_OfAnyStep_RunsAtTheFirstAndCancelsTheOthers(string kind)
    {
        var meeting = kind == "plain" ? Mode(Say("fin"), "Race") : Mode(Step("fin", "Elsa.FlowJoin"), "Race");
        _moteur.Publish(Flow([Start(), Event("a"), Event("b"), meeting, Say("apres")], "start>a", "start>b", "a>fin", "b>fin", "fin>apres"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("b");
        await _moteur.EventAsync("a");

        Assert.Equal("apres", _moteur.Trials.Seen[^1]);
        Assert.Single(_moteur.Ended, "fin");
        Assert.Equal(["a"], _moteur.Lines("Cancelled"));
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task MergeMode_OfAJoinWithoutAMode_IsItsMode()
    {
        _moteur.Publish(Flow(
            [Start(), Event("a"), Event("b"), Mode(Step("join", "Elsa.FlowJoin"), "Merge"), Say("apres")], "start>a", "start>b", "a>join", "b>join", "join>apres"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("a");
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.EventAsync("b");

        Assert.Equal(["apres"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task ImplicitJoin_OfArmsOfSeveralLengths_WaitsForTheLongest()
    {
        _moteur.Publish(Flow(
            [Start(), Say("court"), Say("long1"), Delay("attendre", "P1D"), Say("long2"), Say("fin")],
            "start>court", "start>long1", "long1>attendre", "attendre>long2", "court>fin", "long2>fin"));
        await _moteur.StartAsync();
        Assert.Equal(["court", "long1"], _moteur.Trials.Seen);

        await _moteur.AfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["court", "long1", "long2", "fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Theory]
    [InlineData("P1D", "P3D", new[] { "dehors", "dedans", "apres" })]
    [InlineData("P3D", "P1D", new[] { "dedans", "apres", "dehors" })]
    public async Task NestedFlowchart_WithDelays_GoesOnWhenItsOwnIsDone(string outer, string inner, string[] expected)
    {
        var nested = Flowchart("nid", [Start("debut"), Delay("d2", inner), Say("dedans")], "debut>d2", "d2>dedans");
        _moteur.Publish(Flow([Start(), nested, Say("apres"), Delay("d1", outer), Say("dehors")], "start>nid", "start>d1", "nid>apres", "d1>dehors"));
        await _moteur.StartAsync();

        await _moteur.AfterAsync(TimeSpan.FromDays(1));
        Assert.Equal(InstanceStatus.Suspended, _moteur.Only.Status);
        await _moteur.AfterAsync(TimeSpan.FromDays(2));

        Assert.Equal(expected, _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task End_OfTheOuterFlowchart_CancelsTheDelaysOfTheNestedOne()
    {
        var nested = Flowchart("nid", [Start("debut"), Delay("d2", "P9D"), Say("dedans")], "debut>d2", "d2>dedans");
        _moteur.Publish(Flow([Start(), nested, Delay("d1", "P1D"), Step("fin", "Elsa.End")], "start>nid", "start>d1", "d1>fin"));
        await _moteur.StartAsync();

        await _moteur.AfterAsync(TimeSpan.FromDays(1));
        await _moteur.AfterAsync(TimeSpan.FromDays(9));

        Assert.Empty(_moteur.Trials.Seen);
        Assert.Equal(["d2", "nid"], _moteur.Lines("Cancelled"));
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task Demand11_BackEdge_IntoAJoin_RunsItAgainAndCountsForNoArm()
    {
        _moteur.Publish(Flow(
            [Start(), Event("a"), Event("b"), Join("join", "WaitAll"), Event("suite"), Decide("encore", "getOutputFrom('suite') === true"), Say("fin")],
            "start>a", "start>b", "a>join", "b>join", "join>suite", "suite>encore", "encore:True>join", "encore:False>fin"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("a");
        Assert.DoesNotContain("join", _moteur.Ended);
        await _moteur.EventAsync("b");
        await _moteur.EventAsync("suite", true);
        Assert.Equal(2, _moteur.Ended.Count(step => step == "join"));
        await _moteur.EventAsync("suite", false);

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task Demand11_BackEdge_AroundAJoin_JoinsAnewEachTurnAndLeavesOtherBranchesAlone()
    {
        _moteur.Publish(Flow(
            [
                Start(), Say("tour"), Event("a"), Event("b"), Join("join", "WaitAll"), Event("suite"), Decide("encore", "getOutputFrom('suite') === true"),
                Event("dehors"), Say("autre"), Say("fin"),
            ],
            "start>tour", "start>dehors", "dehors>autre", "tour>a", "tour>b", "a>join", "b>join", "join>suite", "suite>encore", "encore:True>tour", "encore:False>fin"));
        await _moteur.StartAsync();

        foreach (var (name, payload) in new (string, object?)[] { ("a", null), ("b", null), ("suite", true), ("b", null) })
        {
            await _moteur.EventAsync(name, payload);
        }

        Assert.Single(_moteur.Ended, "join");
        await _moteur.EventAsync("a");
        await _moteur.EventAsync("suite", false);
        Assert.Equal(["tour", "tour", "fin"], _moteur.Trials.Seen);
        Assert.Empty(_moteur.Lines("Cancelled"));
        await _moteur.EventAsync("dehors");

        Assert.Equal(["tour", "tour", "fin", "autre"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task Demand11_WaitAny_WithALateArrival_RunsOnce()
    {
        _moteur.Publish(Flow(
            [Start(), Delay("court", "P1D"), Delay("long", "P2D"), Join("join", "WaitAny"), Delay("pause", "P5D"), Say("fin")],
            "start>court", "start>long", "court>join", "long>join", "join>pause", "pause>fin"));
        await _moteur.StartAsync();

        await _moteur.AfterAsync(TimeSpan.FromDays(1));
        await _moteur.AfterAsync(TimeSpan.FromDays(1));
        Assert.Single(_moteur.Ended, "join");
        await _moteur.AfterAsync(TimeSpan.FromDays(4));

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.DoesNotContain("long", _moteur.Ended);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task Start_OfAnOlderFileWithoutAStart_IsTheStepThatMayStart()
    {
        var older = Say("premier");
        older["canStartWorkflow"] = true;
        older["applicationProperties"] = new JsonObject { ["x"] = 1 };
        _moteur.Publish(Flow(
            [Say("second"), older, Set("compter", "compte", Script("variables.compte + 1")), Decide("encore", "variables.compte < 3")],
            "premier>compter", "compter>encore", "encore:True>premier", "encore:False>second"));

        await _moteur.StartAsync();

        Assert.Equal(["premier", "premier", "premier", "second"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    private static string ForkAndDecision(string decision, JsonObject meeting, string? join)
    {
        var last = meeting["id"]!.GetValue<string>();
        return join is null
            ? Flow(
                [Start(), Say("b"), Say("c"), Decide("choix", decision), Say("oui"), Say("non"), meeting],
                "start>b", "start>c", "start>choix", "choix:True>oui", "choix:False>non", $"b>{last}", $"c>{last}", $"oui>{last}")
            : Flow(
                [Start(), Say("b"), Say("c"), Decide("choix", decision), Say("oui"), Say("non"), Join("reunir", join), meeting],
                "start>b", "start>c", "start>choix", "choix:True>oui", "choix:False>non", "b>reunir", "c>reunir", "oui>reunir", $"reunir>{last}");
    }

    private static JsonObject Mode(JsonObject step, string? merge)
    {
        step["customProperties"] = new JsonObject { ["mergeMode"] = merge };
        return step;
    }

    private static JsonObject Delay(string id, string span) => Step(id, "Elsa.Delay", ("timeSpan", Literal(span)));
}

using System.Text.Json.Nodes;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>What a join is waiting for, asked of an instance; and the merge modes that nothing here could follow.</summary>
public sealed class JoinsTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task Demand11_Joins_WithOneArmIn_NameTheArrowsThatAreMissing()
    {
        var json = Flow(
            [Start(), Event("a"), Event("b"), Decide("choix", "true"), Say("non"), Join("join", "WaitAll")],
            "start>a", "start>b", "b>choix", "choix:False>non", "a>join", "choix:True>join");
        await StartAsync(json);

        await _moteur.EventAsync("a");

        var wait = Assert.Single(Joins(json));
        Assert.Equal(("join", "WaitAll"), (wait.Step, wait.Mode));
        Assert.Equal([new JoinArrow("a", "a", "Done")], wait.Arrived);
        Assert.Equal([new JoinArrow("choix", "choix", "True")], wait.Missing);
        Assert.Equal(["b"], wait.Awaited);
    }

    [Fact]
    public async Task Joins_WithADeadArm_DoNotNameIt()
    {
        var json = Flow(
            [Start(), Decide("choix", "false"), Event("oui"), Event("a"), Event("b"), Say("fin")],
            "start>choix", "start>a", "start>b", "choix:True>oui", "oui>fin", "a>fin", "b>fin");
        await StartAsync(json);

        await _moteur.EventAsync("b");

        var wait = Assert.Single(Joins(json));
        Assert.Equal("WaitAllActive", wait.Mode);
        Assert.Equal(["b"], wait.Arrived.Select(arrow => arrow.Step));
        Assert.Equal(["a"], wait.Missing.Select(arrow => arrow.Step));
    }

    [Fact]
    public async Task Joins_OfANestedFlowchartWithWaitAny_NameEveryLivingArm()
    {
        var nested = Flowchart("nid", [Start("debut"), Event("a"), Event("b"), Join("join", "WaitAny")], "debut>a", "debut>b", "a>join", "b>join");
        var json = Flow([Start(), nested], "start>nid");
        await StartAsync(json);

        var wait = Assert.Single(Joins(json));
        Assert.Equal(["a", "b"], wait.Missing.Select(arrow => arrow.Step));
        Assert.Equal(["a", "b"], wait.Awaited);
    }

    [Fact]
    public async Task Demand11_Joins_BehindALoopThatStillTurns_NameItsWayOut()
    {
        var json = Flow(
            [Start(), Event("piece"), Decide("pret", "getOutputFrom('piece') === true"), Event("avis"), Join("join", "WaitAll")],
            "start>piece", "piece>pret", "pret:False>piece", "pret:True>join", "start>avis", "avis>join");
        await StartAsync(json);
        await _moteur.EventAsync("avis");

        await _moteur.EventAsync("piece", false);

        var wait = Assert.Single(Joins(json));
        Assert.Equal([new JoinArrow("pret", "pret", "True")], wait.Missing);
        Assert.Equal(["piece"], wait.Awaited);
    }

    [Fact]
    public async Task Joins_OnceTheJoinHasRun_AreNone()
    {
        var json = Flow([Start(), Event("a"), Join("join", "WaitAll"), Event("suite")], "start>a", "start>join", "a>join", "join>suite");
        await StartAsync(json);
        Assert.Single(Joins(json));

        await _moteur.EventAsync("a");

        Assert.Empty(Joins(json));
    }

    [Theory]
    [InlineData("Cascade", "le mode de réunion « Cascade » ferait tourner l’étape une fois par arrivée")]
    [InlineData("Zip", "le mode de réunion « Zip » n’existe pas : choisissez Stream")]
    public void Check_MergeModeOfAStepWithTwoArrows_IsRefusedByName(string merge, string expected)
    {
        var problem = Assert.Single(Problems(Flow([Start(), Say("a"), Merging("fin", merge)], "start>a", "start>fin", "a>fin")));

        Assert.StartsWith($"root.activities[2] (étape « fin ») : {expected}", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_ConvergeOnABackEdge_IsRefused()
    {
        var problem = Assert.Single(Problems(Flow([Start(), Merging("tour", "Converge"), Event("va")], "start>tour", "tour>va", "va>tour")));

        Assert.Contains("« Converge » attendrait aussi la flèche de retour", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Check_JoinWithTwoModes_IsRefused()
    {
        var join = Join("fin", "WaitAll");
        join["customProperties"] = new JsonObject { ["mergeMode"] = "Race" };

        Assert.Contains("« WaitAll » et « Race »", Assert.Single(Problems(Flow([Start(), Say("a"), join], "start>a", "start>fin", "a>fin"))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stream")]
    [InlineData("Merge")]
    [InlineData("Converge")]
    [InlineData("Race")]
    [InlineData("None")]
    public void Check_MergeModeWithAMeaning_IsSound(string merge) =>
        Assert.Empty(Problems(Flow([Start(), Say("a"), Merging("fin", merge)], "start>a", "start>fin", "a>fin")));

    [Fact]
    public void Check_CascadeOnOneArrow_IsSound() => Assert.Empty(Problems(Flow([Start(), Merging("fin", "Cascade")], "start>fin")));

    private Task StartAsync(string json)
    {
        _moteur.Publish(json);
        return _moteur.StartAsync();
    }

    private IReadOnlyList<JoinWait> Joins(string json) => ComiteFlow.Engine.Runs.Joins.Of(DefinitionReader.Read(json).Definition!, _moteur.Only);

    private List<string> Problems(string json) => [.. _moteur.Validator.Check(DefinitionReader.Read(json)).Select(problem => problem.ToString())];

    private static JsonObject Merging(string id, string merge)
    {
        var step = Say(id);
        step["customProperties"] = new JsonObject { ["mergeMode"] = merge };
        return step;
    }
}

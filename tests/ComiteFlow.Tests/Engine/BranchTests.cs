using System.Text.Json.Nodes;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>Steps that hold branches: Parallel, Fork, Switch.</summary>
public sealed class BranchTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task Parallel_WithWaits_IsDoneAfterTheLast()
    {
        _moteur.Publish(Root(Sequence("s", Step("deux", "Elsa.Parallel", ("activities", new JsonArray(Event("a"), Event("b")))), Say("fin"))));
        await _moteur.StartAsync();
        Assert.Equal(2, _moteur.Rows.All<Bookmark>().Count());

        await _moteur.EventAsync("b");
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.EventAsync("a");

        Assert.Equal(["fin"], _moteur.Trials.Seen);
    }

    [Theory]
    [InlineData("Elsa.Parallel", "activities")]
    [InlineData("Elsa.Fork", "branches")]
    [InlineData("Elsa.Switch", "cases")]
    public async Task Container_OfNothing_IsDone(string type, string port)
    {
        _moteur.Publish(Root(Sequence("s", Step("vide", type, (port, new JsonArray())), Say("fin"))));

        await _moteur.StartAsync();

        Assert.Equal(["fin"], _moteur.Trials.Seen);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("WaitAll")]
    public async Task Fork_WaitingForAll_IsDoneAfterTheLast(string? mode)
    {
        _moteur.Publish(Root(Sequence("s", Fork(mode), Say("fin"))));
        await _moteur.StartAsync();

        await _moteur.EventAsync("b");
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.EventAsync("a");

        Assert.Equal(["fin"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Fork_WaitingForAny_IsDoneAfterTheFirstAndCancelsTheOthers()
    {
        _moteur.Publish(Root(Sequence("s", Fork("WaitAny"), Say("fin"))));
        await _moteur.StartAsync();

        await _moteur.EventAsync("b");

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.Equal(["a"], _moteur.Lines("Cancelled"));
        Assert.Empty(_moteur.Rows.All<Bookmark>());
    }

    [Theory]
    [InlineData("MatchFirst", "false", "true", new[] { "b", "fin" })]
    [InlineData("MatchFirst", "true", "true", new[] { "a", "fin" })]
    [InlineData("MatchAny", "true", "true", new[] { "a", "b", "fin" })]
    [InlineData("MatchAny", "false", "false", new[] { "autre", "fin" })]
    public async Task Switch_ByItsMode_RunsTheCases(string mode, string a, string b, string[] expected)
    {
        var step = Step("selon", "Elsa.Switch", ("mode", Literal(mode)), ("cases", new JsonArray(Case("a", a, Say("a")), Case("b", b, Say("b")))), ("default", Say("autre")));
        _moteur.Publish(Root(Sequence("s", step, Say("fin"))));

        await _moteur.StartAsync();

        Assert.Equal(expected, _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Switch_WhoseCaseHasNoStep_IsDone()
    {
        _moteur.Publish(Root(Sequence("s", Step("selon", "Elsa.Switch", ("cases", new JsonArray(Case("a", "true", null))), ("default", Say("autre"))), Say("fin"))));

        await _moteur.StartAsync();

        Assert.Equal(["fin"], _moteur.Trials.Seen);
    }

    private static JsonObject Fork(string? mode) => Step("fourche", "Elsa.Fork", ("joinMode", mode), ("branches", new JsonArray(Event("a"), Event("b"))));

    private static JsonObject Case(string label, string script, JsonObject? step) => new()
    {
        ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = script }, ["activity"] = step,
    };
}

using System.Text.Json.Nodes;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>Steps that repeat their body: While, For, ForEach, and Break inside them.</summary>
public sealed class LoopStepTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task While_WithAWait_LooksAtItsConditionBeforeEachTurn()
    {
        _moteur.Publish(Root(Sequence("s", While("variables.compte < 2", Sequence("corps", Event("va"), Count(), Told("dire", "variables.compte"))), Say("fin"))));
        await _moteur.StartAsync();

        await _moteur.EventAsync("va");
        Assert.Equal(["1"], _moteur.Trials.Seen);
        await _moteur.EventAsync("va");

        Assert.Equal(["1", "2", "fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task While_WhoseConditionFailsAtOnce_RunsNothing()
    {
        _moteur.Publish(Root(Sequence("s", While("false", Say("corps")), Say("fin"))));

        await _moteur.StartAsync();

        Assert.Equal(["fin"], _moteur.Trials.Seen);
    }

    [Theory]
    [InlineData(1, 3, 1, true, new[] { "1/0", "2/1", "3/2" })]
    [InlineData(1, 3, 1, false, new[] { "1/0", "2/1" })]
    [InlineData(3, 0, -2, true, new[] { "3/0", "1/1" })]
    [InlineData(0, -2, -1, false, new[] { "0/0", "-1/1" })]
    [InlineData(2, 1, 1, true, new string[0])]
    public async Task For_ByItsBounds_GivesEachNumber(int start, int end, int step, bool inclusive, string[] expected)
    {
        _moteur.Publish(Root(For(start, end, step, Told("dire", "getCurrentValue() + '/' + variables.CurrentIndex"), ("outerBoundInclusive", Literal(inclusive)))));

        await _moteur.StartAsync();

        Assert.Equal(expected, _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task For_ByZero_StopsWithAnIncident()
    {
        _moteur.Publish(Root(For(1, 3, 0, Say("corps"))));

        await _moteur.StartAsync();

        Assert.Equal("loop.step", Assert.Single(_moteur.Rows.All<Incident>()).Code);
    }

    [Fact]
    public async Task For_WithItsValueBoundToAVariable_SetsIt()
    {
        _moteur.Publish(Root(Sequence("s", For(5, 6, 1, Say("corps"), ("currentValue", Bound("v-compte"))), Told("dire", "variables.compte"))));

        await _moteur.StartAsync();

        Assert.Equal(["corps", "corps", "6"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Break_InAnInnerLoop_EndsThatOneAndCancelsWhatIsInside()
    {
        var both = Step("deux", "Elsa.Parallel", ("activities", new JsonArray(Event("jamais"), Sequence("court", Event("va"), Step("sortir", "Elsa.Break"), Say("apres")))));
        var inner = Step("dedans", "Elsa.ForEach", ("items", Parsed("[1, 2]")), ("body", both));
        _moteur.Publish(Root(For(1, 2, 1, Sequence("corps", inner, Told("dire", "getCurrentValue()")))));
        await _moteur.StartAsync();

        await _moteur.EventAsync("va");
        Assert.Equal(["1"], _moteur.Trials.Seen);
        Assert.Contains("jamais", _moteur.Lines("Cancelled"));
        await _moteur.EventAsync("va");

        Assert.Equal(["1", "2"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
        Assert.Empty(_moteur.Rows.All<Bookmark>());
    }

    [Fact]
    public async Task Break_InATurnOfAParallelLoop_EndsTheLoopAroundIt()
    {
        var parallel = Step("pour", "Elsa.ParallelForEach", ("items", Parsed("[1, 2]")), ("body", Sequence("corps", Event("va"), Step("sortir", "Elsa.Break"))));
        _moteur.Publish(Root(Sequence("s", While("true", parallel), Say("fin"))));
        await _moteur.StartAsync();
        Assert.Empty(_moteur.Trials.Seen);

        await _moteur.EventAsync("va");

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
        Assert.Empty(_moteur.Rows.All<Bookmark>());
    }

    [Fact]
    public async Task Demand16_Outputs_OfATurn_AreGoneInTheNextAndThoseOfTheLastStay()
    {
        var once = Step("si", "Elsa.If", ("condition", Script("getCurrentValue() === 1")), ("then", Give("une-fois", "'vu'")));
        var body = Sequence("corps", Told("avant", "'' + getOutputFrom('chaque')"), once, Told("dire", "'' + getOutputFrom('une-fois')"), Give("chaque", "getCurrentValue() * 10"));
        _moteur.Publish(Root(Sequence("s", For(1, 2, 1, body), Told("fin", "getOutputFrom('chaque')"))));

        await _moteur.StartAsync();

        Assert.Equal(["null", "vu", "null", "null", "20"], _moteur.Trials.Seen.Select(text => text == "undefined" ? "null" : text));
    }

    [Fact]
    public async Task Output_OfAStepByItsName_IsRead()
    {
        var given = Give("etape-1", "'vu'");
        given["name"] = "Demander1";
        _moteur.Publish(Root(Sequence("s", given, Told("dire", "getOutputFrom('Demander1') + getOutputFrom('etape-1')"))));

        await _moteur.StartAsync();

        Assert.Equal(["vuvu"], _moteur.Trials.Seen);
    }

    /// <summary>Point 16 of what users of such engines complain about: a loop that runs for years must not grow.</summary>
    [Theory]
    [InlineData("While")]
    [InlineData("For")]
    [InlineData("arrow")]
    public async Task Demand16_State_AfterAThousandTurns_StaysSmall(string kind)
    {
        _moteur.Publish(kind == "arrow" ? Turning() : Root(Sequence("s", kind == "For" ? For(1, 1_000, 1, Turn()) : While("variables.compte < 1000", Turn()), Event("va"))));

        await _moteur.StartAsync();

        Assert.Equal(InstanceStatus.Suspended, _moteur.Only.Status);
        Assert.Equal(1_000, _moteur.Ended.Count(step => step == "compter"));
        Assert.InRange(_moteur.Only.State.Length, 100, 2_000);
    }

    /// <summary>Two arms with outputs that meet again, then a dead one.</summary>
    private static JsonObject Turn() => Flowchart(
        "corps",
        [Start("debut"), Give("a", $"'{new string('a', 200)}'"), Decide("choix", "variables.compte % 2 === 0"), Step("b", "Elsa.WriteLine"), Count()],
        "debut>a", "debut>choix", "choix:True>b", "a>compter", "b>compter", "choix:False>compter");

    private static string Turning() => Flow(
        [Start(), Give("a", $"'{new string('a', 200)}'"), Decide("choix", "variables.compte % 2 === 0"), Step("b", "Elsa.WriteLine"), Count(), Decide("encore", "variables.compte < 1000"), Event("va")],
        "start>a", "a>choix", "choix:True>b", "b>compter", "choix:False>compter", "compter>encore", "encore:True>a", "encore:False>va");

    private static JsonObject Count() => Set("compter", "compte", Script("variables.compte + 1"));

    private static JsonObject While(string condition, JsonObject body) => Step("tant", "Elsa.While", ("condition", Script(condition)), ("body", body));

    private static JsonObject For(int start, int end, int step, JsonObject body, params (string Name, JsonNode? Value)[] more) =>
        Step("pour-nombre", "Elsa.For", [("start", Literal(start)), ("end", Literal(end)), ("step", Literal(step)), ("body", body), .. more]);

    private static JsonObject Bound(string id) => new() { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = id } };
}

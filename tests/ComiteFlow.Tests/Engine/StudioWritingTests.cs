using System.Text.Json.Nodes;
using ComiteFlow.Engine.Tasks;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>Forms in which Elsa Studio writes values that files written by hand write otherwise.</summary>
public sealed class StudioWritingTests : IDisposable
{
    /// <summary>The editor of named values wraps each in an expression.</summary>
    private const string Map = """{ "Item": { "type": "JavaScript", "value": "'a' + 1" }, "Autre": { "type": "Literal", "value": "x" }, "Brut": { "type": "fichier", "value": 1 } }""";

    private readonly Moteur _moteur = new();

    public StudioWritingTests() => _moteur.Publish(Root(
        Flowchart("r", [Start(), Told("enfant", "getInput('Item') + ',' + getInput('Autre') + ',' + toJson(getInput('Brut'))")], "start>enfant"), "enfant"));

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task ExecuteWorkflow_WhoseInputsAreExpressions_GivesTheirValues()
    {
        _moteur.Publish(Flow([Start(), Step("executer", "Elsa.ExecuteWorkflow", ("workflowDefinitionId", Literal("enfant")), ("input", Parsed(Map)))], "start>executer"));

        await _moteur.StartAsync();

        Assert.Equal(["""a1,x,{"type":"fichier","value":1}"""], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task BulkDispatch_WhoseItemsAreTypedAndInputsExpressions_GivesThemToEachChild()
    {
        _moteur.Publish(Flow(
            [Start(), Step("lancer", "Elsa.BulkDispatchWorkflows", ("workflowDefinitionId", Literal("enfant")), ("items", Literal("[\"b\", \"c\"]")),
                ("input", Parsed("""{ "Autre": { "type": "JavaScript", "value": "getCurrentValue() + '!'" } }""")))], "start>lancer"));

        await _moteur.StartAsync();

        Assert.Equal(["b,b!,undefined", "c,c!,undefined"], _moteur.Trials.Seen.Order().Select(line => line.Replace(",null", ",undefined", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task RunTask_WhoseFormAndRungsAreTyped_HasThem()
    {
        _moteur.Publish(Flow(
            [Start(), Step("demander", "Elsa.RunTask", ("taskName", Literal("avis")), ("key", Literal("avis/c")),
                ("form", Literal("""[{ "name": "avis", "label": "Votre avis" }]""")),
                ("rungs", Literal("""[{ "on": "2027-02-01", "to": ["delegataire"], "details": { "obligation": "O-36" } }]""")))], "start>demander"));

        await _moteur.StartAsync();

        var task = _moteur.Rows.Tasks["avis/c"];
        Assert.Equal("avis", Assert.Single(task.Form!.Fields).Name);
        Assert.Equal(Rung.Reminder, Assert.Single(task.Rungs).Kind);
    }

    [Theory]
    [InlineData("""[{ "name": "avis", "label": "Votre avis" }]""", null)]
    [InlineData("""[{ "name": "avis", """, "il faut une liste")]
    [InlineData("avis", "il faut une liste")]
    public void Check_ListThatIsTyped_IsReadAsOne(string form, string? expected)
    {
        var problems = Publication.Problems(Flow([Start(), Step("demander", "Elsa.RunTask", ("taskName", Literal("avis")), ("form", Literal(form)))], "start>demander"))
            .Where(problem => problem.Contains("« form »", StringComparison.Ordinal)).ToList();

        Assert.Equal(expected is null ? 0 : 1, problems.Count);
        Assert.All(problems, problem => Assert.Contains(expected!, problem, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("JavaScript", "while (true) {}", "l’expression est refusée")]
    [InlineData("JavaScript", "variables.absente", "lit la variable « absente », qui n’existe pas")]
    [InlineData("Variable", "absente", "la variable « absente » n’existe pas")]
    public void Check_ExpressionInsideNamedValues_IsLookedAt(string type, string value, string expected)
    {
        var map = new JsonObject { ["Item"] = new JsonObject { ["type"] = type, ["value"] = value } }.ToJsonString();

        var problem = Assert.Single(Publication.Problems(Flow(
            [Start(), Step("lancer", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Literal("enfant")), ("input", Parsed(map)))], "start>lancer")));

        Assert.StartsWith("root.activities[1].input.Item", problem, StringComparison.Ordinal);
        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    /// <summary>Studio says so by itself of the first step of these kinds that is dropped.</summary>
    [Fact]
    public void Check_WaitInTheMiddleThatWouldStartTheWorkflowToo_IsTold()
    {
        JsonObject Wait()
        {
            var wait = Step("attendre", "Elsa.Event", ("eventName", Literal("comite.tenu")));
            wait["customProperties"] = new JsonObject { ["canStartWorkflow"] = true };
            return wait;
        }

        Assert.Contains("le lancerait pourtant aussi à chaque fois", Assert.Single(Publication.Problems(Flow([Start(), Wait()], "start>attendre"))), StringComparison.Ordinal);
        Assert.Empty(Publication.Problems(Flow([Wait(), Step("noter", "Elsa.WriteLine", ("text", Literal("x")))], "attendre>noter")));
    }
}

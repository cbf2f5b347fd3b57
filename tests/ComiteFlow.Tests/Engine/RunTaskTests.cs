using System.Text.Json;
using ComiteFlow.Engine.Tasks;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>The step that asks people: what it opens, and by which way it ends.</summary>
public sealed class RunTaskTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task RunTask_WithAllItsInputs_OpensTheTaskWithThem()
    {
        await StartAsync();

        var task = _moteur.Rows.Tasks["avis/c"];
        Assert.Equal(("Mme Roux", """{"montant":12}"""), (task.Assignee, task.Payload));
        Assert.Equal(["oui", "non"], task.Outcomes);
        Assert.Equal(("avis", true), (Assert.Single(task.Form!.Fields).Name, task.Form.Fields[0].Required));
        Assert.Equal(["reminder", "escalation"], task.Rungs.Select(rung => rung.Kind));
        Assert.Equal((7, "DGEFP"), (task.Rungs[0].RepeatEvery, Assert.Single(task.Rungs[1].To!)));
    }

    [Fact]
    public async Task RunTask_Answered_EndsByTheOutcomeWithTheAnswersAsResult()
    {
        await StartAsync();

        await _moteur.AnswerTaskAsync("avis/c", new TaskAnswer(
            new TaskActor("Mme Roux", []), new DateOnly(2027, 1, 4), "non", new Dictionary<string, JsonElement> { ["avis"] = JsonSerializer.SerializeToElement("Trop cher.") }));

        Assert.Equal(["refus"], _moteur.Trials.Seen);
        Assert.Contains("Trop cher.", _moteur.Only.State, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunTask_DoneWithoutAnOutcome_OpensAnIncidentThatOffersTheOutcomes()
    {
        await StartAsync();

        await _moteur.CompleteTaskAsync("avis/c");

        Assert.Equal("task.noOutcome", Assert.Single(_moteur.Rows.All<ComiteFlow.Engine.Runs.Incident>()).Code);
        await _moteur.DecideAsync((incidents, id) => incidents.SkipAsync(id, "oui", "M. Petit", "Accord oral.", default));
        Assert.Equal(["accord"], _moteur.Trials.Seen);
    }

    [Theory]
    [InlineData("rungs", """[{ "kind": "reminder" }]""", "Les rappels de la tâche ne conviennent pas : l’échelon n° 1 n’a pas de jour (on), par exemple 2021-09-14.")]
    [InlineData("rungs", """[{ "on": "2027-02-01", "kind": "menace" }]""", "Les rappels de la tâche ne conviennent pas : l’échelon n° 1 est du genre « menace » ; choisissez parmi request, reminder, escalation.")]
    [InlineData("form", """[{ "name": "a", "type": "couleur" }]""", "Le formulaire de la tâche ne convient pas : le champ « a » est du type « couleur » ; choisissez parmi text, number, date, choice, boolean.")]
    public async Task RunTask_WithAWrongList_SaysWhere(string input, string value, string expected)
    {
        _moteur.Publish(Root(Sequence("s", Step("demander", "Elsa.RunTask", ("taskName", Literal("avis")), (input, Expression("Object", value))))));

        await _moteur.StartAsync();

        Assert.Equal(expected, Assert.Single(_moteur.Rows.All<ComiteFlow.Engine.Runs.Incident>()).Message);
    }

    [Fact]
    public void Check_ArrowFromAnOutcome_IsSound() => Assert.Empty(Publication.Problems(Asking()));

    [Fact]
    public void Check_ArrowFromDone_OfATaskWithOutcomes_IsTold() =>
        Assert.Contains("« Done », que l’étape n’a pas", Assert.Single(Publication.Problems(Flow([Start(), Ask(), Step("fin", "Elsa.WriteLine", ("text", Literal("x")))], "start>demander", "demander>fin"))), StringComparison.Ordinal);

    private async Task StartAsync()
    {
        _moteur.Publish(Flow([Start(), Ask(), Say("accord"), Say("refus")], "start>demander", "demander:oui>accord", "demander:non>refus"));
        await _moteur.StartAsync();
    }

    private static string Asking() => Flow(
        [Start(), Ask(), Step("a", "Elsa.WriteLine", ("text", Literal("x"))), Step("b", "Elsa.WriteLine", ("text", Literal("y")))], "start>demander", "demander:oui>a", "demander:non>b");

    private static System.Text.Json.Nodes.JsonObject Ask() => Step(
        "demander", "Elsa.RunTask", ("taskName", Literal("avis")), ("key", Literal("avis/c")), ("assignee", Literal("Mme Roux")), ("payload", Expression("Object", """{"montant":12}""")),
        ("outcomes", Expression("Object", """["oui", "non"]""")), ("form", Expression("Object", """[{ "name": "avis", "label": "Votre avis", "required": true }]""")),
        ("rungs", Expression("Object", """
            [{ "on": "2027-02-01", "repeatEvery": 7, "to": ["delegataire"], "details": { "obligation": "O-36" } },
             { "on": "2027-03-01", "kind": "escalation", "to": ["DGEFP"], "details": { "obligation": "O-36" } }]
            """)));
}

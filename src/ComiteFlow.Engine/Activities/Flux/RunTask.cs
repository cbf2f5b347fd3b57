using System.Globalization;
using System.Text.Json;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Engine.Activities.Flux;

/// <summary>Asks people for something and waits until it is done; ends by the outcome that they chose.</summary>
[ActivityType(
    Type, DisplayName = "Demander à une personne", Category = "Personnes",
    Help = "Ouvre une tâche pour une fonction ou une personne et attend qu’elle soit faite ; continue par l’issue choisie.")]
[ActivityInput("taskName", InputKind.Text, Label = "Demande", Help = "Ce qui est demandé, tel que la personne le lit dans ses tâches.", IsRequired = true)]
[ActivityInput("candidates", InputKind.Texts, Label = "Fonctions", Help = "Fonctions dont une personne peut prendre la tâche.", ChoicesFrom = ChoiceSources.People)]
[ActivityInput("assignee", InputKind.Text, Label = "Personne", Help = "Identifiant de la personne à qui la tâche revient d’emblée ; vide pour la laisser à prendre.")]
[ActivityInput("dueOn", InputKind.Day, Label = "Échéance", Help = "Dernier jour pour faire la tâche.")]
[ActivityInput("outcomes", InputKind.Texts, Label = "Issues", Help = "Réponses possibles ; chacune devient une sortie de l’étape.", Editor = InputEditor.Ways)]
[ActivityInput(
    "form", InputKind.List, Label = "Formulaire",
    Help = "Questions posées : une liste d’objets avec name, label, type (text, number, date, choice, boolean), required et choices.")]
[ActivityInput(
    "rungs", InputKind.List, Label = "Rappels",
    Help = "Une liste d’objets avec on (jour), kind (reminder ou escalation), repeatEvery (jours), to (destinataires) et details (obligation).")]
[ActivityInput("payload", InputKind.Any, Label = "Données", Help = "Données jointes à la tâche, en JSON.", Editor = InputEditor.Json)]
[ActivityInput("key", InputKind.Text, Label = "Clé", Help = "Une tâche est ouverte une seule fois par clé ; une clé sûre est calculée si rien n’est dit.")]
[ActivityOutput("result", InputKind.Any, Label = "Réponse", Help = "Issue choisie, réponses au formulaire et auteur : { outcome, answers, by }.")]
public sealed class RunTask(IEnumerable<IRungCheck> checks) : IWaitingActivity
{
    internal const string Type = "Elsa.RunTask";

    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var name = context.Input<string>("taskName") ?? throw new StepFailedException("task.missing", "L’étape ne dit pas ce qui est demandé.");
        var key = context.Input<string>("key") ?? $"{name}/{context.CorrelationId}/{context.InstanceId:N}/{context.ActivityId}/{((BurstContext)context).Execution}";
        var candidates = context.Input<string[]>("candidates") ?? [];
        var request = new TaskRequest(key, name, context.CorrelationId, candidates, context.Input<DateOnly?>("dueOn"), Rungs(WrittenInput.List(context.Input<JsonElement?>("rungs"))))
        {
            Assignee = context.Input<string>("assignee") is { Length: > 0 } assignee ? assignee : null,
            Payload = context.Input<JsonElement?>("payload"),
            Form = TaskForm.Read(WrittenInput.List(context.Input<JsonElement?>("form"))),
            Outcomes = context.Input<string[]>("outcomes") ?? [],
        };
        foreach (var check in checks)
        {
            await check.CheckAsync(request, context, ct);
        }

        await context.OpenTaskAsync(request, ct);
        context.WaitForEvent(HumanTask.DoneEvent, key);
        return Outcome.Wait;
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct)
    {
        context.SetOutput("result", signal.Payload);
        var offered = context.Input<string[]>("outcomes") ?? [];
        if (offered.Length == 0)
            return Task.FromResult(Outcome.Done);
        // Going on without a way out would end the branch without a word; an incident lets a person choose one.
        var chosen = signal.Payload?.Texte("outcome")
            ?? throw new StepFailedException("task.noOutcome", "La tâche a pris fin sans que personne choisisse une issue : choisissez par quelle sortie continuer.");
        return Task.FromResult(Outcome.Named(chosen));
    }

    /// <summary>The outcomes that a file offers, which are the ways out; null when a run computes them.</summary>
    internal static IReadOnlyList<string>? Ways(Node node)
    {
        if (node.Json.Propriete("outcomes") is not { } property || !WrittenInput.SaysSomething(property))
            return ["Done"];
        if (WrittenInput.IsComputed(property) || WrittenInput.Parsed(node, "outcomes") is not { ValueKind: JsonValueKind.Array } list)
            return null;
        return list.GetArrayLength() == 0 ? ["Done"] : [.. list.EnumerateArray().Select(outcome => outcome.ToString())];
    }

    /// <summary>Reads a list of rungs <c>{ on, kind, repeatEvery, to, details }</c>.</summary>
    private static List<Rung> Rungs(JsonElement? rungs)
    {
        if (rungs is not { ValueKind: not JsonValueKind.Null } list)
            return [];
        return list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(Read)] : throw Wrong("il faut une liste d’échelons");
    }

    private static Rung Read(JsonElement rung, int index)
    {
        if (!DateOnly.TryParseExact(rung.Texte("on"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            throw Wrong($"l’échelon n° {index + 1} n’a pas de jour (on), par exemple 2021-09-14");
        var kind = rung.Texte("kind") ?? Rung.Reminder;
        if (kind is not (Rung.Request or Rung.Reminder or Rung.Escalation))
            throw Wrong($"l’échelon n° {index + 1} est du genre « {kind} » ; choisissez parmi {Rung.Request}, {Rung.Reminder}, {Rung.Escalation}");
        var every = rung.Propriete("repeatEvery") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var days) ? days : (int?)null;
        if (every < 1)
            throw Wrong($"l’échelon n° {index + 1} revient tous les {every} jours (repeatEvery) ; il faut un jour au moins");
        var to = rung.Elements("to").Select(one => one.ToString()).ToList();
        return new Rung(on, kind, every, rung.Propriete("details") ?? JsonSerializer.SerializeToElement(new { })) { To = to.Count == 0 ? null : to };
    }

    private static StepFailedException Wrong(string why) => new("task.rungs", $"Les rappels de la tâche ne conviennent pas : {why}.");
}

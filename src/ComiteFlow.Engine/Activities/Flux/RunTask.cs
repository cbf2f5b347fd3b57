using System.Globalization;
using System.Text.Json;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Engine.Activities.Flux;

/// <summary>Asks people for something and waits until it is done; ends by the outcome that they chose.</summary>
[ActivityType(Type, DisplayName = "Demander à une personne")]
[ActivityInput("taskName", InputKind.Text)]
[ActivityInput("key", InputKind.Text)]
[ActivityInput("candidates", InputKind.Texts)]
[ActivityInput("assignee", InputKind.Text)]
[ActivityInput("dueOn", InputKind.Day)]
[ActivityInput("payload", InputKind.Any)]
[ActivityInput("form", InputKind.List)]
[ActivityInput("outcomes", InputKind.Texts)]
[ActivityInput("rungs", InputKind.List)]
public sealed class RunTask(IEnumerable<IRungCheck> checks) : IWaitingActivity
{
    internal const string Type = "Elsa.RunTask";

    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var name = context.Input<string>("taskName") ?? throw new StepFailedException("task.missing", "L’étape ne dit pas ce qui est demandé.");
        var key = context.Input<string>("key") ?? $"{name}/{context.CorrelationId}/{context.InstanceId:N}/{context.ActivityId}/{((BurstContext)context).Execution}";
        var candidates = context.Input<string[]>("candidates") ?? [];
        var request = new TaskRequest(key, name, context.CorrelationId, candidates, context.Input<DateOnly?>("dueOn"), Rungs(context.Input<JsonElement?>("rungs")))
        {
            Assignee = context.Input<string>("assignee") is { Length: > 0 } assignee ? assignee : null,
            Payload = context.Input<JsonElement?>("payload"),
            Form = TaskForm.Read(context.Input<JsonElement?>("form")),
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

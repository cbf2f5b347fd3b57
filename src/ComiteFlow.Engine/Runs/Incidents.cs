using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Engine.Runs;

/// <summary>
/// What a person decides on an open incident; all in the caller's transaction, and the engine runs what was let go in its next burst.
/// Who decided and why stands in the journal. A blank actor or reason, an unknown incident and one that is closed already are refused.
/// </summary>
public interface IIncidents
{
    /// <summary>The work that failed is tried again, with all its attempts.</summary>
    /// <exception cref="StepFailedException">The decision is refused; nothing may be kept of the transaction.</exception>
    Task RetryAsync(Guid incident, string actor, string reason, CancellationToken ct);

    /// <summary>The failed step is taken as done by one of its ways out, without being run; then the work is tried again.</summary>
    /// <exception cref="StepFailedException">As above, or the step has no such way out.</exception>
    Task SkipAsync(Guid incident, string outcome, string actor, string reason, CancellationToken ct);

    /// <summary>A variable of the instance gets a value; then the work is tried again.</summary>
    /// <exception cref="StepFailedException">As above, or the workflow has no such variable.</exception>
    Task SetVariableAsync(Guid incident, string name, object? value, string actor, string reason, CancellationToken ct);

    /// <summary>The instance is called off with its waits, timers and open tasks, and its parent is told; a start that failed is dropped.</summary>
    /// <exception cref="StepFailedException">The decision is refused; nothing may be kept of the transaction.</exception>
    Task CancelAsync(Guid incident, string actor, string reason, CancellationToken ct);

    /// <summary>The ways out by which the failed step may be taken as done; none when no step failed.</summary>
    Task<IReadOnlyList<string>> WaysOutAsync(Guid incident, CancellationToken ct);
}

/// <summary>The four decisions on an incident.</summary>
internal sealed class Incidents(IRunStore store, ITasks tasks, ActivityRegistry registry, TimeProvider clock) : IIncidents
{
    public async Task RetryAsync(Guid incident, string actor, string reason, CancellationToken ct)
    {
        var held = await RequireAsync(incident, actor, reason, ct);
        await LetGoAsync(held, Decisions.Retry, "L’étape est reprise.", actor, reason, ct);
    }

    public async Task SkipAsync(Guid incident, string outcome, string actor, string reason, CancellationToken ct)
    {
        var held = await RequireAsync(incident, actor, reason, ct);
        if (await FailedStepAsync(held, ct) is not { } step || held.Incident.Execution is not { } execution)
            throw new StepFailedException("incident.step", "Aucune étape n’est en cause : reprenez le circuit ou annulez-le.");
        var ways = Ways(step);
        if (!ways.Contains(outcome))
        {
            throw new StepFailedException(
                "incident.outcome", $"L’étape « {step.Label} » n’a pas de sortie « {outcome} ». Sorties possibles : {string.Join(", ", ways.Select(way => $"« {way} »"))}.");
        }

        var corrections = Corrections.Of(held.Work);
        corrections.Skips.Add(new SkippedStep(step.Id, execution, outcome));
        held.Work.Corrections = corrections.Written();
        await LetGoAsync(held, Decisions.Skip, $"L’étape est tenue pour faite, par la sortie « {outcome} ».", actor, reason, ct);
    }

    public async Task SetVariableAsync(Guid incident, string name, object? value, string actor, string reason, CancellationToken ct)
    {
        var held = await RequireAsync(incident, actor, reason, ct);
        var variables = (await DefinitionAsync(held, ct))?.Variables ?? [];
        if (!variables.Any(variable => variable.Name == name))
        {
            throw new StepFailedException(
                "incident.variable",
                $"Le circuit n’a pas de variable « {name} ». " + (variables.Count == 0 ? "Il n’en a aucune." : $"Variables : {string.Join(", ", variables.Select(v => $"« {v.Name} »"))}."));
        }

        var element = JsonSerializer.SerializeToElement(value, EngineRunner.Json);
        if (held.Work.Instance is { } instance)
        {
            var state = StateOf(instance);
            state.Variables[name] = element;
            instance.State = JsonSerializer.Serialize(state, EngineRunner.Json);
        }
        else
        {
            var corrections = Corrections.Of(held.Work);
            corrections.Variables[name] = element;
            held.Work.Corrections = corrections.Written();
        }

        await LetGoAsync(held, Decisions.Set, $"La variable « {name} » vaut désormais {element.GetRawText()}, et l’étape est reprise.", actor, reason, ct);
    }

    public async Task CancelAsync(Guid incident, string actor, string reason, CancellationToken ct)
    {
        var held = await RequireAsync(incident, actor, reason, ct);
        await DecideAsync(held, Decisions.Cancel, InstanceStatus.Cancelled, "Le circuit est annulé.", actor, reason, ct);
        if (held.Work.InstanceId is { } instance)
            await tasks.CancelOfAsync(instance, clock.GetUtcNow(), ct);
    }

    public async Task<IReadOnlyList<string>> WaysOutAsync(Guid incident, CancellationToken ct) =>
        await store.HeldAsync(incident, ct) is { } held && await FailedStepAsync(held, ct) is { } step ? Ways(step) : [];

    private async Task<HeldWork> RequireAsync(Guid incident, string actor, string reason, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(actor))
            throw new StepFailedException("incident.actor", "Indiquez qui décide.");
        if (string.IsNullOrWhiteSpace(reason))
            throw new StepFailedException("incident.reason", "Indiquez le motif de la décision : il est porté au journal.");
        return await store.HeldAsync(incident, ct)
            ?? throw new StepFailedException("incident.closed", "Cet incident n’existe pas ou n’est plus ouvert : une décision a déjà été prise.");
    }

    private Task LetGoAsync(HeldWork held, string decision, string what, string actor, string reason, CancellationToken ct) =>
        DecideAsync(held, decision, InstanceStatus.Suspended, what, actor, reason, ct);

    private async Task DecideAsync(
        HeldWork held, string decision, InstanceStatus status, string what, string actor, string reason, CancellationToken ct)
    {
        var (incident, now) = (held.Incident, clock.GetUtcNow());
        (incident.ClosedAt, incident.Decision) = (now, decision);
        // Work for an instance that is over already changes nothing of it.
        var changed = held.Work.Instance is { Status: InstanceStatus.Faulted } instance ? instance.With(instance.State, status, now) : null;
        var line = incident.Line("Decision", $"{what} Motif : {reason.Trim()}", now, actor.Trim());
        try
        {
            await store.DecideAsync(new DecisionResult(incident, held.Work, changed, line, now), ct);
        }
        catch (FenceLostException)
        {
            throw new StepFailedException("incident.changed", "L’incident ou son circuit a changé entre-temps : relisez-le avant de décider.", retryable: true);
        }
    }

    private static InstanceState StateOf(Instance instance) => JsonSerializer.Deserialize<InstanceState>(instance.State, EngineRunner.Json) ?? new InstanceState();

    private Task<WorkflowDefinition?> DefinitionAsync(HeldWork held, CancellationToken ct) => held.Work.Instance is { } instance
        ? store.VersionAsync(instance.DefinitionId, instance.DefinitionVersion, ct)
        : store.PublishedAsync(held.Work.Name, ct);

    private async Task<FailedStep?> FailedStepAsync(HeldWork held, CancellationToken ct) =>
        held.Incident.ActivityId is { } id && await DefinitionAsync(held, ct) is { } definition && definition.ById.TryGetValue(id, out var node)
            ? new FailedStep(definition, node)
            : null;

    /// <summary>The declared ways out; where nobody knows them before a run, those that an arrow follows.</summary>
    private IReadOnlyList<string> Ways(FailedStep step) => step.Node.IsInner
        ? [BulkDispatch.Completed, BulkDispatch.Canceled, BulkDispatch.Faulted]
        : WaysOut.Of(step.Node, registry)
            ?? [.. step.Definition.Root.Descendants().SelectMany(node => node.Connections).Where(c => c.Source == step.Id).Select(c => c.Port).Distinct()];

    /// <summary>The step that an incident names, in its definition.</summary>
    private sealed record FailedStep(WorkflowDefinition Definition, Node Node)
    {
        public string Id => Node.Id;

        public string Label => Node.Label;
    }
}

/// <summary>Names of the decisions as they are kept with an incident.</summary>
public static class Decisions
{
    public const string Retry = "retry";
    public const string Skip = "skip";
    public const string Set = "set";
    public const string Cancel = "cancel";
}

/// <summary>An open incident with the work that it holds, and the instance of that, if any.</summary>
public sealed record HeldWork(Incident Incident, DueWork Work);

/// <summary>What a decision on an incident leaves to be written.</summary>
/// <param name="Incident">Closed, with the decision.</param>
/// <param name="Work">Let go again with its corrections, or dropped when all is called off.</param>
/// <param name="Instance">As the decision leaves it, with the fence that it was read with; null when there is none to change.</param>
public sealed record DecisionResult(Incident Incident, DueWork Work, Instance? Instance, JournalLine Line, DateTimeOffset Now)
{
    public bool IsCalledOff => Incident.Decision == Decisions.Cancel;

    /// <summary>What becomes of the instance, or null.</summary>
    public BurstResult? Change => Instance is { } instance
        ? new BurstResult(instance, false, IsCalledOff ? Work : null, null, [], [], [], [], Now)
        : null;
}

using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Engine.Runs;

/// <summary>
/// Moves instances that wait from one version of their definition to another. Nothing is run by it: waits, timers and tasks stay the rows
/// that they are, and the instance goes on in the new version with the next event or timer.
/// </summary>
public interface IMigrations
{
    /// <summary>What would become of each instance of the old version that is not over, a page at a time; nothing is changed.</summary>
    /// <param name="after">The key of the last instance of the page before; null for the first page.</param>
    /// <param name="draft">The text of the new version while it is not published: what its publication would allow. Null to plan for the published version.</param>
    Task<MigrationPlan> PlanAsync(Migration migration, string? after, int limit, CancellationToken ct, Definitions.WorkflowDefinition? draft = null);

    /// <summary>Plans one instance again as it stands now and moves it; all in the caller's transaction.</summary>
    /// <returns>False when the instance is at the new version already.</returns>
    /// <exception cref="StepFailedException">The migration is refused; nothing may be kept of the transaction.</exception>
    Task<bool> ApplyAsync(Migration migration, Guid instance, string actor, string reason, CancellationToken ct);
}

/// <summary>From which version to which.</summary>
/// <param name="Steps">Steps whose id changes, old to new; every other step keeps its id.</param>
public sealed record Migration(string DefinitionId, int From, int To, IReadOnlyDictionary<string, string> Steps);

/// <summary>One page of what a migration would do.</summary>
/// <param name="Refusals">What forbids the migration of every instance, in French.</param>
/// <param name="Next">Where the next page begins; null when this is the last one.</param>
public sealed record MigrationPlan(IReadOnlyList<string> Refusals, IReadOnlyList<InstanceMigration> Instances, string? Next);

/// <summary>What would become of one instance.</summary>
/// <param name="Steps">Its living steps, each with the step that it becomes.</param>
/// <param name="Refusals">Why it cannot be moved, in French; empty when it can.</param>
/// <param name="Notes">Steps that it will not come by any more.</param>
public sealed record InstanceMigration(
    Guid InstanceId, string Key, string CorrelationId, IReadOnlyList<StepMigration> Steps, IReadOnlyList<string> Refusals, IReadOnlyList<string> Notes)
{
    public bool IsPossible => Refusals.Count == 0;
}

/// <summary>Where one living step goes.</summary>
/// <param name="To">Id of the step that it becomes; null when it has no target.</param>
/// <param name="Waits">Names of the events that it waits for.</param>
/// <param name="Due">The instant that it waits for.</param>
/// <param name="Refusal">Why it cannot be moved; null when it can.</param>
public sealed record StepMigration(
    int Execution, string From, string Label, string? To, string? ToLabel, IReadOnlyList<string> Waits, DateTimeOffset? Due, string? Refusal);

/// <summary>The instances that are pinned to a version.</summary>
public interface IPinnedInstances
{
    /// <summary>Those that wait or are stopped, in order of their keys.</summary>
    Task<IReadOnlyList<PinnedInstance>> PageAsync(string definitionId, int version, string? after, int limit, CancellationToken ct);

    Task<PinnedInstance?> FindAsync(Guid instance, CancellationToken ct);
}

/// <summary>An instance with what may stand in the way of its migration.</summary>
/// <param name="HasDecision">True when work of it carries a decision on an incident that is still to be carried out.</param>
public sealed record PinnedInstance(Instance Instance, bool HasDecision);

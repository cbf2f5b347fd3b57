using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>Plans and carries out migrations; the fence of the instance tells who was faster.</summary>
internal sealed class Migrations(IRunStore store, IPinnedInstances pinned, TimeProvider clock) : IMigrations
{
    public async Task<MigrationPlan> PlanAsync(Migration migration, string? after, int limit, CancellationToken ct, WorkflowDefinition? draft = null)
    {
        var (map, refusals) = await MapAsync(migration, draft, ct);
        if (map is null)
            return new MigrationPlan(refusals, [], null);
        var page = await pinned.PageAsync(migration.DefinitionId, migration.From, after, limit, ct);
        return new MigrationPlan([], [.. page.Select(found => Move(map, found).Plan)], page.Count < limit ? null : page[^1].Instance.Key);
    }

    public async Task<bool> ApplyAsync(Migration migration, Guid instance, string actor, string reason, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(actor))
            throw new StepFailedException("migration.actor", "Indiquez qui décide.");
        if (string.IsNullOrWhiteSpace(reason))
            throw new StepFailedException("migration.reason", "Indiquez le motif de la migration : il est porté au journal.");
        var found = await pinned.FindAsync(instance, ct);
        if (found?.Instance.DefinitionId != migration.DefinitionId || found.Instance.Status is InstanceStatus.Finished or InstanceStatus.Cancelled)
            throw new StepFailedException("migration.instance", $"Le circuit « {migration.DefinitionId} » n’a pas d’instance en cours sous ce numéro.");
        if (found.Instance.DefinitionVersion == migration.To)
            return false;
        if (found.Instance.DefinitionVersion != migration.From)
            throw new StepFailedException("migration.version", $"L’instance est à la version {found.Instance.DefinitionVersion}, et non à la version {migration.From}.");
        var (map, refusals) = await MapAsync(migration, null, ct);
        if (map is null)
            throw new StepFailedException("migration.refused", string.Join(' ', refusals));
        var move = Move(map, found);
        if (!move.Plan.IsPossible)
            throw new StepFailedException("migration.refused", string.Join(' ', move.Plan.Refusals));
        await SaveAsync(migration, found.Instance, move, actor.Trim(), reason.Trim(), ct);
        return true;
    }

    private async Task SaveAsync(Migration migration, Instance instance, Moved move, string actor, string reason, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var moved = instance.With(JsonSerializer.Serialize(move.State, EngineRunner.Json), InstanceStatus.Suspended, now);
        moved.DefinitionVersion = migration.To;
        var renamed = move.Plan.Steps.Where(step => step.To != step.From).Select(step => $" « {step.Label} » devient « {step.ToLabel} ».").Distinct();
        var line = new JournalLine
        {
            InstanceId = instance.Id, At = now, Event = "Migrated", Actor = actor,
            Message = $"De la version {migration.From} à la version {migration.To}.{string.Concat(renamed)} Motif : {reason}",
        };
        try
        {
            await store.SaveAsync([new BurstResult(moved, false, null, null, [], [], [], [line], now)], isLast: false, ct);
        }
        catch (FenceLostException)
        {
            throw new StepFailedException("migration.changed", "L’instance a changé entre-temps : refaites le plan avant de la migrer.", retryable: true);
        }
    }

    private static Moved Move(StepMap map, PinnedInstance found)
    {
        var instance = found.Instance;
        var state = JsonSerializer.Deserialize<InstanceState>(instance.State, EngineRunner.Json) ?? new InstanceState();
        var move = new InstanceMove(map, state);
        if (instance.Status == InstanceStatus.Faulted)
            move.Refusals.Add("L’instance est arrêtée par un incident : décidez d’abord de celui-ci.");
        else if (found.HasDecision)
            move.Refusals.Add("Une décision prise sur un incident reste à exécuter : attendez qu’elle le soit.");
        move.Run();
        return new Moved(new InstanceMigration(instance.Id, instance.Key, instance.CorrelationId, move.Steps, move.Refusals, move.Notes), state);
    }

    /// <param name="draft">Only a plan is made for a draft.</param>
    /// <returns>No map when the migration is refused as a whole.</returns>
    private async Task<(StepMap? Map, IReadOnlyList<string> Refusals)> MapAsync(Migration migration, WorkflowDefinition? draft, CancellationToken ct)
    {
        if (migration.From == migration.To)
            return (null, ["Les deux versions sont la même : il n’y a rien à migrer."]);
        if (await store.VersionAsync(migration.DefinitionId, migration.From, ct) is not { } from)
            return (null, [$"Le circuit « {migration.DefinitionId} » n’a pas de version {migration.From}."]);
        // A draft may still change: what runs never follows one.
        if ((draft ?? await store.PublishedAsync(migration.DefinitionId, ct)) is not { } to || to.Version != migration.To)
            return (null, [$"La version {migration.To} du circuit « {migration.DefinitionId} » n’est pas publiée : une instance ne peut suivre qu’une version publiée."]);
        var map = new StepMap(from, to, migration.Steps);
        return map.Refusals.Count > 0 ? (null, map.Refusals) : (map, []);
    }

    private sealed record Moved(InstanceMigration Plan, InstanceState State);
}

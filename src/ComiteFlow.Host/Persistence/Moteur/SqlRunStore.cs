using System.Collections.Concurrent;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>The engine's rows in SQL, all in the transaction of the scope.</summary>
internal sealed class SqlRunStore(ComiteFlowDb db) : IRunStore
{
    private static readonly Func<ComiteFlowDb, Task<Arrivee?>> Arrival = EF.CompileAsyncQuery(
        (ComiteFlowDb db) => db.Set<Arrivee>().Where(a => !a.IsKept).OrderBy(a => a.Number).FirstOrDefault());

    private static readonly Func<ComiteFlowDb, DateTimeOffset, Task<TimerRow?>> Timer = EF.CompileAsyncQuery(
        (ComiteFlowDb db, DateTimeOffset now) => db.Set<TimerRow>().Where(t => t.Due <= now).OrderBy(t => t.Due).ThenBy(t => t.Id).FirstOrDefault());

    /// <summary>Definitions are compiled once; a version never changes.</summary>
    private static readonly ConcurrentDictionary<string, WorkflowDefinition> Compiled = new();

    public Task<Arrivee?> NextArrivalAsync(CancellationToken ct) => Arrival(db);

    public Task<TimerRow?> NextTimerAsync(DateTimeOffset now, CancellationToken ct) => Timer(db, now);

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) =>
        await db.Set<TimerRow>().OrderBy(t => t.Due).Select(t => (DateTimeOffset?)t.Due).FirstOrDefaultAsync(ct);

    public async Task<IReadOnlyList<Bookmark>> BookmarksForAsync(string name, string correlationId, CancellationToken ct) =>
        await db.Set<Bookmark>().Where(b => b.Name == name && b.CorrelationId == correlationId).OrderBy(b => b.Id).ToListAsync(ct);

    /// <summary>As of now in this transaction: one event may wake two steps of an instance one after the other.</summary>
    public async Task<IReadOnlyList<Bookmark>> BookmarksOfAsync(Guid instanceId, CancellationToken ct)
    {
        await db.Set<Bookmark>().Where(b => b.InstanceId == instanceId).LoadAsync(ct);
        return [.. db.Set<Bookmark>().Local.Where(b => b.InstanceId == instanceId)];
    }

    public async Task<IReadOnlyList<TimerRow>> TimersOfAsync(Guid instanceId, CancellationToken ct)
    {
        await db.Set<TimerRow>().Where(t => t.InstanceId == instanceId).LoadAsync(ct);
        return [.. db.Set<TimerRow>().Local.Where(t => t.InstanceId == instanceId)];
    }

    public async Task<Instance?> FindInstanceAsync(Guid id, CancellationToken ct) =>
        await db.Set<Instance>().FirstOrDefaultAsync(i => i.Id == id, ct);

    public Task<bool> KeyIsKnownAsync(string key, CancellationToken ct) => db.Set<Instance>().AnyAsync(i => i.Key == key, ct);

    public Task<bool> HasEndedAsync(string key, CancellationToken ct) =>
        db.Set<Instance>().AnyAsync(i => i.Key == key && i.Status == InstanceStatus.Finished, ct);

    public Task<WorkflowDefinition?> PublishedAsync(string definitionId, CancellationToken ct) =>
        CompiledAsync(db.Set<DefinitionRow>().Where(d => d.DefinitionId == definitionId && d.IsPublished), ct);

    public Task<WorkflowDefinition?> VersionAsync(string definitionId, int version, CancellationToken ct) =>
        CompiledAsync(db.Set<DefinitionRow>().Where(d => d.DefinitionId == definitionId && d.Version == version), ct);

    public Task WakeKeptAsync(string name, string correlationId, DateTimeOffset now, CancellationToken ct) => db.Set<Arrivee>()
        .Where(a => a.IsKept && a.Name == name && a.CorrelationId == correlationId && a.ExpiresAt > now)
        .ExecuteUpdateAsync(set => set.SetProperty(a => a.IsKept, false), ct);

    public Task CountAttemptAsync(long? arrival, Guid? timer, int attempts, CancellationToken ct) => arrival is not null
        ? db.Set<Arrivee>().Where(a => a.Number == arrival).ExecuteUpdateAsync(set => set.SetProperty(a => a.Attempts, attempts), ct)
        : db.Set<TimerRow>().Where(t => t.Id == timer).ExecuteUpdateAsync(set => set.SetProperty(t => t.Attempts, attempts), ct);

    public Task DropAsync(long? arrival, Guid? timer, CancellationToken ct) => arrival is not null
        ? db.Set<Arrivee>().Where(a => a.Number == arrival).ExecuteDeleteAsync(ct)
        : db.Set<TimerRow>().Where(t => t.Id == timer).ExecuteDeleteAsync(ct);

    public void Add(object row) => db.Add(row);

    public void Remove(object row)
    {
        if (db.Entry(row).State == EntityState.Added)
            db.Entry(row).State = EntityState.Detached;
        else
            db.Remove(row);
    }

    /// <summary>The text of a version is read only when this process has not compiled it yet.</summary>
    private static async Task<WorkflowDefinition?> CompiledAsync(IQueryable<DefinitionRow> rows, CancellationToken ct)
    {
        if (await rows.Select(d => new { d.DefinitionId, d.Version, d.Hash }).FirstOrDefaultAsync(ct) is not { } row)
            return null;
        var key = $"{row.DefinitionId}/{row.Version}/{row.Hash}";
        if (Compiled.TryGetValue(key, out var known))
            return known;
        var json = await rows.Where(d => d.Version == row.Version).Select(d => d.Json).FirstAsync(ct);
        var definition = DefinitionReader.Read(json).Definition
            ?? throw new InvalidOperationException($"Definition {row.DefinitionId} {row.Version} cannot be read.");
        return Compiled.GetOrAdd(key, definition.AtVersion(row.Version));
    }
}

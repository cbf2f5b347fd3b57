using System.Collections.Concurrent;
using System.Data.Common;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>The engine's rows in SQL, all in the transaction of the scope. What the two databases say differently stands in their own classes.</summary>
internal abstract class SqlRunStore(ComiteFlowDb db, VersionsLues versions) : IRunStore
{
    protected const string WorkColumns =
        "w.number, w.due, w.is_timer, w.instance_id, w.execution, w.name, w.correlation_id, w.key, w.payload, w.is_shared, w.attempts, w.created_at, w.expires_at, w.corrections";

    protected const string InstanceColumns =
        "i.id, i.key, i.definition_id, i.definition_version, i.correlation_id, i.status, i.created_at, i.updated_at, i.state, i.fence";

    private const string NextDue =
        "SELECT w.due FROM travaux w LEFT JOIN instances i ON i.id = w.instance_id "
        + "WHERE w.incident_id IS NULL AND (w.instance_id IS NULL OR i.status <> 2) ORDER BY w.due LIMIT 1";

    /// <summary>Definitions are compiled once; a version never changes.</summary>
    private static readonly ConcurrentDictionary<string, WorkflowDefinition> Compiled = new();

    protected ComiteFlowDb Db => db;

    public abstract Task<IReadOnlyList<DueWork>> ClaimAsync(DateTimeOffset now, int limit, CancellationToken ct);

    public abstract Task SaveAsync(IReadOnlyList<BurstResult> results, bool isLast, CancellationToken ct);

    public virtual async Task<IReadOnlyDictionary<int, DueWork>> MeetAsync(IReadOnlyList<KeptEvent> events, DateTimeOffset now, CancellationToken ct)
    {
        var met = await ReadAsync(Meeting(events, now), reader => (Rank: reader.GetInt32(0), Execution: reader.GetInt32(1), Instance: Instance(reader, 2)), ct);
        return met.ToDictionary(one => one.Rank, one => Met(events[one.Rank], one.Instance, one.Execution, now));
    }

    protected static DueWork Met(KeptEvent announced, Instance instance, int execution, DateTimeOffset now) => new()
    {
        Due = now, InstanceId = instance.Id, Execution = execution, Name = announced.Name, CorrelationId = announced.CorrelationId,
        Payload = announced.Payload, CreatedAt = announced.CreatedAt, ExpiresAt = announced.ExpiresAt, Instance = instance,
    };

    public Task OfferAsync(KeptEvent announced, DateTimeOffset now, CancellationToken ct) => ExecuteAsync(
        [.. Ecritures.Offer(announced, now, Lock), .. Announced("WHERE EXISTS (SELECT 1 FROM attentes WHERE name = $1 AND correlation_id = $2)", announced.Name, announced.CorrelationId)], ct);

    public Task AskAsync(DueWork start, CancellationToken ct) => ExecuteAsync([.. Ecritures.Ask(start), .. Announced("")], ct);

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        var read = await ReadAsync(Order.Of(NextDue), reader => Instant(reader, 0), ct);
        return read.Count == 0 ? null : read[0];
    }

    public async Task<Instance?> LoadAsync(Guid instanceId, CancellationToken ct)
    {
        var read = await ReadAsync(Order.Of($"SELECT {InstanceColumns} FROM instances i WHERE i.id = $1", instanceId), reader => Instance(reader, 0), ct);
        return read.FirstOrDefault();
    }

    public async Task<bool> KeyIsKnownAsync(string key, CancellationToken ct) =>
        (await ReadAsync(Order.Of("SELECT 1 FROM instances WHERE key = $1", key), _ => true, ct)).Count > 0;

    public Task<WorkflowDefinition?> PublishedAsync(string definitionId, CancellationToken ct) => CompiledAsync(
        Order.Of("SELECT version, hash FROM definitions WHERE definition_id = $1 AND is_published", definitionId), definitionId, ct);

    public async Task<WorkflowDefinition?> VersionAsync(string definitionId, int version, CancellationToken ct)
    {
        if (versions.Find(definitionId, version) is { } known)
            return known;
        var read = await CompiledAsync(
            Order.Of("SELECT version, hash FROM definitions WHERE definition_id = $1 AND version = $2", definitionId, version), definitionId, ct);
        return read is null ? null : versions.Keep(read);
    }

    public Task DropAsync(DueWork work, CancellationToken ct) => ExecuteAsync([Ecritures.Done(work)], ct);

    public Task RetryAsync(DueWork work, int attempts, TimeSpan delay, CancellationToken ct) => ExecuteAsync(
        [
            delay > TimeSpan.Zero
                ? Order.Of($"UPDATE travaux SET attempts = $2, owner = NULL, lease_until = {Now} + $4 WHERE number = $1 AND {Mine}", work.Number, attempts, Owner, delay)
                : Order.Of($"UPDATE travaux SET attempts = $2, owner = NULL, lease_until = NULL WHERE number = $1 AND {Mine}", work.Number, attempts, Owner),
        ], ct);

    public Task ReleaseAsync(IReadOnlyList<DueWork> works, CancellationToken ct) => ExecuteAsync(
        [.. works.Select(work => Order.Of($"UPDATE travaux SET attempts = $2, owner = NULL, lease_until = NULL WHERE number = $1 AND {Mine}", work.Number, work.Attempts, Owner))], ct);

    public async Task HoldAsync(DueWork work, Incident incident, CancellationToken ct)
    {
        // Where nothing started, the start holds the key that a parent waits for.
        var key = work.Key ?? work.Instance?.Key;
        var told = key is null ? [] : Ecritures.Announce(key, ChildEnd.Of(InstanceStatus.Faulted).Written(), incident.At, Lock);
        var changed = await ExecuteAsync(
            [
                Order.Of($"UPDATE travaux SET incident_id = $2, owner = NULL, lease_until = NULL WHERE number = $1 AND {Mine}", work.Number, incident.Id, Owner),
                Order.Of("UPDATE instances SET status = 2, fence = fence + 1 WHERE id = $1 AND fence = $2 AND status = 0", work.InstanceId ?? Guid.Empty, work.Instance?.Fence ?? 0),
                Ecritures.Line(incident.Opening()),
                .. told,
            ], ct);
        if (changed[0] != 1 || (work.Instance is { Status: InstanceStatus.Suspended } && changed[1] != 1))
            throw new FenceLostException(work.InstanceId ?? incident.Id);
        db.Add(incident);
    }

    public async Task<HeldWork?> HeldAsync(Guid incidentId, CancellationToken ct)
    {
        if (await db.Set<Incident>().AsNoTracking().FirstOrDefaultAsync(i => i.Id == incidentId && i.ClosedAt == null, ct) is not { } incident)
            return null;
        var works = await ReadAsync(
            Order.Of($"SELECT {WorkColumns}, {InstanceColumns} FROM travaux w LEFT JOIN instances i ON i.id = w.instance_id WHERE w.incident_id = $1", incidentId), Work, ct);
        return works.Count == 0 ? null : new HeldWork(incident, works[0]);
    }

    public async Task DecideAsync(DecisionResult decision, CancellationToken ct)
    {
        var changed = await ExecuteAsync([.. Ecritures.Of(decision, Writes, Lock)], ct);
        // The incident, then the instance.
        if (changed[0] != 1 || (decision.Change is not null && changed[1] != 1))
            throw new FenceLostException(decision.Instance?.Id ?? decision.Incident.Id);
    }

    public async Task<int> SweepEventsAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        var gone = await ReadAsync(
            Order.Of(
                "DELETE FROM evenements WHERE number IN (SELECT e.number FROM evenements e WHERE e.expires_at <= $1 ORDER BY e.expires_at LIMIT $2) "
                + "RETURNING number, name, correlation_id", now, limit),
            reader => new KeptEvent { Number = reader.GetInt64(0), Name = reader.GetString(1), CorrelationId = reader.GetString(2) }, ct);
        if (gone.Count > 0)
            await ExecuteAsync([.. gone.OrderBy(kept => kept.Number).Select(kept => Ecritures.Line(kept.Expiry(now)))], ct);
        return gone.Count;
    }

    public async Task<int> SweepJournalAsync(DateTimeOffset before, int limit, CancellationToken ct) => (await ExecuteAsync(
        [
            Order.Of(
                "DELETE FROM journal WHERE number IN (SELECT l.number FROM journal l LEFT JOIN instances i ON i.id = l.instance_id "
                + "WHERE l.at < $1 AND (l.instance_id IS NULL OR (i.status IN (1, 3) AND i.updated_at < $1)) "
                + "AND NOT EXISTS (SELECT 1 FROM incidents c WHERE c.closed_at IS NULL AND (c.id = l.incident_id OR c.instance_id = l.instance_id)) "
                + "ORDER BY l.number LIMIT $2)", before, limit),
        ], ct))[0];

    /// <summary>What one result leaves; the first order changes exactly one instance.</summary>
    protected abstract IEnumerable<Order> Writes(BurstResult result);

    /// <summary>Rows of a place in the list, an execution and its instance.</summary>
    protected abstract Order Meeting(IReadOnlyList<KeptEvent> events, DateTimeOffset now);

    /// <summary>Keeps those who announce an event and those who come to wait for it from passing each other; null where only one writes at a time.</summary>
    protected abstract Order? Lock(string name, string correlationId);

    /// <summary>Wakes the other hosts with the commit; nothing where there are none.</summary>
    /// <param name="condition">When there is work for them.</param>
    protected abstract IEnumerable<Order> Announced(string condition, params object?[] values);

    /// <summary>The database's own clock, for technical time.</summary>
    protected abstract string Now { get; }

    /// <summary>This host; null where there is only one.</summary>
    protected abstract string? Owner { get; }

    /// <summary>True of work that no other host has taken over: the third value is this host.</summary>
    protected abstract string Mine { get; }

    /// <summary>A value as this database keeps it.</summary>
    protected abstract object Value(object? value);

    protected abstract DateTimeOffset Instant(DbDataReader reader, int column);

    /// <summary>Runs orders one after the other, in one round trip where the database can.</summary>
    /// <returns>Rows changed by each.</returns>
    protected abstract Task<int[]> ExecuteAsync(IReadOnlyList<Order> orders, CancellationToken ct);

    protected async Task<List<T>> ReadAsync<T>(Order order, Func<DbDataReader, T> row, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = Command(order);
            await using var reader = await command.ExecuteReaderAsync(ct);
            var rows = new List<T>();
            while (await reader.ReadAsync(ct))
            {
                rows.Add(row(reader));
            }

            return rows;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    protected DbCommand Command(Order order)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
#pragma warning disable CA2100 // The statements stand in these classes; values are parameters.
        command.CommandText = order.Sql;
#pragma warning restore CA2100
        Fill(command, order);
        return command;
    }

    protected virtual void Fill(DbCommand command, Order order)
    {
        for (var rank = 0; rank < order.Values.Count; rank++)
        {
            var parameter = command.CreateParameter();
            parameter.Value = Value(order.Values[rank]);
            command.Parameters.Add(parameter);
        }
    }

    /// <summary>A claimed row: the work, then its instance, if any.</summary>
    protected DueWork Work(DbDataReader reader) => new()
    {
        Number = reader.GetInt64(0),
        Due = Instant(reader, 1),
        IsTimer = reader.GetBoolean(2),
        InstanceId = reader.IsDBNull(3) ? null : reader.GetGuid(3),
        Execution = reader.GetInt32(4),
        Name = reader.GetString(5),
        CorrelationId = reader.GetString(6),
        Key = reader.IsDBNull(7) ? null : reader.GetString(7),
        Payload = reader.GetString(8),
        IsShared = reader.GetBoolean(9),
        Attempts = reader.GetInt32(10),
        CreatedAt = Instant(reader, 11),
        ExpiresAt = Instant(reader, 12),
        Corrections = reader.IsDBNull(13) ? null : reader.GetString(13),
        Instance = reader.IsDBNull(14) ? null : Instance(reader, 14),
    };

    private Instance Instance(DbDataReader reader, int first) => new()
    {
        Id = reader.GetGuid(first),
        Key = reader.GetString(first + 1),
        DefinitionId = reader.GetString(first + 2),
        DefinitionVersion = reader.GetInt32(first + 3),
        CorrelationId = reader.GetString(first + 4),
        Status = (InstanceStatus)reader.GetInt32(first + 5),
        CreatedAt = Instant(reader, first + 6),
        UpdatedAt = Instant(reader, first + 7),
        State = reader.GetString(first + 8),
        Fence = reader.GetInt64(first + 9),
    };

    /// <summary>The text of a version is read only when this process has not compiled it yet.</summary>
    private async Task<WorkflowDefinition?> CompiledAsync(Order order, string definitionId, CancellationToken ct)
    {
        var found = await ReadAsync(order, reader => (Version: reader.GetInt32(0), Hash: reader.GetString(1)), ct);
        if (found.Count == 0)
            return null;
        var (version, hash) = found[0];
        var key = $"{definitionId}/{version}/{hash}";
        if (Compiled.TryGetValue(key, out var known))
            return known;
        var json = await db.Set<DefinitionRow>().Where(d => d.DefinitionId == definitionId && d.Version == version).Select(d => d.Json).FirstAsync(ct);
        var definition = DefinitionReader.Read(json).Definition
            ?? throw new InvalidOperationException($"Definition {definitionId} {version} cannot be read.");
        return Compiled.GetOrAdd(key, definition.AtVersion(version));
    }
}

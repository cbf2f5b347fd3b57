using System.Data.Common;
using ComiteFlow.Engine.Runs;
using Npgsql;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>The engine's rows in PostgreSQL, shared by several hosts: work is taken under a lease of the database's clock, and who was late is refused by the fence.</summary>
internal sealed class PostgresRunStore(ComiteFlowDb db, UnitOfWork work, VersionsLues versions, Hote hote, DernieresInstances dernieres) : SqlRunStore(db, versions)
{
    /// <summary>On which hosts hear that there is work.</summary>
    public const string Channel = "comiteflow_travaux";

    /// <summary>Not two works of one instance by two hosts at once; what two transactions still take at the same moment, the fence tells apart.</summary>
    private const string Claim =
        "WITH free AS (SELECT w.number FROM travaux w LEFT JOIN instances i ON i.id = w.instance_id "
        + "WHERE w.due <= $1 AND w.incident_id IS NULL AND (w.lease_until IS NULL OR w.lease_until < clock_timestamp()) "
        + "AND (w.instance_id IS NULL OR i.status <> 2) "
        + "AND NOT EXISTS (SELECT 1 FROM travaux o WHERE o.instance_id = w.instance_id AND o.lease_until >= clock_timestamp()) "
        + "ORDER BY w.due, w.is_timer, w.number LIMIT $2 FOR UPDATE OF w SKIP LOCKED), "
        + "taken AS (UPDATE travaux w SET owner = $3, lease_until = clock_timestamp() + $4 FROM free WHERE w.number = free.number RETURNING w.*) "
        + $"SELECT {WorkColumns}, {InstanceColumns} FROM taken w LEFT JOIN instances i ON i.id = w.instance_id ORDER BY w.due, w.is_timer, w.number";

    /// <summary>What another transaction holds is left to it; a wait that was used up meanwhile shows in the state.</summary>
    private const string Meet =
        $"SELECT x.rank::int - 1, a.execution, {InstanceColumns} FROM unnest($2, $3) WITH ORDINALITY AS x(name, correlation_id, rank) "
        + "JOIN attentes a ON a.name = x.name AND a.correlation_id = x.correlation_id JOIN instances i ON i.id = a.instance_id WHERE " + IsFree;

    /// <summary>For one event alone, so that the server plans it once for all.</summary>
    private const string MeetOne =
        $"SELECT 0, a.execution, {InstanceColumns} FROM attentes a JOIN instances i ON i.id = a.instance_id WHERE a.name = $2 AND a.correlation_id = $3 AND " + IsFree;

    private const string IsFree =
        "i.status = 0 AND NOT EXISTS (SELECT 1 FROM attentes b WHERE b.name = a.name AND b.correlation_id = a.correlation_id AND b.number <> a.number) "
        + $"AND NOT EXISTS (SELECT 1 FROM attentes t WHERE t.name = '{SqlStartRows.Prefix}' || a.name) "
        + "AND NOT EXISTS (SELECT 1 FROM travaux w WHERE w.instance_id = a.instance_id AND (w.due <= $1 OR w.lease_until >= clock_timestamp())) "
        + "FOR UPDATE OF i SKIP LOCKED";

    /// <summary>True while the burst of this transaction is one of an instance that was not read.</summary>
    private bool _isRecalled;

    public override async Task<IReadOnlyList<DueWork>> ClaimAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        await ReadAsync(Order.Of(Claim, now, limit, hote.Name, hote.Lease), Work, ct);

    /// <summary>What this host ran last is not read: the writing proves then what this would have asked.</summary>
    public override Task<IReadOnlyDictionary<int, DueWork>> MeetAsync(IReadOnlyList<KeptEvent> events, DateTimeOffset now, CancellationToken ct)
    {
        if (events is not [var alone] || dernieres.Take(alone.Name, alone.CorrelationId) is not var (instance, wait))
            return base.MeetAsync(events, now, ct);
        _isRecalled = true;
        return Task.FromResult<IReadOnlyDictionary<int, DueWork>>(new Dictionary<int, DueWork> { [0] = Met(alone, instance, wait.Execution, now) });
    }

    public override Task SaveAsync(IReadOnlyList<BurstResult> results, bool isLast, CancellationToken ct)
    {
        if (results.Count == 0)
            return Task.CompletedTask;
        work.AfterCommit(() => dernieres.Keep(results));
        if (!isLast)
            return WriteAsync(results, commits: false, ct);
        work.WriteLast((commits, ct) => WriteAsync(results, commits, ct));
        return Task.CompletedTask;
    }

    /// <summary>A lost fence is an error of the first statement: where the commit goes in the same round trip, the server does not come to it.</summary>
    private async Task WriteAsync(IReadOnlyList<BurstResult> results, bool commits, CancellationToken ct)
    {
        try
        {
            IEnumerable<Order> last = commits ? [Order.Of("COMMIT")] : [];
            await ExecuteAsync([.. EcrituresEnNombre.Of(results, isGuarded: true, _isRecalled), .. last], ct);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.DivisionByZero)
        {
            throw new FenceLostException(results.Select(result => result.Instance.Id));
        }

        foreach (var result in results)
        {
            result.Instance.Fence++;
        }
    }

    protected override Order Meeting(IReadOnlyList<KeptEvent> events, DateTimeOffset now) => events is [var alone]
        ? Order.Of(MeetOne, now, alone.Name, alone.CorrelationId)
        : Order.Of(Meet, now, events.Select(one => one.Name).ToArray(), events.Select(one => one.CorrelationId).ToArray());

    protected override IEnumerable<Order> Writes(BurstResult result) => EcrituresEnNombre.Of([result]);

    protected override string Now => "clock_timestamp()";

    protected override string Owner => hote.Name;

    protected override string Mine => "owner = $3";

    protected override Order? Lock(string name, string correlationId) => LockOne(name, correlationId);

    internal static Order LockOne(string name, string correlationId) => Order.Of("SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", LockKey(name, correlationId));

    protected override IEnumerable<Order> Announced(string condition, params object?[] values) => [Order.Of($"SELECT pg_notify('{Channel}', '') {condition}", values)];

    internal static string LockKey(string name, string correlationId) => name + "/" + correlationId;

    protected override object Value(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => instant.ToUniversalTime(),
        _ => value,
    };

    protected override DateTimeOffset Instant(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    protected override Task<int[]> ExecuteAsync(IReadOnlyList<Order> orders, CancellationToken ct) => Envoi.SendAsync(Db, orders, Value, ct);
}

/// <summary>
/// What is written of a group of bursts in PostgreSQL: one set statement for each kind of row, however many bursts there are.
/// Ends of instances are told before new waits are written, and new waits look for an end after that: so each end is told once.
/// </summary>
internal static class EcrituresEnNombre
{
    /// <summary>Up to this many lines of the journal have a statement of their own.</summary>
    private const int FewLines = 8;

    /// <summary>The first changes exactly the instances that are not new, if there are any, or a fence was lost.</summary>
    /// <param name="isGuarded">True where a lost fence must be an error of that statement.</param>
    /// <param name="isRecalled">True of one burst of an instance that was not read: then that statement proves as well what reading it asks.</param>
    public static List<Order> Of(IReadOnlyList<BurstResult> results, bool isGuarded = false, bool isRecalled = false)
    {
        var now = results[^1].Now;
        var known = Some(results.Where(result => !result.IsNew).Select(result => result.Instance));
        var ended = Some(results.Select(result => result.Instance).Where(instance => instance.End is not null));
        var waits = Some(results.SelectMany(result => result.Events));
        var over = Some(results.Where(result => result.Instance.End is null).SelectMany(Over));
        var isOne = results.Count == 1 && known.Count == 1;
        var stays = isRecalled && Stays(results[0]);
        List<(string Name, Order Order)> beside = isOne ? [.. Beside(results[0], isRecalled)] : [];
        var guard = isRecalled ? AsRecalled(results[0], stays) : isGuarded ? Order.Of("count(*) = $1", (long)known.Count) : null;
        return
        [
            .. Changes(known).Select(change => Ecritures.Together(isRecalled ? Held(change) : change, beside, guard)),
            .. Starts(Some(results.Where(result => result.IsNew).Select(result => result.Instance))),
            .. stays ? [] : Locks(Some(ended.Select(instance => (Instance.CompletedEvent, instance.Key)).Concat(waits.Select(wait => (wait.Name, wait.CorrelationId))))),
            .. isOne ? [] : Done(Some(results.Select(result => result.Work).OfType<DueWork>())),
            .. isOne ? [] : Used(Some(results.Select(result => result.UsedWait).OfType<Bookmark>())),
            .. WaitsOver(Some(over.Where(gone => !gone.IsTimerAlone))),
            .. TimersOver(over),
            .. Ends(ended, now),
            .. Timers(Some(results.SelectMany(result => result.Timers))),
            .. isOne && waits.Count == 1 ? [] : Waits(waits),
            .. stays ? [] : FromKept(Some(waits.Where(wait => wait.Name != Instance.CompletedEvent)), now),
            .. FromEnded(Some(waits.Where(wait => wait.Name == Instance.CompletedEvent)), now),
            .. isOne && results[0].Journal.Count <= FewLines ? [] : Journal(Some(results.SelectMany(result => result.Journal))),
        ];
    }

    /// <summary>
    /// What goes with the change of one instance in one statement. A step that waits again for what it was woken by keeps its row, and no index is touched;
    /// whoever announces the event meanwhile finds it there.
    /// </summary>
    private static IEnumerable<(string Name, Order Order)> Beside(BurstResult result, bool isRecalled)
    {
        var wait = result.Events.Count == 1 ? result.Events[0] : null;
        if (isRecalled)
            yield return ("held", Order.Of("SELECT 1 FROM instances WHERE id = $1 AND fence = $2 FOR UPDATE SKIP LOCKED", result.Instance.Id, result.Instance.Fence));
        if (result.Work is { } work)
            yield return ("worked", Ecritures.Done(work));
        if (Stays(result))
        {
            yield return ("moved", Ecritures.Moved(result.UsedWait!, wait!));
            if (!isRecalled)
                yield return ("waited", Ecritures.Wait(wait!, "WHERE NOT EXISTS (SELECT 1 FROM moved)"));
        }
        else
        {
            if (result.UsedWait is { } used)
                yield return ("used", Ecritures.Used(used));
            if (wait is not null)
                yield return ("waited", Ecritures.Wait(wait));
        }

        if (result.Journal.Count is > 0 and <= FewLines)
            yield return ("told", Ecritures.Lines(result.Journal));
    }

    /// <summary>Waits again for what it was woken by, and for nothing else that is new.</summary>
    private static bool Stays(BurstResult result) =>
        result is { UsedWait: { } used, Events: [var wait] } && (used.Name, used.CorrelationId) == (wait.Name, wait.CorrelationId);

    /// <summary>What another transaction holds is left to it, as where instances are read.</summary>
    private static Order Held(Order change) => change with { Sql = change.Sql + " AND EXISTS (SELECT 1 FROM held)" };

    /// <summary>
    /// That nobody wrote the instance since, that it alone waits for the event, that the event starts nothing, and that no work of it is due. The row of a wait that
    /// stays was there all the time, so that no event was kept: where none was before, neither a lock nor a look afterwards is needed.
    /// </summary>
    private static Order AsRecalled(BurstResult result, bool stays) => Order.Of(
        "count(*) = 1 AND (SELECT count(*) = 1 AND bool_and(a.instance_id = $1 AND a.execution = $2) FROM attentes a WHERE a.name = $3 AND a.correlation_id = $4) "
        + $"AND NOT EXISTS (SELECT 1 FROM attentes t WHERE t.name = '{SqlStartRows.Prefix}' || $3) "
        + "AND NOT EXISTS (SELECT 1 FROM travaux w WHERE w.instance_id = $1 AND (w.due <= $5 OR w.lease_until >= clock_timestamp()))"
        + (stays ? " AND NOT EXISTS (SELECT 1 FROM evenements e WHERE e.name = $3 AND e.correlation_id = $4 AND e.expires_at > $5)" : ""),
        result.Instance.Id, result.UsedWait!.Execution, result.UsedWait.Name, result.UsedWait.CorrelationId, result.Now);

    /// <summary>One alone has a statement of its own, here and below: the server plans it once for all.</summary>
    private static IEnumerable<Order> Changes(Rows<Instance> rows) => rows.IsOne(out var alone) ? [Ecritures.Change(alone)] : rows.Into(
        "UPDATE instances i SET state = x.state, status = x.status, updated_at = x.updated_at, correlation_id = x.correlation_id, "
        + "definition_version = x.version, fin = x.fin, fence = i.fence + 1 "
        + "FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) AS x(id, fence, state, status, updated_at, correlation_id, version, fin) WHERE i.id = x.id AND i.fence = x.fence",
        rows.Of(i => i.Id), rows.Of(i => i.Fence), rows.Of(i => i.State), rows.Of(i => (int)i.Status), rows.Of(i => i.UpdatedAt.UtcDateTime),
        rows.Of(i => i.CorrelationId), rows.Of(i => i.DefinitionVersion), rows.Of(i => i.End));

    private static IEnumerable<Order> Starts(Rows<Instance> rows) => rows.Into(
        "INSERT INTO instances (id, key, definition_id, definition_version, correlation_id, status, created_at, updated_at, state, fin, fence) "
        + "SELECT x.*, 1 FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS x",
        rows.Of(i => i.Id), rows.Of(i => i.Key), rows.Of(i => i.DefinitionId), rows.Of(i => i.DefinitionVersion), rows.Of(i => i.CorrelationId),
        rows.Of(i => (int)i.Status), rows.Of(i => i.CreatedAt.UtcDateTime), rows.Of(i => i.UpdatedAt.UtcDateTime), rows.Of(i => i.State), rows.Of(i => i.End));

    /// <summary>Always in the same order, so that two groups never stand in a circle.</summary>
    private static IEnumerable<Order> Locks(Rows<(string Name, string Correlation)> rows) => rows.IsOne(out var alone) ? [PostgresRunStore.LockOne(alone.Name, alone.Correlation)] : rows.Into(
        "SELECT pg_advisory_xact_lock(x.key) FROM (SELECT DISTINCT hashtextextended(k, 7) AS key FROM unnest($1) AS k ORDER BY key) x",
        rows.Of(w => PostgresRunStore.LockKey(w.Name, w.Correlation)));

    private static IEnumerable<Order> Done(Rows<DueWork> rows) => rows.IsOne(out var alone) ? [Ecritures.Done(alone)] : rows.Into("DELETE FROM travaux WHERE number = ANY($1)", rows.Of(w => w.Number));

    private static IEnumerable<Order> Used(Rows<Bookmark> rows) => rows.IsOne(out var alone) ? [Ecritures.Used(alone)] : rows.Into(
        "DELETE FROM attentes a USING unnest($1, $2, $3, $4) AS x(instance_id, execution, name, correlation_id) WHERE a.instance_id = x.instance_id "
        + "AND a.execution = x.execution AND a.name = x.name AND a.correlation_id = x.correlation_id",
        rows.Of(a => a.InstanceId), rows.Of(a => a.Execution), rows.Of(a => a.Name), rows.Of(a => a.CorrelationId));

    private static IEnumerable<Order> WaitsOver(Rows<Gone> rows) => rows.Into(
        "DELETE FROM attentes a USING unnest($1, $2) AS x(instance_id, execution) WHERE a.instance_id = x.instance_id AND a.execution = x.execution",
        rows.Of(g => g.Instance), rows.Of(g => g.Execution));

    private static IEnumerable<Order> TimersOver(Rows<Gone> rows) => rows.Into(
        "DELETE FROM travaux w USING unnest($1, $2) AS x(instance_id, execution) WHERE w.instance_id = x.instance_id AND w.execution = x.execution AND w.is_timer",
        rows.Of(g => g.Instance), rows.Of(g => g.Execution));

    private static IEnumerable<Order> Ends(Rows<Instance> rows, DateTimeOffset now) =>
    [
        .. rows.Into("DELETE FROM attentes WHERE instance_id = ANY($1)", rows.Of(i => i.Id)),
        .. rows.Into("DELETE FROM travaux WHERE instance_id = ANY($1) AND is_timer", rows.Of(i => i.Id)),
        .. rows.Into(
            $"INSERT INTO travaux {Ecritures.WorkColumns} SELECT $4, false, a.instance_id, a.execution, a.name, a.correlation_id, x.fin, true, 0, $4, $4 "
            + "FROM unnest($1, $2) AS x(key, fin) JOIN attentes a ON a.name = $3 AND a.correlation_id = x.key ORDER BY a.number",
            rows.Of(i => i.Key), rows.Of(i => i.End), Instance.CompletedEvent, now),
    ];

    private static IEnumerable<Order> Timers(Rows<DueWork> rows) => rows.Into(
        $"INSERT INTO travaux {Ecritures.WorkColumns} SELECT x.due, true, x.instance_id, x.execution, '', '', 'null', false, 0, x.created_at, x.created_at "
        + "FROM unnest($1, $2, $3, $4) AS x(due, instance_id, execution, created_at)",
        rows.Of(t => t.Due.UtcDateTime), rows.Of(t => t.InstanceId!.Value), rows.Of(t => t.Execution), rows.Of(t => t.CreatedAt.UtcDateTime));

    private static IEnumerable<Order> Waits(Rows<Bookmark> rows) => rows.IsOne(out var alone) ? [Ecritures.Wait(alone)] : rows.Into(
        "INSERT INTO attentes (instance_id, execution, name, correlation_id) SELECT * FROM unnest($1, $2, $3, $4)",
        rows.Of(a => a.InstanceId), rows.Of(a => a.Execution), rows.Of(a => a.Name), rows.Of(a => a.CorrelationId));

    /// <summary>The oldest event kept for the first wait, the next for the second.</summary>
    private static IEnumerable<Order> FromKept(Rows<Bookmark> rows, DateTimeOffset now) => rows.IsOne(out var alone) ? [FromKept(alone, now)] : rows.Into(
        "WITH waits AS (SELECT x.*, row_number() OVER (PARTITION BY x.name, x.correlation_id ORDER BY x.rank) AS turn "
        + "FROM unnest($1, $2, $3, $4) WITH ORDINALITY AS x(instance_id, execution, name, correlation_id, rank)), "
        + "kept AS (SELECT e.number, e.name, e.correlation_id, row_number() OVER (PARTITION BY e.name, e.correlation_id ORDER BY e.number) AS turn "
        + "FROM evenements e WHERE e.expires_at > $5 AND (e.name, e.correlation_id) IN (SELECT name, correlation_id FROM waits)), "
        + "given AS (DELETE FROM evenements e USING kept k JOIN waits w ON w.name = k.name AND w.correlation_id = k.correlation_id AND w.turn = k.turn "
        + "WHERE e.number = k.number RETURNING w.rank, w.instance_id, w.execution, e.*) "
        + $"INSERT INTO travaux {Ecritures.WorkColumns} SELECT $5, false, g.instance_id, g.execution, g.name, g.correlation_id, g.payload, false, 0, g.created_at, g.expires_at "
        + "FROM given g ORDER BY g.rank",
        rows.Of(a => a.InstanceId), rows.Of(a => a.Execution), rows.Of(a => a.Name), rows.Of(a => a.CorrelationId), now);

    private static Order FromKept(Bookmark wait, DateTimeOffset now) => Order.Of(
        "WITH given AS (DELETE FROM evenements WHERE number = (SELECT e.number FROM evenements e WHERE e.name = $4 AND e.correlation_id = $5 AND e.expires_at > $1 "
        + "ORDER BY e.number LIMIT 1) RETURNING *) "
        + $"INSERT INTO travaux {Ecritures.WorkColumns} SELECT $1, false, $2, $3, g.name, g.correlation_id, g.payload, false, 0, g.created_at, g.expires_at FROM given g",
        now, wait.InstanceId, wait.Execution, wait.Name, wait.CorrelationId);

    private static IEnumerable<Order> FromEnded(Rows<Bookmark> rows, DateTimeOffset now) => rows.Into(
        $"INSERT INTO travaux {Ecritures.WorkColumns} SELECT $4, false, x.instance_id, x.execution, $5, x.key, i.fin, true, 0, $4, $4 "
        + "FROM unnest($1, $2, $3) WITH ORDINALITY AS x(instance_id, execution, key, rank) JOIN instances i ON i.key = x.key AND i.fin IS NOT NULL ORDER BY x.rank",
        rows.Of(a => a.InstanceId), rows.Of(a => a.Execution), rows.Of(a => a.CorrelationId), now, Instance.CompletedEvent);

    private static IEnumerable<Order> Journal(Rows<JournalLine> rows) => rows.Count is > 0 and <= FewLines ? [Ecritures.Lines([.. rows])] : rows.Into(
        "INSERT INTO journal (instance_id, at, activity_id, event, message, actor, incident_id) SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7)",
        rows.Of(l => l.InstanceId), rows.Of(l => l.At.UtcDateTime), rows.Of(l => l.ActivityId), rows.Of(l => l.Event), rows.Of(l => l.Message),
        rows.Of(l => l.Actor), rows.Of(l => l.IncidentId));

    /// <summary>Executions whose waits and timers fall away; of one that gets a new timer only the old timer does.</summary>
    private static IEnumerable<Gone> Over(BurstResult result) =>
        result.Ended.Select(execution => new Gone(result.Instance.Id, execution, false))
            .Concat(result.IsNew ? [] : result.Timers.Select(timer => new Gone(result.Instance.Id, timer.Execution, true)));

    private static Rows<T> Some<T>(IEnumerable<T> rows) => new([.. rows]);

    private sealed record Gone(Guid Instance, int Execution, bool IsTimerAlone);
}

using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using ComiteFlow.Engine.Runs;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>The engine's rows in the embedded file: one host, one writer, so nothing is leased; only work to be tried again later waits for the clock.</summary>
internal sealed class SqliteRunStore(ComiteFlowDb db, VersionsLues versions) : SqlRunStore(db, versions)
{
    /// <summary>In ticks, like every instant of the file.</summary>
    private const string Clock = "(CAST(unixepoch('subsec') * 10000000 AS INTEGER) + 621355968000000000)";

    private const string Claim =
        $"SELECT {WorkColumns}, {InstanceColumns} FROM travaux w LEFT JOIN instances i ON i.id = w.instance_id "
        + $"WHERE w.due <= $1 AND w.incident_id IS NULL AND (w.lease_until IS NULL OR w.lease_until < {Clock}) AND (w.instance_id IS NULL OR i.status <> 2) "
        + $"AND NOT EXISTS (SELECT 1 FROM travaux o WHERE o.instance_id = w.instance_id AND o.lease_until >= {Clock}) "
        + "ORDER BY w.due, w.is_timer, w.number LIMIT $2";

    private const string Meet =
        $"SELECT x.key, a.execution, {InstanceColumns} FROM json_each($1) x "
        + "JOIN attentes a ON a.name = x.value ->> 'name' AND a.correlation_id = x.value ->> 'correlationId' JOIN instances i ON i.id = a.instance_id "
        + "WHERE i.status = 0 AND NOT EXISTS (SELECT 1 FROM attentes b WHERE b.name = a.name AND b.correlation_id = a.correlation_id AND b.number <> a.number) "
        + $"AND NOT EXISTS (SELECT 1 FROM attentes t WHERE t.name = '{SqlStartRows.Prefix}' || a.name) "
        + $"AND NOT EXISTS (SELECT 1 FROM travaux w WHERE w.instance_id = a.instance_id AND (w.due <= $2 OR w.lease_until >= {Clock}))";

    public override async Task<IReadOnlyList<DueWork>> ClaimAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        await ReadAsync(Order.Of(Claim, now, limit), Work, ct);

    public override async Task SaveAsync(IReadOnlyList<BurstResult> results, bool isLast, CancellationToken ct)
    {
        foreach (var result in results)
        {
            if ((await ExecuteAsync([.. EcrituresParLigne.Of(result)], ct))[0] != 1)
                throw new FenceLostException(result.Instance.Id);
            result.Instance.Fence++;
        }
    }

    protected override Order Meeting(IReadOnlyList<KeptEvent> events, DateTimeOffset now) =>
        Order.Of(Meet, JsonSerializer.Serialize(events.Select(one => new { one.Name, one.CorrelationId }), Colonnes.Json), now);

    protected override IEnumerable<Order> Writes(BurstResult result) => EcrituresParLigne.Of(result);

    protected override string Now => Clock;

    protected override string? Owner => null;

    protected override string Mine => "owner IS $3";

    protected override Order? Lock(string name, string correlationId) => null;

    protected override IEnumerable<Order> Announced(string condition, params object?[] values) => [];

    protected override object Value(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => id.ToString().ToUpperInvariant(),
        DateTimeOffset instant => instant.UtcTicks,
        TimeSpan span => span.Ticks,
        _ => value,
    };

    protected override DateTimeOffset Instant(DbDataReader reader, int column) => new(reader.GetInt64(column), TimeSpan.Zero);

    protected override void Fill(DbCommand command, Order order)
    {
        base.Fill(command, order);
        for (var rank = 0; rank < order.Values.Count; rank++)
        {
            command.Parameters[rank].ParameterName = "$" + (rank + 1).ToString(CultureInfo.InvariantCulture);
        }
    }

    protected override async Task<int[]> ExecuteAsync(IReadOnlyList<Order> orders, CancellationToken ct)
    {
        await Db.Database.OpenConnectionAsync(ct);
        try
        {
            var changed = new int[orders.Count];
            for (var rank = 0; rank < orders.Count; rank++)
            {
                await using var command = Command(orders[rank]);
                changed[rank] = await command.ExecuteNonQueryAsync(ct);
            }

            return changed;
        }
        finally
        {
            await Db.Database.CloseConnectionAsync();
        }
    }
}

/// <summary>What is written of a burst in the file: row by row, for no round trip is saved there.</summary>
internal static class EcrituresParLigne
{
    /// <summary>The first changes exactly one row, or the fence was lost.</summary>
    public static IEnumerable<Order> Of(BurstResult result)
    {
        var instance = result.Instance;
        yield return result.IsNew
            ? Order.Of(
                "INSERT INTO instances (id, key, definition_id, definition_version, correlation_id, status, created_at, updated_at, state, fin, fence) "
                + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)",
                instance.Id, instance.Key, instance.DefinitionId, instance.DefinitionVersion, instance.CorrelationId, (int)instance.Status, instance.CreatedAt,
                instance.UpdatedAt, instance.State, instance.End)
            : Ecritures.Change(instance);
        if (result.Work is { } work)
            yield return Ecritures.Done(work);
        foreach (var order in Ends(result).Concat(result.Timers.SelectMany(timer => Timer(timer, result))).Concat(result.Events.SelectMany(wait => Wait(wait, result))))
        {
            yield return order;
        }

        if (instance.End is { } end)
        {
            foreach (var order in Ecritures.Announce(instance.Key, end, result.Now, (_, _) => null))
            {
                yield return order;
            }
        }

        foreach (var line in result.Journal)
        {
            yield return Ecritures.Line(line);
        }
    }

    private static IEnumerable<Order> Ends(BurstResult result)
    {
        var id = result.Instance.Id;
        if (result.Instance.End is not null)
        {
            yield return Order.Of("DELETE FROM attentes WHERE instance_id = $1", id);
            yield return Order.Of("DELETE FROM travaux WHERE instance_id = $1 AND is_timer", id);
            yield break;
        }

        if (result.UsedWait is { } used)
            yield return Ecritures.Used(used);

        foreach (var execution in result.Ended)
        {
            yield return Order.Of("DELETE FROM attentes WHERE instance_id = $1 AND execution = $2", id, execution);
            yield return Order.Of("DELETE FROM travaux WHERE instance_id = $1 AND execution = $2 AND is_timer", id, execution);
        }
    }

    private static IEnumerable<Order> Timer(DueWork timer, BurstResult result)
    {
        if (!result.IsNew)
            yield return Order.Of("DELETE FROM travaux WHERE instance_id = $1 AND execution = $2 AND is_timer", timer.InstanceId, timer.Execution);
        yield return Order.Of(
            $"INSERT INTO travaux {Ecritures.WorkColumns} VALUES ($1, true, $2, $3, '', '', 'null', false, 0, $4, $4)",
            timer.Due, timer.InstanceId, timer.Execution, timer.CreatedAt);
    }

    private static IEnumerable<Order> Wait(Bookmark wait, BurstResult result)
    {
        yield return Ecritures.Wait(wait);
        if (wait.Name == Instance.CompletedEvent)
        {
            yield return Order.Of(
                $"INSERT INTO travaux {Ecritures.WorkColumns} SELECT $1, false, $2, $3, $4, $5, i.fin, true, 0, $1, $1 FROM instances i WHERE i.key = $5 AND i.fin IS NOT NULL",
                result.Now, wait.InstanceId, wait.Execution, wait.Name, wait.CorrelationId);
            yield break;
        }

        yield return Order.Of(
            $"INSERT INTO travaux {Ecritures.WorkColumns} SELECT $1, false, $2, $3, e.name, e.correlation_id, e.payload, false, 0, e.created_at, e.expires_at "
            + "FROM evenements e WHERE e.name = $4 AND e.correlation_id = $5 AND e.expires_at > $1 ORDER BY e.number LIMIT 1",
            result.Now, wait.InstanceId, wait.Execution, wait.Name, wait.CorrelationId);
        yield return Order.Of(
            "DELETE FROM evenements WHERE number = (SELECT MIN(e.number) FROM evenements e WHERE e.name = $2 AND e.correlation_id = $3 AND e.expires_at > $1)",
            result.Now, wait.Name, wait.CorrelationId);
    }
}

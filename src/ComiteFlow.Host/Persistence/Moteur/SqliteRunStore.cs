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
        + $"AND NOT EXISTS (SELECT 1 FROM travaux w WHERE w.instance_id = a.instance_id AND (w.due <= $2 OR w.lease_until >= {Clock}))";

    public override async Task<IReadOnlyList<DueWork>> ClaimAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        await ReadAsync(Order.Of(Claim, now, limit), Work, ct);

    public override async Task SaveAsync(IReadOnlyList<BurstResult> results, CancellationToken ct)
    {
        foreach (var result in results)
        {
            if ((await ExecuteAsync([.. Ecritures.Of(result, Lock)], ct))[0] != 1)
                throw new FenceLostException(result.Instance.Id);
            result.Instance.Fence++;
        }
    }

    protected override Order Meeting(IReadOnlyList<KeptEvent> events, DateTimeOffset now) =>
        Order.Of(Meet, JsonSerializer.Serialize(events.Select(one => new { one.Name, one.CorrelationId }), Colonnes.Json), now);

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

using System.Data.Common;
using System.Globalization;
using ComiteFlow.Engine.Runs;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>The engine's rows in the embedded file: one host, one writer, so nothing is leased.</summary>
internal sealed class SqliteRunStore(ComiteFlowDb db) : SqlRunStore(db)
{
    private const string Claim =
        $"SELECT {WorkColumns}, {InstanceColumns} FROM travaux w LEFT JOIN instances i ON i.id = w.instance_id "
        + "WHERE w.due <= $1 AND w.incident_id IS NULL AND (w.instance_id IS NULL OR i.status <> 2) ORDER BY w.due, w.is_timer, w.number LIMIT $2";

    public override async Task<IReadOnlyList<DueWork>> ClaimAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        await ReadAsync(Order.Of(Claim, now, limit), Work, ct);

    protected override Order? Lock(string name, string correlationId) => null;

    protected override object Value(object? value) => value switch
    {
        null => DBNull.Value,
        Guid id => id.ToString().ToUpperInvariant(),
        DateTimeOffset instant => instant.UtcTicks,
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

using System.Data.Common;
using System.Security.Cryptography;
using ComiteFlow.Engine.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>The engine's rows in PostgreSQL, shared by several hosts: work is taken under a lease of the database's clock, and who was late is refused by the fence.</summary>
internal sealed class PostgresRunStore(ComiteFlowDb db, VersionsLues versions, Hote hote) : SqlRunStore(db, versions)
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
        $"SELECT x.rank::int - 1, a.execution, {InstanceColumns} FROM unnest($1, $2) WITH ORDINALITY AS x(name, correlation_id, rank) "
        + "JOIN attentes a ON a.name = x.name AND a.correlation_id = x.correlation_id JOIN instances i ON i.id = a.instance_id "
        + "WHERE i.status = 0 AND NOT EXISTS (SELECT 1 FROM attentes b WHERE b.name = x.name AND b.correlation_id = x.correlation_id AND b.number <> a.number) "
        + "AND NOT EXISTS (SELECT 1 FROM travaux w WHERE w.instance_id = a.instance_id AND (w.due <= $3 OR w.lease_until >= clock_timestamp())) "
        + "FOR UPDATE OF i SKIP LOCKED";

    public override async Task<IReadOnlyList<DueWork>> ClaimAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
        await ReadAsync(Order.Of(Claim, now, limit, hote.Name, hote.Lease), Work, ct);

    public override async Task SaveAsync(IReadOnlyList<BurstResult> results, CancellationToken ct)
    {
        if (results.Count == 0)
            return;
        var changed = await ExecuteAsync(EcrituresEnNombre.Of(results), ct);
        var known = results.Count(result => !result.IsNew);
        if (known > 0 && changed[0] != known)
            throw new FenceLostException(results.Select(result => result.Instance.Id));
        foreach (var result in results)
        {
            result.Instance.Fence++;
        }
    }

    protected override Order Meeting(IReadOnlyList<KeptEvent> events, DateTimeOffset now) =>
        Order.Of(Meet, events.Select(one => one.Name).ToArray(), events.Select(one => one.CorrelationId).ToArray(), now);

    protected override string Now => "clock_timestamp()";

    protected override string Owner => hote.Name;

    protected override string Mine => "owner = $3";

    protected override Order? Lock(string name, string correlationId) =>
        Order.Of("SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", LockKey(name, correlationId));

    protected override IEnumerable<Order> Announced(string condition, params object?[] values) => [Order.Of($"SELECT pg_notify('{Channel}', '') {condition}", values)];

    internal static string LockKey(string name, string correlationId) => name + "/" + correlationId;

    protected override object Value(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset instant => instant.ToUniversalTime(),
        _ => value,
    };

    protected override DateTimeOffset Instant(DbDataReader reader, int column) => reader.GetFieldValue<DateTimeOffset>(column);

    /// <summary>All orders in one round trip.</summary>
    protected override async Task<int[]> ExecuteAsync(IReadOnlyList<Order> orders, CancellationToken ct)
    {
        await Db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)Db.Database.GetDbConnection(), (NpgsqlTransaction?)Db.Database.CurrentTransaction?.GetDbTransaction());
            foreach (var order in orders)
            {
                var command = new NpgsqlBatchCommand(order.Sql);
                foreach (var value in order.Values)
                {
                    command.Parameters.Add(new NpgsqlParameter { Value = Value(value) });
                }

                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(ct);
            var changed = new int[orders.Count];
            for (var rank = 0; rank < changed.Length; rank++)
            {
                changed[rank] = (int)batch.BatchCommands[rank].Rows;
            }

            return changed;
        }
        finally
        {
            await Db.Database.CloseConnectionAsync();
        }
    }
}

/// <summary>This process among those that share the database.</summary>
/// <param name="Name">Unlike any other host's.</param>
/// <param name="Lease">How long work stays with a host that does not answer; technical time.</param>
internal sealed record Hote(string Name, TimeSpan Lease)
{
    public static Hote OfThisProcess(TimeSpan lease) =>
        new($"{Environment.MachineName}/{Environment.ProcessId}/{RandomNumberGenerator.GetHexString(8, lowercase: true)}", lease);
}

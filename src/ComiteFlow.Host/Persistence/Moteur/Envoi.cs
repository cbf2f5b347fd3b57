using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>Statements that go to PostgreSQL together, in one round trip of the transaction of the scope.</summary>
internal static class Envoi
{
    /// <returns>Rows changed by each.</returns>
    public static async Task<int[]> SendAsync(ComiteFlowDb db, IReadOnlyList<Order> orders, Func<object?, object> value, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection(), (NpgsqlTransaction?)db.Database.CurrentTransaction?.GetDbTransaction());
            foreach (var order in orders)
            {
                var command = new NpgsqlBatchCommand(order.Sql);
                foreach (var one in order.Values)
                {
                    command.Parameters.Add(new NpgsqlParameter { Value = value(one) });
                }

                batch.BatchCommands.Add(command);
            }

            await batch.ExecuteNonQueryAsync(ct);
            return [.. orders.Select((_, rank) => (int)batch.BatchCommands[rank].Rows)];
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}

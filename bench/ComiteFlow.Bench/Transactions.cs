using System.Globalization;
using ComiteFlow.Host.Persistence;
using Npgsql;

namespace ComiteFlow.Bench;

/// <summary>Transactions that the database counts for one burst. Two amounts are drained: what a connection costs once falls out of the difference.</summary>
internal static class Transactions
{
    private const int Few = 200, Many = 1200;

    public static async Task MeasureAsync(Terrain terrain)
    {
        var connection = await terrain.Server.CreateDatabaseAsync();
        await using var host = await HoteMesure.CreateAsync(new BaseDeDonnees(connection, null), workers: 1);
        await host.StartAsync(Circuits.Resume, "k");
        await host.DrainAsync();
        var few = await DrainAsync(terrain, host, connection, Few);
        var many = await DrainAsync(terrain, host, connection, Many);
        var perBurst = (double)(many - few) / (Many - Few);
        terrain.Releve.Add(new Figure("transactions-per-burst", perBurst, "", null, 0, "1", Math.Abs(perBurst - 1) < 0.02));
    }

    private static async Task<long> DrainAsync(Terrain terrain, HoteMesure host, string connection, int count)
    {
        for (var rank = 0; rank < count; rank++)
        {
            await host.StartAsync(Circuits.Resume, string.Create(CultureInfo.InvariantCulture, $"t{count}/{rank}"));
        }

        var before = await CommitsAsync(terrain, connection);
        await host.DrainAsync();
        return await CommitsAsync(terrain, connection) - before;
    }

    /// <summary>Read when nobody is connected any more, for a connection hands in its count at its end.</summary>
    private static async Task<long> CommitsAsync(Terrain terrain, string connection)
    {
        NpgsqlConnection.ClearAllPools();
        var name = new NpgsqlConnectionStringBuilder(connection).Database!;
        await using var source = NpgsqlDataSource.Create(terrain.Server.ConnectionString("postgres"));
        while (await AskAsync(source, "SELECT count(*) FROM pg_stat_activity WHERE datname = $1", name) > 0)
        {
            // The server notices that a connection is closed a moment later.
        }

        return await AskAsync(source, "SELECT xact_commit FROM pg_stat_database WHERE datname = $1", name);
    }

    private static async Task<long> AskAsync(NpgsqlDataSource source, string sql, string name)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}

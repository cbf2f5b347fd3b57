using System.Diagnostics;
using System.Security.Cryptography;
using ComiteFlow.Host.Hebergement;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Bench;

/// <summary>Durable resumes on the embedded file, beside a bare loop that writes the same two rows with the same settings.</summary>
internal static class Fichier
{
    private const int Drained = 300;

    public static async Task MeasureAsync(Terrain terrain)
    {
        var folder = Directory.CreateTempSubdirectory("comiteflow-bench-");
        await using (var host = await HoteMesure.CreateAsync(new BaseDeDonnees(null, Path.Combine(folder.FullName, "moteur.db")), workers: 1, batch: CommandeServe.Lot))
        {
            await Reprises.StartAsync(host, Terrain.Clients);
            var mode = await host.ReadAsync(async db => (await db.Database.SqlQueryRaw<string>("SELECT journal_mode AS \"Value\" FROM pragma_journal_mode").ToListAsync())[0]);
            var (series, drained) = (new Series(), new Rounds());
            await Reprises.SliceAsync(host, 1, TimeSpan.FromSeconds(1), new Series(), 1);
            for (var round = 0; round < terrain.RoundCount; round++)
            {
                var bare = await BareAsync(Path.Combine(folder.FullName, "nue.db"), mode, terrain.Slice);
                await Reprises.SliceAsync(host, 1, terrain.Slice, series, bare);
                drained.Add(await DrainAsync(host) / bare);
            }

            terrain.Releve.Add(series.Of("sqlite-resume", "≥ 0.6 of a bare loop", 0.6) with
            {
                Details = new Dictionary<string, double> { ["bare loop"] = series.Limit.Median, ["cpu ms"] = series.Cpu.Median, ["ratio of a drain"] = drained.Median },
            });
        }

        folder.Delete(recursive: true);
    }

    /// <summary>Resumes per second of events that are there already: one commit each, as in the bare loop.</summary>
    private static async Task<double> DrainAsync(HoteMesure host)
    {
        await host.DoAsync(async workflows =>
        {
            for (var rank = 0; rank < Drained; rank++)
            {
                await workflows.PublishAsync("suite", Reprises.Key(rank % Terrain.Clients), null, default);
            }
        });
        host.Suivi.Reset();
        var watch = Stopwatch.StartNew();
        await host.DrainAsync();
        return host.Suivi.Times.Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> BareAsync(string file, string mode, TimeSpan length)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file }.ToString());
        await connection.OpenAsync();
        await ExecuteAsync(connection, $"PRAGMA journal_mode={mode}; PRAGMA synchronous=FULL");
        await ExecuteAsync(
            connection, "CREATE TABLE IF NOT EXISTS etat (id INTEGER PRIMARY KEY, version INT, texte TEXT); CREATE TABLE IF NOT EXISTS histoire (number INTEGER PRIMARY KEY, etat INT, texte TEXT)");
        for (var id = 0; id < Terrain.Clients; id++)
        {
            await ExecuteAsync(connection, "INSERT OR REPLACE INTO etat VALUES ($id, 0, '')", id);
        }

        var text = RandomNumberGenerator.GetHexString(2000, lowercase: true);
        await using var update = Command(connection, "UPDATE etat SET version = version + 1, texte = $texte WHERE id = $id", text);
        await using var insert = Command(connection, "INSERT INTO histoire (etat, texte) VALUES ($id, $texte)", "reprise");
        var done = 0;
        var watch = Stopwatch.StartNew();
        for (; watch.Elapsed < length; done++)
        {
            await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync();
            foreach (var command in new[] { update, insert })
            {
                command.Transaction = transaction;
                command.Parameters[0].Value = done % Terrain.Clients;
                await command.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        return done / watch.Elapsed.TotalSeconds;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, string text)
    {
        var command = new SqliteCommand(sql, connection);
        command.Parameters.AddWithValue("$id", 0);
        command.Parameters.AddWithValue("$texte", text);
        return command;
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql, int? id = null)
    {
        await using var command = new SqliteCommand(sql, connection);
        if (id is not null)
            command.Parameters.AddWithValue("$id", id);
        await command.ExecuteNonQueryAsync();
    }
}

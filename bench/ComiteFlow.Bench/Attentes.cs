using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ComiteFlow.Host.LigneDeCommande;
using ComiteFlow.Host.Persistence;
using Npgsql;

namespace ComiteFlow.Bench;

/// <summary>Many instances that wait, each with a timer: their room in the database, and what they cost a host that starts.</summary>
internal static class Attentes
{
    private const int Pairs = 3;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    public static async Task MeasureAsync(Terrain terrain)
    {
        var empty = await PrepareAsync(terrain);
        var full = await PrepareAsync(terrain);
        var before = await SizeAsync(full);
        await Copies.MakeAsync(full, "attente", terrain.Waiting, "t.due");
        var bytes = (double)(await SizeAsync(full) - before) / terrain.Waiting;
        terrain.Releve.Add(new Figure("bytes-per-waiting", bytes, "bytes", null, 0, "≤ 4 KB", bytes <= 4096)
        {
            Details = new Dictionary<string, double> { ["instances"] = terrain.Waiting },
        });

        // The first start on a database makes the tables of the timetable.
        await StartAsync(empty);
        await StartAsync(full);
        var (without, with, time, memory) = (new Rounds(), new Rounds(), new Rounds(), new Rounds());
        for (var pair = 0; pair < Pairs; pair++)
        {
            var alone = await StartAsync(empty);
            var loaded = await StartAsync(full);
            without.Add(alone.Seconds);
            with.Add(loaded.Seconds);
            time.Add(loaded.Seconds / alone.Seconds);
            memory.Add(loaded.Bytes / alone.Bytes);
        }

        terrain.Releve.Add(new Figure("waiting-startup", with.Median, "s", time.Median, time.Spread, "≤ 1.1 of none, time and memory", time.Median <= 1.1 && memory.Median <= 1.1)
        {
            Details = new Dictionary<string, double> { ["instances"] = terrain.Waiting, ["s without"] = without.Median, ["memory ratio"] = memory.Median },
        });
    }

    /// <summary>A database with one instance that waits.</summary>
    private static async Task<string> PrepareAsync(Terrain terrain)
    {
        var connection = await terrain.Server.CreateDatabaseAsync();
        await using var host = await HoteMesure.CreateAsync(new BaseDeDonnees(connection, null), workers: 1);
        await host.StartAsync(Circuits.Waiting, "attente");
        await host.DrainAsync();
        return connection;
    }

    private static async Task<long> SizeAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection);
        await using var command = source.CreateCommand("SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Starts the published service until it answers, and reads its memory.</summary>
    private static async Task<(double Seconds, double Bytes)> StartAsync(string connection)
    {
        var url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{FreePort()}");
        var folder = Directory.CreateTempSubdirectory("comiteflow-bench-");
        var start = new ProcessStartInfo("dotnet") { WorkingDirectory = folder.FullName, RedirectStandardOutput = true };
        foreach (var word in (string[])[Path.Combine(Commandes.Racine(), "src", "ComiteFlow.Host", "bin", "publie", "comiteflow.dll"), "serve", "--urls", url])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["COMITEFLOW_RACINE"] = Commandes.Racine();
        start.Environment["ConnectionStrings__ComiteFlow"] = connection;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        try
        {
            await AnswersAsync(process, url + "/sante");
            var seconds = watch.Elapsed.TotalSeconds;
            process.Refresh();
            return (seconds, process.WorkingSet64);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
            folder.Delete(recursive: true);
        }
    }

    private static async Task AnswersAsync(Process process, string address)
    {
        using var client = new HttpClient();
        using var timer = new PeriodicTimer(Step);
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < HoteMesure.Patience; await timer.WaitForNextTickAsync())
        {
            if (process.HasExited)
                break;
            try
            {
                using var answer = await client.GetAsync(new Uri(address));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }

        throw new InvalidOperationException("The service did not start.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

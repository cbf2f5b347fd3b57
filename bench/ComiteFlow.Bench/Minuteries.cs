using System.Diagnostics;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Bench;

/// <summary>Ten thousand timers that are due at one instant.</summary>
internal static class Minuteries
{
    private const int Count = 10_000, Workers = 4, Batch = 25;

    public static async Task MeasureAsync(Terrain terrain)
    {
        var (series, p50, p99) = (new Series(), new Rounds(), new Rounds());
        for (var round = 0; round < (terrain.RoundCount + 1) / 2; round++)
        {
            var connection = await terrain.Server.CreateDatabaseAsync();
            await using var host = await HoteMesure.CreateAsync(new BaseDeDonnees(connection, null), Workers, Batch);
            await host.StartAsync(Circuits.Due, "minuterie");
            await host.DrainAsync();
            await Copies.MakeAsync(connection, "minuterie", Count, "now()");
            var limit = await terrain.Limite.MeasureAsync();
            await DrainAsync(host, limit, series, p50, p99);
        }

        terrain.Releve.Add(series.Of("timers-drain", "≥ 0.5 R", 0.5) with
        {
            Details = new Dictionary<string, double> { ["R"] = series.Limit.Median, ["p50 s late"] = p50.Median, ["p99 s late"] = p99.Median, ["cpu ms"] = series.Cpu.Median },
        });
    }

    private static async Task DrainAsync(HoteMesure host, double limit, Series series, Rounds p50, Rounds p99)
    {
        host.Suivi.Reset();
        var before = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await host.DrainAsync();
        var late = host.Suivi.Times.Select(time => Stopwatch.GetElapsedTime(start, time).TotalSeconds).ToList();
        if (late.Count != Count)
            throw new InvalidOperationException($"{late.Count} of {Count} timers were done.");
        series.Add(Count / late.Max(), limit, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / Count);
        p50.Add(Rounds.Of(late, 0.5));
        p99.Add(Rounds.Of(late, 0.99));
    }
}

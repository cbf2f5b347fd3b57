using System.Diagnostics;
using System.Globalization;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Bench;

/// <summary>Durable starts of a flowchart of ten activities: each of eight clients asks for a start and waits until its burst is committed.</summary>
internal static class Departs
{
    private const int Workers = 4;

    public static async Task MeasureAsync(Terrain terrain)
    {
        await using var host = await HoteMesure.CreateAsync(new BaseDeDonnees(await terrain.Server.CreateDatabaseAsync(), null), Workers);
        var series = new Series();
        await SliceAsync(host, "essai", TimeSpan.FromSeconds(1), new Series(), 1);
        for (var round = 0; round < terrain.RoundCount; round++)
        {
            var limit = await terrain.Limite.MeasureAsync();
            await SliceAsync(host, round.ToString(CultureInfo.InvariantCulture), terrain.Slice, series, limit);
        }

        terrain.Releve.Add(series.Of("start-durable", "", null) with
        {
            Details = new Dictionary<string, double> { ["R"] = series.Limit.Median, ["p50 ms"] = series.Latency(0.5), ["p99 ms"] = series.Latency(0.99) },
        });
        terrain.Releve.Add(new Figure("cpu-per-start", series.Cpu.Median, "ms", null, series.Cpu.Spread, "≤ 1.5 ms", series.Cpu.Median <= 1.5));
    }

    private static async Task SliceAsync(HoteMesure host, string prefix, TimeSpan length, Series series, double limit)
    {
        var done = 0;
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await host.WithWorkersAsync(() => Task.WhenAll(Enumerable.Range(0, Terrain.Clients).Select(client => Task.Run(async () =>
        {
            for (var rank = 0; watch.Elapsed < length; rank++)
            {
                var asked = Stopwatch.GetTimestamp();
                var key = string.Create(CultureInfo.InvariantCulture, $"d{prefix}/{client}/{rank}");
                var burst = host.Suivi.NextOf(key);
                await host.StartAsync(Circuits.Ten, key);
                await burst.WaitAsync(HoteMesure.Patience);
                Interlocked.Increment(ref done);
                series.AddLatency(Stopwatch.GetElapsedTime(asked).TotalMilliseconds);
            }
        }))));
        series.Add(done / watch.Elapsed.TotalSeconds, limit, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / done);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Bench;

/// <summary>Durable resumes on PostgreSQL: each of eight clients tells its instances an event in a transaction of its own and waits until their bursts are committed.</summary>
internal static class Reprises
{
    /// <summary>Events that a client tells in one transaction where several resumes may share a commit.</summary>
    private const int Group = 25;

    private const int Workers = 4;

    /// <summary>Until the code that runs most is compiled for good: a host lives for weeks.</summary>
    private static readonly TimeSpan Warming = TimeSpan.FromSeconds(5);

    public static async Task MeasureAsync(Terrain terrain)
    {
        var (single, grouped) = (new Series(), new Series());
        await using var one = await CreateAsync(terrain, batch: 1, perClient: 1);
        await using var many = await CreateAsync(terrain, batch: Group, perClient: Group);
        await SliceAsync(one, 1, Warming, new Series(), 1);
        await SliceAsync(many, Group, Warming, new Series(), 1);
        for (var round = 0; round < terrain.RoundCount; round++)
        {
            var limit = await terrain.Limite.MeasureAsync();
            await terrain.Limite.MeasureBareAsync();
            await SliceAsync(one, 1, terrain.Slice, single, limit);
            await SliceAsync(many, Group, terrain.Slice, grouped, limit);
        }

        terrain.Releve.Add(single.Of("resume-single", "≥ 0.5 R", 0.5) with
        {
            Details = new Dictionary<string, double> { ["R"] = single.Limit.Median, ["bare writes"] = terrain.Limite.Bare, ["p50 ms"] = single.Latency(0.5), ["p99 ms"] = single.Latency(0.99) },
        });
        terrain.Releve.Add(grouped.Of("resume-grouped", "≥ 1 R", 1) with
        {
            Details = new Dictionary<string, double> { ["R"] = grouped.Limit.Median, ["events per client"] = Group, ["cpu ms"] = grouped.Cpu.Median },
        });
        terrain.Releve.Add(new Figure("cpu-per-resume", single.Cpu.Median, "ms", null, single.Cpu.Spread, "≤ 1.0 ms", single.Cpu.Median <= 1.0));
    }

    /// <summary>A host with the instances of eight clients, each waiting with a state of about 2 KB.</summary>
    private static async Task<HoteMesure> CreateAsync(Terrain terrain, int batch, int perClient)
    {
        var host = await HoteMesure.CreateAsync(new BaseDeDonnees(await terrain.Server.CreateDatabaseAsync(), null), Workers, batch);
        await StartAsync(host, Terrain.Clients * perClient);
        return host;
    }

    public static async Task StartAsync(HoteMesure host, int count)
    {
        for (var rank = 0; rank < count; rank++)
        {
            await host.StartAsync(Circuits.Resume, Key(rank), RandomNumberGenerator.GetHexString(1700, lowercase: true));
        }

        await host.DrainAsync();
    }

    public static async Task SliceAsync(HoteMesure host, int perClient, TimeSpan length, Series series, double limit)
    {
        var done = 0;
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await host.WithWorkersAsync(() => Task.WhenAll(Enumerable.Range(0, Terrain.Clients).Select(client => Task.Run(async () =>
        {
            while (watch.Elapsed < length)
            {
                var sent = Stopwatch.GetTimestamp();
                await OnceAsync(host, client * perClient, perClient);
                Interlocked.Add(ref done, perClient);
                series.AddLatency(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        }))));
        series.Add(done / watch.Elapsed.TotalSeconds, limit, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / done);
    }

    private static async Task OnceAsync(HoteMesure host, int first, int count)
    {
        var bursts = Enumerable.Range(first, count).Select(rank => host.Suivi.NextOf(Key(rank))).ToList();
        await host.DeliverAsync(Enumerable.Range(first, count).Select(rank => ("suite", Key(rank))));
        await Task.WhenAll(bursts).WaitAsync(HoteMesure.Patience);
    }

    public static string Key(int rank) => "r" + rank.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Rates of several rounds, each beside the limit of its round.</summary>
internal sealed class Series
{
    private readonly List<double> _latencies = [];

    public Rounds Rate { get; } = new();

    public Rounds Ratio { get; } = new();

    public Rounds Limit { get; } = new();

    /// <summary>Processor time of the host for each, in milliseconds.</summary>
    public Rounds Cpu { get; } = new();

    public void Add(double rate, double limit, double cpu)
    {
        Rate.Add(rate);
        Ratio.Add(rate / limit);
        Limit.Add(limit);
        Cpu.Add(cpu);
    }

    public void AddLatency(double milliseconds)
    {
        lock (_latencies)
            _latencies.Add(milliseconds);
    }

    public double Latency(double part) => Rounds.Of(_latencies, part);

    /// <param name="least">The ratio to reach; null where none is asked.</param>
    public Figure Of(string name, string bar, double? least) =>
        new(name, Rate.Median, "/s", Ratio.Median, Ratio.Spread, bar, least is { } ratio ? Ratio.Median >= ratio : null);
}

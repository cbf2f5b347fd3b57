using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Tests;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Abstractions;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>Two hosts share one PostgreSQL database and are killed again and again, at random and at each named point: what they leave is what a life without a kill leaves.</summary>
public sealed class DeuxHotesTests(PostgresServer server, ITestOutputHelper output) : IClassFixture<PostgresServer>, IDisposable
{
    private const string Model = "DIAGORIENTE-2020";

    private static readonly DateOnly Start = new(2020, 3, 24);
    private static readonly DateTimeOffset Until = HeureDeParis.At(new DateOnly(2020, 10, 2), TimeOnly.MinValue);
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COMITEFLOW_TESTS_LONGS") == "1";
    private static readonly int Conventions = IsLong ? 500 : 60, KillsPerHost = IsLong ? 100 : 8;

    private readonly TemporaryFolder _folder = new();

    [RequiresToolFact("postgres")]
    public async Task TwoHosts_KilledAgainAndAgain_LeaveTheSameAsWithoutAKill()
    {
        var prepared = await PrepareAsync();
        var calm = await LiveAsync(await server.CreateDatabaseAsync(prepared), "calme", null);
        var plan = new Plan(calm.Busy, KillsPerHost);

        var stormy = await LiveAsync(await server.CreateDatabaseAsync(prepared), "orage", plan);

        output.WriteLine(
            $"{Conventions} conventions ; {stormy.Kills} arrêts au hasard, dont {stormy.Hits} pendant un travail ; points : {string.Join(", ", stormy.Points)} ; {calm.Elapsed.TotalSeconds:0} s puis {stormy.Elapsed.TotalSeconds:0} s");
        Assert.True(stormy.Hits > 0, "No kill hit while work was running.");
        Assert.Equal(Enum.GetValues<Point>(), stormy.Points);
        Compare(calm.Traces!, stormy.Traces!);
    }

    public void Dispose() => _folder.Dispose();

    private static void Compare(Traces expected, Traces actual)
    {
        Assert.Equal((0, 0), (expected.Incidents, actual.Incidents));
        Assert.Equal(actual.Mails, actual.Mails.Distinct());
        Assert.Equal(expected.Mails, actual.Mails);
        Assert.Equal(expected.Facts, actual.Facts);
        Assert.Equal(expected.Tasks, actual.Tasks);
        Assert.Equal(expected.Instances, actual.Instances);
        Assert.Equal(expected.Journal, actual.Journal);
        Assert.Equal(Conventions, actual.Facts.Count(fact => fact.Contains("| tranche.opened |", StringComparison.Ordinal) && fact.StartsWith("2020-09-2", StringComparison.Ordinal)));
    }

    /// <summary>The same convention many times under names of its own, all in effect.</summary>
    private async Task<string> PrepareAsync()
    {
        var database = await server.CreateDatabaseAsync();
        var text = JsonNode.Parse(await File.ReadAllTextAsync(Depot.Path("conventions", Model.ToLowerInvariant() + ".json")))!;
        // The comités are the subject: monthly accounts would be most of the work.
        text["reports"]!.AsArray().RemoveAll(report => (string?)report!["code"] == "MONTHLY_EXPENSES");
        await using (var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(database, null), Start))
        {
            for (var rank = 1; rank <= Conventions; rank++)
            {
                text["id"] = Id(rank);
                await product.DoAsync("import", new { document = text });
                await product.DoAsync("publish", new { document = Id(rank), on = "2020-03-24" });
            }
        }

        NpgsqlConnection.ClearAllPools();
        return database;
    }

    private static string Id(int rank) => string.Create(CultureInfo.InvariantCulture, $"CONVENTION-{rank:D3}");

    private async Task<Life> LiveAsync(string database, string name, Plan? plan)
    {
        var life = new Life(plan);
        await using var barrage = await Barrage.CreateAsync(database);
        life.Barrage = barrage;
        life.Hosts = [.. Enumerable.Range(1, plan is null ? 1 : 2).Select(rank => Host(database, name, rank))];
        try
        {
            await MoveAsync(life, HeureDeParis.At(Start, new TimeOnly(9, 30)));
            while (life.Hosts.Min(host => host.Service.Next) is { } next && next < Until)
            {
                await MoveAsync(life, next);
                await ActAsync(life, database, next);
            }
        }
        finally
        {
            life.Hosts.ForEach(host => host.Service.Dispose());
        }

        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        life.Traces = Traces.Read(connection);
        life.Elapsed = life.Watch.Elapsed;
        NpgsqlConnection.ClearAllPools();
        return life;
    }

    private Hote Host(string database, string name, int rank)
    {
        var application = string.Create(CultureInfo.InvariantCulture, $"hote{rank}");
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__ComiteFlow"] = new NpgsqlConnectionStringBuilder(database) { ApplicationName = application }.ConnectionString,
            ["Bail"] = "00:00:02",
        };
        return new Hote(application, new SteppedService(null, _folder.Path($"{name}-{application}.horloge"), settings));
    }

    /// <summary>Has all hosts do what is due at an instant, with the kills that are planned for it.</summary>
    private static async Task MoveAsync(Life life, DateTimeOffset instant)
    {
        foreach (var host in life.Hosts)
        {
            host.Service.MoveTo(instant);
            if (!host.Service.IsRunning)
                host.Service.Start();
        }

        if (life.Plan is { } plan)
        {
            await ArmNextAsync(life);
            foreach (var kill in plan.At(instant))
            {
                await KillAsync(life, life.Hosts[kill % life.Hosts.Count], plan.Random);
            }
        }

        foreach (var host in life.Hosts)
        {
            await SettleAsync(life, host);
        }

        var lines = await life.Barrage!.CountAsync("SELECT COUNT(*) FROM journal");
        if (lines > life.Journal)
            life.Busy.Add(instant);
        life.Journal = lines;
    }

    private static async Task ArmNextAsync(Life life)
    {
        if (life.Barrage!.Armed is null && life.Points.Count < Enum.GetValues<Point>().Length)
            await life.Barrage.ArmAsync((Point)(life.Points.Count + 1));
    }

    private static async Task KillAsync(Life life, Hote host, Random random)
    {
        var time = TimeSpan.FromMilliseconds(random.Next(host.Service.IsFresh ? 2500 : 150));
        var watch = Stopwatch.StartNew();
        await host.Service.DoneAsync(async () => watch.Elapsed >= time || await StopAtPointAsync(life));
        life.Kills++;
        life.Hits += host.Service.Kill() ? 1 : 0;
        host.Service.Start();
    }

    private static Task SettleAsync(Life life, Hote host) => host.Service.DoneAsync(async () =>
    {
        await StopAtPointAsync(life);
        return false;
    });

    /// <summary>Where a host is held up at the armed point, stops it there in the way of that point.</summary>
    /// <returns>True when one was held up.</returns>
    private static async Task<bool> StopAtPointAsync(Life life)
    {
        if (await life.Barrage!.HeldAsync() is not { } held)
            return false;
        var point = life.Barrage.Armed!.Value;
        var host = life.Hosts.Single(host => host.Name == held.Host);
        life.Points.Add(point);
        if (point == Point.Late)
        {
            host.Service.Signal("STOP");
            await life.Barrage.ReleaseAsync(lost: null);
            foreach (var other in life.Hosts.Where(other => other != host))
            {
                await other.Service.DoneAsync();
            }

            host.Service.Signal("CONT");
            await ArmNextAsync(life);
            return true;
        }

        host.Service.Kill();
        await life.Barrage.ReleaseAsync(point is Point.Answer ? null : held.Backend);
        host.Service.Start();
        await ArmNextAsync(life);
        return true;
    }

    /// <summary>On the day of a comité, people send the report, hold it and decide; the hosts do what that wakes.</summary>
    private static async Task ActAsync(Life life, string database, DateTimeOffset now)
    {
        var day = HeureDeParis.Day(now);
        var ready = await life.Barrage!.ListAsync("SELECT convention_id FROM comites WHERE state = 0 AND \"on\" = $1 ORDER BY 1", day);
        if (ready.Count == 0)
            return;
        foreach (var (verb, at) in new[] { ("submitStatusReport", 10), ("holdCommittee", 12), ("decideRevoyure", 14) })
        {
            await using (var people = await SimulatedProduct.StartAsync(new BaseDeDonnees(database, null), day, services =>
                services.AddSingleton<IEngine, SansMoteur>().AddSingleton<ILevee, SansLevee>()))
            {
                await people.MoveToAsync(HeureDeParis.At(day, new TimeOnly(at, 0)));
                foreach (var convention in ready)
                {
                    await people.DoAsync(verb, verb == "decideRevoyure"
                        ? new { convention, committee = "COSTRAT", occurrence = 1, outcome = "grant", amountCents = 60000000 }
                        : new { convention, committee = "COSTRAT", occurrence = 1 });
                }
            }

            await MoveAsync(life, HeureDeParis.At(day, new TimeOnly(at, 1)));
        }
    }

    /// <summary>One host among those that share the database.</summary>
    private sealed record Hote(string Name, SteppedService Service);

    /// <summary>Random kills, at moments at which something happens.</summary>
    private sealed class Plan
    {
        private readonly Dictionary<DateTimeOffset, List<int>> _kills = [];

        public Plan(IReadOnlyList<DateTimeOffset> busy, int perHost)
        {
            for (var rank = 0; rank < 2 * perHost; rank++)
            {
                var moment = busy[Random.Next(busy.Count)];
                if (!_kills.TryGetValue(moment, out var kills))
                    _kills[moment] = kills = [];
                kills.Add(rank);
            }
        }

        public Random Random { get; } = new(20200924);

        public IReadOnlyList<int> At(DateTimeOffset moment) => _kills.GetValueOrDefault(moment) ?? [];
    }

    /// <summary>How a life went.</summary>
    private sealed class Life(Plan? plan)
    {
        public Plan? Plan => plan;

        public Stopwatch Watch { get; } = Stopwatch.StartNew();

        public List<Hote> Hosts { get; set; } = [];

        public Barrage? Barrage { get; set; }

        /// <summary>Moments at which an instance did something.</summary>
        public List<DateTimeOffset> Busy { get; } = [];

        /// <summary>Lines of the journal so far.</summary>
        public long Journal { get; set; }

        public int Kills { get; set; }

        /// <summary>Kills that hit before the work of their moment was done.</summary>
        public int Hits { get; set; }

        public List<Point> Points { get; } = [];

        public Traces? Traces { get; set; }

        public TimeSpan Elapsed { get; set; }
    }

    /// <summary>In the process of those who act nothing runs: the hosts are to do it.</summary>
    private sealed class SansMoteur : IEngine
    {
        public Task<bool> RunNextAsync(CancellationToken ct) => Task.FromResult(false);

        public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => Task.FromResult<DateTimeOffset?>(null);

        public Task DeliverAsync(IReadOnlyList<KeptEvent> events, CancellationToken ct) => throw new InvalidOperationException("Nothing runs here.");
    }

    private sealed class SansLevee : ILevee
    {
        public Task CollectAsync(CancellationToken ct) => Task.CompletedTask;
    }
}

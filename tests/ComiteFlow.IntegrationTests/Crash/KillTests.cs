using System.Diagnostics;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>However often and wherever the service is killed, what it leaves is what a life without a kill leaves: nothing lost, nothing twice.</summary>
public sealed class KillTests(ITestOutputHelper output) : IDisposable
{
    private static readonly DateOnly Start = new(2020, 3, 24);
    private static readonly bool IsLong = Environment.GetEnvironmentVariable("COMITEFLOW_TESTS_LONGS") == "1";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Serve_KilledAgainAndAgain_LeavesTheSameAsWithoutAKill()
    {
        var kills = IsLong ? 60 : 20;
        var until = HeureDeParis.At(IsLong ? new DateOnly(2021, 12, 31) : new DateOnly(2020, 10, 31), TimeOnly.MinValue);
        var prepared = await PrepareAsync();
        var calm = await LiveAsync(prepared, "calme", until, new Dictionary<DateTimeOffset, int>(), new Random(1));
        var plan = Plan(calm.Moments, Traces.Moments(_folder.Path("calme.db")), kills);

        var stormy = await LiveAsync(prepared, "orage", until, plan, new Random(20201031));

        output.WriteLine($"{kills} arrêts brutaux, dont {stormy.Hits} pendant un travail ; {calm.Moments.Count} moments ; {calm.Elapsed.TotalSeconds:0} s puis {stormy.Elapsed.TotalSeconds:0} s");
        Assert.True(stormy.Hits > 0, "No kill hit while work was running.");
        var (expected, actual) = (Traces.Read(_folder.Path("calme.db")), Traces.Read(_folder.Path("orage.db")));
        Assert.Equal(expected.Facts, actual.Facts);
        Assert.Equal(expected.Mails, actual.Mails);
        Assert.Equal(actual.Mails, actual.Mails.Distinct());
        Assert.Equal(expected.Tasks, actual.Tasks);
        Assert.Equal(expected.Instances, actual.Instances);
        Assert.Equal(expected.Journal, actual.Journal);
        Assert.Equal((0, 0), (expected.Incidents, actual.Incidents));
        Assert.Contains(actual.Facts, fact => fact.Contains("report.escalated", StringComparison.Ordinal));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A convention that is in effect, with its first credits; nobody will ever answer, so that every reminder goes out.</summary>
    private async Task<string> PrepareAsync()
    {
        var file = _folder.Path("prepare.db");
        await using (var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, file), Start))
        {
            await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
            await product.DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-03-24" });
            await product.DoAsync("releaseFunds", new { convention = "DIAGORIENTE-2020", tranche = 1 });
        }

        SqliteConnection.ClearAllPools();
        return file;
    }

    /// <summary>Half of the kills fall on moments at which something happens, half on any; a moment may get several.</summary>
    private static Dictionary<DateTimeOffset, int> Plan(IReadOnlyList<DateTimeOffset> moments, IReadOnlySet<DateTimeOffset> busy, int kills)
    {
        var random = new Random(42);
        var full = moments.Where(busy.Contains).ToList();
        var plan = new Dictionary<DateTimeOffset, int>();
        for (var rank = 0; rank < kills; rank++)
        {
            var among = rank % 2 == 0 ? full : moments;
            var moment = among[random.Next(among.Count)];
            plan[moment] = plan.GetValueOrDefault(moment) + 1;
        }

        return plan;
    }

    private async Task<Life> LiveAsync(string prepared, string name, DateTimeOffset until, Dictionary<DateTimeOffset, int> kills, Random random)
    {
        File.Copy(prepared, _folder.Path(name + ".db"));
        using var service = new SteppedService(_folder.Path(name + ".db"), _folder.Path(name + ".horloge"));
        var life = new Life();
        service.MoveTo(HeureDeParis.At(Start, new TimeOnly(9, 0)));
        service.Start();
        await service.DoneAsync();
        while (service.Next is { } next && next < until)
        {
            life.Moments.Add(next);
            service.MoveTo(next);
            for (var left = kills.GetValueOrDefault(next); left > 0; left--)
            {
                // A fresh process takes about a second before it works, then longer over each piece of work than a warm one.
                await service.WorkForAsync(TimeSpan.FromMilliseconds(random.Next(service.IsFresh ? 2500 : 60)));
                life.Hits += service.Kill() ? 1 : 0;
                service.Start();
            }

            await service.DoneAsync();
        }

        service.Kill();
        life.Elapsed = life.Watch.Elapsed;
        return life;
    }

    /// <summary>How a life went.</summary>
    private sealed class Life
    {
        public Stopwatch Watch { get; } = Stopwatch.StartNew();

        public List<DateTimeOffset> Moments { get; } = [];

        /// <summary>Kills that hit before the work of their moment was done.</summary>
        public int Hits { get; set; }

        public TimeSpan Elapsed { get; set; }
    }
}

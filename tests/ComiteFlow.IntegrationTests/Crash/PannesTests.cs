using System.Diagnostics;
using System.Globalization;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Courriels;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit.Abstractions;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>However often and wherever hosts are killed, what they leave is what a life without a kill leaves: nothing lost, nothing twice, 500 instances of the shipped comité ended.</summary>
public sealed class PannesTests(PostgresServer server, VieCalme calme, ITestOutputHelper output) : IClassFixture<PostgresServer>, IClassFixture<VieCalme>, IDisposable
{
    private static readonly int KillsPerHost = Environment.GetEnvironmentVariable("COMITEFLOW_TESTS_LONGS") == "1" ? 100 : 8;

    private readonly TemporaryFolder _folder = new();

    [RequiresToolFact("postgres")]
    public async Task TwoHosts_OnPostgres_KilledAgainAndAgain_LeaveTheSameAsWithoutAKill()
    {
        var database = await server.CreateDatabaseAsync();
        await Histoire.PrepareAsync(new BaseDeDonnees(database, null));
        await calme.LivedAsync();
        await using var barrage = await Barrage.CreateAsync(database);

        using var orage = new Orage([Host(database, 1), Host(database, 2)], barrage, calme.Comptes, calme.Busy, KillsPerHost, seed: 20200525);
        await LiveAsync(orage, barrage, new BaseDeDonnees(database, null));

        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        Check(Traces.Read(connection));
        Assert.Equal(Enum.GetValues<Point>(), barrage.Reached);
        var takenOver = await barrage.TakenOverAsync();
        output.WriteLine($"{takenOver} travaux repris à un hôte arrêté");
        Assert.True(takenOver > 0, "No host took over what another had taken.");
    }

    [RequiresToolFact("aiosmtpd")]
    public async Task OneHost_OnTheFile_KilledAgainAndAgain_LeavesTheSameAsWithoutAKill()
    {
        await calme.LivedAsync();
        var file = _folder.Path("orage.db");
        File.Copy(calme.Prepared, file);
        using var mail = new MailServer();
        await using var barrage = new BarrageDeFichier(file, mail);

        // The minutes after an act are left to the points.
        var busy = calme.Busy.Where(moment => !Histoire.IsAfterAnAct(moment)).ToList();
        using var orage = new Orage([new Hote("hote", new SteppedService(file, _folder.Path("hote.horloge")))], barrage, calme.Comptes, busy, KillsPerHost, seed: 20200526);
        await LiveAsync(orage, barrage, new BaseDeDonnees(null, file));

        SqliteConnection.ClearAllPools();
        Check(Traces.Read(file));
        Assert.Equal([Point.Claim, Point.Burst, Point.Commit, Point.Answer, Point.HandOver], barrage.Reached);
        Assert.Equal(1, CountMails(file, Assert.Single(mail.Received).MessageId!));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Rows of the outbox with the message that was out when the host was killed; it was handed over once more.</summary>
    private static int CountMails(string file, string messageId)
    {
        using var connection = Traces.Open(file);
        using var command = new SqliteCommand("SELECT COUNT(*) FROM courriels WHERE sent_at IS NOT NULL AND instr(CAST(message AS TEXT), $id) > 0", connection);
        command.Parameters.AddWithValue("$id", messageId);
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Check(Traces traces)
    {
        traces.AssertLike(calme.Traces);
        traces.AssertIsWhole();
    }

    private async Task LiveAsync(Orage orage, IBarrage barrage, BaseDeDonnees database)
    {
        var watch = Stopwatch.StartNew();
        await using (var people = await SimulatedProduct.StartAsync(database, Histoire.Start, services =>
            services.AddSingleton<IEngine, SansMoteur>().AddSingleton<ILevee, SansLevee>()))
        {
            await Histoire.LiveAsync(orage, people);
        }

        output.WriteLine(
            $"{Histoire.Conventions * Histoire.ComitesParConvention} comités ; {orage.Kills} arrêts au hasard, dont {orage.Hits} pendant un travail ; points : {string.Join(", ", barrage.Reached)} ; sans arrêt {calme.Elapsed.TotalSeconds:0} s, ici {watch.Elapsed.TotalSeconds:0} s");
        Assert.True(orage.Kills >= KillsPerHost && orage.Hits >= KillsPerHost / 2, "Hardly a kill hit while work was running.");
    }

    private Hote Host(string database, int rank)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"hote{rank}");
        var settings = new Dictionary<string, string>
        {
            ["ConnectionStrings__ComiteFlow"] = new NpgsqlConnectionStringBuilder(database) { ApplicationName = name }.ConnectionString,
            ["Bail"] = "00:00:02",
        };
        return new Hote(name, new SteppedService(null, _folder.Path(name + ".horloge"), settings));
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

        public Task<DateTimeOffset?> NextAsync(CancellationToken ct) => Task.FromResult<DateTimeOffset?>(null);
    }
}

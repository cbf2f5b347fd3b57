using ComiteFlow.Host.Hebergement;
using ComiteFlow.Host.Persistence;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>A host that shares the database hears of work with the commit that announces it; polling is only the fallback.</summary>
public sealed class ReveilTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Waiting = """
        { "definitionId": "circuit", "name": "Essai", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [{ "id": "va", "type": "Elsa.Event", "eventName": "va" }] } }
        """;

    /// <summary>Longer than any test may last: whoever returns was woken.</summary>
    private static readonly TimeSpan Never = TimeSpan.FromHours(1), Patience = TimeSpan.FromSeconds(30);

    private const string Listener = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%' AND pid <> pg_backend_pid()";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));

    [RequiresToolFact("postgres")]
    public async Task Wait_WhenAnotherHostIsAskedForAStart_Ends()
    {
        var (database, moteur) = await CreateAsync();
        using var other = moteur;
        await using var reveil = await ListeningAsync(database);

        var waiting = reveil.WaitAsync(Never, default);
        await moteur.StartAsync();

        await waiting.WaitAsync(Patience);
    }

    [RequiresToolFact("postgres")]
    public async Task Wait_WhenAnEventComesForAStepThatWaits_Ends()
    {
        var (database, moteur) = await CreateAsync();
        using var other = moteur;
        await moteur.StartAsync();
        await moteur.RunAsync();
        await using var reveil = await ListeningAsync(database);

        var waiting = reveil.WaitAsync(Never, default);
        await moteur.EventAsync("inconnu");
        await moteur.EventAsync("va");

        await waiting.WaitAsync(Patience);
        // The event that nobody waits for had woken nobody: one announcement, and it is used up.
        using var stop = new CancellationTokenSource();
        var next = reveil.WaitAsync(Never, stop.Token);
        await AnnouncedAsync(database);
        Assert.False(next.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    [RequiresToolFact("postgres")]
    public async Task Wait_WhenItsConnectionBreaks_LastsTheMomentThenListensAnew()
    {
        var (database, moteur) = await CreateAsync();
        using var other = moteur;
        await using var reveil = await ListeningAsync(database);

        var broken = await ExecuteAsync(database, Listener);
        await ExecuteAsync(database, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'");
        for (var rounds = 0; await ExecuteAsync(database, Listener) is not int pid || pid.Equals(broken); rounds++)
        {
            Assert.True(rounds < 2000, "Nobody listens any more.");
            await reveil.WaitAsync(TimeSpan.FromMilliseconds(1), default);
        }

        var waiting = reveil.WaitAsync(Never, default);
        await moteur.StartAsync();
        await waiting.WaitAsync(Patience);
    }

    [Fact]
    public async Task Wait_OnTheFile_LastsTheMoment()
    {
        await using var reveil = new Reveil(new BaseDeDonnees(null, "essai.db"), NullLogger<Reveil>.Instance);

        await reveil.WaitAsync(TimeSpan.FromMilliseconds(1), default).WaitAsync(Patience);

        using var stop = new CancellationTokenSource();
        var longer = reveil.WaitAsync(Never, stop.Token);
        Assert.False(longer.IsCompleted);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => longer);
    }

    /// <summary>When this returns, everything that was announced before has come.</summary>
    private static Task AnnouncedAsync(string database) => ExecuteAsync(database, "SELECT pg_notification_queue_usage()");

    private static async Task<Reveil> ListeningAsync(string database)
    {
        var reveil = new Reveil(new BaseDeDonnees(database, null), NullLogger<Reveil>.Instance);
        // The first wait connects.
        await reveil.WaitAsync(TimeSpan.FromMilliseconds(1), default);
        return reveil;
    }

    private static async Task<object?> ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    private async Task<(string Database, MoteurEnBase Moteur)> CreateAsync()
    {
        var database = await server.CreateDatabaseAsync();
        var moteur = MoteurEnBase.OnPostgres(database, _clock, new Panne());
        await moteur.CreateSchemaAsync();
        await moteur.CreateAsync(Waiting);
        return (database, moteur);
    }
}

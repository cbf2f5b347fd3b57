using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>What the rows of the engine promise, whatever the database that holds them; the numbers of <c>DemandNN</c> are those of what users of such engines complain about.</summary>
public abstract partial class ContratDuMoteur : IAsyncLifetime, IDisposable
{
    /// <summary>Waits, works, waits for a month, asks a person.</summary>
    private const string Waiting = """
        { "definitionId": "circuit", "name": "Essai", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
            { "id": "va", "type": "Elsa.Event", "eventName": "va" },
            { "id": "ouvrir", "type": "Tests.OpenThenBreak" },
            { "id": "attendre", "type": "Elsa.Delay", "timeSpan": "P30D" },
            { "id": "demander", "type": "Elsa.RunTask", "taskName": "signer", "key": "signer/c" }] } }
        """;

    private static readonly EngineOptions Options = EngineOptions.AtOnce with { IsConflict = BaseDeDonnees.IsConflict };

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));
    private readonly Panne _panne = new();
    private MoteurEnBase _moteur = null!;

    private DateTimeOffset Now => _clock.GetUtcNow();

    public async Task InitializeAsync()
    {
        await PrepareAsync();
        _moteur = Open(_clock, _panne, Options);
        await _moteur.CreateSchemaAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _moteur.Dispose();
        Clean();
        GC.SuppressFinalize(this);
    }

    /// <summary>How many hosts may work at once.</summary>
    private protected abstract int Hosts { get; }

    private protected abstract Task PrepareAsync();

    /// <summary>One host on the database.</summary>
    private protected abstract MoteurEnBase Open(FakeTimeProvider clock, Panne panne, EngineOptions options);

    private protected virtual void Clean()
    {
    }

    private void Restart()
    {
        _moteur.Dispose();
        _moteur = Open(_clock, _panne, Options);
    }

    /// <summary>As many hosts as may work at once do what is due, at the same time, until nothing is left. What one takes is an odd number, so that pairs are parted.</summary>
    private async Task DrainTogetherAsync()
    {
        var hosts = Enumerable.Range(1, Hosts).Select(rank => Open(_clock, new Panne(rank), Options with { Batch = 7 })).ToList();
        await Task.WhenAll(hosts.Select(async host =>
        {
            while (await host.RunNextAsync() || (await host.RowsAsync<DueWork>()).Exists(work => work.Due <= Now && work.IncidentId is null))
            {
                // Also until the others have done what they took.
            }
        }));
        hosts.ForEach(host => host.Dispose());
    }

    private Task StartAsync(string definition, string key, string correlation) => _moteur.DoAsync(services =>
        services.GetRequiredService<IWorkflows>().StartAsync(definition, key, correlation, new Dictionary<string, object?>(), default));

    private Task PublishAsync(string name, string correlation, TimeSpan? life = null) => _moteur.DoAsync(services =>
        services.GetRequiredService<IWorkflows>().PublishAsync(name, correlation, null, default, life));

    private Task CompleteAsync(string key) => _moteur.DoAsync(services => services.GetRequiredService<ITasks>().CompleteAsync(key, "Mme Roux", Now, default));

    private Task StoreAsync(Func<IRunStore, Task> act) => _moteur.DoAsync(services => act(services.GetRequiredService<IRunStore>()));

    private async Task<IReadOnlyList<DueWork>> ClaimAsync(int limit = 10)
    {
        IReadOnlyList<DueWork> claimed = [];
        await StoreAsync(async store => claimed = await store.ClaimAsync(Now, limit, default));
        return claimed;
    }

    /// <summary>An instance that waits for its first event.</summary>
    private async Task<Instance> WaitingAsync()
    {
        await _moteur.CreateAsync(Waiting);
        await _moteur.StartAsync();
        await _moteur.RunAsync();
        return Assert.Single(await _moteur.RowsAsync<Instance>());
    }
}

/// <summary>The contract on the embedded file: one host.</summary>
public sealed class ContratSurFichierTests : ContratDuMoteur
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");

    private protected override int Hosts => 1;

    private protected override Task PrepareAsync() => Task.CompletedTask;

    private protected override MoteurEnBase Open(FakeTimeProvider clock, Panne panne, EngineOptions options) => new(_file, clock, panne, options);

    private protected override void Clean() => File.Delete(_file);
}

/// <summary>The contract on PostgreSQL: two hosts.</summary>
public sealed class ContratSurPostgresTests(PostgresServer server) : ContratDuMoteur, IClassFixture<PostgresServer>
{
    private string _database = "";

    private protected override int Hosts => 2;

    private protected override async Task PrepareAsync() => _database = await server.CreateDatabaseAsync();

    private protected override MoteurEnBase Open(FakeTimeProvider clock, Panne panne, EngineOptions options) => MoteurEnBase.OnPostgres(_database, clock, panne, options);
}

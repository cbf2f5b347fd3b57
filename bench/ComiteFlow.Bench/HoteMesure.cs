using System.Threading.Channels;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.LigneDeCommande;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComiteFlow.Bench;

/// <summary>A host with all the services that ship, on the real clock, and as many workers of the engine as asked for.</summary>
internal sealed class HoteMesure : IAsyncDisposable
{
    /// <summary>After this something hangs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ServiceProvider _services;
    private readonly Channel<bool> _news;
    private readonly List<IEngine> _engines = [];
    private readonly BaseDeDonnees _database;

    private HoteMesure(BaseDeDonnees database, ReglagesCourants reglages, int workers, int batch)
    {
        _database = database;
        var racine = Commandes.Racine();
        var services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddFilter("ComiteFlow.Engine", LogLevel.None).AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace))
            .AddSingleton(TimeProvider.System).AddSingleton<IIds>(new Identifiants(TimeProvider.System));
        var dossiers = new DossiersLivres(Path.Combine(racine, "conventions"), Path.Combine(racine, "workflows"), Path.Combine(racine, "templates"));
        services.AddComiteFlow(database, dossiers, reglages, "https://comiteflow.example");
        services.AddSingleton(new EngineOptions { Batch = batch });
        services.AddScoped(provider => new Temoin(
            database.Connection is null ? ActivatorUtilities.CreateInstance<SqliteRunStore>(provider) : ActivatorUtilities.CreateInstance<PostgresRunStore>(provider),
            provider.GetRequiredService<UnitOfWork>(), Suivi));
        services.AddScoped<IRunStore>(provider => provider.GetRequiredService<Temoin>()).AddScoped<IUnitOfWork>(provider => provider.GetRequiredService<Temoin>());
        _services = services.BuildServiceProvider();
        var kind = _services.GetRequiredService<IEngine>().GetType();
        for (var worker = 0; worker < workers; worker++)
        {
            _engines.Add((IEngine)ActivatorUtilities.CreateInstance(_services, kind));
        }

        _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(workers) { FullMode = BoundedChannelFullMode.DropWrite });
    }

    public Suivi Suivi { get; } = new();

    public static async Task<HoteMesure> CreateAsync(BaseDeDonnees database, int workers, int batch = 1)
    {
        var policies = await File.ReadAllTextAsync(Path.Combine(Commandes.Racine(), "conventions", "policies.json"));
        var host = new HoteMesure(database, new ReglagesCourants(policies, new Dictionary<string, System.Text.Json.JsonElement>()), workers, batch);
        if (await Preparation.PrepareAsync(host._services, default) is { Count: > 0 } problems)
            throw new InvalidOperationException(string.Join('\n', problems));
        await host.PublishCircuitsAsync();
        return host;
    }

    /// <summary>One use case: what it writes is committed at once, and the workers hear of it.</summary>
    public async Task DoAsync(Func<IWorkflows, Task> act)
    {
        using (await TurnAsync())
        {
            await using var scope = _services.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            await work.BeginAsync(default);
            await act(scope.ServiceProvider.GetRequiredService<IWorkflows>());
            await work.CommitAsync(default);
        }

        _news.Writer.TryWrite(true);
    }

    public Task StartAsync(string definition, string key, string input = "") =>
        DoAsync(workflows => workflows.StartAsync(definition, key, key, new Dictionary<string, object?> { ["texte"] = input }, default));

    /// <summary>Events from outside, each with the burst that it wakes.</summary>
    public async Task DeliverAsync(IEnumerable<(string Name, string Correlation)> events)
    {
        var now = TimeProvider.System.GetUtcNow();
        using (await TurnAsync())
        {
            await _engines[0].DeliverAsync(
                [.. events.Select(one => new KeptEvent { Name = one.Name, CorrelationId = one.Correlation, CreatedAt = now, ExpiresAt = now.AddDays(365) })], default);
        }
    }

    public Task EventAsync(string name, string correlation) => DoAsync(workflows => workflows.PublishAsync(name, correlation, null, default));

    /// <summary>Lets the workers work while something is done beside them.</summary>
    public async Task WithWorkersAsync(Func<Task> act)
    {
        using var stop = new CancellationTokenSource();
        var workers = _engines.Select(engine => Task.Run(() => WorkAsync(engine, stop.Token))).ToArray();
        var acting = act();
        // A worker ends before it is told to only by an error.
        await await Task.WhenAny([acting, .. workers]);
        await stop.CancelAsync();
        await Task.WhenAll(workers);
        await DrainAsync();
    }

    /// <summary>All workers until nothing is due.</summary>
    public Task DrainAsync() => Task.WhenAll(_engines.Select(engine => Task.Run(async () =>
    {
        while (await NextAsync(engine))
        {
            // Each piece of work is one transaction.
        }
    })));

    public async Task<T> ReadAsync<T>(Func<ComiteFlowDb, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<ComiteFlowDb>());
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Npgsql.NpgsqlConnection.ClearAllPools();
    }

    private async Task WorkAsync(IEngine engine, CancellationToken stop)
    {
        try
        {
            while (!stop.IsCancellationRequested)
            {
                if (!await NextAsync(engine))
                    await _news.Reader.ReadAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Told to stop while nothing was due.
        }
    }

    private async Task<bool> NextAsync(IEngine engine)
    {
        using (await TurnAsync())
            return await engine.RunNextAsync(default);
    }

    /// <summary>The file has one writer at a time, as in the product.</summary>
    private async Task<IDisposable?> TurnAsync() => _database.File is null ? null : await _services.GetRequiredService<Pompe>().TurnAsync(default);

    private async Task PublishCircuitsAsync()
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        if (await db.Set<DefinitionRow>().AnyAsync(row => row.DefinitionId == Circuits.Resume))
            return;
        foreach (var (id, json) in Circuits.All)
        {
            db.Add(new DefinitionRow { DefinitionId = id, Version = 1, Name = id, Json = json, Hash = id, IsPublished = true });
        }

        await db.SaveChangesAsync();
    }
}

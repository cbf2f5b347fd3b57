using ComiteFlow.Engine;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Expressions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Expressions;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>The engine as the host plugs it in, on a database file or on PostgreSQL.</summary>
internal sealed class MoteurEnBase : IDisposable
{
    private readonly ServiceProvider _services;

    // A lock that never comes must show in seconds, not in half a minute.
    public MoteurEnBase(string file, FakeTimeProvider clock, Panne panne, EngineOptions? options = null)
        : this(clock, panne, options ?? EngineOptions.AtOnce, services => services
            .AddDbContext<ComiteFlowDb, SqliteComiteFlowDb>(options => options.UseSqlite($"Data Source={file};Default Timeout=3;Pooling=False"))
            .AddScoped<IRunStore, SqliteRunStore>())
    {
    }

    private MoteurEnBase(FakeTimeProvider clock, Panne panne, EngineOptions options, Func<IServiceCollection, IServiceCollection> store)
    {
        var services = new ServiceCollection();
        store(services).AddComiteFlowEngine(options, typeof(MoteurEnBase).Assembly);
        services.AddSingleton<TimeProvider>(clock).AddSingleton<VersionsLues>().AddSingleton(panne).AddSingleton<IIds>(panne);
        services.AddSingleton<IExpressionEvaluator, JintExpressions>();
        services.AddSingleton<ICronCalendar, EcheancesCron>();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddScoped<IPinnedInstances, SqlPinnedInstances>().AddScoped<IStartRows, SqlStartRows>().AddScoped<IWorkflows, SqlWorkflows>().AddScoped<ITasks, SqlTasks>();
        services.AddScoped<UnitOfWork>().AddScoped<IUnitOfWork>(p => p.GetRequiredService<UnitOfWork>());
        _services = services.BuildServiceProvider();
    }

    /// <summary>One host among those that share a PostgreSQL database.</summary>
    public static MoteurEnBase OnPostgres(string connection, FakeTimeProvider clock, Panne panne, EngineOptions? options = null, TimeSpan? lease = null) =>
        new(clock, panne, options ?? EngineOptions.AtOnce, services => services
            .AddDbContext<ComiteFlowDb, PostgresComiteFlowDb>(builder => builder.UseNpgsql(connection))
            .AddSingleton(Hote.OfThisProcess(lease ?? TimeSpan.FromMinutes(1))).AddSingleton<DernieresInstances>()
            .AddScoped<IRunStore, PostgresRunStore>());

    public async Task DoAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = _services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(default);
        await act(scope.ServiceProvider);
        await work.CommitAsync(default);
    }

    public Task StartAsync(string key = "k") => DoAsync(services =>
        services.GetRequiredService<IWorkflows>().StartAsync("circuit", key, "c", new Dictionary<string, object?>(), default));

    public Task EventAsync(string name) => DoAsync(services => services.GetRequiredService<IWorkflows>().PublishAsync(name, "c", new { de = "é" }, default));

    public Task<bool> RunNextAsync() => _services.GetRequiredService<IEngine>().RunNextAsync(default);

    public Task DeliverAsync(IReadOnlyList<KeptEvent> events) => _services.GetRequiredService<IEngine>().DeliverAsync(events, default);

    /// <summary>Works until nothing is due; <paramref name="most"/> bounds the bursts, for work that would never end.</summary>
    public async Task RunAsync(int most = 50)
    {
        var bursts = 0;
        while (await RunNextAsync())
        {
            Assert.True(++bursts <= most, "The engine never comes to rest.");
        }
    }

    /// <summary>When the next work falls due, as a driver is told.</summary>
    public Task<DateTimeOffset?> NextDueAsync() => _services.GetRequiredService<IEngine>().NextDueAsync(default);

    /// <summary>Starts and events that wait to be worked on or kept for somebody.</summary>
    public async Task<List<object>> ArrivalsAsync() => [.. (await RowsAsync<DueWork>()).Where(w => !w.IsTimer), .. await RowsAsync<KeptEvent>()];

    public async Task<List<DueWork>> TimersAsync() => [.. (await RowsAsync<DueWork>()).Where(w => w.IsTimer)];

    public async Task<List<T>> RowsAsync<T>()
        where T : class
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<T>().AsNoTracking().ToListAsync();
    }

    public Task CreateSchemaAsync() => WithDbAsync(db => db.Database.EnsureCreatedAsync());

    /// <summary>The guard of published versions, which the host puts up when it starts.</summary>
    public Task ProtectAsync() => WithDbAsync(db => VersionsFigees.ProtectAsync(db, default));

    public Task CreateAsync(string json, string id = "circuit", int version = 1) => DoAsync(async services =>
    {
        var db = services.GetRequiredService<ComiteFlowDb>();
        await db.Set<DefinitionRow>().Where(d => d.DefinitionId == id).ForEachAsync(d => d.IsPublished = false);
        db.Add(new DefinitionRow { DefinitionId = id, Version = version, Name = "Essai", Json = json, Hash = json, IsPublished = true });
        await db.SaveChangesAsync();
    });

    private async Task WithDbAsync(Func<ComiteFlowDb, Task> act)
    {
        await using var scope = _services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<ComiteFlowDb>());
    }

    public void Dispose()
    {
        _services.Dispose();
        SqliteConnection.ClearAllPools();
    }
}

/// <summary>What goes wrong, and when; also gives the ids.</summary>
internal sealed class Panne(int host = 0) : IIds
{
    private int _last;

    public bool IsOn { get; set; }

    public int Calls { get; set; }

    public Exception Error { get; set; } = new InvalidOperationException("panne");

    public Guid Next() => Guid.Parse($"018f4f6e-0000-7000-8{host:D3}-{++_last:D12}");
}

/// <summary>Opens a task, then breaks when the test says so.</summary>
[ActivityType("Tests.OpenThenBreak")]
internal sealed class OpenThenBreak(Panne panne) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        panne.Calls++;
        await context.OpenTaskAsync(new TaskRequest("t", "avis", "c", [], context.Today, []), ct);
        return panne.IsOn ? throw panne.Error : Outcome.Done;
    }
}

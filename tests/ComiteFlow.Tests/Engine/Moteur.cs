using ComiteFlow.Engine;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Expressions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Expressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.Tests.Engine;

/// <summary>The engine on rows in memory, driven step by step.</summary>
internal sealed class Moteur : IDisposable
{
    private readonly ServiceProvider _services;

    public Moteur(EngineOptions? options = null)
    {
        var services = new ServiceCollection();
        services.AddComiteFlowEngine(options ?? EngineOptions.AtOnce, typeof(Moteur).Assembly);
        services.AddSingleton(Rows).AddSingleton(Trials).AddSingleton<TimeProvider>(Clock).AddSingleton<IIds, CountedIds>();
        services.AddSingleton<IExpressionEvaluator, JintExpressions>();
        services.AddSingleton<ICronCalendar, EcheancesCron>();
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddScoped<MemoryRunStore>();
        services.AddScoped<IRunStore>(p => p.GetRequiredService<MemoryRunStore>());
        services.AddScoped<IPinnedInstances>(p => p.GetRequiredService<MemoryRunStore>());
        services.AddScoped<IWorkflows>(p => p.GetRequiredService<MemoryRunStore>());
        services.AddScoped<ITasks>(p => p.GetRequiredService<MemoryRunStore>());
        services.AddScoped<IUnitOfWork>(p => p.GetRequiredService<MemoryRunStore>());
        _services = services.BuildServiceProvider();
    }

    public MemoryRows Rows { get; } = new();

    public Trials Trials { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));

    public DefinitionValidator Validator => _services.GetRequiredService<DefinitionValidator>();

    public IEnumerable<Instance> Instances => Rows.All<Instance>();

    /// <summary>Starts and events that wait to be worked on or kept for somebody.</summary>
    public IEnumerable<object> Arrivals => Rows.All<DueWork>().Where(w => !w.IsTimer).Cast<object>().Concat(Rows.All<KeptEvent>());

    public IEnumerable<DueWork> Timers => Rows.All<DueWork>().Where(w => w.IsTimer);

    public Instance Only => Assert.Single(Instances);

    /// <summary>Ids of the steps that ended, in order.</summary>
    public IEnumerable<string> Ended => Lines("Completed");

    public IEnumerable<string> Lines(string what) => Rows.All<JournalLine>().Where(l => l.Event == what).OrderBy(l => l.Number).Select(l => l.ActivityId);

    public Moteur Publish(string json)
    {
        var definition = DefinitionReader.Read(json).Definition!;
        if (!Rows.Definitions.TryGetValue(definition.DefinitionId, out var versions))
            Rows.Definitions[definition.DefinitionId] = versions = [];
        versions.Add(definition.AtVersion(versions.Count + 1));
        return this;
    }

    public Task StartAsync(string definition = "circuit", string key = "k", object? input = null) => DoAsync(store =>
        store.StartAsync(definition, key, "c", new Dictionary<string, object?> { ["valeur"] = input }, default));

    public Task EventAsync(string name, object? payload = null) => DoAsync(store => store.PublishAsync(name, "c", payload, default));

    /// <summary>What the end of a child tells its parent.</summary>
    public Task ChildEndAsync(string key, ChildEnd end) => DoAsync(store => store.PublishAsync(Instance.CompletedEvent, key, end, default));

    /// <summary>What a person does who calls an instance off.</summary>
    public Task CancelAsync(string key) => DoAsync(store =>
    {
        var (instance, now) = (Instances.Single(i => i.Key == key), Clock.GetUtcNow());
        return store.SaveAsync([new BurstResult(instance.With(instance.State, InstanceStatus.Cancelled, now), false, null, null, [], [], [], [], now)], isLast: false, default);
    });

    public Task CompleteTaskAsync(string key) => DoAsync(store => store.CompleteAsync(key, "Mme Roux", Clock.GetUtcNow(), default));

    public Task AnswerTaskAsync(string key, TaskAnswer answer) => DoAsync(store => store.AnswerAsync(key, answer, Clock.GetUtcNow(), default));

    /// <summary>What a person decides on the only open incident.</summary>
    public async Task DecideAsync(Func<IIncidents, Guid, Task> decide)
    {
        await using (var scope = _services.CreateAsyncScope())
        {
            await decide(scope.ServiceProvider.GetRequiredService<IIncidents>(), Rows.All<Incident>().OrderBy(i => i.ClosedAt is not null).First().Id);
            await scope.ServiceProvider.GetRequiredService<MemoryRunStore>().CommitAsync(default);
        }

        await RunAsync();
    }

    /// <summary>What a migration of the definition « circuit » from one version to the next would do.</summary>
    public async Task<MigrationPlan> PlanAsync(Migration migration, string? after = null, int limit = 10)
    {
        await using var scope = _services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IMigrations>().PlanAsync(migration, after, limit, default);
    }

    /// <summary>Moves an instance; nothing is run by it.</summary>
    public async Task<bool> MigrateAsync(Migration migration, Guid instance)
    {
        await using var scope = _services.CreateAsyncScope();
        var moved = await scope.ServiceProvider.GetRequiredService<IMigrations>().ApplyAsync(migration, instance, "Mme Roux", "Texte modifié.", default);
        await scope.ServiceProvider.GetRequiredService<MemoryRunStore>().CommitAsync(default);
        return moved;
    }

    public async Task AfterAsync(TimeSpan span)
    {
        Clock.Advance(span);
        await RunAsync();
    }

    public async Task RunAsync()
    {
        var engine = _services.GetRequiredService<IEngine>();
        var bursts = 0;
        while (await engine.RunNextAsync(default))
        {
            Assert.True(++bursts < 200, "The engine never comes to rest.");
        }
    }

    public void Dispose() => _services.Dispose();

    private async Task DoAsync(Func<MemoryRunStore, Task> act)
    {
        await using (var scope = _services.CreateAsyncScope())
        {
            var store = scope.ServiceProvider.GetRequiredService<MemoryRunStore>();
            await act(store);
            await store.CommitAsync(default);
        }

        await RunAsync();
    }
}

/// <summary>What the trial steps of these tests saw, and how they are to behave.</summary>
internal sealed class Trials
{
    public List<string> Seen { get; } = [];

    public int Calls { get; set; }

    public Func<int, Exception?> Fails { get; set; } = _ => null;
}

/// <summary>Notes what it was told.</summary>
[ActivityType("Tests.Say")]
internal sealed class Say(Trials trials) : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        trials.Seen.Add(context.Input<string>("text") ?? "");
        return Task.FromResult(Outcome.Done);
    }
}

/// <summary>Has an output.</summary>
[ActivityType("Tests.Give")]
internal sealed class Give : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        context.SetOutput("result", context.Input<object>("value"));
        return Task.FromResult(Outcome.Done);
    }
}

/// <summary>Fails as the test says.</summary>
[ActivityType("Tests.Try")]
internal sealed class Try(Trials trials) : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) =>
        trials.Fails(++trials.Calls) is { } error ? throw error : Task.FromResult(Outcome.Done);
}

/// <summary>Waits ten days, or thirty once it is told « plus tard ».</summary>
[ActivityType("Tests.Patience")]
internal sealed class Patience : IWaitingActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        context.WaitUntil(context.Now.AddDays(10));
        context.WaitForEvent("plus tard", context.CorrelationId);
        return Task.FromResult(Outcome.Wait);
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct)
    {
        if (signal.IsTimer)
            return Task.FromResult(Outcome.Done);
        context.WaitUntil(context.Now.AddDays(30));
        return Task.FromResult(Outcome.Wait);
    }
}

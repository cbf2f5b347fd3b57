using ComiteFlow.Engine;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Expressions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Expressions;
using ComiteFlow.Host.Travail;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComiteFlow.Bench;

/// <summary>The flowchart of ten activities without storage: what the engine itself costs.</summary>
internal static class EnMemoire
{
    private const int Warm = 3000;

    public static async Task MeasureAsync(Terrain terrain)
    {
        await using var services = new ServiceCollection()
            .AddComiteFlowEngine(new EngineOptions())
            .AddSingleton(TimeProvider.System).AddSingleton<IIds>(new Identifiants(TimeProvider.System))
            .AddSingleton<IExpressionEvaluator, JintExpressions>().AddSingleton<ICronCalendar, EcheancesCron>()
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<SansBase>().AddScoped<IRunStore>(p => p.GetRequiredService<SansBase>()).AddScoped<IUnitOfWork>(p => p.GetRequiredService<SansBase>())
            .BuildServiceProvider();
        var engine = services.GetRequiredService<IEngine>();
        var store = services.GetRequiredService<SansBase>();
        await RunAsync(engine, Warm);
        var rates = new Rounds();
        for (var round = 0; round < terrain.RoundCount; round++)
        {
            var before = Environment.CpuUsage.TotalTime;
            await RunAsync(engine, 5 * Warm);
            rates.Add(5 * Warm / (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        if (store.Finished != Warm + (terrain.RoundCount * 5 * Warm))
            throw new InvalidOperationException("A flowchart in memory did not finish.");
        terrain.Releve.Add(new Figure("memory-flowchart", rates.Median, "/s of processor time", null, rates.Spread, "≥ 6 000", rates.Median >= 6000));
    }

    private static async Task RunAsync(IEngine engine, int count)
    {
        for (var rank = 0; rank < count; rank++)
        {
            await engine.RunNextAsync(default);
        }
    }

    /// <summary>Gives one start after the other and keeps nothing.</summary>
    private sealed class SansBase : IRunStore, IUnitOfWork
    {
        private readonly WorkflowDefinition _definition = DefinitionReader.Read(Circuits.All[Circuits.Ten]).Definition!;

        public int Finished { get; private set; }

        public Task<IReadOnlyList<DueWork>> ClaimAsync(DateTimeOffset now, int limit, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<DueWork>>([.. Enumerable.Range(0, limit).Select(_ => new DueWork { Name = Circuits.Ten, Key = "k", CorrelationId = "k", Payload = "{}" })]);

        public Task<bool> KeyIsKnownAsync(string key, CancellationToken ct) => Task.FromResult(false);

        public Task<WorkflowDefinition?> PublishedAsync(string definitionId, CancellationToken ct) => Task.FromResult<WorkflowDefinition?>(_definition);

        public Task SaveAsync(IReadOnlyList<BurstResult> results, bool isLast, CancellationToken ct)
        {
            Finished += results.Count(result => result.Instance.Status == InstanceStatus.Finished);
            return Task.CompletedTask;
        }

        public Task BeginAsync(CancellationToken ct) => Task.CompletedTask;

        public Task FlushAsync(CancellationToken ct) => Task.CompletedTask;

        public Task CommitAsync(CancellationToken ct) => Task.CompletedTask;

        public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => throw NotNeeded();

        public Task<Instance?> LoadAsync(Guid instanceId, CancellationToken ct) => throw NotNeeded();

        public Task<WorkflowDefinition?> VersionAsync(string definitionId, int version, CancellationToken ct) => throw NotNeeded();

        public Task<IReadOnlyDictionary<int, DueWork>> MeetAsync(IReadOnlyList<KeptEvent> events, DateTimeOffset now, CancellationToken ct) => throw NotNeeded();

        public Task OfferAsync(KeptEvent announced, DateTimeOffset now, CancellationToken ct) => throw NotNeeded();

        public Task AskAsync(DueWork start, CancellationToken ct) => throw NotNeeded();

        public Task DropAsync(DueWork work, CancellationToken ct) => throw NotNeeded();

        public Task RetryAsync(DueWork work, int attempts, TimeSpan delay, CancellationToken ct) => throw NotNeeded();

        public Task ReleaseAsync(IReadOnlyList<DueWork> works, CancellationToken ct) => throw NotNeeded();

        public Task HoldAsync(DueWork work, Incident incident, CancellationToken ct) => throw new InvalidOperationException(incident.Message);

        public Task<HeldWork?> HeldAsync(Guid incidentId, CancellationToken ct) => throw NotNeeded();

        public Task DecideAsync(DecisionResult decision, CancellationToken ct) => throw NotNeeded();

        public Task<int> SweepEventsAsync(DateTimeOffset now, int limit, CancellationToken ct) => throw NotNeeded();

        public Task<int> SweepJournalAsync(DateTimeOffset before, int limit, CancellationToken ct) => throw NotNeeded();

        private static InvalidOperationException NotNeeded() => new("A flowchart without a wait asks for nothing else.");
    }
}

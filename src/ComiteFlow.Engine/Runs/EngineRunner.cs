using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComiteFlow.Engine.Runs;

/// <summary>
/// Takes due work and runs its bursts in one transaction: claim, load, run, commit. That transaction claims what comes next, so that a
/// burst costs at most one; a group of bursts shares it.
/// </summary>
internal sealed class EngineRunner(
    IServiceScopeFactory scopes, ActivityRegistry registry, TimeProvider clock, EngineOptions options, ILogger<EngineRunner> logger) : IEngine
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Queue<DueWork> _claimed = new();
    private readonly FailedWork _failed = new(scopes, clock, options, logger);

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        if (_claimed.Count == 0)
        {
            await using var scope = scopes.CreateAsyncScope();
            Take(await scope.ServiceProvider.GetRequiredService<IRunStore>().ClaimAsync(clock.GetUtcNow(), options.Batch, ct));
        }

        var group = NextGroup();
        if (group.Count == 0)
            return false;
        if (await TransactAsync(group, claimNext: _claimed.Count == 0, ct) is not { } failure)
            return true;
        if (group.Count == 1)
            await _failed.RecordAsync(failure, ct);
        else
            await EachAloneAsync(group, ct);
        return true;
    }

    public async Task DeliverAsync(IReadOnlyList<KeptEvent> events, CancellationToken ct)
    {
        var failure = await HandOverAsync(events, meet: true, ct);
        // The instance was remembered, and is not so any more: now it is read.
        if (failure is FenceLostException)
            failure = await HandOverAsync(events, meet: true, ct);
        // What fails here is queued: the ordinary way decides on attempts and incidents.
        if (failure is not null && await HandOverAsync(events, meet: false, ct) is { } error)
            ExceptionDispatchInfo.Throw(error);
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IRunStore>().NextDueAsync(ct);
    }

    /// <summary>The work from the head of what is claimed, up to the second piece for one instance: that one goes on from what the first leaves.</summary>
    private List<DueWork> NextGroup()
    {
        var group = new List<DueWork>();
        while (_claimed.TryPeek(out var next) && group.Count < options.Batch && !group.Exists(work => next.InstanceId is { } id && work.InstanceId == id))
        {
            group.Add(_claimed.Dequeue());
        }

        return group;
    }

    /// <summary>One piece of a group failed and took the others along: done one by one, only that one fails.</summary>
    private async Task EachAloneAsync(List<DueWork> group, CancellationToken ct)
    {
        foreach (var work in group)
        {
            if (await TransactAsync([work], claimNext: false, ct) is { } failure)
                await _failed.RecordAsync(failure, ct);
        }
    }

    /// <param name="claimNext">False while there is work in hand that was claimed before: the file, which knows no lease, would give it a second time.</param>
    /// <returns>What went wrong, once the transaction has let go of its locks; null when all is committed.</returns>
    private async Task<Failure?> TransactAsync(IReadOnlyList<DueWork> group, bool claimNext, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (unit, store) = (scope.ServiceProvider.GetRequiredService<IUnitOfWork>(), scope.ServiceProvider.GetRequiredService<IRunStore>());
        var runs = new List<Run>();
        IReadOnlyList<DueWork> next = [];
        try
        {
            await unit.BeginAsync(ct);
            await RunAsync(group, runs, unit, scope.ServiceProvider, isLast: !claimNext, ct);
            if (claimNext)
                next = await store.ClaimAsync(clock.GetUtcNow(), options.Batch, ct);
            await unit.CommitAsync(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return new Failure(group[Math.Max(runs.Count - 1, 0)], runs.LastOrDefault()?.Burst, error);
        }

        GoOn(runs);
        Take(next);
        return null;
    }

    /// <summary>Events of nobody's transaction: those that one instance waits for run its burst in this one, the others are offered.</summary>
    /// <returns>What went wrong, when nothing is written.</returns>
    private async Task<Exception?> HandOverAsync(IReadOnlyList<KeptEvent> events, bool meet, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (unit, store) = (scope.ServiceProvider.GetRequiredService<IUnitOfWork>(), scope.ServiceProvider.GetRequiredService<IRunStore>());
        try
        {
            await unit.BeginAsync(ct);
            var first = new Dictionary<int, DueWork>();
            if (meet)
                first = (await store.MeetAsync(events, clock.GetUtcNow(), ct)).OrderBy(one => one.Key).DistinctBy(one => one.Value.InstanceId).ToDictionary();
            var others = events.Where((_, rank) => !first.ContainsKey(rank)).ToList();
            await RunAsync([.. first.Values], [], unit, scope.ServiceProvider, isLast: others.Count == 0, ct);
            var over = others.Count == 0 ? new HashSet<int>() : await Triggers.StartByAsync(others, scope.ServiceProvider, ct);
            foreach (var other in others.Where((_, rank) => !over.Contains(rank)))
            {
                await store.OfferAsync(other, clock.GetUtcNow(), ct);
            }

            await unit.CommitAsync(ct);
            return null;
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            return error;
        }
    }

    /// <summary>Runs the bursts of a group and writes what they leave.</summary>
    private async Task RunAsync(IReadOnlyList<DueWork> group, List<Run> runs, IUnitOfWork unit, IServiceProvider services, bool isLast, CancellationToken ct)
    {
        var store = services.GetRequiredService<IRunStore>();
        foreach (var work in group)
        {
            // A burst sees what the one before it wrote.
            if (runs.Count > 0)
                await unit.FlushAsync(ct);
            var run = new Run(work, store, services) { Before = [.. runs.Select(done => done.Result?.Instance).OfType<Instance>()] };
            runs.Add(run);
            await (work.IsStart ? StartAsync(run, ct) : ResumeAsync(run, ct));
        }

        await store.SaveAsync([.. runs.Select(run => run.Result).OfType<BurstResult>()], isLast, ct);
    }

    private async Task StartAsync(Run run, CancellationToken ct)
    {
        var work = run.Work;
        if (Triggers.IsArmed(work))
        {
            await run.Services.GetRequiredService<Triggers>().FireAsync(work, ct);
            return;
        }

        if (await run.Store.KeyIsKnownAsync(work.Key!, ct))
        {
            await run.Store.DropAsync(work, ct);
            return;
        }

        var definition = await run.Store.PublishedAsync(work.Name, ct)
            ?? throw new StepFailedException("workflow.unknown", $"Aucune version du circuit « {work.Name} » n’est publiée.");
        var instance = new Instance
        {
            Id = run.Services.GetRequiredService<IIds>().Next(),
            Key = work.Key!,
            DefinitionId = definition.DefinitionId,
            DefinitionVersion = definition.Version,
            CorrelationId = work.CorrelationId,
            CreatedAt = clock.GetUtcNow(),
        };
        var state = new InstanceState { Input = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(work.Payload, Json) ?? [] };
        if (await Activation.RefusalAsync(definition, work, run.Services, run.Before, ct) is { } refusal)
        {
            run.Result = Activation.Refused(instance, work, refusal, clock.GetUtcNow());
            return;
        }

        var burst = run.Burst = new Burst(instance, definition, state, run.Services, registry, clock)
        {
            Corrections = Corrections.Of(work), Trigger = TriggeredStart.Of(state.Input),
        };
        await burst.StartAsync(ct);
        run.Result = Written(burst, isNew: true, work, null);
    }

    private async Task ResumeAsync(Run run, CancellationToken ct)
    {
        var work = run.Work;
        if (work.Instance is not { Status: InstanceStatus.Suspended } instance)
        {
            await PassOnAsync(run, ct);
            return;
        }

        var definition = await run.Store.VersionAsync(instance.DefinitionId, instance.DefinitionVersion, ct)
            ?? throw new StepFailedException("workflow.version", $"La version {instance.DefinitionVersion} du circuit « {instance.DefinitionId} » manque.");
        var state = JsonSerializer.Deserialize<InstanceState>(instance.State, Json) ?? new InstanceState();
        if (Target(work, state) is not { } execution)
        {
            await PassOnAsync(run, ct);
            return;
        }

        var used = work.IsTimer ? null : new Bookmark { InstanceId = instance.Id, Execution = execution.Id, Name = work.Name, CorrelationId = work.CorrelationId };
        var burst = run.Burst = new Burst(instance, definition, state, run.Services, registry, clock) { Corrections = Corrections.Of(work) };
        var signal = work.IsTimer ? new Signal(Signal.Timer, null) : new Signal(work.Name, JsonDocument.Parse(work.Payload).RootElement);
        await burst.ResumeAsync(execution, signal, ct);
        run.Result = Written(burst, isNew: false, work, used);
    }

    /// <summary>The execution that is woken; its wait is used up by that.</summary>
    private static Execution? Target(DueWork work, InstanceState state)
    {
        if (work.IsTimer)
        {
            if (state.Find(work.Execution) is not { Due: not null } timed)
                return null;
            timed.Due = null;
            return timed;
        }

        var wait = new EventWait(work.Name, work.CorrelationId);
        var execution = state.Awaiting(wait, work.Execution);
        execution?.Waits!.Remove(wait);
        if (execution?.Waits is { Count: 0 })
            execution.Waits = null;
        return execution;
    }

    /// <summary>Nobody waits here any more: an event that was for one step alone goes to who else waits for it, or is kept.</summary>
    private async Task PassOnAsync(Run run, CancellationToken ct)
    {
        var work = run.Work;
        await run.Store.DropAsync(work, ct);
        if (!work.IsTimer && !work.IsShared)
            await run.Store.OfferAsync(new KeptEvent
            {
                Name = work.Name, CorrelationId = work.CorrelationId, Payload = work.Payload, CreatedAt = work.CreatedAt, ExpiresAt = work.ExpiresAt,
            }, clock.GetUtcNow(), ct);
    }

    private static BurstResult Written(Burst burst, bool isNew, DueWork work, Bookmark? used)
    {
        var instance = burst.Instance.With(
            JsonSerializer.Serialize(burst.State, Json), burst.IsFinished ? InstanceStatus.Finished : InstanceStatus.Suspended, burst.Now, burst.End);
        instance.CorrelationId = burst.CorrelationId;
        return new BurstResult(instance, isNew, work.IsStored ? work : null, used, burst.Ends, burst.Events, burst.Timers, burst.Journal, burst.Now);
    }

    /// <summary>What was claimed together with work of one instance goes on from what that work left.</summary>
    private void GoOn(List<Run> runs)
    {
        foreach (var result in runs.Select(run => run.Result).OfType<BurstResult>())
        {
            foreach (var other in _claimed.Where(other => other.InstanceId == result.Instance.Id))
            {
                other.Instance = result.Instance;
            }
        }
    }

    private void Take(IReadOnlyList<DueWork> works)
    {
        foreach (var work in works)
        {
            _claimed.Enqueue(work);
        }
    }

    /// <summary>One piece of work and what its burst leaves.</summary>
    private sealed class Run(DueWork work, IRunStore store, IServiceProvider services)
    {
        public DueWork Work => work;

        public IRunStore Store => store;

        public IServiceProvider Services => services;

        public Burst? Burst { get; set; }

        /// <summary>What the bursts before it in the same transaction leave.</summary>
        public IReadOnlyList<Instance> Before { get; init; } = [];

        public BurstResult? Result { get; set; }
    }
}

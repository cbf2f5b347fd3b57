using System.Text.Json;
using System.Text.Json.Serialization;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComiteFlow.Engine.Runs;

/// <summary>Settings of the engine.</summary>
public sealed record EngineOptions
{
    /// <summary>Attempts before an error that may pass (an unexpected one, or one that its step calls retryable) becomes an incident; 5 by default.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>
    /// Technical time before the second attempt, 1 s by default. Each further one waits <see cref="DelayFactor"/> times as long, at most
    /// <see cref="LongestDelay"/>: 1 s, 5 s, 25 s, 60 s. Zero where someone moves the business clock: the attempts follow each other at once.
    /// </summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    public int DelayFactor { get; init; } = 5;

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For a business clock that someone moves: three attempts, and nobody waits for real time to pass.</summary>
    public static EngineOptions AtOnce { get; } = new() { MaxAttempts = 3, FirstDelay = TimeSpan.Zero };

    /// <summary>Errors that no retry can help, such as a broken rule, besides those that steps declare: their code, or null.</summary>
    public Func<Exception, string?> FinalCode { get; init; } = _ => null;

    /// <summary>Errors that say that another writer was faster: the work is done again on what that one left.</summary>
    public Func<Exception, bool> IsConflict { get; init; } = _ => false;

    /// <summary>Attempts before conflicts become an incident.</summary>
    public int MaxConflicts { get; init; } = 50;

    /// <summary>Pieces of work that a host takes at once.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Days of business time for which the journal of an instance is kept after its end; null, the default, keeps everything.</summary>
    public int? JournalDays { get; init; }

    /// <param name="attempts">Those that failed so far.</param>
    internal TimeSpan DelayAfter(int attempts) =>
        TimeSpan.FromTicks((long)Math.Min(FirstDelay.Ticks * Math.Pow(DelayFactor, attempts - 1), Math.Max(LongestDelay.Ticks, 0)));
}

/// <summary>
/// Takes due work and runs each burst in one transaction: claim, load, run, commit. The commit of one burst claims what comes next,
/// so that a burst costs one transaction.
/// </summary>
internal sealed partial class EngineRunner(
    IServiceScopeFactory scopes, ActivityRegistry registry, TimeProvider clock, EngineOptions options, ILogger<EngineRunner> logger) : IEngine
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Queue<DueWork> _claimed = new();

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        Run run;
        await using (var scope = scopes.CreateAsyncScope())
        {
            if (_claimed.Count == 0)
                Take(await scope.ServiceProvider.GetRequiredService<IRunStore>().ClaimAsync(clock.GetUtcNow(), options.Batch, ct));
            if (!_claimed.TryDequeue(out var work))
                return false;
            run = new Run(work, scope.ServiceProvider);
            await TransactAsync(run, ct);
        }

        // Only now has the failed transaction let go of its locks.
        if (run.Error is { } error)
            await FailedAsync(run, error, ct);
        return true;
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IRunStore>().NextDueAsync(ct);
    }

    private async Task TransactAsync(Run run, CancellationToken ct)
    {
        IReadOnlyList<DueWork> next = [];
        try
        {
            var work = run.Services.GetRequiredService<IUnitOfWork>();
            await work.BeginAsync(ct);
            if (run.Work.IsStart)
                await StartAsync(run, ct);
            else
                await ResumeAsync(run, ct);
            if (_claimed.Count == 0)
                next = await run.Store.ClaimAsync(clock.GetUtcNow(), options.Batch, ct);
            await work.CommitAsync(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            run.Error = error;
            return;
        }

        // What was claimed together for one instance goes on from what was just written.
        foreach (var other in _claimed.Where(other => run.Saved is not null && other.InstanceId == run.Saved.Id))
        {
            other.Instance = run.Saved;
        }

        Take(next);
    }

    private async Task StartAsync(Run run, CancellationToken ct)
    {
        var work = run.Work;
        if (await run.Store.KeyIsKnownAsync(work.Key!, ct))
        {
            await run.Store.DropAsync(work, ct);
            return;
        }

        var definition = await run.Store.PublishedAsync(work.Name, ct)
            ?? throw new StepFailedException("workflow.unknown", $"Aucune version du circuit « {work.Name} » n’est publiée.");
        var now = clock.GetUtcNow();
        var instance = new Instance
        {
            Id = run.Services.GetRequiredService<IIds>().Next(),
            Key = work.Key!,
            DefinitionId = definition.DefinitionId,
            DefinitionVersion = definition.Version,
            CorrelationId = work.CorrelationId,
            CreatedAt = now,
        };
        var state = new InstanceState { Input = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(work.Payload, Json) ?? [] };
        var burst = run.Burst = new Burst(instance, definition, state, run.Services, registry, clock) { Corrections = Corrections.Of(work) };
        await burst.StartAsync(ct);
        await SaveAsync(run, burst, isNew: true, null, ct);
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
        await SaveAsync(run, burst, isNew: false, used, ct);
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

    private static async Task SaveAsync(Run run, Burst burst, bool isNew, Bookmark? used, CancellationToken ct)
    {
        var instance = burst.Instance.With(
            JsonSerializer.Serialize(burst.State, Json), burst.IsFinished ? InstanceStatus.Finished : InstanceStatus.Suspended, burst.Now, burst.End);
        instance.CorrelationId = burst.CorrelationId;
        await run.Store.SaveAsync(new BurstResult(instance, isNew, run.Work, used, burst.Ends, burst.Events, burst.Timers, burst.Journal, burst.Now), ct);
        run.Saved = instance;
    }

    private void Take(IReadOnlyList<DueWork> works)
    {
        foreach (var work in works)
        {
            _claimed.Enqueue(work);
        }
    }

    /// <summary>The transaction is gone: count the attempt, or record an incident, in one of its own.</summary>
    private async Task FailedAsync(Run run, Exception error, CancellationToken ct)
    {
        LogFailed(error, run.Work.Name, run.Work.CorrelationId);
        try
        {
            await RecordAsync(run, error, ct);
        }
        catch (FenceLostException lost)
        {
            // Somebody else has gone on meanwhile: this failure says nothing any more.
            await RecordAsync(run, lost, ct);
        }
    }

    private async Task RecordAsync(Run run, Exception error, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await unit.BeginAsync(ct);
        var store = scope.ServiceProvider.GetRequiredService<IRunStore>();
        var code = error is StepFailedException step ? (step.Retryable ? null : step.Code) : options.FinalCode(error);
        var attempts = run.Work.Attempts + 1;
        if (error is FenceLostException)
            await store.ReleaseAsync([run.Work], ct);
        else if (code is null && options.IsConflict(error) && attempts < options.MaxConflicts)
            await store.RetryAsync(run.Work, attempts, TimeSpan.Zero, ct);
        else if (code is null && attempts < options.MaxAttempts)
            await store.RetryAsync(run.Work, attempts, options.DelayAfter(attempts), ct);
        else
            await store.HoldAsync(run.Work, Incident(run, code ?? (error as StepFailedException)?.Code ?? "unexpected", error, scope.ServiceProvider), ct);
        await unit.CommitAsync(ct);
    }

    private Incident Incident(Run run, string code, Exception error, IServiceProvider services) => new()
    {
        Id = services.GetRequiredService<IIds>().Next(),
        // A failed start leaves no instance behind.
        InstanceId = run.Work.InstanceId,
        DefinitionId = run.Burst?.Definition.DefinitionId ?? run.Work.Name,
        ActivityId = run.Burst?.CurrentActivity,
        Execution = run.Burst?.CurrentExecution,
        Code = code,
        Message = error.Message,
        At = clock.GetUtcNow(),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Work {Name} ({CorrelationId}) failed")]
    private partial void LogFailed(Exception error, string name, string correlationId);

    /// <summary>One piece of work and how far it came.</summary>
    private sealed class Run(DueWork work, IServiceProvider services)
    {
        public DueWork Work => work;

        public IServiceProvider Services => services;

        public IRunStore Store { get; } = services.GetRequiredService<IRunStore>();

        public Burst? Burst { get; set; }

        public Instance? Saved { get; set; }

        public Exception? Error { get; set; }
    }
}

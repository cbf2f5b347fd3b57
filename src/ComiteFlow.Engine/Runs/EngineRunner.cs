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
    /// <summary>Attempts before an unexpected error becomes an incident.</summary>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Errors that no retry can help, besides those that steps declare.</summary>
    public Func<Exception, string?> FinalCode { get; init; } = _ => null;
}

/// <summary>Takes one piece of due work at a time and runs its burst in one transaction.</summary>
internal sealed partial class EngineRunner(
    IServiceScopeFactory scopes, ActivityRegistry registry, TimeProvider clock, EngineOptions options, ILogger<EngineRunner> logger) : IEngine
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public async Task<bool> RunNextAsync(CancellationToken ct)
    {
        var trace = new Trace();
        await using (var scope = scopes.CreateAsyncScope())
        {
            var store = scope.ServiceProvider.GetRequiredService<IRunStore>();
            trace.Arrival = await store.NextArrivalAsync(ct);
            trace.Timer = trace.Arrival is null ? await store.NextTimerAsync(clock.GetUtcNow(), ct) : null;
            if (trace.Arrival is null && trace.Timer is null)
                return false;
            await RunAsync(scope.ServiceProvider, trace, ct);
        }

        // Only now has the failed transaction let go of its locks.
        if (trace.Error is { } error)
            await FailedAsync(trace, error, ct);
        return true;
    }

    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IRunStore>().NextDueAsync(ct);
    }

    private async Task RunAsync(IServiceProvider services, Trace trace, CancellationToken ct)
    {
        try
        {
            var work = services.GetRequiredService<IUnitOfWork>();
            await work.BeginAsync(ct);
            var store = services.GetRequiredService<IRunStore>();
            if (trace.Timer is { } timer)
                await FireAsync(services, store, timer, trace, ct);
            else if (trace.Arrival is { Kind: "start" } start)
                await StartAsync(services, store, start, trace, ct);
            else
                await DeliverAsync(services, store, trace.Arrival!, trace, ct);
            await work.CommitAsync(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            trace.Error = error;
        }
    }

    private async Task StartAsync(IServiceProvider services, IRunStore store, Arrivee arrival, Trace trace, CancellationToken ct)
    {
        store.Remove(arrival);
        if (await store.KeyIsKnownAsync(arrival.Key!, ct))
            return;
        var definition = await store.PublishedAsync(arrival.Name, ct)
            ?? throw new StepFailedException("workflow.unknown", $"Aucune version du circuit « {arrival.Name} » n’est publiée.");
        var now = clock.GetUtcNow();
        var instance = new Instance
        {
            Id = services.GetRequiredService<IIds>().Next(),
            Key = arrival.Key!,
            DefinitionId = definition.DefinitionId,
            DefinitionVersion = definition.Version,
            CorrelationId = arrival.CorrelationId,
            CreatedAt = now,
            UpdatedAt = now,
        };
        trace.Instance = instance;
        store.Add(instance);
        var state = new InstanceState { Input = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(arrival.Payload, Json) ?? [] };
        var burst = trace.Burst = new Burst(instance, definition, state, services, registry, clock);
        await burst.StartAsync(ct);
        await SaveAsync(services, store, burst, [], [], ct);
    }

    private async Task DeliverAsync(IServiceProvider services, IRunStore store, Arrivee arrival, Trace trace, CancellationToken ct)
    {
        var bookmarks = await store.BookmarksForAsync(arrival.Name, arrival.CorrelationId, ct);
        if (bookmarks.Count == 0 && arrival.Wait is null && arrival.ExpiresAt > clock.GetUtcNow())
        {
            arrival.IsKept = true;
            return;
        }

        store.Remove(arrival);
        if (bookmarks.Count > 1 && arrival.Wait is null)
        {
            Share(store, arrival, bookmarks);
        }
        else if (bookmarks.FirstOrDefault(b => arrival.Wait is null || b.Id == arrival.Wait) is { } bookmark)
        {
            store.Remove(bookmark);
            var payload = JsonDocument.Parse(arrival.Payload).RootElement;
            await ResumeAsync(services, store, bookmark.InstanceId, bookmark.Execution, new Signal(arrival.Name, payload), trace, bookmark, ct);
        }
    }

    /// <summary>Several steps wait for one event: each gets a burst of its own, so that one that fails keeps nothing from the others.</summary>
    private static void Share(IRunStore store, Arrivee arrival, IReadOnlyList<Bookmark> bookmarks)
    {
        foreach (var bookmark in bookmarks)
        {
            store.Add(new Arrivee
            {
                Kind = arrival.Kind, Name = arrival.Name, CorrelationId = arrival.CorrelationId, Payload = arrival.Payload,
                CreatedAt = arrival.CreatedAt, ExpiresAt = arrival.ExpiresAt, Wait = bookmark.Id,
            });
        }
    }

    private async Task FireAsync(IServiceProvider services, IRunStore store, TimerRow timer, Trace trace, CancellationToken ct)
    {
        store.Remove(timer);
        await ResumeAsync(services, store, timer.InstanceId, timer.Execution, new Signal(Signal.Timer, null), trace, timer, ct);
    }

    private async Task ResumeAsync(
        IServiceProvider services, IRunStore store, Guid instanceId, int execution, Signal signal, Trace trace, object consumed, CancellationToken ct)
    {
        if (await store.FindInstanceAsync(instanceId, ct) is not { Status: InstanceStatus.Suspended } instance)
            return;
        trace.Instance = instance;
        var definition = await store.VersionAsync(instance.DefinitionId, instance.DefinitionVersion, ct)
            ?? throw new StepFailedException("workflow.version", $"La version {instance.DefinitionVersion} du circuit « {instance.DefinitionId} » manque.");
        var state = JsonSerializer.Deserialize<InstanceState>(instance.State, Json) ?? new InstanceState();
        var burst = trace.Burst = new Burst(instance, definition, state, services, registry, clock);
        await burst.ResumeAsync(execution, signal, ct);
        var bookmarks = (await store.BookmarksOfAsync(instanceId, ct)).Where(b => b != consumed).ToList();
        var timers = (await store.TimersOfAsync(instanceId, ct)).Where(t => t != consumed).ToList();
        await SaveAsync(services, store, burst, bookmarks, timers, ct);
    }

    private static async Task SaveAsync(
        IServiceProvider services, IRunStore store, Burst burst, List<Bookmark> bookmarks, List<TimerRow> timers, CancellationToken ct)
    {
        var instance = burst.Instance;
        instance.State = JsonSerializer.Serialize(burst.State, Json);
        instance.UpdatedAt = burst.Now;
        instance.Version++;
        instance.Status = burst.IsFinished ? InstanceStatus.Finished : InstanceStatus.Suspended;
        foreach (var wait in burst.Waits)
        {
            await ApplyAsync(services, store, burst, wait, bookmarks, timers, ct);
        }

        foreach (var line in burst.Journal)
        {
            store.Add(line);
        }

        if (burst.IsFinished && (await store.BookmarksForAsync(Instance.CompletedEvent, instance.Key, ct)).Count > 0)
            await services.GetRequiredService<IWorkflows>().PublishAsync(Instance.CompletedEvent, instance.Key, null, ct);
    }

    private static async Task ApplyAsync(
        IServiceProvider services, IRunStore store, Burst burst, WaitChange wait, List<Bookmark> bookmarks, List<TimerRow> timers, CancellationToken ct)
    {
        var ids = services.GetRequiredService<IIds>();
        if (wait.IsEnd || wait.Due is not null)
        {
            foreach (var timer in timers.Where(t => t.Execution == wait.Execution))
            {
                store.Remove(timer);
            }

            timers.RemoveAll(t => t.Execution == wait.Execution);
        }

        if (wait.IsEnd)
        {
            foreach (var bookmark in bookmarks.Where(b => b.Execution == wait.Execution))
            {
                store.Remove(bookmark);
            }

            bookmarks.RemoveAll(b => b.Execution == wait.Execution);
        }
        else if (wait.Due is { } due)
        {
            store.Add(new TimerRow { Id = ids.Next(), InstanceId = burst.Instance.Id, Execution = wait.Execution, Due = due });
        }
        else if (!bookmarks.Exists(b => b.Execution == wait.Execution && b.Name == wait.Event && b.CorrelationId == wait.CorrelationId))
        {
            var bookmark = new Bookmark
            {
                Id = ids.Next(), InstanceId = burst.Instance.Id, Execution = wait.Execution, Name = wait.Event!, CorrelationId = wait.CorrelationId!,
            };
            store.Add(bookmark);
            bookmarks.Add(bookmark);
            await store.WakeKeptAsync(wait.Event!, wait.CorrelationId!, burst.Now, ct);
            // The end of a child is told only to those who already wait: whoever comes later is told now.
            if (wait.Event == Instance.CompletedEvent && await store.HasEndedAsync(wait.CorrelationId!, ct))
                await services.GetRequiredService<IWorkflows>().PublishAsync(wait.Event, wait.CorrelationId!, null, ct);
        }
    }

    /// <summary>The transaction is gone: count the attempt, or record an incident, in one of its own.</summary>
    private async Task FailedAsync(Trace trace, Exception error, CancellationToken ct)
    {
        var (arrival, timer) = (trace.Arrival, trace.Timer);
        LogFailed(error, arrival?.Name ?? "timer", arrival?.CorrelationId ?? "");
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await work.BeginAsync(ct);
        var store = scope.ServiceProvider.GetRequiredService<IRunStore>();
        var code = error is StepFailedException step ? (step.Retryable ? null : step.Code) : options.FinalCode(error);
        var attempts = (arrival?.Attempts ?? timer!.Attempts) + 1;
        if (code is null && attempts < options.MaxAttempts)
            await store.CountAttemptAsync(arrival?.Number, timer?.Id, attempts, ct);
        else
            await AbandonAsync(scope.ServiceProvider, store, trace, code ?? (error as StepFailedException)?.Code ?? "unexpected", error, ct);
        await work.CommitAsync(ct);
    }

    private async Task AbandonAsync(
        IServiceProvider services, IRunStore store, Trace trace, string code, Exception error, CancellationToken ct)
    {
        await store.DropAsync(trace.Arrival?.Number, trace.Timer?.Id, ct);
        // A failed start leaves no instance behind; the same key may start again once the cause is gone.
        var instance = trace.Instance is { } failed ? await store.FindInstanceAsync(failed.Id, ct) : null;
        instance?.Status = InstanceStatus.Faulted;
        store.Add(new Incident
        {
            Id = services.GetRequiredService<IIds>().Next(),
            InstanceId = instance?.Id,
            DefinitionId = trace.Instance?.DefinitionId ?? trace.Arrival?.Name ?? "",
            ActivityId = trace.Burst?.CurrentActivity,
            Code = code,
            Message = error.Message,
            At = clock.GetUtcNow(),
        });
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Work {Name} ({CorrelationId}) failed")]
    private partial void LogFailed(Exception error, string name, string correlationId);

    /// <summary>The work at hand and how far it came.</summary>
    private sealed class Trace
    {
        public Arrivee? Arrival { get; set; }

        public TimerRow? Timer { get; set; }

        public Exception? Error { get; set; }

        public Instance? Instance { get; set; }

        public Burst? Burst { get; set; }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Bench;

/// <summary>Knows which bursts are committed, and tells those who wait for it.</summary>
internal sealed class Suivi
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();
    private readonly ConcurrentQueue<long> _times = new();

    /// <summary>When each burst was committed, in ticks of the stopwatch.</summary>
    public IReadOnlyCollection<long> Times => _times;

    public void Reset() => _times.Clear();

    /// <summary>Completed with the next burst of the instance.</summary>
    public Task NextOf(string key) => _waiting.GetOrAdd(key, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public void Committed(string key)
    {
        _times.Enqueue(Stopwatch.GetTimestamp());
        if (_waiting.TryRemove(key, out var waiting))
            waiting.SetResult();
    }
}

/// <summary>The store and the transaction that ship, looked at from outside: what was saved counts once its commit has come back.</summary>
internal sealed class Temoin(IRunStore store, UnitOfWork work, Suivi suivi) : IRunStore, IUnitOfWork
{
    private readonly List<string> _saved = [];

    public Task BeginAsync(CancellationToken ct) => work.BeginAsync(ct);

    public async Task CommitAsync(CancellationToken ct)
    {
        await work.CommitAsync(ct);
        _saved.ForEach(suivi.Committed);
        _saved.Clear();
    }

    public Task FlushAsync(CancellationToken ct) => work.FlushAsync(ct);

    public async Task SaveAsync(IReadOnlyList<BurstResult> results, bool isLast, CancellationToken ct)
    {
        await store.SaveAsync(results, isLast, ct);
        _saved.AddRange(results.Select(result => result.Instance.Key));
    }

    public Task<IReadOnlyList<DueWork>> ClaimAsync(DateTimeOffset now, int limit, CancellationToken ct) => store.ClaimAsync(now, limit, ct);

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => store.NextDueAsync(ct);

    public Task<Instance?> LoadAsync(Guid instanceId, CancellationToken ct) => store.LoadAsync(instanceId, ct);

    public Task<bool> KeyIsKnownAsync(string key, CancellationToken ct) => store.KeyIsKnownAsync(key, ct);

    public Task<WorkflowDefinition?> PublishedAsync(string definitionId, CancellationToken ct) => store.PublishedAsync(definitionId, ct);

    public Task<WorkflowDefinition?> VersionAsync(string definitionId, int version, CancellationToken ct) => store.VersionAsync(definitionId, version, ct);

    public Task<IReadOnlyDictionary<int, DueWork>> MeetAsync(IReadOnlyList<KeptEvent> events, DateTimeOffset now, CancellationToken ct) => store.MeetAsync(events, now, ct);

    public Task OfferAsync(KeptEvent announced, DateTimeOffset now, CancellationToken ct) => store.OfferAsync(announced, now, ct);

    public Task AskAsync(DueWork start, CancellationToken ct) => store.AskAsync(start, ct);

    public Task DropAsync(DueWork work, CancellationToken ct) => store.DropAsync(work, ct);

    public Task RetryAsync(DueWork work, int attempts, TimeSpan delay, CancellationToken ct) => store.RetryAsync(work, attempts, delay, ct);

    public Task ReleaseAsync(IReadOnlyList<DueWork> works, CancellationToken ct) => store.ReleaseAsync(works, ct);

    public Task HoldAsync(DueWork work, Incident incident, CancellationToken ct) => store.HoldAsync(work, incident, ct);

    public Task<HeldWork?> HeldAsync(Guid incidentId, CancellationToken ct) => store.HeldAsync(incidentId, ct);

    public Task DecideAsync(DecisionResult decision, CancellationToken ct) => store.DecideAsync(decision, ct);

    public Task<int> SweepEventsAsync(DateTimeOffset now, int limit, CancellationToken ct) => store.SweepEventsAsync(now, limit, ct);

    public Task<int> SweepJournalAsync(DateTimeOffset before, int limit, CancellationToken ct) => store.SweepJournalAsync(before, limit, ct);
}

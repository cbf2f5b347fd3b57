using System.Text.Json;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Tests.Engine;

/// <summary>Everything of one scope: rows are copies until the commit, and gone with the scope without one.</summary>
internal sealed partial class MemoryRunStore(MemoryRows rows, TimeProvider clock) : IRunStore, IPinnedInstances, IWorkflows, ITasks, IUnitOfWork
{
    private readonly Dictionary<object, object> _tracked = [];
    private readonly HashSet<object> _removed = [];
    private readonly Dictionary<string, HumanTask> _tasks = [];

    public Task BeginAsync(CancellationToken ct) => Task.CompletedTask;

    public Task FlushAsync(CancellationToken ct) => Task.CompletedTask;

    public Task CommitAsync(CancellationToken ct)
    {
        foreach (var (key, row) in _tracked)
        {
            rows.Texts[key] = JsonSerializer.Serialize(row, row.GetType());
        }

        foreach (var key in _removed)
        {
            rows.Texts.Remove(key);
        }

        foreach (var (key, task) in _tasks)
        {
            rows.Tasks[key] = task;
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<DueWork>> ClaimAsync(DateTimeOffset now, int limit, CancellationToken ct)
    {
        var due = Free().Where(w => w.Due <= now).OrderBy(w => w.Due).ThenBy(w => w.IsTimer).ThenBy(w => w.Number).Take(limit).ToList();
        due.ForEach(work => work.Instance = Rows<Instance>().Find(i => i.Id == work.InstanceId));
        return Task.FromResult<IReadOnlyList<DueWork>>(due);
    }

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => Task.FromResult(Free().Min(w => (DateTimeOffset?)w.Due));

    public Task<Instance?> LoadAsync(Guid instanceId, CancellationToken ct) => Task.FromResult(Rows<Instance>().Find(i => i.Id == instanceId));

    public Task<bool> KeyIsKnownAsync(string key, CancellationToken ct) => Task.FromResult(Rows<Instance>().Exists(i => i.Key == key));

    public Task<WorkflowDefinition?> PublishedAsync(string definitionId, CancellationToken ct) =>
        Task.FromResult(rows.Definitions.TryGetValue(definitionId, out var versions) ? versions[^1] : null);

    public Task<WorkflowDefinition?> VersionAsync(string definitionId, int version, CancellationToken ct) =>
        Task.FromResult(rows.Definitions[definitionId].Find(d => d.Version == version));

    public async Task SaveAsync(IReadOnlyList<BurstResult> results, bool isLast, CancellationToken ct)
    {
        foreach (var result in results)
        {
            await SaveAsync(result, ct);
        }
    }

    private async Task SaveAsync(BurstResult result, CancellationToken ct)
    {
        var (instance, isOver) = (result.Instance, result.Instance.Status is InstanceStatus.Finished or InstanceStatus.Cancelled);
        if (!result.IsNew && Rows<Instance>().Find(i => i.Id == instance.Id)?.Fence != instance.Fence)
            throw new FenceLostException(instance.Id);
        instance.Fence++;
        _tracked[KeyOf(instance)] = instance;
        if (result.Work is { } work)
            Remove(work);
        Rows<Bookmark>().Where(b => b.InstanceId == instance.Id && (isOver || result.Ended.Contains(b.Execution) || IsSame(b, result.UsedWait))).ToList().ForEach(Remove);
        Rows<DueWork>().Where(w => w.IsTimer && w.InstanceId == instance.Id && (isOver || result.Ended.Contains(w.Execution) || result.Timers.Any(t => t.Execution == w.Execution)))
            .ToList().ForEach(Remove);
        result.Timers.ToList().ForEach(Add);
        foreach (var wait in result.Events)
        {
            await WaitAsync(wait, result.Now, ct);
        }

        result.Journal.ToList().ForEach(Add);
        if (instance.End is { } end)
            Give(Instance.CompletedEvent, instance.Key, end, result.Now, result.Now);
    }

    /// <summary>Meets nobody: everything is offered.</summary>
    public Task<IReadOnlyDictionary<int, DueWork>> MeetAsync(IReadOnlyList<KeptEvent> events, DateTimeOffset now, CancellationToken ct) =>
        Task.FromResult<IReadOnlyDictionary<int, DueWork>>(new Dictionary<int, DueWork>());

    public Task OfferAsync(KeptEvent announced, DateTimeOffset now, CancellationToken ct)
    {
        if (!Give(announced.Name, announced.CorrelationId, announced.Payload, now, announced.ExpiresAt))
            Add(announced);
        return Task.CompletedTask;
    }

    public Task AskAsync(DueWork start, CancellationToken ct)
    {
        start.Due = start.CreatedAt;
        if (Rows<DueWork>().Find(w => w.Key == start.Key) is { } held)
            (held.IncidentId, held.Attempts, held.Payload) = (null, held.IncidentId is null ? held.Attempts : 0, start.Payload);
        else if (!Rows<Instance>().Exists(i => i.Key == start.Key))
            Add(start);
        return Task.CompletedTask;
    }

    public Task DropAsync(DueWork work, CancellationToken ct)
    {
        Remove(work);
        return Task.CompletedTask;
    }

    public Task RetryAsync(DueWork work, int attempts, TimeSpan delay, CancellationToken ct)
    {
        Rows<DueWork>().Where(w => w.Number == work.Number).ToList().ForEach(w => w.Attempts = attempts);
        rows.Delays.Add(delay);
        return Task.CompletedTask;
    }

    public Task ReleaseAsync(IReadOnlyList<DueWork> works, CancellationToken ct) => Task.CompletedTask;

    public Task HoldAsync(DueWork work, Incident incident, CancellationToken ct)
    {
        Rows<DueWork>().Where(w => w.Number == work.Number).ToList().ForEach(w => w.IncidentId = incident.Id);
        foreach (var instance in Rows<Instance>().Where(i => i.Id == work.InstanceId))
        {
            (instance.Status, instance.Fence) = (InstanceStatus.Faulted, instance.Fence + 1);
        }

        if ((work.Key ?? work.Instance?.Key) is { } key)
            Give(Instance.CompletedEvent, key, ChildEnd.Of(InstanceStatus.Faulted).Written(), incident.At, incident.At);
        Add(incident);
        Add(incident.Opening());
        return Task.CompletedTask;
    }

    public Task<HeldWork?> HeldAsync(Guid incidentId, CancellationToken ct)
    {
        if (rows.All<Incident>().FirstOrDefault(i => i.Id == incidentId && i.ClosedAt is null) is not { } incident || rows.All<DueWork>().FirstOrDefault(w => w.IncidentId == incidentId) is not { } work)
            return Task.FromResult<HeldWork?>(null);
        work.Instance = rows.All<Instance>().FirstOrDefault(i => i.Id == work.InstanceId);
        return Task.FromResult<HeldWork?>(new HeldWork(incident, work));
    }

    public async Task DecideAsync(DecisionResult decision, CancellationToken ct)
    {
        var (incident, work) = (decision.Incident, decision.Work);
        _tracked[KeyOf(incident)] = incident;
        if (decision.Change is { } change)
            await SaveAsync(change, ct);
        if (!decision.IsCalledOff)
            Rows<DueWork>().Where(w => w.Number == work.Number).ToList().ForEach(w => (w.IncidentId, w.Attempts, w.Corrections) = (null, 0, work.Corrections));
        else if (decision.Change is null)
        {
            Remove(work);
            if (work.Key is { } key)
                Give(Instance.CompletedEvent, key, ChildEnd.Of(InstanceStatus.Cancelled).Written(), decision.Now, decision.Now);
        }

        Add(decision.Line);
    }

    // The sweeps are SQL alone; their tests are those of the databases.
    public Task<int> SweepEventsAsync(DateTimeOffset now, int limit, CancellationToken ct) => Task.FromResult(0);

    public Task<int> SweepJournalAsync(DateTimeOffset before, int limit, CancellationToken ct) => Task.FromResult(0);

    public Task<IReadOnlyList<PinnedInstance>> PageAsync(string definitionId, int version, string? after, int limit, CancellationToken ct) => Task.FromResult<IReadOnlyList<PinnedInstance>>(
        [.. rows.All<Instance>().Where(i => i.DefinitionId == definitionId && i.DefinitionVersion == version && i.Status is InstanceStatus.Suspended or InstanceStatus.Faulted)
            .Where(i => after is null || string.CompareOrdinal(i.Key, after) > 0).OrderBy(i => i.Key, StringComparer.Ordinal).Take(limit).Select(Pinned)]);

    public Task<PinnedInstance?> FindAsync(Guid instance, CancellationToken ct) =>
        Task.FromResult(rows.All<Instance>().FirstOrDefault(i => i.Id == instance) is { } found ? Pinned(found) : null);

    private PinnedInstance Pinned(Instance instance) => new(instance, rows.All<DueWork>().Any(w => w.InstanceId == instance.Id && w.Corrections is not null));

    private IEnumerable<DueWork> Free() =>
        Rows<DueWork>().Where(w => w.IncidentId is null && Rows<Instance>().Find(i => i.Id == w.InstanceId) is not { Status: InstanceStatus.Faulted });

    private Task WaitAsync(Bookmark wait, DateTimeOffset now, CancellationToken ct)
    {
        Add(wait);
        if (wait.Name == Instance.CompletedEvent)
        {
            if (Rows<Instance>().Find(i => i.Key == wait.CorrelationId)?.End is { } end)
                Add(Event(wait, end, now, now, isShared: true));
        }
        else if (Rows<KeptEvent>().Where(e => e.Name == wait.Name && e.CorrelationId == wait.CorrelationId && e.ExpiresAt > now).MinBy(e => e.Number) is { } kept)
        {
            Remove(kept);
            Add(Event(wait, kept.Payload, now, kept.ExpiresAt, isShared: false));
        }

        return Task.CompletedTask;
    }

    private bool Give(string name, string correlationId, string payload, DateTimeOffset now, DateTimeOffset expiresAt)
    {
        var waiting = Rows<Bookmark>().Where(b => b.Name == name && b.CorrelationId == correlationId).OrderBy(b => b.Number).ToList();
        waiting.ForEach(wait => Add(Event(wait, payload, now, expiresAt, waiting.Count > 1 || name == Instance.CompletedEvent)));
        return waiting.Count > 0;
    }

    private static DueWork Event(Bookmark wait, string payload, DateTimeOffset now, DateTimeOffset expiresAt, bool isShared) => new()
    {
        Due = now, InstanceId = wait.InstanceId, Execution = wait.Execution, Name = wait.Name, CorrelationId = wait.CorrelationId, Payload = payload,
        IsShared = isShared, CreatedAt = now, ExpiresAt = expiresAt,
    };

    private static bool IsSame(Bookmark bookmark, Bookmark? used) =>
        used is not null && (bookmark.Execution, bookmark.Name, bookmark.CorrelationId) == (used.Execution, used.Name, used.CorrelationId);

    public void Add(object row)
    {
        switch (row)
        {
            case JournalLine line: line.Number = ++rows.LastNumber; break;
            case DueWork work: work.Number = ++rows.LastNumber; break;
            case KeptEvent kept: kept.Number = ++rows.LastNumber; break;
            case Bookmark bookmark: bookmark.Number = ++rows.LastNumber; break;
        }

        _tracked[KeyOf(row)] = row;
    }

    public void Remove(object row) => _removed.Add(KeyOf(row));

    public Task StartAsync(string definitionId, string key, string correlationId, IReadOnlyDictionary<string, object?> input, CancellationToken ct) => AskAsync(
        new DueWork { Name = definitionId, Key = key, CorrelationId = correlationId, Payload = JsonSerializer.Serialize(input), CreatedAt = clock.GetUtcNow() }, ct);

    public Task PublishAsync(string name, string correlationId, object? payload, CancellationToken ct, TimeSpan? life = null) => OfferAsync(
        new KeptEvent
        {
            Name = name, CorrelationId = correlationId, Payload = JsonSerializer.Serialize(payload), CreatedAt = clock.GetUtcNow(),
            ExpiresAt = clock.GetUtcNow() + (life ?? TimeSpan.FromDays(365)),
        },
        clock.GetUtcNow(), ct);

    private List<T> Rows<T>()
        where T : class
    {
        foreach (var row in rows.All<T>())
        {
            _tracked.TryAdd(KeyOf(row), row);
        }

        return [.. _tracked.Where(row => !_removed.Contains(row.Key)).Select(row => row.Value).OfType<T>()];
    }

    private static object KeyOf(object row) => (row.GetType(), row switch
    {
        DueWork work => (object)work.Number,
        KeptEvent kept => kept.Number,
        JournalLine line => line.Number,
        Instance instance => instance.Id,
        Bookmark bookmark => bookmark.Number,
        Incident incident => incident.Id,
        _ => throw new InvalidOperationException(row.GetType().Name),
    });
}

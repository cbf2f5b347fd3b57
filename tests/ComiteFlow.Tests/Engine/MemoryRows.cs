using System.Text.Json;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Tests.Engine;

/// <summary>The committed rows, kept as texts so that nobody changes them by accident.</summary>
internal sealed class MemoryRows
{
    public Dictionary<object, string> Texts { get; } = [];

    public Dictionary<string, List<WorkflowDefinition>> Definitions { get; } = [];

    public Dictionary<string, HumanTask> Tasks { get; } = [];

    public long LastNumber { get; set; }

    public IEnumerable<T> All<T>() => Texts.Where(row => row.Key is ValueTuple<Type, object> key && key.Item1 == typeof(T)).Select(row => JsonSerializer.Deserialize<T>(row.Value)!);
}

/// <summary>Version 7 ids that repeat themselves from run to run.</summary>
internal sealed class CountedIds : IIds
{
    private int _last;

    public Guid Next() => Guid.Parse($"018f4f6e-0000-7000-8000-{++_last:D12}");
}

/// <summary>Everything of one scope: rows are copies until the commit, and gone with the scope without one.</summary>
internal sealed class MemoryRunStore(MemoryRows rows, TimeProvider clock) : IRunStore, IWorkflows, ITasks, IUnitOfWork
{
    private readonly Dictionary<object, object> _tracked = [];
    private readonly HashSet<object> _removed = [];
    private readonly Dictionary<string, HumanTask> _tasks = [];

    public Task BeginAsync(CancellationToken ct) => Task.CompletedTask;

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

    public Task<Arrivee?> NextArrivalAsync(CancellationToken ct) => Task.FromResult(Rows<Arrivee>().Where(a => !a.IsKept).MinBy(a => a.Number));

    public Task<TimerRow?> NextTimerAsync(DateTimeOffset now, CancellationToken ct) =>
        Task.FromResult(Rows<TimerRow>().Where(t => t.Due <= now).OrderBy(t => t.Due).ThenBy(t => t.Id).FirstOrDefault());

    public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => Task.FromResult(Rows<TimerRow>().Min(t => (DateTimeOffset?)t.Due));

    public Task<IReadOnlyList<Bookmark>> BookmarksForAsync(string name, string correlationId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Bookmark>>([.. Rows<Bookmark>().Where(b => b.Name == name && b.CorrelationId == correlationId).OrderBy(b => b.Id)]);

    public Task<IReadOnlyList<Bookmark>> BookmarksOfAsync(Guid instanceId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<Bookmark>>([.. Rows<Bookmark>().Where(b => b.InstanceId == instanceId)]);

    public Task<IReadOnlyList<TimerRow>> TimersOfAsync(Guid instanceId, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<TimerRow>>([.. Rows<TimerRow>().Where(t => t.InstanceId == instanceId)]);

    public Task<Instance?> FindInstanceAsync(Guid id, CancellationToken ct) => Task.FromResult(Rows<Instance>().FirstOrDefault(i => i.Id == id));

    public Task<bool> KeyIsKnownAsync(string key, CancellationToken ct) => Task.FromResult(Rows<Instance>().Any(i => i.Key == key));

    public Task<bool> HasEndedAsync(string key, CancellationToken ct) =>
        Task.FromResult(Rows<Instance>().Any(i => i.Key == key && i.Status == InstanceStatus.Finished));

    public Task<WorkflowDefinition?> PublishedAsync(string definitionId, CancellationToken ct) =>
        Task.FromResult(rows.Definitions.TryGetValue(definitionId, out var versions) ? versions[^1] : null);

    public Task<WorkflowDefinition?> VersionAsync(string definitionId, int version, CancellationToken ct) =>
        Task.FromResult(rows.Definitions[definitionId].Find(d => d.Version == version));

    public Task WakeKeptAsync(string name, string correlationId, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var arrival in Rows<Arrivee>().Where(a => a.IsKept && a.Name == name && a.CorrelationId == correlationId && a.ExpiresAt > now))
        {
            arrival.IsKept = false;
        }

        return Task.CompletedTask;
    }

    public Task CountAttemptAsync(long? arrival, Guid? timer, int attempts, CancellationToken ct)
    {
        foreach (var row in Rows<Arrivee>().Where(a => a.Number == arrival))
        {
            row.Attempts = attempts;
        }

        foreach (var row in Rows<TimerRow>().Where(t => t.Id == timer))
        {
            row.Attempts = attempts;
        }

        return Task.CompletedTask;
    }

    public Task DropAsync(long? arrival, Guid? timer, CancellationToken ct)
    {
        Rows<Arrivee>().Where(a => a.Number == arrival).ToList().ForEach(Remove);
        Rows<TimerRow>().Where(t => t.Id == timer).ToList().ForEach(Remove);
        return Task.CompletedTask;
    }

    public void Add(object row)
    {
        if (row is JournalLine line)
            line.Number = ++rows.LastNumber;
        else if (row is Arrivee { Number: 0 } arrival)
            arrival.Number = ++rows.LastNumber;
        _tracked[KeyOf(row)] = row;
    }

    public void Remove(object row) => _removed.Add(KeyOf(row));

    public Task StartAsync(string definitionId, string key, string correlationId, IReadOnlyDictionary<string, object?> input, CancellationToken ct)
    {
        if (!Rows<Arrivee>().Any(a => a.Key == key) && !Rows<Instance>().Any(i => i.Key == key))
            Arrive("start", definitionId, correlationId, key, input);
        return Task.CompletedTask;
    }

    public Task PublishAsync(string name, string correlationId, object? payload, CancellationToken ct)
    {
        Arrive("event", name, correlationId, null, payload);
        return Task.CompletedTask;
    }

    public Task<HumanTask?> FindAsync(string key, CancellationToken ct) =>
        Task.FromResult(_tasks.GetValueOrDefault(key) ?? rows.Tasks.GetValueOrDefault(key));

    public async Task OpenAsync(TaskRequest request, Guid? instanceId, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindAsync(request.Key, ct) is null)
            _tasks[request.Key] = new HumanTask(request, instanceId, now);
    }

    public async Task ReplanAsync(string key, DateOnly? dueOn, IReadOnlyList<Rung> rungs, CancellationToken ct) => (await FindAsync(key, ct))?.Replan(dueOn, rungs);

    public Task CompleteAsync(string key, DateTimeOffset now, CancellationToken ct) => CloseAsync(key, TaskState.Done, now, ct);

    public Task CancelAsync(string key, DateTimeOffset now, CancellationToken ct) => CloseAsync(key, TaskState.Cancelled, now, ct);

    public Task<IReadOnlyList<HumanTask>> WithRungDueAsync(DateOnly today, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<HumanTask>>([.. rows.Tasks.Values.Where(t => t.NextRungOn <= today).OrderBy(t => t.NextRungOn)]);

    private async Task CloseAsync(string key, TaskState state, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is not { State: TaskState.Open } task)
            return;
        task.Close(state, now);
        Arrive("event", HumanTask.DoneEvent, key, null, null);
    }

    private void Arrive(string kind, string name, string correlationId, string? key, object? payload) => Add(new Arrivee
    {
        Kind = kind, Name = name, CorrelationId = correlationId, Key = key, Payload = JsonSerializer.Serialize(payload),
        CreatedAt = clock.GetUtcNow(), ExpiresAt = clock.GetUtcNow().AddDays(365),
    });

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
        Arrivee arrival => (object)arrival.Number,
        JournalLine line => line.Number,
        Instance instance => instance.Id,
        Bookmark bookmark => bookmark.Id,
        TimerRow timer => timer.Id,
        Incident incident => incident.Id,
        _ => throw new InvalidOperationException(row.GetType().Name),
    });
}

namespace ComiteFlow.Engine.Tasks;

/// <summary>A task of people as it is kept. Its next rung's day stands in its row, so that what is due is found by an index.</summary>
public sealed class HumanTask
{
    /// <summary>Event that tells a workflow that a task is done; its correlation is the task's key.</summary>
    public const string DoneEvent = "tache.faite";

    private List<Rung> _rungs;

    public HumanTask(TaskRequest request, Guid? instanceId, DateTimeOffset now)
    {
        Key = request.Key;
        Name = request.Name;
        CorrelationId = request.CorrelationId;
        Candidates = request.Candidates;
        InstanceId = instanceId;
        OpenedAt = now;
        DueOn = request.DueOn;
        _rungs = [.. request.Rungs.OrderBy(rung => rung.On)];
        NextRungOn = _rungs.Count == 0 ? null : _rungs[0].On;
    }

    private HumanTask()
    {
        Key = Name = CorrelationId = "";
        Candidates = [];
        _rungs = [];
    }

    public string Key { get; private set; }

    public string Name { get; private set; }

    public string CorrelationId { get; private set; }

    public IReadOnlyList<string> Candidates { get; private set; }

    public Guid? InstanceId { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public DateOnly? DueOn { get; private set; }

    public TaskState State { get; private set; }

    /// <summary>How many rungs were issued so far; the request itself is not counted.</summary>
    public int Issued { get; private set; }

    public DateOnly? NextRungOn { get; private set; }

    public IReadOnlyList<Rung> Rungs => _rungs;

    public void Replan(DateOnly? dueOn, IReadOnlyList<Rung> rungs)
    {
        DueOn = dueOn;
        _rungs = [.. rungs.OrderBy(rung => rung.On)];
        NextRungOn = _rungs.Count == 0 ? null : _rungs[0].On;
    }

    /// <summary>Takes the rungs due by a day, each once; a repeating one that was missed several times is taken once and moves past the day.</summary>
    public IReadOnlyList<Rung> TakeDue(DateOnly today)
    {
        var due = _rungs.Where(rung => rung.On <= today).ToList();
        var left = _rungs.Where(rung => rung.On > today).ToList();
        left.AddRange(due.Where(rung => rung.RepeatEvery is not null).Select(rung => rung with { On = After(rung, today) }));
        Issued += due.Count(rung => rung.Kind != Rung.Request);
        _rungs = [.. left.OrderBy(rung => rung.On)];
        NextRungOn = _rungs.Count == 0 ? null : _rungs[0].On;
        return due;
    }

    private static DateOnly After(Rung rung, DateOnly today)
    {
        var next = rung.On;
        while (next <= today)
        {
            next = next.AddDays(rung.RepeatEvery!.Value);
        }

        return next;
    }

    public void Close(TaskState state, DateTimeOffset now)
    {
        State = state;
        ClosedAt = now;
        _rungs = [];
        NextRungOn = null;
    }
}

using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Tasks;

/// <summary>A task of people as it is kept. Its next rung's day stands in its row, so that what is due is found by an index.</summary>
public sealed partial class HumanTask
{
    /// <summary>Event that tells a workflow that a task is done; its correlation is the task's key, its payload the result.</summary>
    public const string DoneEvent = "tache.faite";

    private List<Rung> _rungs;
    private List<TaskEvent> _history = [];

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
        Outcomes = request.Outcomes;
        Form = request.Form;
        Payload = request.Payload?.GetRawText();
        if (request.Assignee is { } assignee)
            Assign(assignee, null, now);
    }

    private HumanTask()
    {
        Key = Name = CorrelationId = "";
        Candidates = Outcomes = EscalatedTo = [];
        _rungs = [];
    }

    public string Key { get; private set; }

    public string Name { get; private set; }

    public string CorrelationId { get; private set; }

    public IReadOnlyList<string> Candidates { get; private set; }

    public Guid? InstanceId { get; private set; }

    public DateTimeOffset OpenedAt { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>Who did it; null while it is open, and when it was called off.</summary>
    public string? ClosedBy { get; private set; }

    public DateOnly? DueOn { get; private set; }

    public TaskState State { get; private set; }

    /// <summary>Raised by each change: of two who change a task at once, the second is told.</summary>
    public int Revision { get; private set; }

    /// <summary>How many reminders were issued so far; neither the request nor a demand for support is one, nor what fell due while reminders were stopped.</summary>
    public int Issued { get; private set; }

    /// <summary>The last reminder that fell due, by which people remind once none is planned any more; null before the first one.</summary>
    public Rung? LastReminder { get; private set; }

    /// <summary>Day of the next reminder: a demand for support may come before it.</summary>
    public DateOnly? NextReminderOn => _rungs.Find(rung => rung.Kind == Rung.Reminder)?.On;

    public DateOnly? NextRungOn { get; private set; }

    public IReadOnlyList<Rung> Rungs => _rungs;

    /// <summary>The named ways in which it can be done; none for plainly done.</summary>
    public IReadOnlyList<string> Outcomes { get; private set; }

    public TaskForm? Form { get; private set; }

    /// <summary>What people must know to do it, as JSON text.</summary>
    public string? Payload { get; private set; }

    /// <summary>The outcome that was chosen; null while open, and for plainly done.</summary>
    public string? Outcome { get; private set; }

    /// <summary>The answers to the form as JSON text; null without a form.</summary>
    public string? Answers { get; private set; }

    /// <summary>Since when it counts as escalated; null when it does not.</summary>
    public DateOnly? EscalatedOn { get; private set; }

    /// <summary>To whom it was escalated.</summary>
    public IReadOnlyList<string> EscalatedTo { get; private set; } = [];

    /// <summary>What happened to it, oldest first.</summary>
    public IReadOnlyList<TaskEvent> History => _history;

    public void Replan(DateOnly? dueOn, IReadOnlyList<Rung> rungs)
    {
        DueOn = dueOn;
        LastReminder = null;
        Plan(rungs);
        Revision++;
    }

    /// <summary>Takes the rungs due by a day, each once; a repeating one that was missed several times is taken once and moves past the day.</summary>
    /// <param name="isStopped">True while nobody is to be written to: they fall away uncounted.</param>
    public IReadOnlyList<Rung> TakeDue(DateOnly today, DateTimeOffset now, bool isStopped = false)
    {
        var due = _rungs.Where(rung => rung.On <= today).ToList();
        var left = _rungs.Where(rung => rung.On > today).ToList();
        left.AddRange(due.Where(rung => rung.RepeatEvery is not null).Select(rung => rung with { On = After(rung, today) }));
        var reminders = due.FindAll(rung => rung.Kind == Rung.Reminder);
        LastReminder = reminders.LastOrDefault() ?? LastReminder;
        Issued += isStopped ? 0 : reminders.Count;
        Plan(left);
        Revision++;
        foreach (var rung in due.Where(rung => rung.Kind == Rung.Escalation && !isStopped))
        {
            EscalatedOn ??= today;
            EscalatedTo = [.. EscalatedTo.Union(rung.To ?? [])];
            Record(new TaskEvent(now, TaskEvents.Escalated, null) { To = rung.To });
        }

        return due;
    }

    /// <summary>Ends the task without an answer; its rungs fall away.</summary>
    /// <param name="by">Who did what it asked for; null for the engine.</param>
    public void Close(TaskState state, string? by, DateTimeOffset now) =>
        Close(state, new TaskEvent(now, state == TaskState.Done ? TaskEvents.Done : TaskEvents.Cancelled, by));

    /// <summary>The line that tells in its instance's journal who did it; null when it is not done, or belongs to no instance.</summary>
    public JournalLine? DoneLine() => State != TaskState.Done || InstanceId is null ? null : new JournalLine
    {
        InstanceId = InstanceId, At = ClosedAt!.Value, Event = "TaskDone", Message = Outcome is null ? Key : $"{Key} : {Outcome}", Actor = ClosedBy,
    };

    /// <summary>A task that was called off is to be done after all; who waits for it plans its rungs anew.</summary>
    public void Reopen(DateTimeOffset now)
    {
        if (State != TaskState.Cancelled)
            return;
        (State, ClosedAt, ClosedBy) = (TaskState.Open, null, null);
        Record(new TaskEvent(now, TaskEvents.Reopened, null));
    }

    private void Close(TaskState state, TaskEvent happened)
    {
        State = state;
        ClosedAt = happened.At;
        ClosedBy = happened.Actor;
        Plan([]);
        Record(happened);
    }

    private void Plan(IReadOnlyList<Rung> rungs)
    {
        _rungs = [.. rungs.OrderBy(rung => rung.On)];
        NextRungOn = _rungs.Count == 0 ? null : _rungs[0].On;
    }

    // A new list each time: what is kept as JSON is compared with the list that was read.
    private void Record(TaskEvent happened)
    {
        _history = [.. _history, happened];
        Revision++;
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
}

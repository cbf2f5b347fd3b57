namespace ComiteFlow.Engine.Tasks;

/// <summary>The open and past tasks, seen by use cases and jobs; all in the caller's transaction.</summary>
public interface ITasks
{
    Task<HumanTask?> FindAsync(string key, CancellationToken ct);

    /// <summary>Opens a task, once per key: an existing one is left as it is.</summary>
    Task OpenAsync(TaskRequest request, Guid? instanceId, DateTimeOffset now, CancellationToken ct);

    /// <summary>Replaces due day and rungs of an open task; nothing happens when it is not open.</summary>
    Task ReplanAsync(string key, DateOnly? dueOn, IReadOnlyList<Rung> rungs, CancellationToken ct);

    /// <summary>Marks the task done because what it asked for has happened; its rungs fall away in the same transaction. Nothing happens when it is not open.</summary>
    /// <param name="by">Who did it, as the task and the journal of its instance name the person.</param>
    Task CompleteAsync(string key, string by, DateTimeOffset now, CancellationToken ct);

    Task CancelAsync(string key, DateTimeOffset now, CancellationToken ct);

    /// <summary>Cancels the open tasks of an instance that was called off; another instance that waits for one of them is told.</summary>
    Task CancelOfAsync(Guid instanceId, DateTimeOffset now, CancellationToken ct);

    /// <summary>What a person does with a task: takes, gives back, delegates… Written at once; the act is done again on what another person was faster to write.</summary>
    /// <exception cref="TaskRefusedException">The task, or its state by now, does not allow it; nothing may be kept of the transaction.</exception>
    Task ActAsync(string key, Action<HumanTask> act, CancellationToken ct);

    /// <summary>A person does the task: outcome and answers are checked, its rungs fall away, and who waits is given the result, all at once.</summary>
    /// <exception cref="TaskRefusedException">The answers do not fit, or somebody else was faster; nothing may be kept of the transaction.</exception>
    Task AnswerAsync(string key, TaskAnswer answer, DateTimeOffset now, CancellationToken ct);

    /// <summary>Open tasks with a rung due on or before this day, oldest rung first, then by key.</summary>
    Task<IReadOnlyList<HumanTask>> WithRungDueAsync(DateOnly today, CancellationToken ct);

    /// <summary>One page of the open tasks, by due day (none last), then by key. Reads lines only: neither form nor payload nor history.</summary>
    Task<TaskPage> ListAsync(TaskQuery query, CancellationToken ct);
}

/// <summary>Which open tasks are asked for; each filter that is set must hold.</summary>
/// <param name="Today">Day on which delegations are looked at.</param>
public sealed record TaskQuery(DateOnly Today)
{
    /// <summary>Has the task, or has it delegated to them.</summary>
    public string? Person { get; init; }

    /// <summary>The task is nobody's yet, and one of these may take it.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }

    /// <summary>About one of these objects, or about something below it (<c>object/…</c>).</summary>
    public IReadOnlyList<string>? About { get; init; }

    /// <summary>Neither about one of these objects nor about something below it.</summary>
    public IReadOnlyList<string>? NotAbout { get; init; }

    /// <summary>Due on or before this day.</summary>
    public DateOnly? DueBy { get; init; }

    public int Skip { get; init; }

    public int Take { get; init; } = 50;
}

/// <summary>One page of a list of tasks, and how many there are in all.</summary>
public sealed record TaskPage(IReadOnlyList<TaskLine> Lines, int Total);

/// <summary>A task as a list shows it.</summary>
/// <param name="Delegate">Who has it for the assignee by a delegation that lasts; else null.</param>
/// <param name="EscalatedOn">Since when it counts as escalated; null when it does not.</param>
public sealed record TaskLine(
    string Key, string Name, string CorrelationId, DateTimeOffset OpenedAt, DateOnly? DueOn, string? Assignee, string? Delegate, DateOnly? EscalatedOn)
{
    /// <summary>Who may take it; none for anybody.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>How many rungs were issued so far; the request itself is not counted.</summary>
    public int Issued { get; init; }

    public DateOnly? NextRungOn { get; init; }
}

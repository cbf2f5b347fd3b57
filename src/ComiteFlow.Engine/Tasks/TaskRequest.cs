using System.Text.Json;

namespace ComiteFlow.Engine.Tasks;

/// <summary>A task asked of people: who may do it, until when, and what reminds them of it.</summary>
/// <param name="Key">Business key; a task is opened once per key.</param>
/// <param name="Name">Kind of task, such as <c>etatRealisations</c>.</param>
/// <param name="CorrelationId">Business object that it is about.</param>
/// <param name="Candidates">Roles or parties that may do it.</param>
/// <param name="DueOn">Last day, Paris.</param>
/// <param name="Rungs">Reminders and escalations, any order.</param>
public sealed record TaskRequest(
    string Key, string Name, string CorrelationId, IReadOnlyList<string> Candidates, DateOnly? DueOn, IReadOnlyList<Rung> Rungs);

/// <summary>One reminder or escalation of a task.</summary>
/// <param name="On">Day (Paris) on which it falls due.</param>
/// <param name="Kind">What it is: <c>request</c>, <c>reminder</c> or <c>escalation</c>.</param>
/// <param name="RepeatEvery">Days after which it falls due again, until the task is done; null for once.</param>
/// <param name="Details">What the business needs to send it (recipients, template…).</param>
public sealed record Rung(DateOnly On, string Kind, int? RepeatEvery, JsonElement Details)
{
    /// <summary>Kind of the rung that asks for the first time, so that the next one is the first reminder.</summary>
    public const string Request = "request";
}

/// <summary>State of a task.</summary>
public enum TaskState
{
    Open,
    Done,
    Cancelled,
}

/// <summary>The open and past tasks, seen by use cases and jobs; all in the caller's transaction.</summary>
public interface ITasks
{
    Task<HumanTask?> FindAsync(string key, CancellationToken ct);

    /// <summary>Opens a task, once per key: an existing one is left as it is.</summary>
    Task OpenAsync(TaskRequest request, Guid? instanceId, DateTimeOffset now, CancellationToken ct);

    /// <summary>Replaces due day and rungs of an open task; nothing happens when it is not open.</summary>
    Task ReplanAsync(string key, DateOnly? dueOn, IReadOnlyList<Rung> rungs, CancellationToken ct);

    /// <summary>Marks the task done; its rungs fall away in the same transaction. Nothing happens when it is not open.</summary>
    Task CompleteAsync(string key, DateTimeOffset now, CancellationToken ct);

    Task CancelAsync(string key, DateTimeOffset now, CancellationToken ct);

    /// <summary>Cancels the open tasks of an instance that was called off; another instance that waits for one of them is told.</summary>
    Task CancelOfAsync(Guid instanceId, DateTimeOffset now, CancellationToken ct);

    /// <summary>Open tasks with a rung due on or before this day, oldest rung first, then by key.</summary>
    Task<IReadOnlyList<HumanTask>> WithRungDueAsync(DateOnly today, CancellationToken ct);
}

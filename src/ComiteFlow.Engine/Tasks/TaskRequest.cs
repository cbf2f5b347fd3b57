using System.Text.Json;

namespace ComiteFlow.Engine.Tasks;

/// <summary>A task asked of people: who may do it, until when, and what reminds them of it.</summary>
/// <param name="Key">Business key; a task is opened once per key.</param>
/// <param name="Name">Kind of task, such as <c>etatRealisations</c>.</param>
/// <param name="CorrelationId">Business object that it is about.</param>
/// <param name="Candidates">Roles or parties that may do it; none for anybody.</param>
/// <param name="DueOn">Last day, Paris.</param>
/// <param name="Rungs">Reminders and escalations, any order.</param>
public sealed record TaskRequest(
    string Key, string Name, string CorrelationId, IReadOnlyList<string> Candidates, DateOnly? DueOn, IReadOnlyList<Rung> Rungs)
{
    /// <summary>Who has it from the start; null for whoever takes it first.</summary>
    public string? Assignee { get; init; }

    /// <summary>What people must know to do it; any JSON value.</summary>
    public JsonElement? Payload { get; init; }

    /// <summary>What they fill in; null for nothing.</summary>
    public TaskForm? Form { get; init; }

    /// <summary>The named ways in which it can be done; none for plainly done.</summary>
    public IReadOnlyList<string> Outcomes { get; init; } = [];
}

/// <summary>One reminder or escalation of a task.</summary>
/// <param name="On">Day (Paris) on which it falls due.</param>
/// <param name="Kind">What it is: <c>request</c>, <c>reminder</c> or <c>escalation</c>.</param>
/// <param name="RepeatEvery">Days after which it falls due again, until the task is done; null for once.</param>
/// <param name="Details">What the business needs to send it (recipients, template…).</param>
public sealed record Rung(DateOnly On, string Kind, int? RepeatEvery, JsonElement Details)
{
    /// <summary>Kind of the rung that asks for the first time, so that the next one is the first reminder.</summary>
    public const string Request = "request";
    public const string Reminder = "reminder";
    public const string Escalation = "escalation";

    /// <summary>To whom an escalation goes; null for the other kinds.</summary>
    public IReadOnlyList<string>? To { get; init; }
}

/// <summary>State of a task.</summary>
public enum TaskState
{
    Open,
    Done,
    Cancelled,
}

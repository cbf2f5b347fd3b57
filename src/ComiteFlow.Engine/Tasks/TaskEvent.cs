namespace ComiteFlow.Engine.Tasks;

/// <summary>Something that happened to a task; the list only grows.</summary>
/// <param name="What">One of <see cref="TaskEvents"/>.</param>
/// <param name="Actor">Who did it; null for the engine.</param>
public sealed record TaskEvent(DateTimeOffset At, string What, string? Actor)
{
    /// <summary>Who has the task then, or to whom it was escalated.</summary>
    public IReadOnlyList<string>? To { get; init; }

    public string? Reason { get; init; }

    /// <summary>Last day of a delegation.</summary>
    public DateOnly? Until { get; init; }

    public string? Outcome { get; init; }
}

/// <summary>What can happen to a task, as its history names it.</summary>
public static class TaskEvents
{
    public const string Assigned = "assigned";
    public const string Claimed = "claimed";
    public const string Released = "released";
    public const string Delegated = "delegated";
    public const string GivenBack = "givenBack";
    public const string Escalated = "escalated";
    public const string EscalationStopped = "escalationStopped";
    public const string Done = "done";
    public const string Cancelled = "cancelled";
    public const string Reopened = "reopened";
}

/// <summary>Who acts on a task.</summary>
/// <param name="Person">As the task and its history name the person.</param>
/// <param name="Standings">Roles and parties that the person may stand for, as candidates are named.</param>
public sealed record TaskActor(string Person, IReadOnlyList<string> Standings);

/// <summary>How a person does a task.</summary>
/// <param name="Today">Business day, on which a delegation must last.</param>
/// <param name="Outcome">One of those that the task offers; null when it offers none.</param>
/// <param name="Answers">By the names of the form's fields; texts are read as people write them.</param>
public sealed record TaskAnswer(TaskActor Actor, DateOnly Today, string? Outcome, IReadOnlyDictionary<string, System.Text.Json.JsonElement> Answers);

/// <summary>The state of a task does not allow an act, or its form does not accept the answers. The message says in French what, why and how to repair.</summary>
public sealed class TaskRefusedException(string code, string message, IReadOnlyList<TaskFieldProblem>? fields = null) : Exception(message)
{
    public string Code { get; } = code;

    /// <summary>What is wrong, field by field; empty when no field is.</summary>
    public IReadOnlyList<TaskFieldProblem> Fields { get; } = fields ?? [];
}

/// <summary>An answer that a field does not accept.</summary>
/// <param name="Field">Name of the field; <c>outcome</c> for the outcome.</param>
public sealed record TaskFieldProblem(string Field, string Message)
{
    /// <summary>Field under which a missing or unknown outcome is told.</summary>
    public const string Outcome = "outcome";
}

using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>A start or an event that waits to be worked on; kept in order of arrival.</summary>
public sealed class Arrivee
{
    public long Number { get; set; }

    /// <summary><c>start</c> or <c>event</c>.</summary>
    public string Kind { get; set; } = "";

    /// <summary>Definition to start, or name of the event.</summary>
    public string Name { get; set; } = "";

    public string CorrelationId { get; set; } = "";

    /// <summary>Business key of a start; null for an event.</summary>
    public string? Key { get; set; }

    /// <summary>Input of a start or payload of an event, JSON.</summary>
    public string Payload { get; set; } = "null";

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>After this business time an event that nobody waited for is dropped.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The one wait that it is for, once an event was shared out among several; null otherwise.</summary>
    public Guid? Wait { get; set; }

    /// <summary>True for an event that nobody waits for yet.</summary>
    public bool IsKept { get; set; }

    public int Attempts { get; set; }
}

/// <summary>A step that waits for an event.</summary>
public sealed class Bookmark
{
    public Guid Id { get; set; }

    public Guid InstanceId { get; set; }

    public int Execution { get; set; }

    public string Name { get; set; } = "";

    public string CorrelationId { get; set; } = "";
}

/// <summary>A step that waits for an instant.</summary>
public sealed class TimerRow
{
    public Guid Id { get; set; }

    public Guid InstanceId { get; set; }

    public int Execution { get; set; }

    public DateTimeOffset Due { get; set; }

    public int Attempts { get; set; }
}

/// <summary>Something that stopped an instance and waits for a person.</summary>
public sealed class Incident
{
    public Guid Id { get; set; }

    public Guid? InstanceId { get; set; }

    public string DefinitionId { get; set; } = "";

    public string? ActivityId { get; set; }

    public string Code { get; set; } = "";

    public string Message { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }
}

/// <summary>One line of the journal of an instance.</summary>
public sealed class JournalLine
{
    public long Number { get; set; }

    public Guid InstanceId { get; set; }

    public DateTimeOffset At { get; set; }

    public string ActivityId { get; set; } = "";

    public string Event { get; set; } = "";

    public string? Message { get; set; }
}

/// <summary>The rows of the engine in the current transaction.</summary>
public interface IRunStore
{
    /// <summary>The oldest start or event that is not kept, or null.</summary>
    Task<Arrivee?> NextArrivalAsync(CancellationToken ct);

    /// <summary>The first timer due by an instant, by due time then id, or null.</summary>
    Task<TimerRow?> NextTimerAsync(DateTimeOffset now, CancellationToken ct);

    Task<DateTimeOffset?> NextDueAsync(CancellationToken ct);

    Task<IReadOnlyList<Bookmark>> BookmarksForAsync(string name, string correlationId, CancellationToken ct);

    Task<IReadOnlyList<Bookmark>> BookmarksOfAsync(Guid instanceId, CancellationToken ct);

    Task<IReadOnlyList<TimerRow>> TimersOfAsync(Guid instanceId, CancellationToken ct);

    Task<Instance?> FindInstanceAsync(Guid id, CancellationToken ct);

    Task<bool> KeyIsKnownAsync(string key, CancellationToken ct);

    /// <summary>True when the instance of this key came to its end.</summary>
    Task<bool> HasEndedAsync(string key, CancellationToken ct);

    /// <summary>The published version, or null.</summary>
    Task<WorkflowDefinition?> PublishedAsync(string definitionId, CancellationToken ct);

    Task<WorkflowDefinition?> VersionAsync(string definitionId, int version, CancellationToken ct);

    /// <summary>Puts kept events that a new bookmark waits for back to work.</summary>
    Task WakeKeptAsync(string name, string correlationId, DateTimeOffset now, CancellationToken ct);

    Task CountAttemptAsync(long? arrival, Guid? timer, int attempts, CancellationToken ct);

    /// <summary>Gives up a piece of work.</summary>
    Task DropAsync(long? arrival, Guid? timer, CancellationToken ct);

    void Add(object row);

    void Remove(object row);
}

namespace ComiteFlow.Engine.Runs;

/// <summary>One thing to be done at an instant: start an instance, give an event to a step that waits for it, or wake a step whose time has come.</summary>
public sealed class DueWork
{
    /// <summary>Given by the database in order of arrival.</summary>
    public long Number { get; set; }

    /// <summary>Business time, UTC.</summary>
    public DateTimeOffset Due { get; set; }

    /// <summary>At one instant timers come after starts and events.</summary>
    public bool IsTimer { get; set; }

    /// <summary>The instance to wake; null for a start.</summary>
    public Guid? InstanceId { get; set; }

    /// <summary>The execution that waits; 0 for a start.</summary>
    public int Execution { get; set; }

    /// <summary>Definition to start, or name of the event; empty for a timer.</summary>
    public string Name { get; set; } = "";

    public string CorrelationId { get; set; } = "";

    /// <summary>Business key of a start; null otherwise.</summary>
    public string? Key { get; set; }

    /// <summary>Input of a start or payload of an event, JSON.</summary>
    public string Payload { get; set; } = "null";

    /// <summary>True for an event that several steps waited for: each has its own row, and none is given to another.</summary>
    public bool IsShared { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>After this business time an event that nobody waits for is dropped.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The incident that holds this work until a person decides; null otherwise.</summary>
    public Guid? IncidentId { get; set; }

    /// <summary>What people decided on incidents of this work (JSON); null when nothing.</summary>
    public string? Corrections { get; set; }

    /// <summary>Host that works on it; technical.</summary>
    public string? Owner { get; set; }

    /// <summary>Technical time (the database's) from which it may be taken: another host has it until then, or it is to be tried again then. Null when it is free.</summary>
    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>The instance as it was when the work was claimed; several works of one batch share it. Not stored.</summary>
    public Instance? Instance { get; set; }

    public bool IsStart => InstanceId is null;

    /// <summary>False for an event that is handed over before it stands in any table.</summary>
    public bool IsStored => Number > 0;
}

/// <summary>An event that nobody waited for when it came; given to the first step that comes to wait for it.</summary>
public sealed class KeptEvent
{
    public long Number { get; set; }

    public string Name { get; set; } = "";

    public string CorrelationId { get; set; } = "";

    public string Payload { get; set; } = "null";

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>The line that tells that its time is over.</summary>
    public JournalLine Expiry(DateTimeOffset now) => new()
    {
        At = now, Event = "Expired", Message = $"L’évènement « {Name} » ({CorrelationId}) n’a été attendu par personne avant la fin de son délai : il est retiré.",
    };
}

/// <summary>A step that waits for an event.</summary>
public sealed class Bookmark
{
    public long Number { get; set; }

    public Guid InstanceId { get; set; }

    public int Execution { get; set; }

    public string Name { get; set; } = "";

    public string CorrelationId { get; set; } = "";
}

/// <summary>Something that stopped an instance and waits for a person.</summary>
public sealed class Incident
{
    public Guid Id { get; set; }

    /// <summary>Null when the instance could not even start.</summary>
    public Guid? InstanceId { get; set; }

    public string DefinitionId { get; set; } = "";

    public string? ActivityId { get; set; }

    /// <summary>The execution of that step: inside a loop, the turn.</summary>
    public int? Execution { get; set; }

    public string Code { get; set; } = "";

    public string Message { get; set; } = "";

    public DateTimeOffset At { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    /// <summary>What was decided: <c>retry</c>, <c>skip</c>, <c>set</c> or <c>cancel</c>; null while open.</summary>
    public string? Decision { get; set; }

    /// <summary>A line of the journal on this incident.</summary>
    public JournalLine Line(string what, string message, DateTimeOffset at, string? actor = null) => new()
    {
        InstanceId = InstanceId, IncidentId = Id, At = at, ActivityId = ActivityId ?? "", Event = what, Message = message, Actor = actor,
    };

    /// <summary>The line that tells that it was opened.</summary>
    public JournalLine Opening() => Line("Incident", $"{Code} : {Message}", At);
}

/// <summary>One line of the journal of an instance.</summary>
public sealed class JournalLine
{
    public long Number { get; set; }

    /// <summary>Null for what concerns no instance: a start that failed, an event that nobody came for.</summary>
    public Guid? InstanceId { get; set; }

    /// <summary>The incident that was opened or decided; null for every other line.</summary>
    public Guid? IncidentId { get; set; }

    public DateTimeOffset At { get; set; }

    public string ActivityId { get; set; } = "";

    public string Event { get; set; } = "";

    public string? Message { get; set; }

    /// <summary>Who did it; null for the engine.</summary>
    public string? Actor { get; set; }
}

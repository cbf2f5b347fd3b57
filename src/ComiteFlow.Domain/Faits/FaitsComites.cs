using System.Text.Json.Serialization;

namespace ComiteFlow.Domain.Faits;

/// <summary>A comité is planned.</summary>
public sealed record CommitteeScheduled : Fait
{
    public override string Name => "committee.scheduled";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public DateOnly On { get; init; }

    public DateOnly Nominal { get; init; }

    public bool Provisional { get; init; }

    public bool Uncertain { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Chair { get; init; }

    public bool ChairInPerson { get; init; }

    public required IReadOnlyList<string> Attendees { get; init; }

    public required IReadOnlyList<string> PrecededBy { get; init; }

    public required IReadOnlyList<string> FollowedBy { get; init; }

    /// <summary>The rule that won over the cadence of the text.</summary>
    public string? Rule { get; init; }
}

/// <summary>The first comité after the end is not planned.</summary>
public sealed record CommitteeNotScheduled : Fait
{
    public override string Name => "committee.notScheduled";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public DateOnly Nominal { get; init; }

    public required string Reason { get; init; }
}

/// <summary>Another date is proposed and waits for the coordinator.</summary>
public sealed record CommitteeMoveProposed : Fait
{
    public override string Name => "committee.moveProposed";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public DateOnly Was { get; init; }

    public DateOnly On { get; init; }

    public DateOnly Nominal { get; init; }

    public DateOnly? ReportDue { get; init; }

    public string? Reason { get; init; }

    public string? Rule { get; init; }
}

/// <summary>The comité has another date.</summary>
public sealed record CommitteeRescheduled : Fait
{
    public override string Name => "committee.rescheduled";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public DateOnly Was { get; init; }

    public DateOnly On { get; init; }

    public DateOnly Nominal { get; init; }

    public DateOnly? ReportDue { get; init; }

    public string? Reason { get; init; }

    public string? Rule { get; init; }
}

/// <summary>On its day the comité waits for missing reports.</summary>
public sealed record CommitteeWaiting : Fait
{
    public override string Name => "committee.waiting";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public required IReadOnlyList<string> Missing { get; init; }
}

/// <summary>Nothing is missing for the comité.</summary>
public sealed record CommitteeReady : Fait
{
    public override string Name => "committee.ready";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }
}

/// <summary>The meeting took place.</summary>
public sealed record CommitteeHeld : Fait
{
    public override string Name => "committee.held";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public DateOnly On { get; init; }

    public required IReadOnlyList<string> Attendees { get; init; }
}

/// <summary>Hour, place and agenda of a meeting to come were set; a page’s act, so no run of a scenario has it.</summary>
public sealed record CommitteeDetailed : Fait
{
    public override string Name => "committee.detailed";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public DateOnly On { get; init; }

    /// <summary>Hour in Paris, <c>HH:mm</c>.</summary>
    public string? Time { get; init; }

    public string? Place { get; init; }

    /// <summary>Points in order; none for the usual ones.</summary>
    public required IReadOnlyList<string> Agenda { get; init; }
}

/// <summary>The comité will not take place.</summary>
public sealed record CommitteeCancelled : Fait
{
    public override string Name => "committee.cancelled";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public DateOnly On { get; init; }

    public required string Reason { get; init; }
}

/// <summary>A cancelled comité is back on its date.</summary>
public sealed record CommitteeRestored : Fait
{
    public override string Name => "committee.restored";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public DateOnly On { get; init; }

    public string? Reason { get; init; }
}

/// <summary>A comité is kept but marked.</summary>
public sealed record CommitteeMarked : Fait
{
    public override string Name => "committee.marked";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public DateOnly On { get; init; }

    public required string Mark { get; init; }
}

/// <summary>A milestone of a startup has a date.</summary>
public sealed record MilestoneScheduled : Fait
{
    public override string Name => "milestone.scheduled";

    public string? Startup { get; init; }

    public string? Milestone { get; init; }

    public string? Text { get; init; }

    public string? Month { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? On { get; init; }
}

/// <summary>A dated event is recorded.</summary>
public sealed record MilestoneRecorded : Fait
{
    public override string Name => "milestone.recorded";

    public string? Startup { get; init; }

    public required string Milestone { get; init; }

    public string? Text { get; init; }

    public DateOnly On { get; init; }
}

/// <summary>The coordination asked the parties which of some slots suit them.</summary>
public sealed record SlotsProposed : Fait
{
    public override string Name => "slots.proposed";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public required IReadOnlyList<DateOnly> Days { get; init; }

    public DateOnly AnswerBy { get; init; }
}

/// <summary>A party said which of the proposed slots suit it.</summary>
public sealed record SlotsAnswered : Fait
{
    public override string Name => "slots.answered";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public required string Party { get; init; }

    /// <summary>Such as <c>2020-09-23T10:00-11:00</c>; empty where none suits.</summary>
    public required IReadOnlyList<string> Fits { get; init; }

    /// <summary>Those of them to which a deputy comes.</summary>
    public required IReadOnlyList<string> Deputies { get; init; }
}

/// <summary>The coordination holds the séance at one of the proposed slots; another day and another hour are facts of their own.</summary>
public sealed record SlotKept : Fait
{
    public override string Name => "slots.kept";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    /// <summary>Such as <c>2020-09-23T10:00-11:00</c>.</summary>
    public required string Slot { get; init; }
}

using System.Text.Json.Serialization;

namespace ComiteFlow.Domain.Conventions;

/// <summary>A kind of comité that the text sets up.</summary>
public sealed record TexteComite
{
    public required string Code { get; init; }

    public string Name { get; init; } = "";

    public TexteCadence Cadence { get; init; } = new();

    public string? OrganisedBy { get; init; }

    public string? Chair { get; init; }

    public string? ChairParty { get; init; }

    public bool ChairInPerson { get; init; }

    public IReadOnlyList<string> Attendees { get; init; } = [];

    public IReadOnlyList<string> PrecededBy { get; init; } = [];

    public IReadOnlyList<string> FollowedBy { get; init; } = [];

    /// <summary>True when a decision on the means follows it.</summary>
    [JsonIgnore]
    public bool Decides => FollowedBy.Any(f => f is "REVOYURE" or "BUDGET_FRAMING");

    /// <summary>Parties without which the meeting is not valid.</summary>
    public IReadOnlyList<string> MinimumParties { get; init; } = [];

    /// <summary>Startups that it is for; empty for all.</summary>
    public IReadOnlyList<string> Startups { get; init; } = [];

    public string? InheritsFrom { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>How often a comité meets and from when it is counted.</summary>
public sealed record TexteCadence
{
    /// <summary>ISO 8601 period; null when the text gives none.</summary>
    public string? Every { get; init; }

    /// <summary>Delay of the first one when it differs from the period.</summary>
    public string? FirstAfter { get; init; }

    /// <summary><c>effect</c>, <c>signing</c>, <c>incubationStart</c>, <c>previousCommittee</c> or <c>startupPeriodEnd</c>.</summary>
    public string? Anchor { get; init; }

    public DateOnly? AnchorDate { get; init; }

    public string? AnchorSubstitute { get; init; }

    public bool Uncertain { get; init; }

    public string? Note { get; init; }
}

/// <summary>A report that the text asks for: <c>STATUS</c>, <c>MONTHLY_EXPENSES</c>, <c>FINAL_EXPENSES</c>.</summary>
public sealed record TexteRapport
{
    public string Code { get; init; } = "";

    public string FrenchName { get; init; } = "";

    public string? From { get; init; }

    public string? To { get; init; }

    public IReadOnlyList<string> Content { get; init; } = [];

    /// <summary>Comités before which it must be in.</summary>
    public IReadOnlyList<string> BeforeCommittees { get; init; } = [];

    /// <summary>Day of the month, where the text has one.</summary>
    public int? DueDayInText { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>An alert that the text asks for, such as <c>INSUFFICIENT_CREDITS</c>.</summary>
public sealed record TexteAlerte
{
    public string Code { get; init; } = "";

    public string? DeadlineText { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>Cutoffs and the dialogue de gestion at the end of the year; null where the text has none.</summary>
public sealed record TexteFinDeGestion
{
    public TexteDateLimite? AeCutoff { get; init; }

    public TexteDateLimite? CpCutoff { get; init; }

    public string? UnconsumedBalanceDate { get; init; }

    public TexteDialogue? DialogueDeGestion { get; init; }

    public string? InheritsFrom { get; init; }

    public Sources? Source { get; init; }
}

/// <summary>Last day of a year for an act, <c>--MM-dd</c>.</summary>
public sealed record TexteDateLimite
{
    public string? Text { get; init; }

    public string MonthDay { get; init; } = "";

    public bool Inclusive { get; init; } = true;
}

/// <summary>The yearly dialogue de gestion.</summary>
public sealed record TexteDialogue
{
    public string? Text { get; init; }

    public string? BeforeMonthDay { get; init; }

    public IReadOnlyList<string> Between { get; init; } = [];

    public IReadOnlyList<string> Topics { get; init; } = [];
}

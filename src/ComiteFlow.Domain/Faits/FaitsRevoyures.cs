using System.Text.Json.Serialization;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Domain.Faits;

/// <summary>DGEFP decided the means of the next period.</summary>
public sealed record RevoyureDecided : Fait
{
    public override string Name => "revoyure.decided";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public required string Outcome { get; init; }

    public long? AmountCents { get; init; }

    public long? AeCents { get; init; }

    public long? CpCents { get; init; }

    public long? RequestedCents { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    public long CumulatedCents { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? CeilingCents { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? RemainingCents { get; init; }

    public required string Form { get; init; }

    public DateOnly? CommittableFrom { get; init; }

    public IReadOnlyList<string>? Objectives { get; init; }
}

/// <summary>The relevé de décisions is issued.</summary>
public sealed record MinutesIssued : Fait
{
    public override string Name => "minutes.issued";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public required string Outcome { get; init; }

    public string? Waiver { get; init; }

    public required IReadOnlyList<string> Files { get; init; }
}

/// <summary>A condition is set and comes back at the next decision.</summary>
public sealed record ConditionOpened : Fait
{
    public override string Name => "condition.opened";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public required string Text { get; init; }

    public DateOnly Due { get; init; }

    public DateOnly Nominal { get; init; }

    public string? Owner { get; init; }

    /// <summary>The proof that is asked for.</summary>
    public string? Evidence { get; init; }
}

/// <summary>A condition got its answer.</summary>
public sealed record ConditionAnswered : Fait
{
    public override string Name => "condition.answered";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public required string Text { get; init; }

    public bool Met { get; init; }

    public string? Owner { get; init; }

    /// <summary>The proof that was given.</summary>
    public string? Evidence { get; init; }
}

/// <summary>A tranche is open.</summary>
public sealed record TrancheOpened : Fait
{
    public override string Name => "tranche.opened";

    public int Tranche { get; init; }

    public string? Startup { get; init; }

    public long AmountCents { get; init; }

    public long AeCents { get; init; }

    public long CpCents { get; init; }

    public long CumulatedCents { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? CeilingCents { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public long? RemainingCents { get; init; }

    public long? PlannedCents { get; init; }

    public long? UnallocatedCents { get; init; }
}

/// <summary>A rule opened a revoyure out of turn; the figures are those of the rule.</summary>
public sealed record RevoyureOpened : Fait
{
    public override string Name => "revoyure.opened";

    public required string Committee { get; init; }

    public int Occurrence { get; init; }

    public string? Startup { get; init; }

    public required string Rule { get; init; }

    /// <summary>The day that it asks for, and the one that was planned.</summary>
    public DateOnly On { get; init; }

    public DateOnly Was { get; init; }

    public decimal? Threshold { get; init; }

    public decimal? Share { get; init; }

    public long? CommittedCents { get; init; }

    public long? AllocatedCents { get; init; }

    public string? Report { get; init; }

    public string? Month { get; init; }

    public DateOnly? Due { get; init; }

    public int? WorkingDaysLate { get; init; }

    public IReadOnlyList<Indicateur>? Indicators { get; init; }

    public DateOnly? Since { get; init; }

    public DateOnly? Until { get; init; }
}

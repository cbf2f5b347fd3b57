using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Domain.Faits;

/// <summary>A report is asked for.</summary>
public sealed record ReportRequested : Fait
{
    public override string Name => "report.requested";

    public required string Report { get; init; }

    public string? Committee { get; init; }

    public int? Occurrence { get; init; }

    public string? Startup { get; init; }

    public string? Month { get; init; }

    public DateOnly Due { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? Until { get; init; }

    public IReadOnlyList<string>? Parts { get; init; }

    public bool? Voluntary { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public required IReadOnlyList<string> Cc { get; init; }
}

/// <summary>A missing report is asked for again.</summary>
public sealed record ReportReminded : Fait
{
    public override string Name => "report.reminded";

    public required string Report { get; init; }

    public string? Committee { get; init; }

    public int? Occurrence { get; init; }

    public string? Startup { get; init; }

    public string? Month { get; init; }

    public DateOnly Due { get; init; }

    public bool? Voluntary { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public required IReadOnlyList<string> Cc { get; init; }
}

/// <summary>A report is still missing: others are told.</summary>
public sealed record ReportEscalated : Fait
{
    public override string Name => "report.escalated";

    public required string Report { get; init; }

    public string? Committee { get; init; }

    public int? Occurrence { get; init; }

    public string? Startup { get; init; }

    public string? Month { get; init; }

    public DateOnly Due { get; init; }

    public bool? Voluntary { get; init; }

    public required IReadOnlyList<string> To { get; init; }

    public required IReadOnlyList<string> Cc { get; init; }
}

/// <summary>A report is in.</summary>
public sealed record ReportReceived : Fait
{
    public override string Name => "report.received";

    public required string Report { get; init; }

    public string? Committee { get; init; }

    public int? Occurrence { get; init; }

    public string? Startup { get; init; }

    public string? Month { get; init; }

    public bool Late { get; init; }

    public int WorkingDaysLate { get; init; }

    public long? CumulatedCommittedCents { get; init; }

    public long? CumulatedPaidCents { get; init; }

    public long? RemainingAeCents { get; init; }

    public long? RemainingCpCents { get; init; }

    public string? Comment { get; init; }

    /// <summary>What an état des réalisations tells of impact.</summary>
    public Impact? Impact { get; init; }

    public IReadOnlyList<string>? Files { get; init; }
}

/// <summary>The délégant goes without a report, with a reason.</summary>
public sealed record ReportWaived : Fait
{
    public override string Name => "report.waived";

    public required string Report { get; init; }

    public string? Committee { get; init; }

    public int? Occurrence { get; init; }

    public string? Startup { get; init; }

    public required string Reason { get; init; }

    public required string By { get; init; }
}

/// <summary>An account that was in is corrected; the figures are those that hold from now on.</summary>
public sealed record ReportCorrected : Fait
{
    public override string Name => "report.corrected";

    public required string Report { get; init; }

    public string? Month { get; init; }

    public required string Reason { get; init; }

    public long? CumulatedCommittedCents { get; init; }

    public long? CumulatedPaidCents { get; init; }

    public long? ForecastAeCents { get; init; }

    public long? ForecastCpCents { get; init; }
}

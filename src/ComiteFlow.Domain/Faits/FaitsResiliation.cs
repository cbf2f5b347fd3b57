namespace ComiteFlow.Domain.Faits;

/// <summary>What ends by a notice, or with the accompaniment of a team, and when.</summary>
public abstract record FinParResiliation : Fait
{
    public required string Party { get; init; }

    public string? Startup { get; init; }

    public DateOnly? ReceivedOn { get; init; }

    public DateOnly? NoticeEnd { get; init; }

    public DateOnly EffectiveEnd { get; init; }

    public DateOnly? CommitmentsEnd { get; init; }

    public DateOnly? PaymentsEnd { get; init; }

    /// <summary><c>contract</c> or <c>notice</c>, whichever ends the commitments.</summary>
    public string? Earlier { get; init; }

    public string? Reason { get; init; }
}

/// <summary>Notice was given, or the accompaniment of a team was ended.</summary>
public sealed record TerminationNotified : FinParResiliation
{
    public override string Name => "termination.notified";
}

/// <summary>A notice, or the end of an accompaniment, has taken effect.</summary>
public sealed record TerminationEffective : FinParResiliation
{
    public override string Name => "termination.effective";
}

/// <summary>A running notice was withdrawn.</summary>
public sealed record TerminationWithdrawn : Fait
{
    public override string Name => "termination.withdrawn";

    public required string Party { get; init; }

    public DateOnly ReceivedOn { get; init; }

    public DateOnly NoticeEnd { get; init; }
}

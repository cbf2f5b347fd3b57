namespace ComiteFlow.Domain.Faits;

/// <summary>Someone recorded what proves an obligation, or why it has no object.</summary>
public sealed record ObligationRecorded : Fait
{
    public override string Name => "obligation.recorded";

    /// <summary>Rank of the entry in its convention.</summary>
    public int Entry { get; init; }

    public required string Obligation { get; init; }

    public string? Startup { get; init; }

    /// <summary><c>done</c> or <c>moot</c>.</summary>
    public required string State { get; init; }

    public DateOnly On { get; init; }

    public string? Link { get; init; }

    public string? Document { get; init; }

    public string? Note { get; init; }

    public required string By { get; init; }
}

/// <summary>An entry was a mistake; it stays, and counts no more.</summary>
public sealed record ObligationWithdrawn : Fait
{
    public override string Name => "obligation.withdrawn";

    public int Entry { get; init; }

    public required string Obligation { get; init; }

    public string? Startup { get; init; }

    public required string Reason { get; init; }

    public required string By { get; init; }
}

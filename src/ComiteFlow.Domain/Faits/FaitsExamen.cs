namespace ComiteFlow.Domain.Faits;

/// <summary>Something in a text is doubtful and waits for a human.</summary>
public sealed record DoubtFlagged : Fait
{
    public override string Name => "doubt.flagged";

    public required string Document { get; init; }

    public required string Subject { get; init; }

    public string? Printed { get; init; }

    public string? Proposal { get; init; }

    public string? Startup { get; init; }

    public string? Article { get; init; }
}

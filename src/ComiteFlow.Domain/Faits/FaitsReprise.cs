namespace ComiteFlow.Domain.Faits;

/// <summary>The coordinator said what is still owed of something that fell due before the registration.</summary>
public sealed record RepriseConfirmed : Fait
{
    public override string Name => "reprise.confirmed";

    public required string Point { get; init; }

    public required string Kind { get; init; }

    public DateOnly Due { get; init; }

    /// <summary><c>done</c>, <c>owed</c> or <c>moot</c>.</summary>
    public required string Choice { get; init; }

    public DateOnly? On { get; init; }

    public string? Reason { get; init; }

    public required string By { get; init; }
}

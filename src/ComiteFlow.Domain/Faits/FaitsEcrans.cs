using System.Text.Json.Serialization;

namespace ComiteFlow.Domain.Faits;

/// <summary>A page was read.</summary>
public sealed record ScreenShown : Fait
{
    public override string Name => "screen.shown";

    public required string Screen { get; init; }

    public string? Startup { get; init; }

    public string? Activite { get; init; }

    /// <summary>Lines of the screen, each of the screen's own kind.</summary>
    public required IReadOnlyList<object> Rows { get; init; }

    public long? AeCents { get; init; }

    public long? CpCents { get; init; }

    public long? JointCents { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }
}

/// <summary>A startup under one convention: who manages its credits, and the key as printed; null where the text leaves it open.</summary>
public sealed record StartupRow
{
    public required string Convention { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Delegataire { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? CentreFinancier { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public string? Activite { get; init; }
}

/// <summary>What one convention has committed and paid under an activity.</summary>
public sealed record ExpensesRow
{
    public required string Convention { get; init; }

    public long AeCents { get; init; }

    public long CpCents { get; init; }
}

using System.Text.Json.Serialization;

namespace ComiteFlow.Domain.Faits;

/// <summary>An act was refused; nothing else changed.</summary>
public sealed record Refused : Fait
{
    public override string Name => "refused";

    /// <summary>The act, by its verb.</summary>
    public required string Do { get; init; }

    public required string By { get; init; }

    public required string Code { get; init; }

    /// <summary>One French sentence that says what to do.</summary>
    public required string Message { get; init; }

    /// <summary>Figures of the refusal by the keys of FORMAT.md.</summary>
    [JsonExtensionData]
    public IDictionary<string, object?> Details { get; init; } = new Dictionary<string, object?>();
}

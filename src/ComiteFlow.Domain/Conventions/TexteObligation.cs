using System.Text.Json.Serialization;

namespace ComiteFlow.Domain.Conventions;

/// <summary>An obligation that a text holds: its id and place; a wording of its own wins over the catalogue's.</summary>
public sealed record TexteObligation
{
    public required string Id { get; init; }

    [JsonPropertyName("source")]
    public Sources? Place { get; init; }

    public string? Title { get; init; }

    public string? Text { get; init; }

    /// <summary>Who is bound, by the words of the schema.</summary>
    public string? Who { get; init; }

    public string? Carrier { get; init; }

    /// <summary>Name of the rule that tells its state.</summary>
    public string? State { get; init; }

    public string? Proof { get; init; }

    /// <summary>Startups that it is about; empty for the whole convention.</summary>
    public IReadOnlyList<string> Startups { get; init; } = [];

    public string? Committee { get; init; }

    public string? Milestone { get; init; }

    /// <summary>Places of publication that it is about.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    public DateOnly? Due { get; init; }
}

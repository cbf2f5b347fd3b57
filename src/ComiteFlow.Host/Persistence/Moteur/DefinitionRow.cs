namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>One version of a workflow definition, its file's text kept byte for byte.</summary>
internal sealed class DefinitionRow
{
    public required string DefinitionId { get; set; }

    public int Version { get; set; }

    public required string Name { get; set; }

    public required string Json { get; set; }

    /// <summary>SHA-256 of the text.</summary>
    public required string Hash { get; set; }

    public bool IsPublished { get; set; }

    /// <summary>True for a version that came with the product, false for one that people made here.</summary>
    public bool IsShipped { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>What keeps it from being published; null when nothing does.</summary>
    public string? Problems { get; set; }
}

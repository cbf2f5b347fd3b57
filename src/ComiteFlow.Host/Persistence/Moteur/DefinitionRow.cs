namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>One version of a workflow definition, its file's text kept byte for byte. A draft is the latest version that was never published.</summary>
internal sealed class DefinitionRow
{
    public required string DefinitionId { get; set; }

    public int Version { get; set; }

    public required string Name { get; set; }

    public required string Json { get; set; }

    /// <summary>SHA-256 of the text.</summary>
    public required string Hash { get; set; }

    /// <summary>SHA-256 of what the text means: without layout, order of steps and what the product writes itself.</summary>
    public string Meaning { get; set; } = "";

    public bool IsPublished { get; set; }

    /// <summary>True for a version that came with the product, false for one that people made here.</summary>
    public bool IsShipped { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Last writing of the text, and by whom as history shows it; null for what ships.</summary>
    public DateTimeOffset? ChangedAt { get; set; }

    public string? ChangedBy { get; set; }

    /// <summary>When it was first published; its text never changes after.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    public string? PublishedBy { get; set; }

    /// <summary>Why it was published.</summary>
    public string? Reason { get; set; }

    /// <summary>What keeps it from being published; null when nothing does.</summary>
    public string? Problems { get; set; }
}

namespace ComiteFlow.Activities.Comites;

/// <summary>What changed for those convened to a séance.</summary>
/// <param name="Motif">Why, in the words of the coordination or by the name of FORMAT.md; null for no reason given.</param>
public sealed record ChangementDeSeance(GenreDeChangement Genre, string? Motif)
{
    /// <summary>The day that those convened know of.</summary>
    public DateOnly? De { get; init; }
}

/// <summary>Kinds of change, by the names that templates know.</summary>
public enum GenreDeChangement
{
    /// <summary>Another day.</summary>
    Deplacement,

    /// <summary>Another hour, place or agenda.</summary>
    Precision,

    /// <summary>It will not take place.</summary>
    Annulation,

    /// <summary>It was cancelled, and takes place after all.</summary>
    Retablissement,
}

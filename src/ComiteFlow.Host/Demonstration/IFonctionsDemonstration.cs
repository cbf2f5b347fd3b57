namespace ComiteFlow.Host.Demonstration;

/// <summary>The parties and startups of the registered conventions, for the sign-in of the demonstration.</summary>
internal interface IFonctionsDemonstration
{
    Task<PorteesDemonstration> ReadAsync(CancellationToken ct);
}

/// <summary>For whom the functions of the demonstration may be held.</summary>
internal sealed record PorteesDemonstration(IReadOnlyList<Portee> Parties, IReadOnlyList<Portee> Startups)
{
    /// <summary>The parties for which decisions are taken.</summary>
    public IReadOnlyList<Portee> Delegants { get; init; } = [];
}

/// <summary>A party or startup: its id in the conventions and its name.</summary>
internal sealed record Portee(string Id, string Nom);

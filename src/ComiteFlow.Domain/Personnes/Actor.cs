namespace ComiteFlow.Domain.Personnes;

/// <summary>Functions that people hold, by the names of FORMAT.md.</summary>
public static class Roles
{
    public const string Coordinator = "coordinator";
    public const string DecisionMaker = "decisionMaker";
    public const string BudgetOfficer = "budgetOfficer";
    public const string Admin = "admin";
    public const string Signatory = "signatory";
    public const string Team = "team";
    public const string Auditor = "auditor";

    public static IReadOnlyList<string> Tous { get; } = [Coordinator, DecisionMaker, BudgetOfficer, Admin, Signatory, Team, Auditor];
}

/// <summary>Who acts: person, role, the party or startup that the role is held for, and how that is known.</summary>
/// <param name="Person">Opaque id of the person.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Scope">Party of a signatory, startup of a team; null for the other roles.</param>
/// <param name="Means">How the person signed in (<c>demonstration</c>, <c>simulation</c>, <c>oidc</c>).</param>
/// <param name="AuthenticatedAt">When, UTC.</param>
public sealed record Actor(string Person, string Role, string? Scope, string Means, DateTimeOffset AuthenticatedAt)
{
    /// <summary>The name that FORMAT.md uses in <c>by</c>: <c>signatory:DGEFP</c>, <c>coordinator</c>.</summary>
    public string Label => Scope is null ? Role : $"{Role}:{Scope}";
}

namespace ComiteFlow.Domain.Gestion;

/// <summary>What the délégant decided about the unconsumed balance of a year: back to the BOP, or carried over.</summary>
public sealed class DecisionDeSolde
{
    internal DecisionDeSolde(string conventionId, string scope, int year) => (ConventionId, Scope, Year) = (conventionId, scope, year);

    private DecisionDeSolde() => (ConventionId, Scope) = ("", "");

    public string ConventionId { get; private set; }

    /// <summary>The startup where the text controls by startup, else the convention.</summary>
    public string Scope { get; private set; }

    public int Year { get; private set; }

    public DateOnly DecidedOn { get; internal set; }

    public Money ReturnAe { get; internal set; }

    public Money ReturnCp { get; internal set; }

    public Money CarryAe { get; internal set; }

    public Money CarryCp { get; internal set; }
}

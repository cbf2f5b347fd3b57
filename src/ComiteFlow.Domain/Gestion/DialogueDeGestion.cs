namespace ComiteFlow.Domain.Gestion;

/// <summary>The yearly talk between délégant and délégataire about the year's balance; only where the text has one.</summary>
public sealed class DialogueDeGestion
{
    internal DialogueDeGestion(string conventionId, int year, DateOnly on) => (ConventionId, Year, On) = (conventionId, year, on);

    private DialogueDeGestion() => ConventionId = "";

    public string ConventionId { get; private set; }

    public int Year { get; private set; }

    /// <summary>Last day on which it is in time.</summary>
    public DateOnly On { get; private set; }

    public DateOnly? HeldOn { get; internal set; }

    /// <summary>Set while a notice of termination takes it away.</summary>
    public DateOnly? CancelledOn { get; internal set; }
}

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

/// <summary>A warning that falls due on a day, unless what it is about is settled before.</summary>
public sealed class AlertePrevue
{
    internal AlertePrevue(string id, string conventionId, string alert, DateOnly due) => (Id, ConventionId, Alert, Due) = (id, conventionId, alert, due);

    private AlertePrevue() => (Id, ConventionId, Alert) = ("", "", "");

    public string Id { get; private set; }

    public string ConventionId { get; private set; }

    /// <summary>Name of the alert, as in FORMAT.md.</summary>
    public string Alert { get; private set; }

    /// <summary>Morning on which it is issued.</summary>
    public DateOnly Due { get; private set; }

    /// <summary>The day that it is about.</summary>
    public DateOnly On { get; internal set; }

    /// <summary>Working days from the warning to that day, where the policy counts them.</summary>
    public int? Days { get; internal set; }

    /// <summary><c>ae</c> or <c>cp</c>, for a cutoff.</summary>
    public string? Cutoff { get; internal set; }

    /// <summary>Issued, or found without object.</summary>
    public DateOnly? SettledOn { get; internal set; }
}

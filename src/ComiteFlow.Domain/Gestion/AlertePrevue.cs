namespace ComiteFlow.Domain.Gestion;

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

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

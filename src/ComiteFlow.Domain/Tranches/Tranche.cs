namespace ComiteFlow.Domain.Tranches;

/// <summary>Credits that the text or a decision opens. Its credits can be used once they are put at disposal.</summary>
public sealed class Tranche
{
    internal Tranche(string conventionId, int number, Money ae, Money cp, string origin)
    {
        ConventionId = conventionId;
        Number = number;
        Ae = ae;
        Cp = cp;
        Origin = origin;
    }

    private Tranche() => (ConventionId, Origin) = ("", "");

    public string ConventionId { get; private set; }

    public int Number { get; private set; }

    public string? Startup { get; internal set; }

    public Money Ae { get; private set; }

    public Money Cp { get; private set; }

    /// <summary>What it comes from: the id of the comité that decided it, or <c>texte</c>.</summary>
    public string Origin { get; private set; }

    /// <summary>First day of the period, for a decided one.</summary>
    public DateOnly? From { get; internal set; }

    /// <summary>Last day of the period, for a decided one.</summary>
    public DateOnly? Until { get; internal set; }

    public DateOnly? OpenedOn { get; internal set; }

    public DateOnly? ReleasedOn { get; internal set; }
}

/// <summary>Credits put at the délégataire's disposal, by tranche or by startup.</summary>
public sealed class MiseADisposition
{
    internal MiseADisposition(string conventionId, int number, DateOnly on, Money ae, Money cp)
    {
        ConventionId = conventionId;
        Number = number;
        On = on;
        Ae = ae;
        Cp = cp;
    }

    private MiseADisposition() => ConventionId = "";

    public string ConventionId { get; private set; }

    public int Number { get; private set; }

    public DateOnly On { get; private set; }

    public Money Ae { get; private set; }

    public Money Cp { get; private set; }

    public int? Tranche { get; internal set; }

    public string? Startup { get; internal set; }
}

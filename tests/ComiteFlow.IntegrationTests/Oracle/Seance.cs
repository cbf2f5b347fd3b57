namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>An occurrence of a comité as the oracle follows it.</summary>
internal sealed class Seance(string committee, int occurrence, string? startup, DateOnly nominal, DateOnly on)
{
    public string Committee => committee;

    public int Occurrence => occurrence;

    public string? Startup => startup;

    public DateOnly Nominal { get; set; } = nominal;

    public DateOnly On { get; set; } = on;

    /// <summary>New dates that wait to be confirmed.</summary>
    public (DateOnly Nominal, DateOnly On)? Proposed { get; set; }

    public DateOnly? StatusDue { get; set; }

    public bool StatusIn { get; set; }

    public bool IsWaiting { get; set; }

    public DateOnly? HeldOn { get; set; }

    public bool IsDecided { get; set; }

    public bool IsCancelled { get; set; }
}

/// <summary>A monthly or final report that was asked for.</summary>
/// <param name="Month">Null for the final one.</param>
internal sealed record Compte(DateOnly? Month, DateOnly Due)
{
    public bool IsIn { get; set; }
}

/// <summary>What may be committed and paid, and what was.</summary>
internal sealed class Credits
{
    public long LimitAe { get; set; }

    public long LimitCp { get; set; }

    public long Committed { get; set; }

    public long Paid { get; set; }
}

/// <summary>An avenant that waits for its signatures.</summary>
internal sealed record AvenantEnCours(string Id, string? Startup, long Ae, long Cp, DateOnly? From)
{
    public Dictionary<string, DateOnly> Signed { get; } = [];

    public DateOnly? FirstRecorded { get; set; }

    public bool IsSigned { get; set; }
}

namespace ComiteFlow.Domain.Rapports;

/// <summary>A report that is asked for: the état des réalisations before a comité, the monthly account, or the final one.</summary>
public sealed class Rapport
{
    internal Rapport(string id, string conventionId, string kind)
    {
        Id = id;
        ConventionId = conventionId;
        Kind = kind;
    }

    private Rapport() => (Id, ConventionId, Kind) = ("", "", "");

    /// <summary>Readable key: <c>CONVENTION/status/…</c>, <c>CONVENTION/monthly/2020-05</c>, <c>CONVENTION/final</c>.</summary>
    public string Id { get; private set; }

    public string ConventionId { get; private set; }

    /// <summary><c>status</c>, <c>monthly</c> or <c>final</c>.</summary>
    public string Kind { get; private set; }

    public string? Committee { get; internal set; }

    public int? Occurrence { get; internal set; }

    public string? Startup { get; internal set; }

    /// <summary>Month of a monthly report, <c>yyyy-MM</c>.</summary>
    public string? Month { get; internal set; }

    public DateOnly Due { get; internal set; }

    /// <summary>True when the text has no such report and the coordinator switched it on.</summary>
    public bool Voluntary { get; internal set; }

    public DateOnly RequestedOn { get; internal set; }

    public DateOnly? ReceivedOn { get; internal set; }

    /// <summary>Reason of the délégant for going without it.</summary>
    public string? WaivedBecause { get; internal set; }

    public Money? CumulatedCommitted { get; internal set; }

    public Money? CumulatedPaid { get; internal set; }

    /// <summary>Forecast of engagements for what follows, as the délégataire gave it.</summary>
    public Money? ForecastAe { get; internal set; }

    /// <summary>Forecast of paiements for what follows.</summary>
    public Money? ForecastCp { get; internal set; }

    public string? Comment { get; internal set; }

    /// <summary>What a status report tells of impact; null when it told nothing.</summary>
    public Impact? Impact { get; internal set; }

    public bool IsMissing => ReceivedOn is null && WaivedBecause is null;

    /// <summary>Month of the account that people name; null for the final one.</summary>
    /// <exception cref="BrokenRuleException">Neither a month nor the final account is named.</exception>
    public static string? MonthOf(string? month, string? report) => (month, report) switch
    {
        (_, "final") => null,
        (not null, null or "monthly") => month,
        (_, null or "monthly") => throw new BrokenRuleException(
            "unknownReference", "Le compte rendu à transmettre n’est pas désigné : indiquez son mois, par exemple 2020-05, ou le compte rendu final."),
        _ => throw Refus.Inconnu("Le compte rendu", report, ["monthly", "final"]),
    };

    public static string StatusId(string comiteId) => comiteId + "/status";

    public static string MonthlyId(string conventionId, string month) => $"{conventionId}/monthly/{month}";

    public static string FinalId(string conventionId) => conventionId + "/final";
}

using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Revoyures;

namespace ComiteFlow.Domain.Comites;

/// <summary>Where a comité stands.</summary>
public enum ComiteState
{
    Planned,
    Held,
    Decided,
    Cancelled,

    /// <summary>It lay before the registration of a reprise: history, about which nobody is asked.</summary>
    Past,
}

/// <summary>One occurrence of a comité of a convention, for all its startups or for one.</summary>
public sealed class Comite
{
    internal Comite(string conventionId, string code, string? startup, int occurrence)
    {
        ConventionId = conventionId;
        Code = code;
        Startup = startup;
        Occurrence = occurrence;
        Id = IdOf(conventionId, code, startup, occurrence);
    }

    private Comite() => (Id, ConventionId, Code) = ("", "", "");

    /// <summary>Readable key: <c>CONVENTION/CODE/n</c> or <c>CONVENTION/CODE/STARTUP/n</c>.</summary>
    public string Id { get; private set; }

    public string ConventionId { get; private set; }

    public string Code { get; private set; }

    public string? Startup { get; private set; }

    public int Occurrence { get; private set; }

    public DateOnly Nominal { get; internal set; }

    public DateOnly On { get; internal set; }

    /// <summary>Hour of the séance, Paris; null while nobody has said it: the texts give a day only.</summary>
    public TimeOnly? StartsAt { get; internal set; }

    /// <summary>Room or address of the visioconférence.</summary>
    public string? Place { get; internal set; }

    /// <summary>Points of the agenda in the words of the coordination; null for the usual ones.</summary>
    public IReadOnlyList<string>? Agenda { get; internal set; }

    /// <summary>The slots that the parties are asked to choose from; null while nothing is asked.</summary>
    public ChoixDeCreneaux? Slots { get; internal set; }

    /// <summary>True while the date is counted from a substitute, the signing date for the effect.</summary>
    public bool Provisional { get; internal set; }

    public bool Uncertain { get; internal set; }

    /// <summary>A date that waits for the coordinator's confirmation, with its nominal date.</summary>
    public DateOnly? ProposedOn { get; internal set; }

    public DateOnly? ProposedNominal { get; internal set; }

    /// <summary>The rule that set the date; null for the cadence of the text.</summary>
    public string? Rule { get; internal set; }

    /// <summary>The rule of the proposed date, and why it is what it is.</summary>
    public string? ProposedRule { get; internal set; }

    public Pourquoi? ProposedWhy { get; internal set; }

    public ComiteState State { get; internal set; }

    /// <summary>Reports that were missing on the day; empty once it is ready.</summary>
    public bool IsWaiting { get; internal set; }

    public bool IsReady { get; internal set; }

    /// <summary>What people must know of it though it is kept, by the names of FORMAT.md; null for nothing.</summary>
    public string? Mark { get; internal set; }

    /// <summary>How often it came back after it was cancelled; each time a workflow of its own follows it.</summary>
    public int Returns { get; internal set; }

    public DateOnly? HeldOn { get; internal set; }

    public IReadOnlyList<string> HeldBy { get; internal set; } = [];

    /// <summary>Outcome of the revoyure, once decided.</summary>
    public string? Outcome { get; internal set; }

    public DateOnly? DecidedOn { get; internal set; }

    /// <summary>Amount granted, AE and CP.</summary>
    public Money? GrantedAe { get; internal set; }

    public Money? GrantedCp { get; internal set; }

    /// <summary>The decision as taken, with its period and form.</summary>
    public Decision? Decision { get; internal set; }

    /// <summary>Why the date is what it is.</summary>
    public Pourquoi? Why { get; internal set; }

    /// <summary>True for the reason of a day that the coordination chose itself: nobody is to be asked for it.</summary>
    public static bool IsFixed(Pourquoi? why) => why?.Rule == Planification.FixeeParLaCoordination;

    internal void DropProposal()
    {
        ProposedOn = ProposedNominal = null;
        ProposedRule = null;
        ProposedWhy = null;
    }

    public static string IdOf(string conventionId, string code, string? startup, int occurrence) =>
        startup is null ? $"{conventionId}/{code}/{occurrence}" : $"{conventionId}/{code}/{startup}/{occurrence}";
}

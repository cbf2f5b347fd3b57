namespace ComiteFlow.Domain.Conventions;

/// <summary>A document that parties sign: a convention or an avenant.</summary>
public sealed class Acte
{
    private readonly List<Signature> _signatures = [];

    internal Acte(string id, string conventionId, string kind, int? number, IEnumerable<string> parties)
    {
        Id = id;
        ConventionId = conventionId;
        Kind = kind;
        Number = number;
        _signatures.AddRange(parties.Select((party, rank) => new Signature(id, party, rank)));
    }

    private Acte() => (Id, ConventionId, Kind) = ("", "", "");

    public string Id { get; private set; }

    public string ConventionId { get; private set; }

    /// <summary><c>convention</c> or <c>avenant</c>.</summary>
    public string Kind { get; private set; }

    public int? Number { get; private set; }

    /// <summary>One line per signatory, signed or not, in the order of the text.</summary>
    public IReadOnlyList<Signature> Signatures => _signatures;

    public DateOnly? SentOn { get; internal set; }

    /// <summary>Day of the last signature, once all are in.</summary>
    public DateOnly? SignedOn { get; internal set; }

    public DateOnly? InEffectOn { get; internal set; }

    /// <summary>What an avenant drafted here changes; null for a registered text.</summary>
    public Changements? Changes { get; internal set; }

    public bool IsAvenant => Kind == "avenant";

    /// <summary>State by the names of FORMAT.md.</summary>
    public string State => InEffectOn is not null ? "inEffect"
        : SignedOn is not null ? "signed"
        : _signatures.Exists(s => s.On is not null) ? "partlySigned" : "toSign";

    /// <summary>Parties that have not signed, in order.</summary>
    public IReadOnlyList<string> Missing => [.. _signatures.Where(s => s.On is null).OrderBy(s => s.Rank).Select(s => s.PartyId)];

    public DateOnly? FirstSignature => _signatures.Min(s => s.On);

    internal void Ranger() => Dossier.Ranger(_signatures, (a, b) => a.Rank.CompareTo(b.Rank));
}

/// <summary>The place of one party's signature on a document.</summary>
public sealed class Signature
{
    internal Signature(string acteId, string partyId, int rank) => (ActeId, PartyId, Rank) = (acteId, partyId, rank);

    private Signature() => (ActeId, PartyId) = ("", "");

    public string ActeId { get; private set; }

    public string PartyId { get; private set; }

    public int Rank { get; private set; }

    /// <summary>The date written, once signed.</summary>
    public DateOnly? On { get; internal set; }

    /// <summary>Business day on which the signature was recorded here.</summary>
    public DateOnly? RecordedOn { get; internal set; }
}

/// <summary>What an avenant changes. Null: unchanged.</summary>
/// <param name="Ceiling">New montant maximum.</param>
/// <param name="Allocation">New amount put at disposal, in AE and in CP.</param>
/// <param name="End">New last day.</param>
/// <param name="Startup">Startup whose annexe changes.</param>
/// <param name="Amount">Amount that the avenant adds for it, AE and CP.</param>
/// <param name="From">First day of the funded period.</param>
/// <param name="Until">Last day of the funded period.</param>
/// <param name="Comite">Id of the comité whose decision it carries.</param>
public sealed record Changements(
    Money? Ceiling = null, Money? Allocation = null, DateOnly? End = null, string? Startup = null, Money? Amount = null,
    DateOnly? From = null, DateOnly? Until = null, string? Comite = null)
{
    /// <summary>What was in force when the draft was opened.</summary>
    public Money? OldCeiling { get; init; }

    public Money? OldAllocation { get; init; }

    public DateOnly? OldEnd { get; init; }
}

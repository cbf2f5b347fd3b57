namespace ComiteFlow.Domain.Conventions;

/// <summary>Something that fell due before the registration of its convention: a history line, <em>dépassé</em>, until the coordinator says what is still owed.</summary>
public sealed class PointDeReprise
{
    /// <summary>Kinds of points.</summary>
    public const string Seance = "committee", Etat = "status", Convocation = "convocation", Mensuel = "monthly", Final = "final", Signature = "signature";

    /// <summary>Choices of the coordinator: <em>déjà fait</em>, <em>encore dû</em>, <em>sans objet</em>.</summary>
    public const string DejaFait = "done", EncoreDu = "owed", SansObjet = "moot";

    internal PointDeReprise(string id, string conventionId, string kind, DateOnly due) => (Id, ConventionId, Kind, Due) = (id, conventionId, kind, due);

    private PointDeReprise() => (Id, ConventionId, Kind) = ("", "", "");

    /// <summary>Key of what fell due: that of the comité, the report or the task.</summary>
    public string Id { get; private set; }

    public string ConventionId { get; private set; }

    /// <summary>One of the kinds above, or that of a <see cref="Tache"/>: copy, publish, close.</summary>
    public string Kind { get; private set; }

    /// <summary>The day that had passed at the registration.</summary>
    public DateOnly Due { get; private set; }

    /// <summary>Id of the comité concerned.</summary>
    public string? Comite { get; internal init; }

    /// <summary>Document to sign, to copy, to publish or to close.</summary>
    public string? Document { get; internal init; }

    /// <summary>Party that has not signed or that publishes; recipient of a copy.</summary>
    public string? Party { get; internal init; }

    public string? Place { get; internal init; }

    /// <summary>Month of a monthly account, <c>yyyy-MM</c>.</summary>
    public string? Month { get; internal init; }

    /// <summary>Where the text asks for it, when that is known.</summary>
    public string? Article { get; internal init; }

    /// <summary>What the coordinator said; null until then.</summary>
    public string? Choice { get; private set; }

    /// <summary>Day on which it was done, or new day of a meeting that is still to be held.</summary>
    public DateOnly? On { get; private set; }

    public string? Reason { get; private set; }

    public DateOnly? SettledOn { get; private set; }

    /// <summary>In which capacity the choice was made.</summary>
    public string? SettledBy { get; private set; }

    public bool IsOwed => Choice == EncoreDu;

    internal void Settle(ReponseDeReprise reponse, string by, DateOnly today) =>
        (Choice, On, Reason, SettledBy, SettledOn) = (reponse.Choice, reponse.On, reponse.Reason, by, today);
}

/// <summary>What the coordinator says about one point.</summary>
/// <param name="Point">Id of the point.</param>
/// <param name="Choice">One of the choices of <see cref="PointDeReprise"/>.</param>
/// <param name="On">Day on which it was done, or new day of a meeting still to be held.</param>
/// <param name="Reason">Why the point has no object.</param>
public sealed record ReponseDeReprise(string Point, string Choice, DateOnly? On = null, string? Reason = null);

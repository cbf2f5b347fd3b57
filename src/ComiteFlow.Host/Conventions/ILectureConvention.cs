using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Conventions;

/// <summary>Reads the whole file of one convention or avenant.</summary>
internal interface ILectureConvention
{
    /// <summary>Null when it does not exist or the actor may not read it.</summary>
    Task<FicheConvention?> FindAsync(Actor actor, string id, CancellationToken ct);
}

/// <summary>The file of a convention: where it stands, its time line, its acts, its people, its documents.</summary>
/// <param name="NomCourt">Name in the breadcrumb.</param>
/// <param name="Meta">Parties, signature, end: one line.</param>
/// <param name="Chiffres">Accordé, engagé, payé, reste, to the cent.</param>
internal sealed record FicheConvention(string Id, string Titre, string NomCourt, string Meta, IReadOnlyList<Chiffre> Chiffres, Frise Frise)
{
    public IReadOnlyList<Badge> Badges { get; init; } = [];

    /// <summary>The acts that this actor may do here.</summary>
    public IReadOnlyList<Lien> Actes { get; init; } = [];

    /// <summary>The one next step, for an actor who may take it.</summary>
    public Lien? Action { get; init; }

    /// <summary>Tranches, comités, signatures and whatever else is a table.</summary>
    public IReadOnlyList<Tableau> Tableaux { get; init; } = [];

    /// <summary>Doubts of the text that a person must settle.</summary>
    public IReadOnlyList<string> PointsAConfirmer { get; init; } = [];

    public Lien? Confirmer { get; init; }

    /// <summary>Notice that points of a reprise wait to be confirmed; its page for who may do it.</summary>
    public AvisDeReprise? Reprise { get; init; }

    public IReadOnlyList<PersonneFiche> Personnes { get; init; } = [];

    public IReadOnlyList<DocumentFiche> Documents { get; init; } = [];

    /// <summary>CHORUS keys, part by part.</summary>
    public IReadOnlyList<LigneRecapitulatif> Imputation { get; init; } = [];

    /// <summary>Article of the CHORUS keys and what to know of them.</summary>
    public string? SourceImputation { get; init; }
}

/// <summary>How many points of a reprise wait, and where they are confirmed.</summary>
internal sealed record AvisDeReprise(string Titre, string Phrase, Lien? Lien);

/// <summary>A person or function of the file.</summary>
internal sealed record PersonneFiche(string Nom, string Precision);

/// <summary>A document that can be downloaded from <c>/documents/{id}</c>.</summary>
/// <param name="Format">Short name of the format, such as <c>PDF</c>.</param>
internal sealed record DocumentFiche(string Id, string Titre, string Format, long Octets, DateOnly Le);

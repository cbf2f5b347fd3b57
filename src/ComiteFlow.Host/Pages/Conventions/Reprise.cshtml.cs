using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Conventions;

/// <summary>The coordinator says, line by line, what is still owed of what fell due before the registration.</summary>
internal sealed class RepriseModel(OutilsDActe outils) : PageActe(outils)
{
    private IReadOnlyList<PointDeReprise> _points = [];

    [BindProperty(Name = "points")]
    public List<SaisieDePoint> Saisies { get; set; } = [];

    public override string Verbe => "confirmReprise";

    public override string Bouton => "Confirmer les réponses choisies";

    public override Recapitulatif Reperes => new("Reprise",
    [
        new("Enregistrée le", Formats.DateCourte(Dossier.RegisteredOn)), new("À confirmer", Formats.Nombre(_points.Count)),
        new("Confirmés", Formats.Nombre(Dossier.PointsDeReprise.Count(p => p.Choice is not null))),
    ]);

    /// <summary>The lines to confirm, by kind and date, each with its place in the form.</summary>
    public IEnumerable<(string Titre, string Suite, IReadOnlyList<LigneDePoint> Lignes)> Groupes()
    {
        var rank = 0;
        foreach (var (kind, title, next) in Reprises.Groupes)
        {
            var lines = _points.Where(p => p.Kind == kind).Select(point => Ligne(point, rank++)).ToList();
            if (lines.Count > 0)
                yield return (title, next, lines);
        }
    }

    public Tableau? Confirmes => Dossier.PointsDeReprise.Where(p => p.Choice is not null).OrderByDescending(p => p.SettledOn).ThenBy(p => p.Due).ToList() is { Count: > 0 } settled
        ? new Tableau(
            "Points confirmés", [new("Point"), new("Date dépassée"), new("Réponse"), new("Précision"), new("Confirmé")],
            [.. settled.Select(point => new LigneTableau(
            [
                Reprises.Titre(Dossier, point), Formats.DateCourte(point.Due), new Cellule("") { Badge = Reprises.Reponse(point) },
                point.Reason ?? (point.On is { } on ? $"le {Formats.DateCourte(on)}" : "–"),
                $"le {Formats.DateCourte(point.SettledOn!.Value)} par {Droits.Label(point.SettledBy ?? "")}",
            ]))])
        : null;

    public EtatVide Rien => new(
        "Aucun point à confirmer", "Rien ne reste à confirmer de ce qui précède l’enregistrement de cette convention.", new Lien("Revenir à la convention", Retour));

    protected override bool Preparer()
    {
        _points = new Domain.Conventions.Reprise(Dossier).ToConfirm(Aujourdhui);
        Titre = "Reprise";
        Question = _points.Count > 0 ? Reprises.Avis(_points.Count) : "Reprise";
        Meta = $"{Noms.Titre(Dossier)} · dates dépassées à l’enregistrement du {Formats.DateLongue(Dossier.RegisteredOn)} : personne n’a été sollicité. Ce que vous laissez sans réponse reste sur cette page.";
        return true;
    }

    protected override IEnumerable<ErreurChamp> Manques()
    {
        if (Saisies.TrueForAll(typed => typed.EstVide))
            yield return new ErreurChamp("points[0].Choix", "Choisissez une réponse pour au moins un point.");
        foreach (var line in Groupes().SelectMany(group => group.Lignes))
        {
            if (line.Manque(Aujourdhui) is var (field, message))
                yield return new ErreurChamp($"{line.Nom}.{field}", $"{message} ({line.Titre}).");
        }
    }

    protected override Task FaireAsync(CancellationToken ct) => RunAsync(
        new ConfirmReprise.Commande
        {
            Convention = Dossier.Id,
            Points =
            [
                .. Saisies.Where(typed => !string.IsNullOrEmpty(typed.Choix)).Select(typed => new ConfirmReprise.Reponse
                {
                    Point = typed.Id,
                    Choice = typed.Choix!,
                    On = typed.Choix == PointDeReprise.SansObjet ? null : Iso(typed.Le),
                    Reason = typed.Choix == PointDeReprise.SansObjet ? typed.Motif?.Trim() : null,
                }),
            ],
        },
        ct);

    protected override async Task<IActionResult> SuivreAsync(CancellationToken ct)
    {
        await FaireAsync(ct);
        return LocalRedirect($"{Adresses.Acte(Dossier, "reprise")}?fait={Verbe}");
    }

    private LigneDePoint Ligne(PointDeReprise point, int rank) => new(
        $"points[{Noms.Rang(rank)}]", point, Reprises.Titre(Dossier, point), Saisies.Find(typed => typed.Id == point.Id) ?? new SaisieDePoint { Id = point.Id })
    {
        PeutEtreSansObjet = new Domain.Conventions.Reprise(Dossier).MayBeMoot(point),
        Erreurs = Erreurs,
    };
}

/// <summary>What was typed about one point.</summary>
internal sealed record SaisieDePoint
{
    public string Id { get; set; } = "";

    public string? Choix { get; set; }

    public SaisieDate Le { get; set; } = new();

    public string? Motif { get; set; }

    public bool EstVide => string.IsNullOrEmpty(Choix) && Le.EstVide && string.IsNullOrWhiteSpace(Motif);
}

/// <summary>One line of the form.</summary>
/// <param name="Nom">Prefix of its fields.</param>
internal sealed record LigneDePoint(string Nom, PointDeReprise Point, string Titre, SaisieDePoint Saisie)
{
    public bool PeutEtreSansObjet { get; init; }

    public ResumeErreurs? Erreurs { get; init; }

    public bool EstSeance => Point.Kind == PointDeReprise.Seance;

    public IEnumerable<(string Valeur, string Libelle)> Choix()
    {
        yield return (PointDeReprise.DejaFait, "Déjà fait");
        yield return (PointDeReprise.EncoreDu, "Encore dû");
        if (PeutEtreSansObjet)
            yield return (PointDeReprise.SansObjet, "Sans objet");
    }

    /// <summary>The gap of the line: its field and the repair; null when it can be sent.</summary>
    public (string Champ, string Message)? Manque(DateOnly today) => Saisie switch
    {
        { EstVide: true } => null,
        { Choix: null or "" } => ("Choix", "Choisissez une réponse, ou videz la date et le motif"),
        { Choix: PointDeReprise.SansObjet } => string.IsNullOrWhiteSpace(Saisie.Motif) ? ("Motif", "Écrivez pourquoi ce point est sans objet") : null,
        { Le.EstVide: true } => null,
        { Choix: PointDeReprise.EncoreDu } when !EstSeance => ("Le", "Seule une séance reçoit une nouvelle date : videz ce champ"),
        { Le.Date: null } => ("Le", "Saisissez une date qui existe au calendrier, ou laissez-la vide"),
        { Choix: PointDeReprise.DejaFait } when Saisie.Le.Date > today => ("Le", "Saisissez une date jusqu’à aujourd’hui"),
        { Choix: PointDeReprise.EncoreDu } when Saisie.Le.Date < today => ("Le", "Saisissez une nouvelle date à partir d’aujourd’hui"),
        _ => null,
    };
}

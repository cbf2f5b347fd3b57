using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Differences;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>The versions of a workflow with who wrote, who published and why; any of them can come back as a draft.</summary>
internal sealed class HistoriqueModel(LectureCircuits lecture, RelectureDeCircuit relecture, ActorAccessor actors, ExecutionDesActes execution) : PageCircuit(lecture, actors)
{
    private const string Revenir = "revenir", Supprimer = "supprimer";

    private IReadOnlyList<DossiersEnCours> _enCours = [];

    /// <summary>Button pressed.</summary>
    [BindProperty(Name = "etape")]
    public string? Etape { get; set; }

    /// <summary>Version that comes back.</summary>
    [BindProperty(Name = "version")]
    public string? Version { get; set; }

    /// <summary>Act that led here.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Acte { get; set; }

    /// <summary>Files that were moved, and those that were not.</summary>
    [BindProperty(SupportsGet = true, Name = "passes")]
    public int? Passes { get; set; }

    [BindProperty(SupportsGet = true, Name = "restes")]
    public int? Restes { get; set; }

    public IReadOnlyList<EcritureLue> Histoire { get; private set; } = [];

    /// <summary>A draft that an update left behind, and what it says otherwise than the version that came.</summary>
    public VersionDeCircuit? Laisse { get; private set; }

    public Difference? Ecart { get; private set; }

    public bool PeutEcrire => Droits.Allows(Acteur, SaveCircuit.Verbe);

    public bool PeutPublier => Droits.Allows(Acteur, PublishCircuit.Verbe);

    /// <summary>Files that follow another version than the published one.</summary>
    public int EnRetard => Publiee is { } published ? _enCours.Where(running => running.Version != published.Version).Sum(running => running.Nombre) : 0;

    public string Meta => $"{Formats.Compte(Versions.Count, "version", "versions")} ; {(Publiee is { } published ? $"la version {published.Version} est publiée" : "aucune n’est publiée")}. Une version publiée ne change plus.";

    public string ResumeDuBrouillon => $"Version {Derniere.Version}, changée le {Formats.InstantCourt(Derniere.ChangedAt ?? Derniere.CreatedAt)} par {Derniere.ChangedBy ?? "la mise à jour"}.";

    public string ResumeDesDossiers => $"{Formats.Compte(EnRetard, "dossier suit", "dossiers suivent")} encore une version antérieure.";

    public IReadOnlyList<VersionDeCircuit> Reprenables => [.. Versions.Where(version => !version.IsLatest)];

    public IReadOnlyList<object> ChampsDeRetour =>
    [
        new ChampChoix("version", "Version", Version, [.. Reprenables.Select(version => new OptionChoix(
            Formats.Nombre(version.Version), $"Version {version.Version}{(version.PublishedAt is { } at ? $", publiée le {Formats.DateCourte(Formats.JourParis(at))}" : "")}"))])
        {
            Erreur = Erreurs?.Pour("version"),
        },
        new ChampTexte("motif", "Motif", Motif) { Lignes = 2, Indication = "Porté à l’historique avec votre nom.", Erreur = Erreurs?.Pour("motif") },
    ];

    public string? Fait => Acte switch
    {
        PublishCircuit.Verbe => $"La version {Publiee?.Version} est publiée{Bilan}",
        MoveFile.Verbe => $"Dossiers revus{Bilan}",
        RestoreCircuit.Verbe => $"La version {Derniere.Version} est un nouveau brouillon",
        DeleteCircuit.Verbe => "Le brouillon est supprimé",
        _ => null,
    };

    public Tableau TableauDesVersions => new(
        "Versions", [new("Version"), new("Écrite par"), new("Publiée par"), new("Motif"), new("Dossiers en cours", Chiffres: true)], [.. Versions.Select(Ligne)]);

    public Tableau TableauDesEcritures => new(
        "Écritures", [new("Quand"), new("Qui"), new("Quoi"), new("Motif")],
        [.. Histoire.Select(line => new LigneTableau([Formats.InstantCourt(line.At), Formats.Majuscule(line.Nom), new Cellule(Formats.Majuscule(Moyens.EnFrancais(line.Moyen))) { Precision = $"version {line.Version}" }, line.Motif ?? "–"]))])
    {
        Precision = "Les écritures qui se suivent d’une même fenêtre tiennent en une ligne.",
    };

    private string Bilan => Passes is { } moved ? $" : {Formats.Compte(moved, "dossier passe", "dossiers passent")} à cette version, {Formats.Compte(Restes ?? 0, "garde la sienne", "gardent la leur")}" : "";

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await ChargerAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await ChargerAsync(ct) is { } elsewhere)
            return elsewhere;
        return Etape switch
        {
            Revenir => await RevenirAsync(ct),
            Supprimer => await TryAsync(async () =>
            {
                await execution.RunAsync(DeleteCircuit.Verbe, Acteur, new DeleteCircuit.Commande { Circuit = Id, Version = Versions.Count > 1 ? (Laisse ?? Derniere).Version : null }, ct);
                return LocalRedirect(Versions.Count > 1 ? $"{Adresse("historique")}?fait={DeleteCircuit.Verbe}" : "/circuits");
            }),
            _ => Page(),
        };
    }

    private async Task<IActionResult> RevenirAsync(CancellationToken ct)
    {
        var gaps = new List<ErreurChamp>();
        if (Reprenables.FirstOrDefault(version => Formats.Nombre(version.Version) == Version) is not { } chosen)
            gaps.Add(new ErreurChamp("version", "Choisissez la version à reprendre."));
        else if (string.IsNullOrWhiteSpace(Motif))
            gaps.Add(new ErreurChamp("motif", "Écrivez en une phrase pourquoi vous revenez à cette version : le motif est porté à l’historique."));
        else
        {
            return await TryAsync(async () =>
            {
                await execution.RunAsync(RestoreCircuit.Verbe, Acteur, new RestoreCircuit.Commande { Circuit = Id, Version = chosen.Version, Motif = Motif.Trim() }, ct);
                return LocalRedirect($"{Adresse("historique")}?fait={RestoreCircuit.Verbe}");
            });
        }

        return Corriger(new ResumeErreurs(gaps, "de reprendre cette version"));
    }

    private async Task<IActionResult?> ChargerAsync(CancellationToken ct)
    {
        if (await LoadAsync("Historique", ct) is { } elsewhere)
            return elsewhere;
        Fil = [new Lien("Circuits", "/circuits")];
        _enCours = await Lecture.EnCoursAsync(Id, ct);
        Histoire = await Lecture.HistoireAsync(Id, ct);
        Laisse = BrouillonLaisse.De(Versions);
        Ecart = Laisse is null ? null : await relecture.Differences.EntreAsync(Id, Derniere.Version, Laisse.Version, ct);
        return null;
    }

    private LigneTableau Ligne(VersionDeCircuit version) => new(
    [
        new Cellule(Formats.Nombre(version.Version)) { Badge = Etat(version) },
        new Cellule(version.IsShipped ? "livrée avec ComiteFlow" : Formats.Majuscule(version.ChangedBy ?? "–")) { Precision = version.ChangedAt is { } at ? $"le {Formats.InstantCourt(at)}" : null },
        version.PublishedAt is { } published ? new Cellule(version.PublishedBy is { } who ? Formats.Majuscule(who) : "livraison") { Precision = $"le {Formats.InstantCourt(published)}" } : "–",
        version.Motif ?? "–",
        Formats.Nombre(_enCours.Where(running => running.Version == version.Version).Sum(running => running.Nombre)),
    ]);

    private static Badge Etat(VersionDeCircuit version) => version switch
    {
        { IsPublished: true } => new Badge(TonBadge.Ok, "publiée"),
        { EstBrouillon: true, Problemes: not null } => new Badge(TonBadge.Warn, "brouillon à corriger"),
        { EstBrouillon: true } => new Badge(TonBadge.Info, "brouillon"),
        { PublishedAt: null } => new Badge(TonBadge.End, "abandonnée"),
        _ => new Badge(TonBadge.End, version.IsLatest ? "retirée" : "remplacée"),
    };
}

using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Studio;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>The workflows: what is published, what is being written, who follows it.</summary>
[Authorize(AccesAuxCircuits.Lecture)]
internal sealed class IndexModel(LectureCircuits lecture, LectureDeStudio textes, ActorAccessor actors) : PageComite
{
    /// <summary>What was just done, from the address.</summary>
    [BindProperty(Name = "fait", SupportsGet = true)]
    public string? Act { get; set; }

    public IReadOnlyList<LigneDeCircuit> Lignes { get; private set; } = [];

    public bool PeutEcrire => AccesAuxCircuits.PeutEcrire(actors.Required);

    public string Resume =>
        $"{Formats.Compte(Lignes.Count, "circuit", "circuits")}. Un circuit dit dans quel ordre les étapes se suivent ; ce qui est permis reste contrôlé par ComiteFlow.";

    public string? Fait => Act switch
    {
        "import" => "Circuit importé : c’est un brouillon, tant que personne ne l’a publié.",
        "suppression" => "Brouillon supprimé.",
        _ => null,
    };

    public async Task OnGetAsync(CancellationToken ct)
    {
        (Titre, Rubrique) = ("Circuits", "/circuits");
        var versions = await lecture.VersionsAsync(null, ct);
        var running = (await lecture.EnCoursAsync(null, ct)).GroupBy(one => one.DefinitionId).ToDictionary(group => group.Key, group => group.Sum(one => one.Nombre));
        var descriptions = await textes.DescriptionsAsync(ct);
        Lignes =
        [
            .. versions.GroupBy(version => version.DefinitionId).Select(group => Ligne([.. group], running.GetValueOrDefault(group.Key), descriptions.GetValueOrDefault(group.Key, "")))
                .OrderBy(line => line.Nom, StringComparer.CurrentCulture),
        ];
    }

    private LigneDeCircuit Ligne(List<VersionDeCircuit> versions, int running, string description)
    {
        var latest = versions.Find(version => version.IsLatest) ?? versions[0];
        var (changed, by) = latest.ChangedAt is { } at ? (at, latest.ChangedBy ?? "") : (latest.CreatedAt, "livré avec ComiteFlow");
        return new LigneDeCircuit(
            latest.DefinitionId, latest.Nom, description, EditeurPrefere.Adresse(Request, latest.DefinitionId), [.. Badges(versions, latest)], latest.ListeDesProblemes.Count, changed, by, running,
            [.. Liens(latest.DefinitionId, latest.EstBrouillon, versions.Exists(version => version.IsPublished) && !versions.Exists(version => version.IsShipped))]);
    }

    private static IEnumerable<Badge> Badges(List<VersionDeCircuit> versions, VersionDeCircuit latest)
    {
        if (versions.Find(version => version.IsPublished) is { } published)
            yield return new Badge(TonBadge.Ok, $"Publié, version {Formats.Nombre(published.Version)}");
        if (latest.EstBrouillon)
            yield return new Badge(TonBadge.End, $"Brouillon, version {Formats.Nombre(latest.Version)}");
        else if (!versions.Exists(version => version.IsPublished))
            yield return new Badge(TonBadge.End, "Retiré");
        if (BrouillonLaisse.De(versions) is { } left)
            yield return new Badge(TonBadge.Warn, $"Brouillon dépassé, version {Formats.Nombre(left.Version)}");
    }

    /// <summary>The editor that the person prefers comes first.</summary>
    /// <param name="mayStart">True for what is published and does not ship: what ships is started by the product alone.</param>
    private IEnumerable<Lien> Liens(string id, bool isDraft, bool mayStart)
    {
        Lien[] editors = [new("Dessiner", AdressesDeCircuit.Diagramme(id)), new("En liste", AdressesDeCircuit.Liste(id))];
        foreach (var editor in EditeurPrefere.De(Request) == EditeurPrefere.Liste ? editors.Reverse() : editors)
        {
            yield return editor;
        }

        yield return new Lien("Répéter", AdressesDeCircuit.Repetition(id));
        if (isDraft || Droits.Allows(actors.Required, PublishCircuit.Verbe))
            yield return new Lien("Publier", AdressesDeCircuit.Publier(id));
        if (mayStart && Droits.Allows(actors.Required, StartCircuit.Verbe))
            yield return new Lien("Lancer", AdressesDeCircuit.Lancer(id));
        yield return new Lien("Historique", AdressesDeCircuit.Historique(id));
        yield return new Lien("Exporter", AdressesDeCircuit.Export(id));
    }
}

/// <summary>A workflow in the list.</summary>
internal sealed record LigneDeCircuit(
    string Id, string Nom, string Description, string Adresse, IReadOnlyList<Badge> Badges, int Problemes, DateTimeOffset Le, string Par, int Dossiers, IReadOnlyList<Lien> Liens);

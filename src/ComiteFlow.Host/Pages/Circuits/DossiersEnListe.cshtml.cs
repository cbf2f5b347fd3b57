using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Studio;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>Running and finished files as a plain table: each is a link, and nothing is downloaded to read it.</summary>
[Authorize(AccesAuxCircuits.Lecture)]
internal sealed class DossiersEnListeModel(LectureCircuits lecture, LectureDInstances instances, LectureDossiers dossiers, ActorAccessor actors) : PageComite
{
    private const int ParPage = 50;

    private string? _circuit;

    [BindProperty(Name = "circuit", SupportsGet = true)]
    public string? Circuit { get; set; }

    /// <summary>What was just done, from the address.</summary>
    [BindProperty(Name = "fait", SupportsGet = true)]
    public string? Act { get; set; }

    /// <summary>Page of the table, from 1 on.</summary>
    [BindProperty(Name = "page-du-tableau", SupportsGet = true)]
    public int Rang { get; set; } = 1;

    public string Resume { get; private set; } = "";

    public Tableau Table { get; private set; } = null!;

    public IReadOnlyList<Lien> Liens { get; private set; } = [];

    public string? Fait => Act == StartCircuit.Verbe ? "Le circuit est lancé. Son dossier est le premier du tableau : ouvrez-le pour voir ce qu’il attend." : null;

    public EtatVide Vide { get; } = new("Aucun dossier", "Un dossier s’ouvre quand un circuit est lancé.", new Lien("Voir les circuits", "/circuits"));

    public async Task OnGetAsync(CancellationToken ct)
    {
        var of = Circuit is null ? null : (await lecture.VersionsAsync(Circuit, ct)).FirstOrDefault();
        _circuit = of?.DefinitionId;
        (Titre, Rubrique) = (of is null ? "Dossiers des circuits" : $"Dossiers du circuit « {of.Nom} »", "/circuits");
        Fil = [new Lien("Circuits", "/circuits")];
        Rang = Math.Clamp(Rang, 1, 100_000);
        var (files, count) = await instances.ListAsync(new DemandeDInstances { DefinitionIds = _circuit is null ? [] : [_circuit], Page = Rang - 1, PageSize = ParPage }, ct);
        var conventions = await dossiers.AllAsync(actors.Required, ct);
        Resume = $"{Formats.Compte(count, "dossier", "dossiers")}, le plus récent d’abord. Ouvrez un dossier pour voir ce qu’il attend ; sa page suit ce qui arrive.";
        Table = new Tableau(
            Titre, [new("Dossier"), new("État"), new("Commencé"), new("Dernier mouvement")], [.. files.Select(file => Ligne(file, conventions))])
        {
            Precision = count > ParPage ? $"Page {Formats.Nombre(Rang)} sur {Formats.Nombre((count + ParPage - 1) / ParPage)}." : null,
        };
        Liens = [.. Voisins(count)];
    }

    private static LigneTableau Ligne(DossierDeCircuit file, IReadOnlyList<Dossier> conventions)
    {
        var about = LectureIncidents.Of(conventions, file.Correlation) is { } dossier ? EffetSurLesDossiers.Objet(dossier, file.Correlation) : file.Correlation;
        return new LigneTableau(
        [
            new Cellule(about.Length == 0 ? file.Circuit : about) { Adresse = AdressesDeCircuit.Dossier(file.Id), Precision = $"{file.Circuit}, version {Formats.Nombre(file.Version)}" },
            new Cellule("") { Badge = DossierModel.Etat(file.Etat) },
            Formats.InstantCourt(file.CreatedAt),
            Formats.InstantCourt(file.UpdatedAt),
        ]);
    }

    private IEnumerable<Lien> Voisins(int count)
    {
        if (Rang > 1)
            yield return new Lien("Dossiers plus récents", PageDuTableau(Rang - 1));
        if (Rang * ParPage < count)
            yield return new Lien("Dossiers plus anciens", PageDuTableau(Rang + 1));
        yield return new Lien("Mettre à jour", PageDuTableau(Rang));
        if (_circuit is not null)
            yield return new Lien("Dossiers de tous les circuits", AdressesDeCircuit.DossiersEnListe(null));
        yield return new Lien("Liste d’Elsa Studio", AdressesDeCircuit.Dossiers(_circuit));
    }

    private string PageDuTableau(int rank) => $"{AdressesDeCircuit.DossiersEnListe(_circuit)}{(_circuit is null ? '?' : '&')}page-du-tableau={Formats.Nombre(rank)}";
}

using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Listes;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits.EnListe;

/// <summary>Chooses the kind of a new step, by heading and with its help, and where it comes.</summary>
internal sealed class AjouterModel(EditionEnListe edition, ActorAccessor actors) : PageEnListe(edition, actors)
{
    private const string Parallele = "parallele";

    /// <summary>The way out behind which the step comes; empty for a step that nothing leads to yet.</summary>
    [BindProperty(SupportsGet = true, Name = "ou")]
    public string? Ou { get; set; }

    /// <summary>How the step stands to what follows there already.</summary>
    [BindProperty(Name = "comment")]
    public string? Comment { get; set; }

    /// <summary>Kind of the new step.</summary>
    [BindProperty(Name = "genre")]
    public string? Genre { get; set; }

    public ListeDEtapes Liste { get; private set; } = null!;

    /// <summary>The kinds by heading; a second beginning is not offered.</summary>
    public IReadOnlyList<IGrouping<string, GenreDEtape>> Genres =>
        Ouvert.Genres.Proposes(but: Liste.Etapes.Any(step => step.Lieu.Type == ListeDEtapes.Debut) ? ListeDEtapes.Debut : null);

    public string Retour => Adresse(Groupe(Liste.Contenant));

    public IReadOnlyList<object> Champs =>
    [
        new ChampChoix("ou", "Après l’étape", Ou, EtapeModel.PlacesDe(Liste, null)) { Invite = "Nulle part encore : elle sera reliée plus tard" },
        .. Suites.Count == 0 ? Array.Empty<object>() :
        [
            new ChampChoix(
                "comment", $"Et {MotsDesSuites}, qui suit déjà", Comment ?? "entre",
                [new("entre", "vient après la nouvelle étape"), new(Parallele, "se suit en même temps que la nouvelle étape")]) { Riche = true },
        ],
    ];

    private IReadOnlyList<SuiteLue> Suites => Place is var (after, port) && Liste.Trouver(after) is { } step
        ? step.Sorties.FirstOrDefault(way => way.Port == port)?.Suites ?? []
        : [];

    private string MotsDesSuites => Domain.Mise.Liste([.. Suites.Select(next => $"l’étape {Formats.Nombre(next.Numero)}, {next.Nom}")]);

    private (string After, string Port)? Place => (Ou ?? "").Split('/').Select(Uri.UnescapeDataString).ToList() is [{ Length: > 0 } after, var port] ? (after, port) : null;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await PreparerAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await PreparerAsync(ct) is { } elsewhere)
            return elsewhere;
        if (Ouvert.Genres.Trouver(Genre ?? "") is not { EstPropose: true } kind)
            return NotFound();
        var step = "";
        return await FaireAsync(
            () =>
            {
                if (Place is { } place && Liste.Trouver(place.After) is null)
                    throw RefusDeCircuit.De("unknownReference", "L’étape après laquelle ajouter n’est plus dans ce circuit : choisissez-en une autre.");
                step = Ouvert.Gestes.Ajouter(Liste.Contenant, kind, Place?.After, Place?.Port, Comment != Parallele);
            },
            () => Avec(AdresseDeLEtape(step), Gestes.Ajoutee, step), ct);
    }

    public static string Ancre(string heading) => "rubrique-" + TexteDeCircuit.Adresse(heading);

    private async Task<IActionResult?> PreparerAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
            return elsewhere;
        if (!PeutEcrire)
            return Forbid();
        Liste = Ouvert.Liste(Ouvert.Lieu(Dans));
        Titre = "Ajouter une étape";
        Fil = [.. Fil, .. FilDe(Liste.Contenant), .. Liste.Contenant.Contenant is null ? Array.Empty<Lien>() : [new Lien(Ouvert.Nom(Liste.Contenant), Retour)]];
        return Liste.Contenant.EstFlux ? null : NotFound();
    }
}

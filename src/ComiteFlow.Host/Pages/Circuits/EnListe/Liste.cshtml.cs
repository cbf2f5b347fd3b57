using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Listes;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits.EnListe;

/// <summary>The steps of a workflow, or of a container in it, as an ordered list.</summary>
internal sealed class ListeModel(EditionEnListe edition, ActorAccessor actors) : PageEnListe(edition, actors)
{
    private const char Coupure = '/';

    /// <summary>The button that was pressed: a gesture, and the step that it means.</summary>
    [BindProperty(Name = "geste")]
    public string? Geste { get; set; }

    public ListeDEtapes Lue { get; private set; } = null!;

    public ProblemesParEtape Problemes { get; private set; } = null!;

    /// <summary>What does not forbid the publication.</summary>
    public ProblemesParEtape Conseils { get; private set; } = null!;

    public bool EstGroupe => Lue.Contenant.Contenant is not null;

    /// <summary>True when steps may be added and linked here.</summary>
    public bool SeDessine => PeutEcrire && Lue.Contenant.EstFlux;

    public string Nom => EstGroupe ? Ouvert.Nom(Lue.Contenant.Contenant!) : Ouvert.Version.Nom;

    public Badge Etat => Ouvert.Version switch
    {
        { EstBrouillon: true } => new Badge(TonBadge.Warn, "Brouillon"),
        { IsPublished: true } => new Badge(TonBadge.Ok, "Publié"),
        _ => new Badge(TonBadge.End, "Retiré"),
    };

    public string Meta => $"Version {Formats.Nombre(Ouvert.Version.Version)} · {Formats.Compte(Lue.Etapes.Count, "étape", "étapes")}"
        + (Ouvert.Version is { ChangedAt: { } at, ChangedBy: { } who } ? $" · changée le {Formats.InstantCourt(at)} par {who}" : "");

    public EtatVide Vide => new("Aucune étape", "Un circuit commence par une étape ; ajoutez la première.", SeDessine ? new Lien("Ajouter la première étape", Ajouter(null, null)) : null);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await PreparerAsync(ct) is { } elsewhere)
            return elsewhere;
        EditeurPrefere.Retenir(HttpContext, EditeurPrefere.Liste);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await PreparerAsync(ct) is { } elsewhere)
            return elsewhere;
        var (gesture, step) = (Geste ?? "").Split(Coupure, 2) is [var word, var id] ? (word, Uri.UnescapeDataString(id)) : (Geste ?? "", "");
        if (gesture == "annuler")
            return await AnnulerAsync(ct);
        if (Ouvert.Lieu(step) is not { Contenant: not null } place)
            return NotFound();
        var answer = gesture switch
        {
            "monter" => await FaireAsync(() => Ouvert.Gestes.Deplacer(place, -1), () => Avec(AdresseDansLaListe(place), Gestes.Deplacee, step), ct),
            "descendre" => await FaireAsync(() => Ouvert.Gestes.Deplacer(place, 1), () => Avec(AdresseDansLaListe(place), Gestes.Deplacee, step), ct),
            "dupliquer" => await DupliquerAsync(place, ct),
            _ => NotFound(),
        };
        return await MontrerAsync(answer, ct);
    }

    /// <summary>Address of the page that adds a step, after a way out when one is named.</summary>
    public string Ajouter(string? after, string? port)
    {
        var query = new List<string>();
        if (EstGroupe)
            query.Add("dans=" + Uri.EscapeDataString(Lue.Contenant.Id));
        if (after is not null)
            query.Add($"ou={Uri.EscapeDataString($"{Uri.EscapeDataString(after)}/{Uri.EscapeDataString(port ?? "")}")}");
        return Adresse("/ajouter" + (query.Count == 0 ? "" : "?" + string.Join('&', query)));
    }

    public static string Bouton(string gesture, EtapeLue step) => $"{gesture}{Coupure}{Uri.EscapeDataString(step.Id)}";

    /// <summary>What a container holds, each with the page that shows it.</summary>
    public IReadOnlyList<Lien> Contenus(EtapeLue step) => ContenusDEtape.De(Ouvert, step.Lieu, inner => inner.EstFlux || Contenants.Contenu(inner).Any() ? Adresse(Groupe(inner)) : AdresseDeLEtape(inner.Id));

    private async Task<IActionResult> DupliquerAsync(Lieu place, CancellationToken ct)
    {
        var copy = "";
        return await FaireAsync(() => copy = Ouvert.Gestes.Dupliquer(place), () => Avec(AdresseDansLaListe(Ouvert.Lieu(copy)!), Gestes.Dupliquee, copy), ct);
    }

    private async Task<IActionResult> AnnulerAsync(CancellationToken ct)
    {
        if (!PeutEcrire)
            return Forbid();
        var answer = await TryAsync(async () =>
        {
            await Edition.AnnulerAsync(Acteur, Id, Revision, Fenetre, ct);
            return LocalRedirect(Avec(Adresse(Groupe(Lue.Contenant)), Gestes.Annule));
        });
        return await MontrerAsync(answer, ct);
    }

    /// <summary>A refusal is shown on the list as it stands now.</summary>
    private async Task<IActionResult> MontrerAsync(IActionResult answer, CancellationToken ct)
    {
        if (Refus is null)
            return answer;
        await RouvrirAsync(ct);
        await LireAsync(ct);
        return answer;
    }

    private async Task<IActionResult?> PreparerAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
            return elsewhere;
        await LireAsync(ct);
        return null;
    }

    private async Task LireAsync(CancellationToken ct)
    {
        var container = Ouvert.Lieu(Dans) ?? Contenants.Racine(Ouvert.Definition);
        Lue = Ouvert.Liste(container);
        Problemes = new ProblemesParEtape(Ouvert.Version.ListeDesProblemes, Ouvert.Definition);
        Conseils = new ProblemesParEtape(await Edition.ConseilsAsync(Ouvert, ct), Ouvert.Definition);
        Titre = EstGroupe ? Nom : $"{Nom}, en liste";
        Fil = EstGroupe ? [new Lien("Circuits", "/circuits"), new Lien(Ouvert.Version.Nom, Adresse()), .. FilDe(container)] : [new Lien("Circuits", "/circuits")];
    }
}

using System.Security.Cryptography;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Listes;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits.EnListe;

/// <summary>A page of the list editor: one gesture is one posting, which is kept at once; who may only read sees the same without its forms.</summary>
internal abstract class PageEnListe(EditionEnListe edition, ActorAccessor actors) : PageFormulaire
{
    /// <summary>Workflow of the address.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    /// <summary>Step of the address.</summary>
    [BindProperty(SupportsGet = true, Name = "etape")]
    public string? Etape { get; set; }

    /// <summary>Container whose steps are shown; null for the outermost flowchart.</summary>
    [BindProperty(SupportsGet = true, Name = "dans")]
    public string? Dans { get; set; }

    /// <summary>What was just done, by its word; see <see cref="Gestes.Phrase"/>.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Fait { get; set; }

    /// <summary>The step that it was done to.</summary>
    [BindProperty(SupportsGet = true, Name = "sur")]
    public string? Sur { get; set; }

    /// <summary>The revision that the page was shown with.</summary>
    [BindProperty(Name = "revision")]
    public long Revision { get; set; }

    /// <summary>Random name that the page gave itself.</summary>
    [BindProperty(Name = "fenetre")]
    public string? Fenetre { get; set; }

    public CircuitOuvert Ouvert { get; private set; } = null!;

    public bool PeutEcrire => Droits.Allows(Acteur, SaveCircuit.Verbe);

    /// <summary>What was just done, in a sentence; null when nothing was.</summary>
    public string? Nouvelle => Gestes.Phrase(Fait, Sur is { } step && Ouvert.Lieu(step) is { } place ? NumeroEtNom(place) : null);

    public Actor Acteur => actors.Required;

    protected EditionEnListe Edition => edition;

    /// <summary>Address of a page of this editor.</summary>
    public string Adresse(string rest = "") => $"/circuits/{Uri.EscapeDataString(Id)}/liste{rest}";

    public string AdresseDeLEtape(string step) => Adresse($"/etapes/{Uri.EscapeDataString(step)}");

    /// <summary>Address of the list in which a step stands, at that step.</summary>
    public string AdresseDansLaListe(Lieu place) => Adresse($"{Groupe(place.Contenant)}#{AncreDe(place.Id)}");

    public static string AncreDe(string step) => "etape-" + Uri.EscapeDataString(step);

    /// <summary>Number and name as they are read out, so that each control is understood alone.</summary>
    public string NumeroEtNom(Lieu place) => place.Contenant is { } container && Ouvert.Liste(container).Etapes.FirstOrDefault(step => step.Lieu.Etape == place.Etape) is { } found
        ? $"{Formats.Nombre(found.Numero)}, {found.Nom}"
        : Ouvert.Nom(place);

    /// <summary>The query that names a container; empty for the outermost flowchart.</summary>
    protected static string Groupe(Lieu? container) => container is null or { Contenant: null } ? "" : $"?dans={Uri.EscapeDataString(container.Id)}";

    /// <returns>Another answer than the page: it is not for this function, or there is no such workflow.</returns>
    protected async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!Droits.Allows(Acteur, LectureCircuits.Verbe))
            return Forbid();
        if (await edition.OuvrirAsync(Id, ct) is not { } open)
            return NotFound();
        Ouvert = open;
        Rubrique = "/circuits";
        Fil = [new Lien("Circuits", "/circuits"), new Lien(open.Version.Nom, Adresse())];
        if (!HttpMethods.IsPost(Request.Method))
            Revision = open.Revision;
        Fenetre ??= Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        return null;
    }

    /// <summary>The containers between the workflow and a step, for the way back.</summary>
    protected IEnumerable<Lien> FilDe(Lieu place) => Contenants.Autour(place).Skip(1).Select(outer => new Lien(Ouvert.Nom(outer), outer.EstFlux ? Adresse(Groupe(outer)) : AdresseDeLEtape(outer.Id)));

    /// <summary>Does a gesture, keeps it and goes on; a refusal shows the page again with what was typed.</summary>
    /// <param name="gesture">Changes the open text.</param>
    /// <param name="next">Where to go, told once the gesture is done.</param>
    protected async Task<IActionResult> FaireAsync(Action gesture, Func<string> next, CancellationToken ct)
    {
        if (!PeutEcrire)
            return Forbid();
        return await TryAsync(async () =>
        {
            gesture();
            await edition.EnregistrerAsync(Acteur, Ouvert, Revision, Fenetre, ct);
            return LocalRedirect(next());
        });
    }

    /// <summary>Opens the workflow anew for the page that a refusal shows, without the gesture.</summary>
    protected async Task RouvrirAsync(CancellationToken ct) => Ouvert = await edition.OuvrirAsync(Id, ct) ?? Ouvert;

    /// <summary>Adds what was done to an address, before its anchor.</summary>
    protected static string Avec(string address, string done, string? step = null)
    {
        var parts = address.Split('#', 2);
        var query = $"{(parts[0].Contains('?', StringComparison.Ordinal) ? "&" : "?")}fait={done}{(step is null ? "" : $"&sur={Uri.EscapeDataString(step)}")}";
        return parts[0] + query + (parts.Length == 2 ? "#" + parts[1] : "");
    }
}

/// <summary>The gestures by the word that addresses carry, and their sentence.</summary>
internal static class Gestes
{
    public const string Ajoutee = "ajoutee", Enregistree = "enregistree", Deplacee = "deplacee", Placee = "placee", Dupliquee = "dupliquee", Supprimee = "supprimee";
    public const string Reliee = "reliee", Deliee = "deliee", Annule = "annule", Reglages = "reglages", Cree = "cree", Contenu = "contenu";

    /// <param name="step">Number and name of the step; null when it is gone.</param>
    public static string? Phrase(string? done, string? step) => done switch
    {
        Ajoutee => $"L’étape {step} est ajoutée. Renseignez-la, puis enregistrez-la.",
        Enregistree => $"L’étape {step} est enregistrée.",
        Deplacee => $"L’étape est déplacée : elle est maintenant l’étape {step}.",
        Placee => $"L’étape est placée ailleurs : elle est maintenant l’étape {step}.",
        Dupliquee => $"La copie est faite : c’est l’étape {step}. Rien ne mène encore à elle.",
        Supprimee => "L’étape est supprimée.",
        Reliee => $"La flèche depuis l’étape {step} est tracée.",
        Deliee => $"La flèche depuis l’étape {step} est retirée.",
        Annule => "Le dernier changement est annulé.",
        Reglages => "Les réglages du circuit sont enregistrés.",
        Cree => "Le circuit est créé : c’est un brouillon que personne ne suit encore. Ajoutez ses étapes.",
        Contenu => $"Le contenu de l’étape {step} est créé. Ajoutez-y des étapes.",
        _ => null,
    };
}

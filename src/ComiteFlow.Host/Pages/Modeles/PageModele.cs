using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Modeles;

/// <summary>What every page about a template works with.</summary>
internal sealed record OutilsDeModele(VersionsDeModele Versions, ControleDeModele Controle, ModelesEnFrancais Mots, ActorAccessor Actors, ExecutionDesActes Execution);

/// <summary>A page about one template: for who writes or publishes them.</summary>
internal abstract class PageModele(OutilsDeModele outils) : PageFormulaire
{
    /// <summary>Kind and name of the address.</summary>
    [BindProperty(SupportsGet = true, Name = "genre")]
    public string Genre { get; set; } = "";

    [BindProperty(SupportsGet = true, Name = "nom")]
    public string Nom { get; set; } = "";

    /// <summary>What the page was written from; see <see cref="EtatDeModele.Base"/>.</summary>
    [BindProperty(Name = "base")]
    public string? Base { get; set; }

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    /// <summary>Button pressed.</summary>
    [BindProperty(Name = "etape")]
    public string? Etape { get; set; }

    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Acte { get; set; }

    public EtatDeModele Etat { get; private set; } = null!;

    public string Modele => $"{Genre}/{Nom}";

    public string Libelle => outils.Mots.Titre(Modele);

    public Actor Acteur => outils.Actors.Required;

    public bool PeutEcrire => Droits.Allows(Acteur, SaveModele.Verbe);

    public bool PeutPublier => Droits.Allows(Acteur, PublishModele.Verbe);

    public string Meta => $"{ModelesEnFrancais.Genre(Modele)} « {NomDeModele.Court(Modele)} »";

    protected OutilsDeModele Outils => outils;

    public string Adresse(string page = "") => ModelesEnFrancais.Adresse(Modele, page);

    /// <summary>True for who may read the texts of templates.</summary>
    public static bool PeutLire(Actor actor) => Droits.Allows(actor, SaveModele.Verbe) || Droits.Allows(actor, PublishModele.Verbe);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? await MontrerAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct) => await LoadAsync(ct) ?? await FaireAsync(ct);

    /// <summary>Name of the page in the breadcrumb; null for the template's own page.</summary>
    protected virtual string? Suite => null;

    /// <summary>Reads what the page shows beside the state of the template.</summary>
    protected virtual Task ChargerAsync(CancellationToken ct) => Task.CompletedTask;

    protected virtual Task<IActionResult> MontrerAsync(CancellationToken ct) => Task.FromResult<IActionResult>(Page());

    protected virtual Task<IActionResult> FaireAsync(CancellationToken ct) => MontrerAsync(ct);

    protected Task<IActionResult> EcrireAsync(string text, bool counted, string done, CancellationToken ct, string? reason = null) => TryAsync(async () =>
    {
        await outils.Execution.RunAsync(
            SaveModele.Verbe, Acteur, new SaveModele.Commande { Modele = Modele, Texte = text, Base = Base ?? "", PrendreEnCompte = counted, Motif = reason ?? Motif }, ct);
        return LocalRedirect($"{Adresse()}?fait={done}");
    });

    protected async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!PeutLire(Acteur))
            return Forbid();
        try
        {
            Etat = await outils.Versions.LireAsync(Modele, ct);
        }
        catch (BrokenRuleException)
        {
            return NotFound();
        }

        await outils.Versions.SuivreAsync(ct);
        (Titre, Rubrique) = (Suite ?? Libelle, ModelesEnFrancais.Page);
        Fil = Suite is null ? [new Lien("Modèles", ModelesEnFrancais.Page)] : [new Lien("Modèles", ModelesEnFrancais.Page), new Lien(Libelle, Adresse())];
        await ChargerAsync(ct);
        return null;
    }
}

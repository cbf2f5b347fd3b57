using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Personnes;
using ComiteFlow.Host.Persistence;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages;

/// <summary>What every page of an act works with.</summary>
internal sealed record OutilsDActe(LectureDossiers Lecture, ActorAccessor Actors, ExecutionDesActes Execution, TimeProvider Clock);

/// <summary>A page for one act on a dossier: anyone who sees the dossier may read it, and the form is there for who may do it.</summary>
internal abstract class PageActe(OutilsDActe outils) : PageFormulaire
{
    /// <summary>Convention of the address.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    public Dossier Dossier { get; private set; } = null!;

    public Actor Acteur { get; private set; } = null!;

    public DateOnly Aujourdhui { get; private set; }

    /// <summary>The act, by its verb.</summary>
    public abstract string Verbe { get; }

    /// <summary>Head of the page, a question or an act.</summary>
    public string Question { get; protected set; } = "";

    public string? Meta { get; protected set; }

    public virtual string Bouton => "Enregistrer";

    /// <summary>Fields in order.</summary>
    public virtual IReadOnlyList<object> Champs => [];

    /// <summary>What is there and what is missing.</summary>
    public virtual IReadOnlyList<PointControle> Points => [];

    /// <summary>Figures or facts to know beside the form.</summary>
    public virtual Recapitulatif? Reperes => null;

    /// <summary>Reminders that are planned for what the page is about.</summary>
    public Tableau? Echelons { get; protected set; }

    public virtual string Retour => Adresses.Fiche(Dossier);

    public virtual bool Permis => Droits.Allows(Acteur, Verbe, Dossier.Politiques);

    /// <summary>What stands in place of the form once the act was done, for who follows an old link; null while it can be done.</summary>
    public virtual EtatVide? DejaFait => null;

    public virtual EtatVide PasPourVous => new(
        "Cet acte ne vous revient pas", $"Il revient à {Domain.Mise.Liste([.. Droits.RolesFor(Verbe, Dossier.Politiques).Select(Droits.Label)])}.", new Lien("Revenir à la convention", Retour));

    protected OutilsDActe Outils => outils;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
            return NotFound();
        var gaps = Manques().ToList();
        return gaps.Count > 0 ? Corriger(new ResumeErreurs(gaps)) : await TryAsync(() => SuivreAsync(ct));
    }

    /// <summary>Reads what the page needs beside the dossier.</summary>
    protected virtual Task ChargerAsync(CancellationToken ct) => Task.CompletedTask;

    /// <summary>Finds what the address names and writes the head; false when there is no such thing.</summary>
    protected abstract bool Preparer();

    /// <summary>Gaps of the form.</summary>
    protected virtual IEnumerable<ErreurChamp> Manques() => [];

    protected abstract Task FaireAsync(CancellationToken ct);

    protected virtual async Task<IActionResult> SuivreAsync(CancellationToken ct)
    {
        await FaireAsync(ct);
        return LocalRedirect($"{Retour}?fait={Verbe}");
    }

    protected Task RunAsync<TCommande>(TCommande commande, CancellationToken ct)
        where TCommande : Commande => outils.Execution.RunAsync(Verbe, Acteur, commande, ct);

    /// <summary>The amount of a field as the rules take it; null for an empty one.</summary>
    protected static MontantSaisi? Cents(string? typed) =>
        string.IsNullOrWhiteSpace(typed) ? null : new MontantSaisi(Saisie.Montant(typed) is { } cents ? cents.ToString(System.Globalization.CultureInfo.InvariantCulture) : typed);

    protected static ErreurChamp? MontantManque(string field, string? typed, string label) =>
        Saisie.Montant(typed) is null ? new ErreurChamp(field, $"Saisissez {label}, au-dessus de zéro et au centime, par exemple 600\u00A0000,00.") : null;

    protected static string? Iso(SaisieDate typed) => typed.Date is { } day ? Formats.Iso(day) : null;

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        Acteur = outils.Actors.Required;
        Aujourdhui = outils.Clock.Today();
        if (await outils.Lecture.FindAsync(Acteur, Id, ct) is not { } dossier)
            return false;
        Dossier = dossier;
        Rubrique = "/";
        Fil = [new Lien("Conventions", "/conventions"), new Lien(Noms.Court(dossier), Adresses.Fiche(dossier))];
        await ChargerAsync(ct);
        return Preparer();
    }
}

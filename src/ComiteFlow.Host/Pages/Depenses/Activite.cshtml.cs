using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Ecrans;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Depenses;

/// <summary>The expenses under one activity, convention by convention.</summary>
internal sealed class ActiviteModel(LectureCroisee croisee, ActorAccessor actors) : PageComite
{
    private IReadOnlyList<Dossier> _dossiers = [];
    private ScreenShown _ecran = null!;

    [BindProperty(SupportsGet = true, Name = "activite")]
    public string Activite { get; set; } = "";

    public bool EstPartagee => _ecran.Warnings.Count > 0;

    public Tableau Tableau => new(
        "Dépenses par convention", [new("Convention"), new("Engagé (AE)", true), new("Payé (CP)", true)],
        [.. _ecran.Rows.Cast<ExpensesRow>().Zip(_dossiers, (row, dossier) => new LigneTableau(
            [new Cellule(Noms.Court(dossier)) { Adresse = Adresses.Fiche(dossier) }, Formats.Euros(row.AeCents), Formats.Euros(row.CpCents)]))])
    {
        Total = new LigneTableau(["Total", Formats.Euros(_ecran.AeCents ?? 0), Formats.Euros(_ecran.CpCents ?? 0)]),
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        _dossiers = await croisee.OfActivityAsync(actors.Required, Activite, ct);
        if (_dossiers.Count == 0)
            return NotFound();
        Titre = $"Activité {Activite}";
        Rubrique = "/";
        Fil = [new Lien("Conventions", "/conventions")];
        _ecran = EcranDepenses.Of(_dossiers, Activite, year: null);
        return Page();
    }
}

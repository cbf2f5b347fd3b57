using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Incidents;

/// <summary>One incident: what stopped, then the decision with its confirmation, then what became of it.</summary>
internal sealed partial class IncidentModel(LectureIncidents lecture, ActorAccessor actors, ExecutionDesActes execution) : PageFormulaire
{
    private const string Confirmer = "confirmer", Continuer = "continuer";

    /// <summary>A decision to skip names the way out after this.</summary>
    private const string Passer = Decisions.Skip + ":";

    private DossierIncident _dossier = null!;

    [BindProperty(SupportsGet = true, Name = "numero")]
    public Guid Numero { get; set; }

    /// <summary>Button pressed.</summary>
    [BindProperty(Name = "etape")]
    public string? Etape { get; set; }

    [BindProperty(Name = "decision")]
    public string? Decision { get; set; }

    [BindProperty(Name = "variable")]
    public string? Variable { get; set; }

    [BindProperty(Name = "valeur")]
    public string? Valeur { get; set; }

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    /// <summary>True on the second page.</summary>
    public bool EstConfirmation { get; private set; }

    public IncidentLu Lu => _dossier.Lu;

    private string? Sortie => Decision?.StartsWith(Passer, StringComparison.Ordinal) == true ? Decision[Passer.Length..] : null;

    private VariableLue? VariableChoisie => _dossier.Variables.FirstOrDefault(v => v.Nom == Variable);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
            return elsewhere;
        if (Etape is not (Confirmer or Continuer))
            return Page();
        var gaps = Lu.EstOuvert ? Manques().ToList() : [];
        return gaps.Count > 0 ? Corriger(new ResumeErreurs(gaps, "de décider")) : await TryAsync(() => SuivreAsync(ct));
    }

    private async Task<IActionResult> SuivreAsync(CancellationToken ct)
    {
        // Somebody else may have decided since the page was shown: the use case says so.
        if (Etape == Confirmer || !Lu.EstOuvert)
        {
            await execution.RunAsync(DecideIncident.Verbe, actors.Required, Commande(), ct);
            return LocalRedirect($"{IncidentsEnFrancais.Adresse(Numero)}?fait={DecideIncident.Verbe}");
        }

        EstConfirmation = true;
        return Page();
    }

    private DecideIncident.Commande Commande() => new()
    {
        Convention = Lu.Dossier?.Id,
        Incident = Numero,
        Decision = Sortie is null ? Decision ?? "" : Decisions.Skip,
        Outcome = Sortie,
        Variable = Decision == Decisions.Set ? Variable : null,
        Value = Decision == Decisions.Set && VariableChoisie is { } chosen ? IncidentsEnFrancais.Lire(chosen, Valeur ?? "") : null,
        Reason = Motif?.Trim() ?? "",
    };

    private IEnumerable<ErreurChamp> Manques()
    {
        if (Decision is null || !Options().Any(option => option.Valeur == Decision))
            yield return new ErreurChamp("decision", "Choisissez votre décision.");
        if (Decision == Decisions.Set && VariableChoisie is null)
            yield return new ErreurChamp("variable", "Choisissez la variable à corriger.");
        if (Decision == Decisions.Set && VariableChoisie is { } chosen && (string.IsNullOrWhiteSpace(Valeur) || IncidentsEnFrancais.Lire(chosen, Valeur) is null))
            yield return new ErreurChamp("valeur", $"La variable « {chosen.Nom} » attend {IncidentsEnFrancais.Attendu(chosen)}.");
        if (string.IsNullOrWhiteSpace(Motif))
            yield return new ErreurChamp("motif", "Écrivez le motif en une phrase : il est porté au journal.");
    }

    /// <summary>Another answer than the page: it is not for this function, or there is no such incident.</summary>
    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!Droits.Allows(actors.Required, DecideIncident.Verbe))
            return Forbid();
        if (await lecture.FindAsync(actors.Required, Numero, ct) is not { } found)
            return NotFound();
        _dossier = found;
        Rubrique = "/";
        Fil = [new Lien("Incidents", "/incidents")];
        Titre = Lu.Etape ?? Lu.Circuit;
        return null;
    }
}

using System.Text.Json;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Demonstration;
using ComiteFlow.Host.Personnes;
using ComiteFlow.Host.TachesHumaines;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.TachesHumaines;

/// <summary>One task: what it asks for, the form that does it, and to whom it is handed on.</summary>
internal sealed partial class TacheModel(
    LectureTaches lecture, ActorAccessor actors, ExecutionDesActes execution, IFonctionsDemonstration fonctions, TimeProvider clock) : PageFormulaire
{
    /// <summary>Names of the form's fields stand after this, apart from those of the page.</summary>
    private const string Champ = "champ.";

    private TacheOuverte _ouverte = null!;
    private TaskActor _acteur = null!;
    private DateOnly _today;

    /// <summary>Whom the demonstration knows; null where people are free to sign in.</summary>
    private IReadOnlyList<string>? _connus;

    [BindProperty(SupportsGet = true, Name = "cle")]
    public string Cle { get; set; } = "";

    /// <summary>Button pressed.</summary>
    [BindProperty(Name = "geste")]
    public string? Geste { get; set; }

    [BindProperty(Name = "issue")]
    public string? Issue { get; set; }

    [BindProperty(Name = "delegue")]
    public string? Delegue { get; set; }

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    [BindProperty(Name = "fin")]
    public SaisieDate Fin { get; set; } = new();

    /// <summary>What was done just now.</summary>
    [BindProperty(SupportsGet = true, Name = "fait")]
    public string? Faits { get; set; }

    private HumanTask Tache => _ouverte.Tache;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
            return elsewhere;
        Faits = null;
        if (TachesEnFrancais.Fait(Geste) is null)
            return Page();
        var gaps = Tache.State == TaskState.Open ? Manques().ToList() : [];
        return gaps.Count > 0 ? Corriger(new ResumeErreurs(gaps, Geste == Gestes.Answer ? "de terminer la tâche" : "de déléguer la tâche")) : await TryAsync(() => SuivreAsync(ct));
    }

    private async Task<IActionResult> SuivreAsync(CancellationToken ct)
    {
        var commande = new ActOnTask.Commande
        {
            Convention = Dossier?.Id,
            Task = Cle,
            Gesture = Geste!,
            To = Delegue?.Trim(),
            Reason = Motif?.Trim(),
            Until = Fin.Date is { } day ? Formats.Iso(day) : null,
            Outcome = Issue,
            Answers = JsonSerializer.SerializeToElement(Reponses()),
        };
        await execution.RunAsync(ActOnTask.Verbe, actors.Required, commande, ct);
        return LocalRedirect($"{TachesEnFrancais.Adresse(Cle)}?fait={Geste}");
    }

    private IEnumerable<ErreurChamp> Manques()
    {
        if (Geste == Gestes.Answer)
        {
            if (Tache.Outcomes.Count > 0 && (Issue is null || !Tache.Outcomes.Contains(Issue)))
                yield return new ErreurChamp("issue", "Choisissez comment la tâche se termine.");
            TaskForm.Check(Tache.Form, Reponses(), out var problems);
            foreach (var problem in problems)
            {
                yield return new ErreurChamp(Champ + problem.Field, problem.Message);
            }
        }

        if (Geste != Gestes.Delegate)
            yield break;
        if (string.IsNullOrWhiteSpace(Delegue) || _connus?.Contains(Delegue) == false)
            yield return new ErreurChamp("delegue", "Indiquez à quelle autre personne vous déléguez cette tâche.");
        if (string.IsNullOrWhiteSpace(Motif))
            yield return new ErreurChamp("motif", "Écrivez le motif en une phrase : il est gardé avec la tâche.");
        if (!Fin.EstVide && Fin.Date is null)
            yield return new ErreurChamp("fin", "Écrivez une date qui existe au calendrier, par exemple 30 11 2026, ou laissez ces trois cases vides.");
    }

    /// <summary>What was typed, by the names of the form's fields.</summary>
    private Dictionary<string, JsonElement> Reponses() => (Tache.Form?.Fields ?? []).ToDictionary(field => field.Name, field => JsonSerializer.SerializeToElement(Saisi(field)));

    private string Saisi(TaskField field)
    {
        if (field.Type != "date")
            return Recu(Champ + field.Name);
        var day = Jour(field);
        return day.EstVide ? "" : day.Date is { } date ? Formats.Iso(date) : $"{day.Jour}/{day.Mois}/{day.Annee}";
    }

    private SaisieDate Jour(TaskField field) => new()
    {
        Jour = Recu($"{Champ}{field.Name}.Jour"), Mois = Recu($"{Champ}{field.Name}.Mois"), Annee = Recu($"{Champ}{field.Name}.Annee"),
    };

    private string Recu(string name) => Request.HasFormContentType && Request.Form.TryGetValue(name, out var value) ? value.ToString() : "";

    /// <summary>Another answer than the page: there is no such task for this person, or it is done on a page of its own.</summary>
    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (await lecture.FindAsync(actors.Required, Cle ?? "", ct) is not { } found)
            return NotFound();
        if (found.Livree is { } page)
            return LocalRedirect(page.Adresse);
        (_ouverte, _acteur, _today) = (found, TachesEnFrancais.Acteur(actors.Required), clock.Today());
        if (actors.Required.Means == "demonstration")
        {
            _connus =
            [
                .. FonctionsOuvertes.Pour(await fonctions.ReadAsync(ct)).SelectMany(group => group.Fonctions).Where(one => one.Role != Roles.Auditor)
                    .Select(one => Fonctions.Nom(one.Acteur(clock.GetUtcNow()))).Where(name => name != _acteur.Person),
            ];
        }

        Rubrique = "/a-faire";
        Fil = [new Lien("À faire", "/a-faire"), new Lien("Tâches", "/taches")];
        Titre = Tache.Name;
        return null;
    }
}

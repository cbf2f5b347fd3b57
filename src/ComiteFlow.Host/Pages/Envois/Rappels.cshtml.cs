using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using ComiteFlow.Host.TachesHumaines;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Envois;

/// <summary>The reminders of one task: those to come with whom they reach, one at once, or no more.</summary>
internal sealed class RappelsModel(ITasks tasks, LectureDossiers dossiers, Annuaire annuaire, ActorAccessor actors, ExecutionDesActes execution) : PageFormulaire
{
    private const string Arreter = "arreter";

    [BindProperty(SupportsGet = true, Name = "tache")]
    public string Cle { get; set; } = "";

    [BindProperty(Name = "geste")]
    public string? Geste { get; set; }

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    public HumanTask Tache { get; private set; } = null!;

    /// <summary>What people call the task.</summary>
    public string Nom { get; private set; } = "";

    /// <summary>Short title of the convention that the task is about.</summary>
    public string Convention { get; private set; } = "";

    public IReadOnlyList<object> Champs => [new ChampTexte("motif", "Motif", Motif) { Erreur = Erreurs?.Pour("motif"), Lignes = 2 }];

    /// <summary>What would come, in order, if nothing happened.</summary>
    public Tableau Echelons => new("Rappels prévus", [new("Le"), new("Quoi"), new("Puis")], [.. Tache.Rungs.Select(rung => new LigneTableau(
    [
        Formats.DateCourte(rung.On),
        rung.Kind == Rung.Escalation ? $"Appui demandé : {string.Join(", ", (rung.To ?? []).Select(Qui))}" : "Rappel",
        rung.RepeatEvery is { } days ? Formats.Lier(Domain.Mise.Rythme(new Domain.Calendrier.Periode(0, days)))! : "une fois",
    ]))]);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await LoadAsync(ct) ?? Page();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is { } elsewhere)
            return elsewhere;
        if (Geste == Arreter && string.IsNullOrWhiteSpace(Motif))
            return Corriger(new ResumeErreurs([new ErreurChamp("motif", "Écrivez le motif en une phrase : il se lit sur la page des envois.")], "d’arrêter les rappels"));
        return await TryAsync(() => ActAsync(ct));
    }

    /// <summary>Whom a rung reaches, as people say it.</summary>
    private string Qui(string to) => to switch
    {
        "delegant" => "délégant",
        "delegataire" => "délégataire",
        "parties" => "toutes les parties",
        "copies" => "destinataires des copies",
        _ => annuaire.Nom(to) is var name && name != to ? name : TachesEnFrancais.Candidat(to),
    };

    private async Task<IActionResult> ActAsync(CancellationToken ct)
    {
        if (Geste == Arreter)
            await execution.RunAsync(StopReminders.Verbe, actors.Required, new StopReminders.Commande { Task = Cle, Reason = Motif }, ct);
        else
            await execution.RunAsync(RemindNow.Verbe, actors.Required, new RemindNow.Commande { Task = Cle }, ct);
        return LocalRedirect($"{EnvoisEnFrancais.Page}?fait={(Geste == Arreter ? StopReminders.Verbe : RemindNow.Verbe)}");
    }

    private async Task<IActionResult?> LoadAsync(CancellationToken ct)
    {
        if (!Droits.Allows(actors.Required, StopReminders.Verbe))
            return Forbid();
        if (await tasks.FindAsync(Cle, ct) is not { } found)
            return NotFound();
        Tache = found;
        var seen = await dossiers.AllAsync(actors.Required, ct);
        Nom = Formats.Lier(TachesLivrees.Nom(LectureIncidents.Of(seen, found.CorrelationId), found))!;
        Convention = EnvoisEnFrancais.Convention(found.CorrelationId, seen.ToDictionary(dossier => dossier.Id, Noms.Court));
        Titre = "Rappels";
        Rubrique = "/envois";
        Fil = [new Lien("Envois", EnvoisEnFrancais.Page)];
        return null;
    }
}

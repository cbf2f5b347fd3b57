using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Studio;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>One file: the diagram of Elsa Studio, and beside it in words what it waits for and what happened.</summary>
[Authorize(AccesAuxCircuits.Lecture)]
internal sealed class DossierModel(
    LectureDInstances lecture, LectureAttentes attentes, LectureDossiers dossiers, ActorAccessor actors, ExecutionDesActes execution, FichiersDeStudio files) : PageStudio(files)
{
    private const int LignesMax = 100;

    private DossierEntier _entier = null!;

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    public Refus? Refus { get; private set; }

    public CadreStudio Cadre { get; private set; } = null!;

    public IReadOnlyList<Lien> Liens { get; private set; } = [];

    public IReadOnlyList<PointControle> Attentes { get; private set; } = [];

    public string Adresse => AdressesDeCircuit.Dossier(_entier.Dossier.Id);

    public string Meta => $"{_entier.Dossier.Circuit}, version {Formats.Nombre(_entier.Dossier.Version)} · commencé le {Formats.InstantCourt(_entier.Dossier.CreatedAt)}";

    public Badge Badge => Etat(_entier.Instance.Status);

    /// <summary>What is read out when the file has moved: its last line, and what it waits for now.</summary>
    public string Annonce => string.Join(" ", Journal.Take(1).Select(line => line.Valeur).Append(Badge.Mot).Concat(Attentes.Count == 0 ? [SansAttente] : Attentes.Select(one => one.Texte)).Select(Phrase));

    public string SansAttente => _entier.Dossier.EstFini ? "Rien : le dossier est clos." : "Rien n’est attendu à cet instant.";

    public IReadOnlyList<Lien> Incidents => Droits.Allows(actors.Required, DecideIncident.Verbe)
        ? [.. _entier.Ouverts.Select(incident => new Lien($"Reprendre, passer ou annuler : {(incident.ActivityId is { } step ? $"étape « {_entier.Etape(step)} »" : "le départ")}", IncidentsEnFrancais.Adresse(incident.Id)))]
        : [];

    public IReadOnlyList<LigneRecapitulatif> Journal =>
    [
        .. _entier.Lignes.Where(line => line.Event != "Completed" || _entier.Type(line.ActivityId) != "Elsa.Flowchart").Reverse().Take(LignesMax).Select(line => new LigneRecapitulatif(
            Formats.InstantCourt(line.At), line.ActivityId.Length == 0 ? Formats.Majuscule(JournalEnFrancais.Evenement(line.Event)) : $"{_entier.Etape(line.ActivityId)} : {JournalEnFrancais.Evenement(line.Event)}",
            string.Join(' ', new[] { JournalEnFrancais.Phrase(line), line.Actor is { } who ? $"Par {who}." : null }.Where(part => part is not null)))),
    ];

    public bool PeutAnnuler => _entier.Instance.Status == InstanceStatus.Suspended && AccesAuxCircuits.PeutConduire(actors.Required);

    public ChampTexte ChampMotif => new("motif", "Motif", Motif) { Lignes = 3, Indication = "Porté au journal du dossier avec votre nom." };

    internal static Badge Etat(InstanceStatus status) => status switch
    {
        InstanceStatus.Finished => new(TonBadge.Ok, "Terminé"),
        InstanceStatus.Cancelled => new(TonBadge.End, "Annulé"),
        InstanceStatus.Faulted => new(TonBadge.Late, "Arrêté par un incident"),
        _ => new(TonBadge.Info, "En cours"),
    };

    public async Task<IActionResult> OnGetAsync(string code, CancellationToken ct) => await LoadAsync(code, ct) ? Page() : NotFound();

    /// <summary>The words alone, for a page that sees the file change.</summary>
    public async Task<IActionResult> OnGetPanneauAsync(string code, CancellationToken ct) => await LoadAsync(code, ct) ? Partial("Circuits/_Panneau", this) : NotFound();

    public async Task<IActionResult> OnPostAsync(string code, CancellationToken ct)
    {
        if (!await LoadAsync(code, ct))
            return NotFound();
        try
        {
            await execution.RunAsync(CancelFile.Verbe, actors.Required, new CancelFile.Commande { Instance = _entier.Dossier.Id, Motif = Motif }, ct);
            return LocalRedirect(Adresse);
        }
        catch (Domain.BrokenRuleException broken)
        {
            Refus = Refus.De(broken);
            return new PageResult { StatusCode = StatusCodes.Status409Conflict };
        }
    }

    private static string Phrase(string words) => words.EndsWith('.') ? words : words + ".";

    private async Task<bool> LoadAsync(string code, CancellationToken ct)
    {
        if (await lecture.FindAsync(code, ct) is not { } found)
            return false;
        Ouvrir();
        _entier = found;
        Attentes = await attentes.DeAsync(found, ct);
        var dossier = LectureIncidents.Of(await dossiers.AllAsync(actors.Required, ct), found.Dossier.Correlation);
        Titre = dossier is null ? found.Dossier.Nom : $"{found.Dossier.Circuit} – {Noms.Court(dossier)}";
        Rubrique = "/circuits";
        Fil = [new Lien("Circuits", "/circuits"), new Lien("Dossiers", EditeurPrefere.Dossiers(Request, found.Dossier.DefinitionId))];
        Liens = [new("Ce qu’il attend", Adresse + "#panneau"), .. dossier is null ? [] : (Lien[])[new("La convention", Adresses.Fiche(dossier))], new("Le circuit", EditeurPrefere.Adresse(Request, found.Dossier.DefinitionId))];
        Cadre = new CadreStudio(EstPresent, "elsa-workflow-instance-viewer", "instance-id", found.Dossier.Code, Francais, null);
        return true;
    }
}

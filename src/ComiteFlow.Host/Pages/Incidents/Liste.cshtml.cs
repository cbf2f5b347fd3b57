using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Incidents;

/// <summary>Workflows that stopped and wait for a decision; then those that were decided.</summary>
internal sealed class ListeModel(LectureIncidents lecture, ActorAccessor actors) : PageComite
{
    public IReadOnlyList<IncidentLu> Ouverts { get; private set; } = [];

    public IReadOnlyList<IncidentLu> Clos { get; private set; } = [];

    public static EtatVide Vide { get; } = new(
        "Aucun incident ouvert", "Un circuit apparaît ici quand une de ses étapes n’a pas pu être faite. Il attend alors votre décision, et rien d’autre ne s’arrête.",
        new Lien("Voir les conventions", "/"));

    public string Resume => $"{IncidentsEnFrancais.Nombre(Ouverts.Count)}. Un incident arrête un circuit jusqu’à une décision ; les autres circuits continuent.";

    public Tableau TableauOuverts => new("Incidents ouverts", Colonnes("Depuis"), [.. Ouverts.Select(i => Ligne(i, Formats.InstantCourt(i.Incident.At)))]);

    public Tableau TableauClos => new(
        "Incidents clos", Colonnes("Décision"),
        [.. Clos.Select(i => Ligne(i, new Cellule(IncidentsEnFrancais.Decision(i.Incident.Decision)) { Precision = $"le {Formats.InstantCourt(i.Incident.ClosedAt!.Value)}" }))])
    {
        Precision = Clos.Count == LectureIncidents.Recents ? $"Les {Formats.Nombre(LectureIncidents.Recents)} derniers." : null,
    };

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Titre = "Incidents";
        Rubrique = "/";
        if (!Droits.Allows(actors.Required, DecideIncident.Verbe))
            return Forbid();
        var all = await lecture.ListAsync(actors.Required, ct);
        (Ouverts, Clos) = ([.. all.Where(i => i.EstOuvert)], [.. all.Where(i => !i.EstOuvert)]);
        return Page();
    }

    private static Colonne[] Colonnes(string last) => [new("Circuit et étape"), new("Ce qui s’est passé"), new("Convention"), new(last)];

    private static LigneTableau Ligne(IncidentLu lu, Cellule last) => new(
    [
        new Cellule(lu.Circuit) { Adresse = IncidentsEnFrancais.Adresse(lu.Incident.Id), Precision = lu.Etape is { } step ? $"étape « {step} »" : "au départ" },
        IncidentsEnFrancais.Message(lu.Incident),
        lu.Dossier is { } dossier ? new Cellule(Noms.Court(dossier)) { Adresse = Adresses.Fiche(dossier) } : "–",
        last,
    ]);
}

using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Studio;
using ComiteFlow.Host.Incidents;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>Running and finished files, in the list of Elsa Studio.</summary>
[Authorize(AccesAuxCircuits.Lecture)]
internal sealed class DossiersModel(LectureCircuits lecture, LectureDInstances instances, ActorAccessor actors, FichiersDeStudio files) : PageStudio(files)
{
    [BindProperty(Name = "circuit", SupportsGet = true)]
    public string? Circuit { get; set; }

    public string Resume { get; private set; } = "";

    public IReadOnlyList<Lien> Liens { get; private set; } = [];

    public CadreStudio Cadre { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Ouvrir();
        (Titre, Rubrique) = ("Dossiers des circuits", "/circuits");
        Fil = [new Lien("Circuits", "/circuits")];
        var of = Circuit is null ? null : (await lecture.VersionsAsync(Circuit, ct)).FirstOrDefault();
        var running = (await lecture.EnCoursAsync(of?.DefinitionId, ct)).Sum(one => one.Nombre);
        var stopped = (await instances.ListAsync(new DemandeDInstances { DefinitionIds = of is null ? [] : [of.DefinitionId], HasIncidents = true, PageSize = 1 }, ct)).Count;
        Resume = $"{(of is null ? "" : $"Circuit « {of.Nom} » : ")}{Formats.Compte(running, "dossier en cours", "dossiers en cours")}, {(stopped == 0 ? "aucun n’est arrêté" : Formats.Compte(stopped, "arrêté par un incident", "arrêtés par un incident"))}. Ouvrez un dossier pour voir ce qu’il attend.";
        Liens = [new("En tableau simple", AdressesDeCircuit.DossiersEnListe(of?.DefinitionId)), new("Tous les circuits", "/circuits"), .. of is null ? [] : (Lien[])[new("Tous les dossiers", "/circuits/instances")], .. Droits.Allows(actors.Required, DecideIncident.Verbe) ? [new Lien("Incidents", "/incidents")] : (Lien[])[]];
        Cadre = new CadreStudio(EstPresent, "elsa-workflow-instance-list", null, null, Francais, Liens[0]) { Circuit = of?.DefinitionId };
    }
}

using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Studio;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>A workflow as a diagram, in Elsa Studio.</summary>
[Authorize(AccesAuxCircuits.Lecture)]
internal sealed class DessinerModel(LectureDeStudio lecture, ActorAccessor actors, FichiersDeStudio files) : PageStudio(files)
{
    /// <summary>Workflow of the address.</summary>
    public string Id { get; private set; } = "";

    public string Etat { get; private set; } = "";

    public IReadOnlyList<Lien> Liens { get; private set; } = [];

    public CadreStudio Cadre { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (await lecture.FindAsync(id, new ChoixDeVersion("Latest"), ct) is not { } found)
            return NotFound();
        Ouvrir();
        Id = id;
        Titre = found.Row.Name;
        Rubrique = "/circuits";
        Fil = [new Lien("Circuits", "/circuits")];
        var mayEdit = AccesAuxCircuits.PeutEcrire(actors.Required);
        Etat = $"{(found.Row.IsPublished ? "Publié" : "Brouillon")} · version {Formats.Nombre(found.Row.Version)}{(mayEdit ? "" : " · lecture seule")}";
        EditeurPrefere.Retenir(HttpContext, EditeurPrefere.Diagramme);
        Liens = [new("En liste", AdressesDeCircuit.Liste(id)), new("Répéter", AdressesDeCircuit.Repetition(id)), new("Publier", AdressesDeCircuit.Publier(id)), new("Historique", AdressesDeCircuit.Historique(id))];
        Cadre = new CadreStudio(EstPresent, "elsa-workflow-definition-editor", "definition-id", id, Francais, Liens[0]);
        return Page();
    }
}

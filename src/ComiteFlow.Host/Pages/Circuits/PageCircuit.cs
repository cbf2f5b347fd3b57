using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Personnes;
using Microsoft.AspNetCore.Mvc;

namespace ComiteFlow.Host.Pages.Circuits;

/// <summary>A page about one workflow: who reads workflows may see it.</summary>
internal abstract class PageCircuit(LectureCircuits lecture, ActorAccessor actors) : PageFormulaire
{
    /// <summary>Workflow of the address.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public string Id { get; set; } = "";

    [BindProperty(Name = "motif")]
    public string? Motif { get; set; }

    /// <summary>Steps that a person gave a successor, by the fields <c>etapes[ancienne]</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "etapes")]
    public Dictionary<string, string?> Etapes { get; set; } = [];

    /// <summary>Newest first; never empty once the page is loaded.</summary>
    public IReadOnlyList<VersionDeCircuit> Versions { get; private set; } = [];

    public VersionDeCircuit Derniere => Versions[0];

    public VersionDeCircuit? Publiee => Versions.FirstOrDefault(version => version.IsPublished);

    public Actor Acteur => actors.Required;

    protected LectureCircuits Lecture => lecture;

    /// <summary>Old steps with the new ones that they become.</summary>
    protected IReadOnlyDictionary<string, string> Correspondances =>
        Etapes.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value!);

    public string Adresse(string page) => $"/circuits/{Uri.EscapeDataString(Id)}/{page}";

    /// <returns>Another answer than the page: it is not for this function, or there is no such workflow.</returns>
    protected async Task<IActionResult?> LoadAsync(string titre, CancellationToken ct)
    {
        if (!Droits.Allows(actors.Required, LectureCircuits.Verbe))
            return Forbid();
        Versions = await lecture.VersionsAsync(Id, ct);
        if (Versions.Count == 0)
            return NotFound();
        Titre = titre;
        Rubrique = "/circuits";
        Fil = [new Lien("Circuits", "/circuits"), new Lien(Derniere.Nom, Adresse("historique"))];
        return null;
    }

    /// <summary>A choice per step that the new version does not have.</summary>
    protected async Task<IReadOnlyList<object>> ChampsDEtapesAsync(VersionDeCircuit version, EffetDUneVersion effect, CancellationToken ct)
    {
        if (effect.Orphelines.Count == 0)
            return [];
        var definition = Engine.Definitions.DefinitionReader.Read((await lecture.TexteAsync(Id, version.Version, ct))!).Definition;
        var steps = definition?.ById.Values.Where(node => !node.IsInner && node.Id != definition.Root.Id)
            .Select(node => new OptionChoix(node.Id, node.Label)).OrderBy(option => option.Libelle, StringComparer.Ordinal).ToList() ?? [];
        return [.. effect.Orphelines.Select(step => new ChampChoix($"etapes[{step.Id}]", $"L’étape « {step.Nom} », qui n’existe plus, devient", Etapes.GetValueOrDefault(step.Id), steps)
        {
            Indication = "Les dossiers qui y attendent continuent depuis l’étape choisie. Sans choix, ils gardent leur version.", Invite = "Aucune : ces dossiers gardent leur version",
        })];
    }
}

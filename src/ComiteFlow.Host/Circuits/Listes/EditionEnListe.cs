using System.Text.Json.Nodes;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Circuits.Descripteurs;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>What the inputs of steps may be chosen from.</summary>
internal sealed class ChoixDEntrees(IReadOnlyDictionary<string, IReadOnlyList<ChoixDEtape>> lists, ILookup<(string Type, string Input), string> written)
{
    public IReadOnlyList<ChoixDEtape> De(string type, ActivityInputAttribute input) =>
        input.ChoicesFrom is null || lists.ContainsKey(input.ChoicesFrom) ? EtapesDecrites.Choix(type, input, lists, written) : [];
}

/// <summary>One version of a workflow as the list editor works on it.</summary>
/// <param name="Revision">What the next writing builds on.</param>
internal sealed record CircuitOuvert(VersionDeCircuit Version, JsonObject Definition, long Revision, GenresDEtapes Genres, ChoixDEntrees Choix)
{
    /// <summary>True when a writing of the draft can be taken back.</summary>
    public bool PeutAnnuler { get; init; }

    public Lieu? Lieu(string? step) => Contenants.Trouver(Definition, step);

    /// <summary>The steps of a container; those of the outermost flowchart when none is named.</summary>
    public ListeDEtapes Liste(Lieu? container = null) => ListeDEtapes.Lire(container ?? Contenants.Racine(Definition), Genres);

    public GestesDeListe Gestes => new(Definition, Genres);

    public string Nom(Lieu place) => ListeDEtapes.Nom(place.Etape, Genres);
}

/// <summary>Kinds of steps and choices of this site, read once per page.</summary>
internal sealed class GenresDuSite(ActivityRegistry registry, CircuitsCommeEtapes circuits, ChoixDesEtapes choix, ValeursEcrites ecrites, ComiteFlowDb db)
{
    public async Task<(GenresDEtapes Genres, ChoixDEntrees Choix)> LireAsync(CancellationToken ct)
    {
        var workflows = await circuits.ToutesAsync(ct);
        return (new GenresDEtapes(registry, [.. workflows.Select(Of)]), new ChoixDEntrees(await choix.ToutAsync(ct), await ecrites.ReadAsync(db, ct)));
    }

    private static GenreDEtape Of(DescripteurDEtape step) => new(
        step.TypeName, step.DisplayName, step.Category, step.Description.Length > 0 ? step.Description : "Exécute ce circuit et attend sa fin.",
        [.. step.Inputs.Select(input => new ActivityInputAttribute(input.Name, Kind(input.TypeName)) { Label = input.DisplayName, Help = input.Description })],
        [.. step.Outputs.Select(output => new ActivityOutputAttribute(output.Name, Kind(output.TypeName)) { Label = output.DisplayName, Help = output.Description })],
        [.. step.Ports.Select(port => new StepWay(port.Name, port.DisplayName))], EstDeclencheur: false, EstPropose: true,
        step.ConstructionProperties.ToDictionary(pair => char.ToLowerInvariant(pair.Key[0]) + pair.Key[1..], pair => pair.Value?.ToString() ?? ""));

    private static InputKind Kind(string type) => type switch
    {
        "String" => InputKind.Text,
        "Boolean" => InputKind.Boolean,
        "Int16" or "Int32" or "Int64" => InputKind.Integer,
        _ => InputKind.Any,
    };
}

/// <summary>Opens workflows for the list editor and keeps what people do there, by the same acts as the diagram.</summary>
internal sealed class EditionEnListe(LectureCircuits lecture, EcrituresDeCircuit ecritures, GenresDuSite genres, BrouillonsDeCircuit brouillons, ExecutionDesActes execution)
{
    /// <summary>The newest version; null when there is no such workflow.</summary>
    public async Task<CircuitOuvert?> OuvrirAsync(string id, CancellationToken ct)
    {
        var versions = await lecture.VersionsAsync(id, ct);
        if (versions.Count == 0 || await lecture.TexteAsync(id, versions[0].Version, ct) is not { } text)
            return null;
        var (kinds, choices) = await genres.LireAsync(ct);
        var mayUndo = versions[0] is { EstBrouillon: true, IsShipped: false } && await ecritures.AvantAsync(id, versions[0].Version, versions.Count > 1, ct) is not null;
        return new CircuitOuvert(versions[0], TexteDeCircuit.Lire(text), await lecture.RevisionAsync(id, ct), kinds, choices) { PeutAnnuler = mayUndo };
    }

    /// <summary>What a person should look at before the text is published, one line each.</summary>
    public Task<IReadOnlyList<string>> ConseilsAsync(CircuitOuvert open, CancellationToken ct) => brouillons.ConseilsAsync(TexteDeCircuit.Ecrire(open.Definition), ct);

    /// <param name="revision">The revision that the page knew; another person's writing after it refuses this one.</param>
    public Task EnregistrerAsync(Actor actor, CircuitOuvert open, long revision, string? window, CancellationToken ct) => execution.RunAsync(
        SaveCircuit.Verbe, actor, new SaveCircuit.Commande { Circuit = open.Version.DefinitionId, Texte = TexteDeCircuit.Ecrire(open.Definition), Revision = revision, Fenetre = window, Moyen = Moyens.Liste }, ct);

    /// <summary>Takes back the last writing of the draft.</summary>
    public Task AnnulerAsync(Actor actor, string id, long revision, string? window, CancellationToken ct) =>
        execution.RunAsync(RestoreCircuit.Verbe, actor, new RestoreCircuit.Commande { Circuit = id, Revision = revision, Fenetre = window }, ct);
}

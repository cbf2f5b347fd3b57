using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>A kind of step as the list editor shows it: one of the engine, or a published workflow that offers itself as a step.</summary>
/// <param name="Depart">What a new step of the kind holds beside the common properties.</param>
internal sealed record GenreDEtape(
    string Type, string Nom, string Rubrique, string Aide, IReadOnlyList<ActivityInputAttribute> Entrees, IReadOnlyList<ActivityOutputAttribute> Resultats,
    IReadOnlyList<StepWay> Sorties, bool EstDeclencheur, bool EstPropose, IReadOnlyDictionary<string, string>? Depart = null);

/// <summary>All kinds of steps that a definition may hold, by their type.</summary>
internal sealed class GenresDEtapes(ActivityRegistry registry, IReadOnlyList<GenreDEtape> circuits)
{
    /// <summary>What every step holds, whatever its kind.</summary>
    private static readonly HashSet<string> Communs = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "nodeId", "name", "type", "version", "metadata", "customProperties", "activities", "connections", "variables", "start", "canStartWorkflow", "runAsynchronously",
    };

    private readonly Dictionary<string, GenreDEtape> _all = registry.Descriptions.Select(Of).Concat(circuits).GroupBy(kind => kind.Type).ToDictionary(group => group.Key, group => group.First());

    public GenreDEtape? Trouver(string type) => _all.GetValueOrDefault(type);

    /// <summary>Those that people may place, by heading.</summary>
    /// <param name="but">A type that is left away.</param>
    public IReadOnlyList<IGrouping<string, GenreDEtape>> Proposes(string? but = null) =>
        [.. _all.Values.Where(kind => kind.EstPropose && kind.Type != but).OrderBy(kind => kind.Nom, StringComparer.Ordinal).GroupBy(kind => kind.Rubrique).OrderBy(group => group.Key, StringComparer.Ordinal)];

    /// <summary>The ways out of a step: those of its kind, those that its inputs name, and those by which arrows leave it all the same.</summary>
    public IReadOnlyList<StepWay> Sorties(JsonObject step, JsonObject? flux)
    {
        var type = step.TexteDe("type") ?? "";
        IReadOnlyList<StepWay> known = (registry.Knows(type) ? registry.WaysOf(JsonSerializer.SerializeToElement(step)) : Trouver(type)?.Sorties) ?? [];
        known = [.. known.Where(way => way.Name.Length > 0).DistinctBy(way => way.Name)];
        var drawn = flux is null || step.TexteDe("id") is not { } id ? [] : Fleches.Depuis(flux, id).Select(Fleches.Port).Distinct();
        return [.. known, .. drawn.Where(port => known.All(way => way.Name != port)).Select(StepWay.Of)];
    }

    /// <summary>The inputs of a step: those of its kind that are offered or set, and what else its file holds as an input.</summary>
    public IReadOnlyList<ActivityInputAttribute> Entrees(JsonObject step)
    {
        var kind = Trouver(step.TexteDe("type") ?? "");
        IReadOnlyList<ActivityInputAttribute> declared = kind?.Entrees ?? [];
        var results = kind?.Resultats.Select(output => output.Name) ?? [];
        var others = step.Where(property => property.Value is JsonObject map && map["expression"] is JsonObject).Select(property => property.Key)
            .Where(name => !Communs.Contains(name)).Except(declared.Select(input => input.Name).Concat(results), StringComparer.OrdinalIgnoreCase);
        return
        [
            .. declared.Where(input => input.IsOffered || step[input.Name] is not null),
            .. others.Select(name => new ActivityInputAttribute(name, InputKind.Any) { Label = name, Help = "Entrée que ce genre d’étape ne connaît pas ici ; elle est gardée.", Editor = InputEditor.Lines }),
        ];
    }

    private static GenreDEtape Of(StepDescription step) => new(
        step.Type, step.Name, step.Category, step.Help, step.Inputs, step.Outputs, step.Ways, step.IsTrigger, step.IsOffered);
}

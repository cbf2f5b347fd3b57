using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>Which step of a new version each step of an old one becomes.</summary>
internal sealed class StepMap
{
    private readonly IReadOnlyDictionary<string, string> _steps;
    private readonly Dictionary<string, Place> _from;
    private readonly Dictionary<string, Place> _to;

    public StepMap(WorkflowDefinition from, WorkflowDefinition to, IReadOnlyDictionary<string, string> steps)
    {
        (From, To, _steps) = (from, to, steps);
        (_from, _to) = (Places(from), Places(to));
        var refusals = steps.Keys.Where(id => !from.ById.ContainsKey(id)).Select(id => $"La version {from.Version} n’a pas d’étape « {id} ».")
            .Concat(steps.Values.Where(id => !to.ById.ContainsKey(id)).Select(id => $"La version {to.Version} n’a pas d’étape « {id} »."));
        var merged = from.ById.Keys.GroupBy(IdOf).Where(group => to.ById.ContainsKey(group.Key) && group.Count() > 1)
            .Select(group => $"Plusieurs étapes deviendraient la même, « {group.Key} » : {string.Join(", ", group.Select(id => $"« {id} »"))}.");
        Refusals = [.. refusals, .. merged];
    }

    public WorkflowDefinition From { get; }

    public WorkflowDefinition To { get; }

    /// <summary>What is wrong with the map itself, in French.</summary>
    public IReadOnlyList<string> Refusals { get; }

    /// <summary>The id that a step has in the new version, if it still is there.</summary>
    public string IdOf(string id) => From.ById.TryGetValue(id, out var node) && node.IsInner
        ? IdOf(_from[id].Parent) + id[_from[id].Parent.Length..]
        : _steps.GetValueOrDefault(id, id);

    public Node? Target(string id) => To.ById.GetValueOrDefault(IdOf(id));

    /// <summary>True for a step of the new version that no step of the old one becomes.</summary>
    public bool IsNew(string id) => !From.ById.Keys.Any(old => IdOf(old) == id);

    /// <summary>The step around a step of the new version; null for the root.</summary>
    public Node? Around(Node node) => _to.TryGetValue(node.Id, out var place) ? To.ById[place.Parent] : null;

    /// <summary>True when the step around a step becomes the one around its target, which holds it in the same place.</summary>
    public bool KeepsItsPlace(string id, Node target) => (_from.GetValueOrDefault(id), _to.GetValueOrDefault(target.Id)) switch
    {
        (null, null) => true,
        ({ } from, { } to) => IdOf(from.Parent) == to.Parent && from.Port == to.Port,
        _ => false,
    };

    /// <summary>Cases may change their order.</summary>
    private static Dictionary<string, Place> Places(WorkflowDefinition definition) => definition.ById.Values
        .SelectMany(node => node.Ports.SelectMany(port => port.Value.Select(child => (child.Id, Place: new Place(node.Id, port.Key.Split('[')[0])))))
        .DistinctBy(pair => pair.Id).ToDictionary(pair => pair.Id, pair => pair.Place);

    private sealed record Place(string Parent, string Port);
}

using System.Collections.Concurrent;
using System.Text.Json;

namespace ComiteFlow.Engine.Definitions;

/// <summary>One immutable version of a workflow definition, read from an Elsa 3 file whose text is kept as it is.</summary>
public sealed class WorkflowDefinition
{
    internal WorkflowDefinition(string json, JsonElement document, Node root)
    {
        Json = json;
        Root = root;
        DefinitionId = document.Texte("definitionId") ?? "";
        Name = document.Texte("name") ?? DefinitionId;
        Description = document.Texte("description") ?? "";
        Version = document.Propriete("version") is { ValueKind: JsonValueKind.Number } version && version.TryGetInt32(out var number) ? number : 1;
        // Those of a container live as long as the instance: names inside a definition are written to differ.
        Variables = [.. document.Elements("variables").Concat(root.Descendants().SelectMany(node => node.Json.Elements("variables")))
            .Select(VariableDefinition.Read).DistinctBy(variable => variable.Id)];
        Inputs = [.. document.Elements("inputs").Select(input => input.Texte("name") ?? "")];
        Outputs = [.. document.Elements("outputs").Select(output => output.Texte("name") ?? "")];
        Outcomes = [.. document.Elements("outcomes").Select(outcome => outcome.GetString() ?? "")];
        IsUsableAsActivity = (document.Propriete("options")?.Propriete("usableAsActivity") ?? document.Propriete("usableAsActivity")) is { ValueKind: JsonValueKind.True };
        Activation = document.Propriete("options")?.Texte("activationStrategyType")?.Split(',')[0].Split('.')[^1];
        ById = root.Descendants().Where(node => node.Id.Length > 0).GroupBy(node => node.Id).ToDictionary(g => g.Key, g => g.First());
        ByName = ById.Values.Where(node => node.Json.Texte("name") is { Length: > 0 }).GroupBy(node => node.Json.Texte("name")!).ToDictionary(g => g.Key, g => g.First().Id);
    }

    /// <summary>The file's text, unknown properties included.</summary>
    public string Json { get; }

    public string DefinitionId { get; }

    public string Name { get; }

    public string Description { get; }

    public int Version { get; private set; }

    public IReadOnlyList<VariableDefinition> Variables { get; }

    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    /// <summary>Ways out that it offers, beside <c>Done</c>, where it is a step of another workflow.</summary>
    public IReadOnlyList<string> Outcomes { get; }

    /// <summary>True when other workflows may name it as a step.</summary>
    public bool IsUsableAsActivity { get; }

    /// <summary>The steps of a type, with their inputs as the file holds them.</summary>
    public IEnumerable<StepInputs> Steps(string type) =>
        Root.Descendants().SelectMany(node => node.Ports.Values.SelectMany(children => children).Select(child => new StepInputs(child, node))).Where(step => step.Type == type);

    /// <summary>Which starts are refused while another instance runs; the simple name of the class that the file gives.</summary>
    internal string? Activation { get; }

    internal Node Root { get; }

    /// <summary>The same definition under the version that the store gave it.</summary>
    internal WorkflowDefinition AtVersion(int version)
    {
        Version = version;
        return this;
    }

    internal IReadOnlyDictionary<string, Node> ById { get; }

    /// <summary>Ids of steps by their name in expressions; of two with one name, the first in the file.</summary>
    internal IReadOnlyDictionary<string, string> ByName { get; }
}

/// <summary>A variable of a definition with its default, a JSON value.</summary>
public sealed record VariableDefinition(string Id, string Name, JsonElement? Default)
{
    internal static VariableDefinition Read(JsonElement variable)
    {
        var name = variable.Texte("name") ?? "";
        var value = variable.Propriete("value");
        if (value is { ValueKind: JsonValueKind.String } text && variable.Texte("typeName") is { } type && type is not ("String" or "Object"))
            value = ParseOrKeep(text);
        return new VariableDefinition(variable.Texte("id") ?? name, name, value is { ValueKind: JsonValueKind.Null } ? null : value);
    }

    private static JsonElement ParseOrKeep(JsonElement text)
    {
        try
        {
            return JsonDocument.Parse(text.GetString()!).RootElement.Clone();
        }
        catch (JsonException)
        {
            return text;
        }
    }
}

/// <summary>One step in the graph of a definition.</summary>
internal sealed class Node
{
    public required string Id { get; init; }

    public required string Type { get; init; }

    /// <summary>Place in the file, such as <c>root.activities[2]</c>.</summary>
    public required string Path { get; init; }

    /// <summary>Name for people: display text, else name, else id.</summary>
    public required string Label { get; init; }

    public required JsonElement Json { get; init; }

    /// <summary>How the designer says that its arrows meet; null when it says nothing.</summary>
    public string? MergeMode => Json.Propriete("customProperties")?.Texte("mergeMode") is { Length: > 0 } mode ? mode : null;

    /// <summary>Children by the port that holds them; a flowchart's and a sequence's children are under <c>activities</c>.</summary>
    public Dictionary<string, List<Node>> Ports { get; } = [];

    public List<Connection> Connections { get; } = [];

    public FlowGraph? Graph { get; set; }

    private readonly ConcurrentDictionary<string, FlowGraph> _triggered = new();

    /// <summary>The arrows as they count when the flowchart was started by one of its triggers; null for its own start.</summary>
    public FlowGraph? GraphFrom(string? trigger) => trigger is null || Graph is null ? Graph : _triggered.GetOrAdd(trigger, id => new FlowGraph(this, id));

    /// <summary>True when the file says that the step may start the workflow: older ones beside the type, newer ones among the custom properties.</summary>
    public bool MayStart => (Json.Propriete("customProperties")?.Propriete("canStartWorkflow") ?? Json.Propriete("canStartWorkflow")) is { ValueKind: JsonValueKind.True };

    /// <summary>True for a step that no file holds: its container made it from its own JSON.</summary>
    public bool IsInner { get; init; }

    public IReadOnlyList<Node> Children => Ports.TryGetValue("activities", out var list) ? list : [];

    public IEnumerable<Node> Descendants() => Ports.Values.SelectMany(list => list).SelectMany(child => child.Descendants()).Prepend(this);
}

/// <summary>An arrow of a flowchart.</summary>
internal sealed record Connection(int Index, string Source, string Port, string Target, string Path);

/// <summary>Reads JSON whatever the case of its names.</summary>
internal static class JsonNames
{
    public static JsonElement? Propriete(this JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return null;
        if (element.TryGetProperty(name, out var exact))
            return exact;
        foreach (var property in element.EnumerateObject())
        {
            if (property.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return null;
    }

    public static string? Texte(this JsonElement element, string name) =>
        element.Propriete(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    public static IEnumerable<JsonElement> Elements(this JsonElement element, string name) =>
        element.Propriete(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}

using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits;

/// <summary>
/// Gives back to a text that came from the designer what the designer cannot keep: properties that it does not know at the top, in options, variables,
/// inputs, outputs, arrows and values. What it knows is taken as it says.
/// </summary>
internal static class FusionDeCircuit
{
    private static readonly HashSet<string> Top = Names(
        "$schema", "id", "definitionId", "tenantId", "name", "description", "createdAt", "version", "toolVersion", "variables", "inputs", "outputs", "outcomes",
        "customProperties", "isReadonly", "isSystem", "isLatest", "isPublished", "options", "usableAsActivity", "root", "links");

    private static readonly HashSet<string> Options = Names(
        "usableAsActivity", "autoUpdateConsumingWorkflows", "activityCategory", "activationStrategyType", "incidentStrategyType", "commitStrategyName");

    private static readonly HashSet<string> Variable = Names("id", "name", "typeName", "isArray", "value", "storageDriverTypeName");
    private static readonly HashSet<string> Parameter = Names("type", "name", "displayName", "description", "category", "isArray", "uiHint", "storageDriverType");
    private static readonly HashSet<string> Arrow = Names("source", "target", "vertices");
    private static readonly HashSet<string> Value = Names("typeName", "expression", "memoryReference");

    /// <param name="written">The text that is about to be kept; changed in place.</param>
    /// <param name="before">The text that it replaces.</param>
    public static void Completer(JsonObject written, JsonObject before)
    {
        Keep(written, before, Top);
        if (before["options"] is JsonObject options)
            Keep(written["options"] as JsonObject ?? Added(written, "options"), options, Options);
        Each(written["variables"], before["variables"], variable => variable.TexteDe("id") ?? variable.TexteDe("name"), KeepVariable);
        Each(written["inputs"], before["inputs"], input => input.TexteDe("name"), (now, then) => Keep(now, then, Parameter));
        Each(written["outputs"], before["outputs"], output => output.TexteDe("name"), (now, then) => Keep(now, then, Parameter));
        var steps = Steps(before["root"]).Where(step => step.TexteDe("id") is not null).GroupBy(step => step.TexteDe("id")!).ToDictionary(group => group.Key, group => group.First());
        foreach (var step in Steps(written["root"]))
        {
            if (step.TexteDe("id") is { } id && steps.TryGetValue(id, out var then))
                KeepStep(step, then);
        }
    }

    /// <summary>A default that the designer turned into text is the one that stood there.</summary>
    private static void KeepVariable(JsonObject now, JsonObject then)
    {
        Keep(now, then, Variable);
        if (now["value"] is JsonValue text && then["value"] is { } value && text.TryGetValue<string>(out var words) && words == value.ToJsonString())
            now["value"] = value.DeepClone();
    }

    private static void KeepStep(JsonObject now, JsonObject then)
    {
        Each(now["connections"], then["connections"], Ends, (arrow, before) => Keep(arrow, before, Arrow));
        foreach (var (name, value) in now)
        {
            if (value is JsonObject input && input.ContainsKey("expression") && then[name] is JsonObject before && before.ContainsKey("expression"))
                Keep(input, before, Value);
        }

        CartesDeValeurs.Rendre(now, then);
    }

    private static string Ends(JsonObject arrow) => $"{arrow["source"]?.ToJsonString()} {arrow["target"]?.ToJsonString()}";

    private static void Each(JsonNode? written, JsonNode? before, Func<JsonObject, string?> key, Action<JsonObject, JsonObject> keep)
    {
        var then = (before as JsonArray ?? []).OfType<JsonObject>().Where(item => key(item) is not null).GroupBy(item => key(item)!).ToDictionary(group => group.Key, group => group.First());
        foreach (var item in (written as JsonArray ?? []).OfType<JsonObject>())
        {
            if (key(item) is { } name && then.TryGetValue(name, out var known))
                keep(item, known);
        }
    }

    private static void Keep(JsonObject written, JsonObject before, HashSet<string> known)
    {
        foreach (var (name, value) in before)
        {
            if (!known.Contains(name) && !written.ContainsKey(name))
                written[name] = value?.DeepClone();
        }
    }

    private static JsonObject Added(JsonObject map, string name)
    {
        var added = new JsonObject();
        map[name] = added;
        return added;
    }

    /// <summary>Every step, at any depth.</summary>
    internal static IEnumerable<JsonObject> Steps(JsonNode? node) => node switch
    {
        JsonObject map => (map.ContainsKey("id") && map.ContainsKey("type") ? [map] : Enumerable.Empty<JsonObject>()).Concat(map.SelectMany(pair => Steps(pair.Value))),
        JsonArray list => list.SelectMany(Steps),
        _ => [],
    };

    private static HashSet<string> Names(params string[] names) => new(names, StringComparer.OrdinalIgnoreCase);
}

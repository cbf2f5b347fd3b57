using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>Parts of a workflow as the designer walks through them: a step with what it holds, and the way down to it.</summary>
internal static class PartiesDeCircuit
{
    /// <summary>A step by its path, with its children; the root when no path is given. Null when there is none.</summary>
    public static JsonObject? Sous(JsonObject definition, string? nodeId) =>
        (string.IsNullOrEmpty(nodeId) ? definition["root"] as JsonObject : Steps(definition).FirstOrDefault(step => step.TexteDe("nodeId") == nodeId)) is { } step ? Noeud(step) : null;

    /// <summary>The way from the root to a step.</summary>
    public static JsonObject? Chemin(JsonObject definition, string? nodeId)
    {
        var all = Steps(definition).ToDictionary(step => step.TexteDe("nodeId") ?? "");
        if (nodeId is null || !all.TryGetValue(nodeId, out var child))
            return null;
        var above = all.Values.Where(step => nodeId.StartsWith(step.TexteDe("nodeId") + ":", StringComparison.Ordinal)).OrderBy(step => step.TexteDe("nodeId")!.Length).ToList();
        return new JsonObject
        {
            ["childNode"] = Noeud(child),
            ["container"] = Noeud(above.LastOrDefault() ?? child),
            ["pathSegments"] = new JsonArray([.. above.Select(step => (JsonNode)new JsonObject
            {
                ["activityNodeId"] = step.TexteDe("nodeId"), ["activityId"] = step.TexteDe("id"), ["activityType"] = step.TexteDe("type"),
                ["portName"] = "activities", ["activityName"] = step.TexteDe("name"),
            })]),
        };
    }

    private static IEnumerable<JsonObject> Steps(JsonObject definition) => FusionDeCircuit.Steps(definition["root"]);

    private static JsonObject Noeud(JsonObject step) => new()
    {
        ["nodeId"] = step.TexteDe("nodeId"), ["port"] = "", ["activity"] = step.DeepClone(),
        ["children"] = new JsonArray([.. (step["activities"] as JsonArray ?? []).OfType<JsonObject>().Select(child => (JsonNode)Noeud(child))]),
    };
}

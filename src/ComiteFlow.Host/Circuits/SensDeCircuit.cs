using System.Text.Json;
using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits;

/// <summary>
/// What a definition means, whatever editor wrote it: the canonical form, in which steps and arrows are sorted and what is layout, left empty, or written
/// by the product itself is left out. Two texts with one hash do the same.
/// </summary>
internal static class SensDeCircuit
{
    private static readonly HashSet<string> OfTheProduct = new(StringComparer.OrdinalIgnoreCase)
    {
        "$schema", "id", "definitionId", "version", "toolVersion", "createdAt", "isLatest", "isPublished", "isReadonly", "isSystem", "links", "providerName",
        "materializerName", "materializerContext", "tenantId",
    };

    public static string Empreinte(string text) => Empreinte(JsonNode.Parse(text) as JsonObject ?? []);

    public static string Empreinte(JsonObject definition) => TexteDeCircuit.Empreinte(Forme(definition).ToJsonString());

    /// <summary>The canonical form itself.</summary>
    public static JsonObject Forme(JsonObject definition)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in definition.Where(pair => !OfTheProduct.Contains(pair.Key)))
        {
            kept[name] = value?.DeepClone();
        }

        (kept["customProperties"] as JsonObject)?.Remove(TexteDeCircuit.Propre);
        return Normal(kept, "") as JsonObject ?? [];
    }

    /// <returns>Null for what says nothing.</returns>
    private static JsonNode? Normal(JsonNode? node, string name) => node switch
    {
        JsonObject map => Input(map) ?? Map(map, name),
        JsonArray list => List(list, name),
        JsonValue value => Scalar(value),
        _ => null,
    };

    /// <summary>An input: a literal is the same as a number and as a text; one without a value is none.</summary>
    private static JsonObject? Input(JsonObject map)
    {
        if (map["expression"] is not JsonObject expression || !map.ContainsKey("typeName"))
            return null;
        var value = expression["value"] is JsonObject or JsonArray ? Normal(expression["value"], "value") : Literal(expression["value"]);
        if (value is null)
            return [];
        var kept = Map(map, "input") ?? [];
        kept["expression"] = new JsonObject { ["type"] = expression.TexteDe("type") ?? "Literal", ["value"] = value };
        return kept;
    }

    private static JsonObject? Map(JsonObject map, string name)
    {
        var kept = new JsonObject();
        foreach (var (key, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (IsLayout(name, key) || (key == "expression" && name == "input"))
                continue;
            var normal = name == "variables" && key == "value" ? Literal(value) : Normal(value, key);
            if (normal is not null && normal is not JsonObject { Count: 0 })
                kept[key] = normal;
        }

        return kept.Count == 0 ? null : kept;
    }

    private static JsonArray? List(JsonArray list, string name)
    {
        var kept = list.Select(item => Normal(item, name)).OfType<JsonNode>().ToList();
        if (kept.Count == 0)
            return null;
        // The order in which steps, arrows and variables stand says nothing.
        if (name is "activities" or "connections" or "variables" or "inputs" or "outputs")
            kept.Sort((one, other) => string.CompareOrdinal(Key(one), Key(other)));
        return [.. kept];
    }

    private static string Key(JsonNode node) => node is JsonObject map && map.TexteDe("id") is { } id ? id : node.ToJsonString();

    /// <summary>Absent and not chosen are the same.</summary>
    private static JsonNode? Scalar(JsonValue value) => value.GetValueKind() switch
    {
        JsonValueKind.String when value.GetValue<string>().Length == 0 => null,
        JsonValueKind.False or JsonValueKind.Null => null,
        _ => value.DeepClone(),
    };

    private static JsonNode? Literal(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => null,
        JsonValueKind.String => value.GetValue<string>().Length == 0 ? null : Json(value.GetValue<string>()),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => value.ToJsonString(),
    };

    /// <summary>A list or object that stands as text, whatever its spaces.</summary>
    private static string Json(string text)
    {
        if (text.TrimStart() is not ['[' or '{', ..])
            return text;
        try
        {
            return JsonNode.Parse(text)!.ToJsonString();
        }
        catch (JsonException)
        {
            return text;
        }
    }

    /// <summary>The path of a step, bends of arrows, places of boxes; the memory of an input is a habit of older files, that of an output is its binding.</summary>
    private static bool IsLayout(string parent, string key) => (parent, key) switch
    {
        (_, "nodeId" or "vertices") => true,
        ("metadata", "designer") => true,
        ("input", "memoryReference") => true,
        _ => false,
    };
}

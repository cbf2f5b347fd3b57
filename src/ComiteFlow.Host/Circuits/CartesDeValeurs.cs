using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Expressions;

namespace ComiteFlow.Host.Circuits;

/// <summary>
/// Named values of a step. Files may hold them plainly; Studio's table shows only those that are expressions themselves, and would overwrite the others.
/// They are wrapped when Studio reads, and stand plainly again when it writes back what it read. So are lists that are edited as JSON: its field shows literals only.
/// </summary>
internal static class CartesDeValeurs
{
    /// <summary>Wraps the plain values of every map of a step; changed in place.</summary>
    public static void Envelopper(JsonObject step)
    {
        foreach (var (name, input) in step)
        {
            if (Liste(name, input) is { } list)
                input!["expression"] = new JsonObject { ["type"] = "Literal", ["value"] = list };
            else if (Expression(name, input) is { } expression && Carte(expression) is { } map)
                expression["value"] = new JsonObject(map.Select(entry => KeyValuePair.Create(entry.Key, Enveloppe(entry.Value))));
        }
    }

    /// <summary>What comes back as it was given stands plainly again; what was added or changed stays as it was written.</summary>
    /// <param name="now">A step that Studio wrote; changed in place.</param>
    /// <param name="then">The same step in the text that it replaces.</param>
    public static void Rendre(JsonObject now, JsonObject then)
    {
        foreach (var (name, input) in now)
        {
            if (Liste(name, then[name]) is { } list && input?["expression"] is JsonObject typed && typed.TexteDe("type") == "Literal" && Compact(typed.TexteDe("value") ?? "") == list)
                input["expression"] = then[name]!["expression"]!.DeepClone();
            if (Expression(name, input) is not { } written || Expression(name, then[name]) is not { } before || Carte(written) is not { } map || Carte(before) is not { } known)
                continue;
            foreach (var (key, value) in known)
            {
                if (map.ContainsKey(key) && Texte(map[key]) == Texte(Enveloppe(value)))
                    map[key] = value?.DeepClone();
            }

            written["value"] = JsonNode.DeepEquals(map, known) ? before["value"]!.DeepClone() : map;
        }
    }

    /// <summary>A list that is edited as JSON, as text; Studio's field shows that of a literal only. Null for other inputs.</summary>
    private static string? Liste(string name, JsonNode? input)
    {
        if (name is not ("form" or "rungs" or "items") || input is not JsonObject wrapper || wrapper["expression"] is not JsonObject expression || expression.TexteDe("type") != "Object")
            return null;
        var text = expression["value"] is JsonArray list ? list.ToJsonString() : expression.TexteDe("value");
        return text is not null && text.TrimStart().StartsWith('[') ? Compact(text) : null;
    }

    /// <summary>The expression of an input that is a map; null for others.</summary>
    private static JsonObject? Expression(string name, JsonNode? input) =>
        input is JsonObject wrapper && wrapper["expression"] is JsonObject expression && expression.TexteDe("type") == "Object"
        && (name == "input" || wrapper.TexteDe("typeName")?.Contains("Dictionary", StringComparison.Ordinal) == true)
            ? expression
            : null;

    /// <summary>The map itself, also where it stands as text; a copy.</summary>
    private static JsonObject? Carte(JsonObject expression)
    {
        try
        {
            return expression["value"] switch
            {
                JsonObject map => map.DeepClone().AsObject(),
                JsonValue value when value.TryGetValue<string>(out var text) && text.TrimStart().StartsWith('{') => JsonNode.Parse(text) as JsonObject,
                _ => null,
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode? Enveloppe(JsonNode? value) => value switch
    {
        JsonObject { Count: 2 } map when map.ContainsKey("value") && map.TexteDe("type") is { } type && InputReader.KnownTypes.Contains(type) => map.DeepClone(),
        JsonObject or JsonArray => new JsonObject { ["type"] = "Object", ["value"] = value.DeepClone() },
        _ => new JsonObject { ["type"] = "Literal", ["value"] = value?.DeepClone() ?? "" },
    };

    /// <summary>By what two expressions are the same: Studio gives back numbers, objects and lists as text.</summary>
    private static string Texte(JsonNode? entry)
    {
        if (entry is not JsonObject map)
            return entry?.ToJsonString() ?? "";
        var value = map["value"] is JsonValue text && text.TryGetValue<string>(out var words) ? words : map["value"]?.ToJsonString() ?? "";
        return $"{map.TexteDe("type")} {(map.TexteDe("type") == "Object" ? Compact(value) : value)}";
    }

    private static string Compact(string text)
    {
        try
        {
            return JsonNode.Parse(text)?.ToJsonString() ?? "";
        }
        catch (JsonException)
        {
            return text;
        }
    }
}

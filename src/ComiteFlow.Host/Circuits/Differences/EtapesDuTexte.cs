using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits.Differences;

/// <summary>A step of a text.</summary>
/// <param name="Conteneur">Id of the step that holds it; empty for the root itself.</param>
internal sealed record EtapeLue(string Id, string Conteneur, JsonObject Json)
{
    public string Type => Json.TexteDe("type") ?? "";
}

/// <summary>An arrow: from a way out of a step to another step.</summary>
internal sealed record Fleche(string De, string Sortie, string Vers);

/// <summary>The steps and arrows of a definition, however deep they stand.</summary>
internal sealed class EtapesDuTexte
{
    private readonly Dictionary<string, EtapeLue> _parCle = [];

    public EtapesDuTexte(JsonObject definition)
    {
        if (definition["root"] is JsonObject root)
            Lire(root, "");
    }

    /// <summary>By id, in the order of the text.</summary>
    public IReadOnlyDictionary<string, EtapeLue> Etapes => _parCle;

    public List<Fleche> Fleches { get; } = [];

    public static bool EstEtape(JsonNode? node) => node is JsonObject map && map.TexteDe("type") is not null && map.TexteDe("id") is not null;

    /// <summary>A value without the steps inside it: those are told by themselves.</summary>
    public static JsonNode? SansEtapes(JsonNode? node) => node switch
    {
        JsonObject map when EstEtape(map) => JsonValue.Create(map.TexteDe("id")),
        JsonObject map => new JsonObject(map.Select(pair => KeyValuePair.Create(pair.Key, SansEtapes(pair.Value)))),
        JsonArray list => new JsonArray([.. list.Select(SansEtapes)]),
        _ => node?.DeepClone(),
    };

    private void Lire(JsonObject step, string container)
    {
        // What two steps of one id would say cannot be told apart; publication refuses such a text.
        _parCle.TryAdd(step.TexteDe("id") ?? "", new EtapeLue(step.TexteDe("id") ?? "", container, step));
        foreach (var arrow in (step["connections"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Fleches.Add(new Fleche(Bout(arrow, "source", "activity"), Bout(arrow, "source", "port") is { Length: > 0 } port ? port : "Done", Bout(arrow, "target", "activity")));
        }

        foreach (var child in step.Where(pair => pair.Key != "connections").SelectMany(pair => EtapesDe(pair.Value)))
        {
            Lire(child, step.TexteDe("id") ?? "");
        }
    }

    private static IEnumerable<JsonObject> EtapesDe(JsonNode? node) => node switch
    {
        JsonObject map when EstEtape(map) => [map],
        JsonObject map => map.SelectMany(pair => EtapesDe(pair.Value)),
        JsonArray list => list.SelectMany(EtapesDe),
        _ => [],
    };

    /// <summary>The ends of an arrow; older files write them flat.</summary>
    private static string Bout(JsonObject arrow, string end, string what) => arrow[end] is JsonObject map
        ? map.TexteDe(what) ?? ""
        : (what == "port" ? arrow.TexteDe(end + "Port") : arrow.TexteDe(end)) ?? "";
}

using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>The arrows of a flowchart as they stand in its JSON; both forms that files hold are read, one is written.</summary>
internal static class Fleches
{
    /// <summary>The way out by which steps go on that have no choice.</summary>
    public const string Ensuite = "Done";

    private const string Arrivee = "In";

    public static IEnumerable<JsonObject> De(JsonObject flux) => (flux["connections"] as JsonArray ?? []).OfType<JsonObject>();

    public static string? Source(JsonObject arrow) => Bout(arrow["source"]);

    public static string? Cible(JsonObject arrow) => Bout(arrow["target"]);

    public static string Port(JsonObject arrow) => (arrow["source"] as JsonObject)?.TexteDe("port") ?? arrow.TexteDe("sourcePort") ?? Ensuite;

    /// <summary>The arrows that leave a step by one way out, or by any.</summary>
    public static List<JsonObject> Depuis(JsonObject flux, string step, string? port = null) =>
        [.. De(flux).Where(arrow => Source(arrow) == step && (port is null || Port(arrow) == port))];

    public static List<JsonObject> Vers(JsonObject flux, string step) => [.. De(flux).Where(arrow => Cible(arrow) == step)];

    public static bool Existe(JsonObject flux, string source, string port, string target) => Depuis(flux, source, port).Exists(arrow => Cible(arrow) == target);

    /// <summary>Draws an arrow unless it is there.</summary>
    public static void Ajouter(JsonObject flux, string source, string port, string target)
    {
        if (Existe(flux, source, port, target))
            return;
        if (flux["connections"] is not JsonArray list)
            flux["connections"] = list = [];
        list.Add((JsonNode)new JsonObject
        {
            ["source"] = new JsonObject { ["activity"] = source, ["port"] = port },
            ["target"] = new JsonObject { ["activity"] = target, ["port"] = Arrivee },
            ["vertices"] = new JsonArray(),
        });
    }

    public static void Retirer(JsonObject arrow) => (arrow.Parent as JsonArray)?.Remove(arrow);

    /// <summary>Lets an arrow end elsewhere; one that is there already, or that would go from a step to itself, is taken away.</summary>
    public static void Mener(JsonObject flux, JsonObject arrow, string target)
    {
        if (Cible(arrow) == target)
            return;
        if (Source(arrow) is not { } source || source == target || Existe(flux, source, Port(arrow), target))
        {
            Retirer(arrow);
            return;
        }

        if (arrow["target"] is JsonObject end)
            end["activity"] = target;
        else
            arrow["target"] = target;
        arrow.Remove("vertices");
    }

    /// <summary>Lets the arrows of one way out leave by another name of it.</summary>
    public static void RenommerPort(JsonObject flux, string step, string before, string after)
    {
        foreach (var arrow in Depuis(flux, step, before))
        {
            if (arrow["source"] is JsonObject end)
                end["port"] = after;
            else
                arrow["sourcePort"] = after;
        }
    }

    /// <summary>Lets an arrow name its steps by other ids.</summary>
    public static void Renommer(JsonObject arrow, IReadOnlyDictionary<string, string> names)
    {
        foreach (var end in new[] { "source", "target" })
        {
            if (Bout(arrow[end]) is not { } id || !names.TryGetValue(id, out var other))
                continue;
            if (arrow[end] is JsonObject map)
                map["activity"] = other;
            else
                arrow[end] = other;
        }
    }

    private static string? Bout(JsonNode? end) => end switch
    {
        JsonObject map => map.TexteDe("activity"),
        JsonValue value when value.TryGetValue<string>(out var id) => id,
        _ => null,
    };
}

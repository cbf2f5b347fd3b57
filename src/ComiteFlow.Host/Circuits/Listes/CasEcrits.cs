using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>One case of a switch: the way out, and the condition under which it is taken.</summary>
/// <param name="Condition">A JavaScript expression, or what stands there in another form.</param>
internal sealed record Cas(string Nom, string Condition);

/// <summary>The cases of a switch as forms show them, and back.</summary>
internal static class CasEcrits
{
    public const string Entree = "cases";

    public static IReadOnlyList<Cas> Lire(JsonObject step) =>
        [.. ReglagesDeCircuit.Liste(step, Entree).Select(one => new Cas(one.TexteDe("label") ?? "", Condition(one["condition"] as JsonObject)))];

    /// <summary>Writes the cases line by line; those that stay as they were are not touched, one without a name falls away.</summary>
    public static void Ecrire(JsonObject step, IReadOnlyList<Cas> typed)
    {
        var before = Lire(step);
        var lines = ReglagesDeCircuit.Liste(step, Entree).ToList();
        for (var rank = 0; rank < typed.Count; rank++)
        {
            var one = typed[rank];
            if (rank >= lines.Count && one.Nom.Length > 0)
                Membres(step).Add((JsonNode)Nouveau(one));
            else if (rank < lines.Count && one.Nom.Length == 0)
                Membres(step).Remove(lines[rank]);
            else if (rank < lines.Count && one != before[rank])
                Changer(lines[rank], before[rank], one);
        }
    }

    private static void Changer(JsonObject line, Cas before, Cas after)
    {
        if (before.Nom != after.Nom)
            line["label"] = after.Nom;
        if (before.Condition != after.Condition)
            line["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = after.Condition };
    }

    private static JsonObject Nouveau(Cas one) =>
        new() { ["label"] = one.Nom, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = one.Condition } };

    private static JsonArray Membres(JsonObject step)
    {
        if (step[Entree] is JsonArray list)
            return list;
        list = [];
        step[Entree] = list;
        return list;
    }

    private static string Condition(JsonObject? condition) => condition?["value"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : condition?["value"]?.ToJsonString() ?? "";
}

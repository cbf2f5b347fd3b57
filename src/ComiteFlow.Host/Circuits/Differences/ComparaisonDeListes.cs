using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits.Differences;

/// <summary>What changes in lists of named things: variables, inputs and results of a workflow.</summary>
internal static class ComparaisonDeListes
{
    /// <summary>The keys under which two objects differ.</summary>
    public static IEnumerable<string> Cles(JsonNode? avant, JsonNode? apres)
    {
        var (before, after) = (avant as JsonObject ?? [], apres as JsonObject ?? []);
        return before.Concat(after).Select(pair => pair.Key).Distinct().Where(key => !JsonNode.DeepEquals(before[key], after[key]));
    }

    /// <param name="ou">Where the variables stand, as a sentence goes on; empty for those of the workflow.</param>
    public static IEnumerable<string> Variables(JsonNode? avant, JsonNode? apres, string ou) => Nommes(avant, apres, new Mots("La variable", "ajoutée", "retirée", ou));

    public static IEnumerable<string> Entrees(JsonNode? avant, JsonNode? apres) => Nommes(avant, apres, new Mots("La donnée d’entrée", "ajoutée", "retirée", ""));

    public static IEnumerable<string> Resultats(JsonNode? avant, JsonNode? apres) => Nommes(avant, apres, new Mots("Le résultat", "ajouté", "retiré", ""));

    private static IEnumerable<string> Nommes(JsonNode? avant, JsonNode? apres, Mots mots)
    {
        var (before, after) = (ParCle(avant), ParCle(apres));
        foreach (var (key, one) in before)
        {
            if (!after.TryGetValue(key, out var other))
                yield return $"{mots.Quoi} « {Nom(one)} »{mots.Ou} est {mots.Retire}.";
            else if (!JsonNode.DeepEquals(one, other))
                yield return Change(one, other, mots);
        }

        foreach (var (key, one) in after.Where(pair => !before.ContainsKey(pair.Key)))
        {
            var start = one["value"] is { } value ? $", au départ « {MotsDeCircuit.Court(value.ToString())} »" : "";
            yield return $"{mots.Quoi} « {Nom(one)} »{mots.Ou} est {mots.Ajoute}{start}.";
        }
    }

    private static string Change(JsonObject one, JsonObject other, Mots mots)
    {
        var keys = Cles(one, other).ToList();
        if (keys is ["name"])
            return $"{mots.Quoi} « {Nom(one)} »{mots.Ou} s’appelle désormais « {Nom(other)} ».";
        if (keys is ["value"])
            return $"{mots.Quoi} « {Nom(other)} »{mots.Ou} passe au départ de {Valeur(one)} à {Valeur(other)}.";
        return keys is ["typeName"] or ["type"]
            ? $"{mots.Quoi} « {Nom(other)} »{mots.Ou} est désormais de type « {other.TexteDe(keys[0])} » au lieu de « {one.TexteDe(keys[0])} »."
            : $"{mots.Quoi} « {Nom(other)} »{mots.Ou} change : {string.Join(", ", keys)}.";
    }

    private static string Valeur(JsonObject one) => one["value"] is { } value ? $"« {MotsDeCircuit.Court(value.ToString())} »" : MotsDeCircuit.Rien;

    private static string Nom(JsonObject one) => one.TexteDe("name") ?? one.TexteDe("id") ?? "?";

    private static Dictionary<string, JsonObject> ParCle(JsonNode? list)
    {
        var read = new Dictionary<string, JsonObject>();
        foreach (var one in (list as JsonArray ?? []).OfType<JsonObject>())
        {
            read.TryAdd(one.TexteDe("id") ?? one.TexteDe("name") ?? "", one);
        }

        return read;
    }

    private sealed record Mots(string Quoi, string Ajoute, string Retire, string Ou);
}

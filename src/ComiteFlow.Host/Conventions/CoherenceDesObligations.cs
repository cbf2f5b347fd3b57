using System.Text.Json;
using ComiteFlow.Domain.Obligations;

namespace ComiteFlow.Host.Conventions;

/// <summary>What must agree in the obligations of a convention file: a known wording or one of its own, and what they are about.</summary>
internal static class CoherenceDesObligations
{
    public static IEnumerable<(string Path, string Reason)> Check(JsonElement convention)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var index = 0;
        foreach (var item in Items(convention, "obligations"))
        {
            var path = $"$.obligations[{index++}]";
            if (item.ValueKind != JsonValueKind.Object || Text(item, "id") is not { } id)
                continue;
            if (!seen.Add(id))
                yield return ($"{path}.id", $"« {id} » est déjà pris plus haut.");
            foreach (var gap in Wording(item, id))
            {
                yield return ($"{path}.{gap}", $"« {id} » n’est pas au catalogue des obligations : écrivez ici la clé « {gap} ».");
            }

            if (!Items(item, "source").Any() && string.IsNullOrWhiteSpace(Text(item, "source")))
                yield return ($"{path}.source", "Une obligation cite l’article du texte qui la porte.");
            foreach (var (place, reason) in Subjects(convention, item))
            {
                yield return ($"{path}.{place}", reason);
            }
        }
    }

    private static IEnumerable<string> Wording(JsonElement item, string id) =>
        Catalogue.Find(id) is not null ? [] : new[] { "title", "text", "who", "proof" }.Where(key => string.IsNullOrWhiteSpace(Text(item, key)));

    // An avenant may be about the comités and startups of the convention that it amends, which this file does not hold.
    private static IEnumerable<(string Path, string Reason)> Subjects(JsonElement convention, JsonElement item)
    {
        if (Text(convention, "kind") == "avenant")
            yield break;
        var startups = Items(convention, "startups").ToList();
        var named = Items(item, "startups").Select(one => one.ToString()).ToList();
        var rank = 0;
        foreach (var startup in named)
        {
            if (startups.TrueForAll(one => Text(one, "id") != startup))
                yield return ($"startups[{rank}]", $"« {startup} » n’est pas une startup de ce document.");
            rank++;
        }

        if (Text(item, "committee") is { } committee && Items(convention, "committees").All(one => Text(one, "code") != committee))
            yield return ("committee", $"« {committee} » n’est pas un comité de ce document.");
        var known = startups.Where(one => named.Count == 0 || named.Contains(Text(one, "id") ?? "")).SelectMany(one => Items(one, "milestones"));
        if (Text(item, "milestone") is { } milestone && known.All(one => Text(one, "text") != milestone))
            yield return ("milestone", "Ce jalon n’est pas écrit dans une annexe de ce document.");
    }

    private static IEnumerable<JsonElement> Items(JsonElement parent, string list) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(list, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : [];

    private static string? Text(JsonElement parent, string key) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

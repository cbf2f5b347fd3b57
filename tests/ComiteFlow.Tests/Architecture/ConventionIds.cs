using System.Text.Json;
using System.Text.RegularExpressions;

namespace ComiteFlow.Tests.Architecture;

/// <summary>The ids that the shipped conventions give to documents, parties, startups, comités and envelopes.</summary>
internal static class ConventionIds
{
    public static IReadOnlySet<string> Shipped()
    {
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Depot.Path("conventions"), "*.json"))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            var root = document.RootElement;
            if (root.TryGetProperty("id", out var id) && root.TryGetProperty("kind", out _))
            {
                ids.Add(id.GetString()!);
                ids.UnionWith(Each(root, "parties", "id").Concat(Each(root, "startups", "id")).Concat(Each(root, "committees", "code")));
                ids.UnionWith(root.GetProperty("tranches").EnumerateArray().SelectMany(tranche => Each(tranche, "earmarks", "id")));
            }
        }

        return ids;
    }

    /// <summary>A short id is looked for in quotes only, since it may be part of a word.</summary>
    public static bool IsNamedIn(string code, string id) =>
        id.Length < 4 ? code.Contains($"\"{id}\"", StringComparison.Ordinal) : Regex.IsMatch(code, $@"(?<![\w-]){Regex.Escape(id)}(?![\w-])");

    private static IEnumerable<string> Each(JsonElement parent, string list, string key) =>
        parent.TryGetProperty(list, out var items) ? items.EnumerateArray().Select(item => item.GetProperty(key).GetString()!) : [];
}

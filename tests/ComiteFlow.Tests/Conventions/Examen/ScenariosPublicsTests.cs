using System.Text.Json.Nodes;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Conventions.Examen;

namespace ComiteFlow.Tests.Conventions.Examen;

/// <summary>What the shipped scenarios expect of the examination, computed from the shipped texts.</summary>
public sealed class ScenariosPublicsTests
{
    private static readonly HashSet<string> Names = ["table.registered", "amount.read", "import.checked", "anomaly.flagged", "doubt.flagged"];

    public static TheoryData<string> Scenarios
    {
        get
        {
            var data = new TheoryData<string>();
            foreach (var file in Directory.GetFiles(Depot.Path("scenarios"), "P*.json").Order(StringComparer.Ordinal))
                data.Add(Path.GetFileName(file));
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public void Of_TextsOfTheScenario_GivesTheFactsExpected(string file)
    {
        var scenario = JsonNode.Parse(File.ReadAllText(Depot.Path("scenarios", file)))!.AsObject();
        var facts = Examine(scenario);

        Assert.Empty(Unmatched(Partials(scenario, "expect"), facts));
        Assert.DoesNotContain(Partials(scenario, "never"), never => facts.Any(f => FaitsEnJson.Matches(never, f)));
        foreach (var count in (scenario["count"]?.AsArray() ?? []).Select(c => c!.AsObject()).Where(c => Concerns(c["match"]!.AsObject())))
            Assert.Equal((int)count["equals"]!, facts.Count(f => FaitsEnJson.Matches(count["match"]!.AsObject(), f)));
    }

    private static List<JsonObject> Examine(JsonObject scenario)
    {
        var registered = new List<TexteConvention>();
        var facts = new List<JsonObject>();
        var imports = scenario["steps"]!.AsArray().Where(s => (string?)s!["do"] == "import").Select(s => s!["document"]);
        foreach (var node in scenario["conventions"]!.AsArray().Concat(imports))
        {
            var texte = TexteConvention.Read(node is JsonObject inline ? inline.ToJsonString() : File.ReadAllText(FileOf((string)node!)));
            var amended = registered.Find(t => t.Id == texte.Amends);
            facts.AddRange(FaitsEnJson.Write(ExamenDuTexte.Of(texte, amended, registered, new ReglagesExamen(20))));
            registered.Add(texte);
        }

        return facts;
    }

    private static string FileOf(string id) => Directory.GetFiles(Depot.Path("conventions")).Single(f =>
        string.Equals(Path.GetFileNameWithoutExtension(f), id, StringComparison.OrdinalIgnoreCase));

    private static List<JsonObject> Partials(JsonObject scenario, string key) =>
        [.. (scenario[key]?.AsArray() ?? []).Select(p => Timeless(p!.AsObject())).Where(Concerns)];

    private static bool Concerns(JsonObject partial) => Names.Contains((string?)partial["fact"] ?? "");

    private static JsonObject Timeless(JsonObject partial)
    {
        var copy = partial.DeepClone().AsObject();
        copy.Remove("at");
        return copy;
    }

    /// <summary>The entries that no fact of their own matches (augmenting paths, as in the matching rules).</summary>
    private static List<string> Unmatched(List<JsonObject> wants, List<JsonObject> facts)
    {
        var owner = new Dictionary<int, int>();
        return [.. Enumerable.Range(0, wants.Count).Where(w => !Place(w, [])).Select(w => wants[w].ToJsonString())];

        bool Place(int want, HashSet<int> seen)
        {
            for (var i = 0; i < facts.Count; i++)
            {
                if (FaitsEnJson.Matches(wants[want], facts[i]) && seen.Add(i) && (!owner.TryGetValue(i, out var other) || Place(other, seen)))
                {
                    owner[i] = want;
                    return true;
                }
            }

            return false;
        }
    }
}

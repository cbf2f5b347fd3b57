using System.Globalization;
using System.Text.Json;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Fichiers;

namespace ComiteFlow.Host.Simulation;

/// <summary>A scenario, or what is wrong with its file. One of the two is empty.</summary>
internal sealed record ScenarioReading(Scenario? Scenario, IReadOnlyList<FileProblem> Problems);

/// <summary>Reads a scenario file. Only its shape is judged here: a wrong value is refused by the run itself.</summary>
internal static class ScenarioFile
{
    private static readonly string[] Required = ["name", "conventions", "from", "until", "steps"];

    private static readonly Dictionary<string, JsonValueKind> TopKeys = new()
    {
        ["name"] = JsonValueKind.String,
        ["conventions"] = JsonValueKind.Array,
        ["from"] = JsonValueKind.String,
        ["until"] = JsonValueKind.String,
        ["settings"] = JsonValueKind.Object,
        ["steps"] = JsonValueKind.Array,
        ["expect"] = JsonValueKind.Array,
        ["expectInOrder"] = JsonValueKind.Array,
        ["never"] = JsonValueKind.Array,
        ["count"] = JsonValueKind.Array,
        ["source"] = JsonValueKind.String,
    };

    /// <summary>Reads the file at this path, named so in the problems.</summary>
    public static ScenarioReading Load(string path)
    {
        var problems = new List<FileProblem>();
        return JsonText.Load(path, problems) is { } text ? Read(path, text) : new ScenarioReading(null, problems);
    }

    public static ScenarioReading Read(string fileName, string text)
    {
        var problems = new List<FileProblem>();
        if (JsonText.Parse(fileName, text, problems) is not { } root)
        {
            return new ScenarioReading(null, problems);
        }

        var shape = new ShapeCheck(fileName, problems);
        var scenario = shape.Is(root, JsonValueKind.Object, "$") && HasTopKeys(root, shape) ? ReadParts(root, shape) : null;
        return new ScenarioReading(problems.Count == 0 ? scenario : null, problems);
    }

    private static bool HasTopKeys(JsonElement root, ShapeCheck shape)
    {
        var sound = true;
        foreach (var key in Required.Where(key => !root.TryGetProperty(key, out _)))
        {
            sound = shape.Refuse("$", $"Il manque la clé « {key} ».");
        }

        foreach (var member in root.EnumerateObject())
        {
            var path = JsonText.Child("$", member.Name);
            sound &= TopKeys.TryGetValue(member.Name, out var kind)
                ? shape.Is(member.Value, kind, path)
                : shape.Refuse(path, "Cette clé n’existe pas dans un scénario.");
        }

        return sound;
    }

    private static Scenario? ReadParts(JsonElement root, ShapeCheck shape)
    {
        var conventions = root.GetProperty("conventions").EnumerateArray().Select((item, i) => ReadConvention(item, $"$.conventions[{i}]", shape)).ToList();
        foreach (var list in new[] { "expect", "expectInOrder", "never" })
        {
            CheckFacts(root, list, shape);
        }

        CheckCounts(root, shape);
        if (ReadPeriod(root, shape) is not var (from, until))
        {
            return null;
        }

        var steps = new ScenarioStepReader(from, until, shape).Read(root.GetProperty("steps"), "$.steps");
        var settings = root.TryGetProperty("settings", out var set)
            ? Checked(set, shape).EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal)
            : [];
        return new Scenario(root.GetProperty("name").GetString()!, conventions, from, until, settings, steps);
    }

    /// <summary>Nobody can answer for a wrong setting inside the run: the file is not valid.</summary>
    private static JsonElement Checked(JsonElement settings, ShapeCheck shape)
    {
        foreach (var (path, reason) in ReglagesCourants.Problems(settings, "$.settings"))
        {
            shape.Refuse(path, reason);
        }

        return settings;
    }

    private static ScenarioConvention ReadConvention(JsonElement item, string path, ShapeCheck shape)
    {
        if (item.ValueKind == JsonValueKind.String)
        {
            return new ScenarioConvention(item.GetString(), null);
        }

        if (item.ValueKind != JsonValueKind.Object)
        {
            shape.Refuse(path, "Une convention est un identifiant (texte) ou un objet.");
        }

        else
        {
            shape.IsConvention(item, path);
        }

        return new ScenarioConvention(null, item);
    }

    private static (DateOnly From, DateOnly Until)? ReadPeriod(JsonElement root, ShapeCheck shape)
    {
        var from = ReadDay(root, "from", shape);
        var until = ReadDay(root, "until", shape);
        if (from is not { } first || until is not { } last)
        {
            return null;
        }

        if (last >= first)
        {
            return (first, last);
        }

        shape.Refuse("$.until", "La fin de la période précède son début.");
        return null;
    }

    private static DateOnly? ReadDay(JsonElement root, string key, ShapeCheck shape)
    {
        if (DateOnly.TryParseExact(root.GetProperty(key).GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        shape.Refuse($"$.{key}", "Ce n’est pas une date (AAAA-MM-JJ).");
        return null;
    }

    private static void CheckFacts(JsonElement root, string list, ShapeCheck shape)
    {
        if (!root.TryGetProperty(list, out var facts))
        {
            return;
        }

        var index = 0;
        foreach (var fact in facts.EnumerateArray())
        {
            shape.Is(fact, JsonValueKind.Object, $"$.{list}[{index++}]");
        }
    }

    private static void CheckCounts(JsonElement root, ShapeCheck shape)
    {
        if (!root.TryGetProperty("count", out var counts))
        {
            return;
        }

        var index = 0;
        foreach (var count in counts.EnumerateArray())
        {
            shape.HasExactly(count, $"$.count[{index++}]", ("match", JsonValueKind.Object), ("equals", JsonValueKind.Number));
        }
    }
}

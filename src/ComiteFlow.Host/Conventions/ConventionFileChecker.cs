using System.Text.Json;
using ComiteFlow.Host.Fichiers;

namespace ComiteFlow.Host.Conventions;

/// <summary>Checks the files of conventions and avenants: the shape by <c>conventions/schema.json</c>, then what a schema cannot say. Tells everything at once.</summary>
internal static class ConventionFileChecker
{
    // These stand beside the conventions and are not conventions.
    private static readonly string[] OtherFiles = ["annuaire.json", "obligations.json", "policies.json", "schema.json"];

    public static IReadOnlyList<FileProblem> Check(string fileName, string json)
    {
        var problems = new List<FileProblem>();
        if (JsonText.Parse(fileName, json, problems) is { } root)
        {
            Check(fileName, "$", root, problems);
        }

        return problems;
    }

    /// <summary>Checks a convention that stands inside another file, at this path.</summary>
    public static IReadOnlyList<FileProblem> Check(string fileName, string path, JsonElement convention)
    {
        var problems = new List<FileProblem>();
        Check(fileName, path, convention, problems);
        return problems;
    }

    /// <summary>Checks a file, or each convention file of a folder and that no id is taken twice.</summary>
    public static IReadOnlyList<FileProblem> CheckPath(string path)
    {
        var problems = new List<FileProblem>();
        var files = Directory.Exists(path)
            ? Directory.GetFiles(path, "*.json").Where(file => !OtherFiles.Contains(Path.GetFileName(file))).Order(StringComparer.Ordinal).ToArray()
            : [path];
        foreach (var file in files)
        {
            if (JsonText.Load(file, problems) is { } text && JsonText.Parse(file, text, problems) is { } root)
            {
                Check(file, "$", root, problems);
                CheckName(file, root, problems);
            }
        }

        return problems;
    }

    private static void Check(string fileName, string path, JsonElement convention, List<FileProblem> problems)
    {
        var found = new List<FileProblem>();
        foreach (var (place, reason) in ConventionSchema.Check(convention).Concat(new ConventionCoherence(convention).Check()).Concat(CoherenceDesObligations.Check(convention)))
        {
            found.Add(new FileProblem(fileName, path + place[1..], reason));
        }

        problems.AddRange(found.Distinct());
    }

    // A convention is found by its id, so two files cannot hold the same one.
    private static void CheckName(string file, JsonElement root, List<FileProblem> problems)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("id", out var id) || id.ValueKind != JsonValueKind.String)
        {
            return;
        }

        var expected = $"{id.GetString()!.ToLowerInvariant()}.json";
        if (Path.GetFileName(file) != expected)
        {
            problems.Add(new FileProblem(file, "$.id", $"Le fichier d’une convention porte son identifiant en minuscules\u00a0: « {expected} » est attendu."));
        }
    }
}

using System.Text.Json.Nodes;
using ComiteFlow.Host.Simulation;
using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests.Saisies;

/// <summary>Random steps: those of the scenarios with keys changed, verbs with keys of any convention, and plain noise. The same seed gives the same steps.</summary>
internal sealed class Hasard(int graine)
{
    private static readonly IReadOnlyList<JsonObject> Ecrites = [.. Scenarios().SelectMany(Steps)];

    /// <summary>What all scenarios write for a key.</summary>
    private static readonly Dictionary<string, List<JsonNode?>> Valeurs = Ecrites.SelectMany(step => step).GroupBy(pair => pair.Key)
        .ToDictionary(group => group.Key, group => group.Select(pair => pair.Value).DistinctBy(value => value?.ToJsonString()).ToList());

    private static readonly string[] Verbes = [.. ScenarioVerbs.All.Keys.Where(verb => verb is not ("restart" or "concurrently"))];

    private static readonly string[] Fonctions =
        ["coordinator", "decisionMaker", "budgetOfficer", "admin", "auditor", "signatory:DGEFP", "signatory:DINUM", "signatory:DNUM", "signatory:POLE-EMPLOI", "team:DORA", "team:REVA", "roi", ""];

    private static readonly string[] Lettres =
        ["a", "Z", "0", "9", "é", "’", " ", "-", ".", "/", "\\", "\"", "'", "<", ">", "&", "%", ";", "\n", "\t", "\0", "\u202E", "\u200B", "\uFEFF", "😀", "٣", "{{", "}}", "$", "_"];

    private readonly Random _random = new(graine);

    public static IReadOnlyList<string> Scenarios() =>
        [.. Directory.GetFiles(Depot.Path("scenarios"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal)];

    /// <summary>A step as it may come, near to one of these or far from all.</summary>
    public JsonObject Etape(IReadOnlyList<JsonObject> proches) => _random.Next(20) switch
    {
        < 11 => Changee(_random.Next(3) > 0 ? Un(proches) : Un(Ecrites)),
        < 16 => Composee(),
        < 19 => Bruit(),
        _ => new JsonObject { ["do"] = "concurrently", ["steps"] = new JsonArray([.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Changee(Un(proches)))]) },
    };

    private JsonObject Changee(JsonObject right)
    {
        var step = (JsonObject)right.DeepClone();
        if (step["do"]?.GetValue<string>() is not { } verb || !ScenarioVerbs.All.TryGetValue(verb, out var keys) || verb is "restart" or "concurrently")
            return step;
        for (var changes = _random.Next(4); changes > 0; changes--)
            Changer(step, verb, keys);
        return AuNomDe(step);
    }

    private void Changer(JsonObject step, string verb, IReadOnlyList<VerbKey> keys)
    {
        if (keys.Count == 0)
            return;
        var key = Un(keys);
        switch (_random.Next(8))
        {
            case 0:
                step.Remove(key.Name);
                break;
            case 1:
                step[key.Name] = Noeud(0);
                break;
            case 2 or 3:
                step[key.Name] = Un(Fausses(verb, key, step[key.Name]))?.DeepClone();
                break;
            default:
                step[key.Name] = Valeur(key);
                break;
        }
    }

    private JsonObject Composee()
    {
        var verb = Un(Verbes);
        var step = new JsonObject { ["do"] = verb };
        foreach (var key in ScenarioVerbs.All[verb].Where(key => !key.Optional || _random.Next(2) == 0))
            step[key.Name] = Valeur(key);
        return AuNomDe(step);
    }

    private JsonObject Bruit()
    {
        var verb = _random.Next(6) == 0 ? Texte() : Un(Verbes);
        var step = new JsonObject { ["do"] = verb };
        foreach (var key in ScenarioVerbs.All.GetValueOrDefault(verb) ?? [])
            step[key.Name] = _random.Next(4) == 0 ? Valeur(key) : ScenarioVerbs.IsAmount(key.Name) || key.Shape == KeyShape.Any ? Noeud(0) : DeForme(key.Shape);
        if (_random.Next(10) == 0)
            step[Texte()] = Noeud(0);
        return AuNomDe(step);
    }

    private JsonObject AuNomDe(JsonObject step)
    {
        if (_random.Next(8) == 0)
            step["by"] = _random.Next(5) == 0 ? Texte() : Un(Fonctions);
        return step;
    }

    private static List<JsonNode?> Fausses(string verb, VerbKey key, JsonNode? right) => [.. MauvaisesValeurs.Pour(verb, key, right).Select(wrong => wrong.Valeur)];

    private JsonNode? Valeur(VerbKey key) =>
        Valeurs.TryGetValue(key.Name, out var known) && _random.Next(5) > 0 ? Un(known)?.DeepClone() : DeForme(ScenarioVerbs.IsAmount(key.Name) ? KeyShape.Number : key.Shape);

    private JsonNode? DeForme(KeyShape shape) => shape switch
    {
        KeyShape.Text => _random.Next(3) switch { 0 => Date(), 1 => Un(Un(Ecrites).ToList()).Value is JsonValue value && value.TryGetValue<string>(out var text) ? text : Texte(), _ => Texte() },
        KeyShape.Number => Nombre(),
        KeyShape.Boolean => _random.Next(2) == 0,
        KeyShape.Texts => new JsonArray([.. Enumerable.Range(0, _random.Next(4)).Select(_ => (JsonNode?)Texte())]),
        KeyShape.Conditions => new JsonArray([.. Enumerable.Range(0, _random.Next(3)).Select(_ => new JsonObject { ["text"] = Texte(), ["dueOn"] = Date() })]),
        KeyShape.Changes => new JsonObject { [Un(["ceilingCents", "allocationCents"])] = Nombre(), ["end"] = Date() },
        _ => Noeud(0),
    };

    private string Date() => _random.Next(6) == 0
        ? $"{_random.Next(10000):D4}-{_random.Next(15):D2}-{_random.Next(35):D2}"
        : $"{new DateOnly(2020, 1, 1).AddDays(_random.Next(1500)):yyyy-MM-dd}";

    private JsonNode? Nombre() => _random.Next(8) switch
    {
        0 => JsonNode.Parse(Un(["0", "-0", "-1", "1e308", "1E+2", "12.50", "9007199254740991", "9223372036854775807", "18446744073709551616", "0.000001"])),
        1 => _random.NextDouble() * 1e6,
        2 => _random.NextInt64(),
        3 or 4 => _random.Next(1, 30),
        _ => _random.NextInt64(1, 400_000_000),
    };

    private string Texte() => string.Concat(Enumerable.Range(0, _random.Next(1, 12)).Select(_ => Un(Lettres)));

    private JsonNode? Noeud(int depth) => _random.Next(depth > 3 ? 5 : 8) switch
    {
        0 => null,
        1 => _random.Next(2) == 0,
        2 => Nombre(),
        3 => Texte(),
        4 => Date(),
        5 => new JsonArray([.. Enumerable.Range(0, _random.Next(3)).Select(_ => Noeud(depth + 1))]),
        6 => Objet(depth),
        _ => Un(Un(Ecrites).ToList()).Value?.DeepClone(),
    };

    private JsonObject Objet(int depth)
    {
        var node = new JsonObject();
        for (var left = _random.Next(4); left > 0; left--)
            node[_random.Next(2) == 0 ? Un(Valeurs.Keys.ToList()) : Texte()] = Noeud(depth + 1);
        return node;
    }

    private T Un<T>(IReadOnlyList<T> among) => among[_random.Next(among.Count)];

    public static IEnumerable<JsonObject> Steps(string scenario) =>
        ((JsonObject)JsonNode.Parse(File.ReadAllText(Depot.Path("scenarios", scenario + ".json")))!)["steps"]!.AsArray().Select(step =>
        {
            var written = (JsonObject)step!.DeepClone();
            written.Remove("at");
            written.Remove("note");
            return written;
        });
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Circuits.Differences;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;

namespace ComiteFlow.Tests.Circuits;

/// <summary>Compares texts of workflows with the words of the shipped site.</summary>
internal static class Comparaison
{
    private static readonly ComparaisonDeCircuits Comparer = new(Mots());

    public static Difference Entre(JsonObject avant, JsonObject apres) => Comparer.Comparer(avant, apres);

    public static JsonObject Livre(string name) => JsonNode.Parse(File.ReadAllText(Depot.Path("workflows", name + ".json")))!.AsObject();

    public static IEnumerable<string> Livres => Directory.EnumerateFiles(Depot.Path("workflows"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!);

    /// <summary>A step of a shipped file by its id.</summary>
    public static JsonObject Etape(this JsonObject definition, string id) => definition["root"]!["activities"]!.AsArray().Select(step => step!.AsObject()).First(step => (string?)step["id"] == id);

    public static JsonArray Fleches(this JsonObject definition) => definition["root"]!["connections"]!.AsArray();

    public static JsonObject Fleche(string from, string port, string to) => new()
    {
        ["source"] = new JsonObject { ["activity"] = from, ["port"] = port }, ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
    };

    /// <summary>Sets an input to an expression.</summary>
    public static void Regler(this JsonObject step, string input, JsonNode? value, string type = "Literal") =>
        step[input] = new JsonObject { ["typeName"] = "String", ["expression"] = new JsonObject { ["type"] = type, ["value"] = value } };

    public static void Coupe(this JsonObject definition, string from, string to)
    {
        var arrows = definition.Fleches();
        arrows.Remove(arrows.First(arrow => (string?)arrow!["source"]!["activity"] == from && (string?)arrow["target"]!["activity"] == to));
    }

    private static MotsDeCircuit Mots()
    {
        var registry = new ActivityRegistry(new[] { typeof(IActivity).Assembly, typeof(IOutbox).Assembly }
            .SelectMany(assembly => assembly.GetTypes()).Where(type => type.IsDefined(typeof(ActivityTypeAttribute), inherit: false)));
        var reglages = new ReglagesCourants(File.ReadAllText(Depot.Path("conventions", "policies.json")), new Dictionary<string, JsonElement>());
        var annuaire = new Annuaire(File.ReadAllText(Depot.Path("conventions", "annuaire.json")));
        return new MotsDeCircuit(registry, reglages.Politiques, DifferencesDeCircuit.Choix(Livres.ToDictionary(id => id, id => (string)Livre(id)["name"]!), annuaire));
    }
}

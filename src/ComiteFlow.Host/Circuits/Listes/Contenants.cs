using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>A step in the text of a definition, and where it stands.</summary>
/// <param name="Chemin">Place in the file, such as <c>root.activities[2]</c>.</param>
/// <param name="Contenant">The step that holds it; null for the outermost flowchart.</param>
/// <param name="Port">Under which name its container holds it.</param>
internal sealed record Lieu(JsonObject Etape, string Chemin, Lieu? Contenant, string Port)
{
    public string Id => Etape.TexteDe("id") ?? "";

    public string Type => Etape.TexteDe("type") ?? "";

    /// <summary>True when it holds steps and arrows.</summary>
    public bool EstFlux => Type == Contenants.Flux;
}

/// <summary>Finds steps in the text of a definition, however deep they stand.</summary>
internal static class Contenants
{
    public const string Flux = "Elsa.Flowchart";

    private const string Membres = "activities";

    private static readonly string[] Seuls = ["body", "then", "else", "default", "childCompleted", "childFaulted"];

    public static Lieu Racine(JsonObject definition) => new((JsonObject)definition["root"]!, "root", null, "");

    /// <summary>The steps that stand directly in a container, in the order of the file.</summary>
    public static IEnumerable<Lieu> Contenu(Lieu container)
    {
        var step = container.Etape;
        var children = Liste(container, Membres);
        foreach (var port in Seuls.Where(port => EstEtape(step[port])))
        {
            children = children.Append(new Lieu((JsonObject)step[port]!, $"{container.Chemin}.{port}", container, port));
        }

        children = children.Concat(Liste(container, "branches"));
        var cases = (step["cases"] as JsonArray ?? []).Select((one, rank) => (Activity: (one as JsonObject)?["activity"], Rank: rank)).Where(one => EstEtape(one.Activity));
        return children.Concat(cases.Select(one => new Lieu((JsonObject)one.Activity!, $"{container.Chemin}.cases[{one.Rank}].activity", container, $"cases[{one.Rank}]")));
    }

    /// <summary>All steps, the outermost flowchart first.</summary>
    public static IEnumerable<Lieu> Tous(JsonObject definition) => Dedans(Racine(definition));

    /// <summary>The first step of an id; null when there is none.</summary>
    public static Lieu? Trouver(JsonObject definition, string? id) => string.IsNullOrEmpty(id) ? null : Tous(definition).FirstOrDefault(place => place.Id == id);

    /// <summary>The containers around a step, the outermost first.</summary>
    public static IReadOnlyList<Lieu> Autour(Lieu place)
    {
        var around = new List<Lieu>();
        for (var outer = place.Contenant; outer is not null; outer = outer.Contenant)
        {
            around.Insert(0, outer);
        }

        return around;
    }

    /// <summary>A step and all that it holds.</summary>
    public static IEnumerable<Lieu> Dedans(Lieu place) => Contenu(place).SelectMany(Dedans).Prepend(place);

    private static IEnumerable<Lieu> Liste(Lieu container, string port) => (container.Etape[port] as JsonArray ?? [])
        .Select((one, rank) => (One: one, Rank: rank)).Where(pair => EstEtape(pair.One))
        .Select(pair => new Lieu((JsonObject)pair.One!, $"{container.Chemin}.{port}[{pair.Rank}]", container, port));

    private static bool EstEtape(JsonNode? node) => node is JsonObject map && map.TexteDe("type") is not null;
}

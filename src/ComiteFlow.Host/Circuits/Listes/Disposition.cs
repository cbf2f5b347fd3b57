using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>Gives a new step a place in the diagram: right of what precedes it, where nothing stands; what follows makes room for a step that comes in between.</summary>
internal static class Disposition
{
    private const double Pas = 280, Rang = 120, Largeur = 220, Hauteur = 50, Bord = 40;

    public static void Poser(Lieu flux, JsonObject step, string? after, bool isBetween)
    {
        var others = Contenants.Contenu(flux).Select(place => place.Etape).Where(one => one != step).ToList();
        var before = others.Find(one => one.TexteDe("id") == after);
        var (x, y) = before is not null && Position(before) is { } known ? (known.X + Pas, known.Y) : (Bord, Bas(others));
        if (isBetween && others.Exists(one => one != before && Touche(one, x, y)))
            Decaler(others.Where(one => one != before), x);
        while (others.Exists(one => Touche(one, x, y)))
        {
            y += Rang;
        }

        Placer(step, x, y);
    }

    public static (double X, double Y)? Position(JsonObject step) =>
        (step["metadata"] as JsonObject)?["designer"] is JsonObject designer && designer["position"] is JsonObject position && Nombre(position["x"]) is { } x && Nombre(position["y"]) is { } y ? (x, y) : null;

    private static void Placer(JsonObject step, double x, double y)
    {
        if (step["metadata"] is not JsonObject metadata)
            step["metadata"] = metadata = [];
        metadata["designer"] = new JsonObject
        {
            ["position"] = new JsonObject { ["x"] = x, ["y"] = y }, ["size"] = new JsonObject { ["width"] = Largeur, ["height"] = Hauteur },
        };
    }

    /// <summary>All that stands right of a line, one place to the right.</summary>
    private static void Decaler(IEnumerable<JsonObject> steps, double from)
    {
        foreach (var step in steps)
        {
            if (Position(step) is { } at && at.X >= from - (Pas / 2) && step["metadata"]!["designer"]!["position"] is JsonObject position)
                position["x"] = at.X + Pas;
        }
    }

    private static bool Touche(JsonObject step, double x, double y) => Position(step) is { } at && Math.Abs(at.X - x) < Largeur && Math.Abs(at.Y - y) < Rang - Bord;

    private static double Bas(List<JsonObject> steps) => steps.Select(Position).OfType<(double X, double Y)>().Select(at => at.Y + Rang).DefaultIfEmpty(Bord).Max();

    private static double? Nombre(JsonNode? node) => node is JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}

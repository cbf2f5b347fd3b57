using System.Text.Json.Nodes;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>What steps hold inside: the places of each kind, and what stands in them.</summary>
internal static class ContenusDEtape
{
    /// <summary>Places for one step, which is a flowchart where there are several.</summary>
    private static readonly Dictionary<string, (string Port, string Mot)[]> Places = new()
    {
        ["Elsa.If"] = [("then", "Alors"), ("else", "Sinon")],
        ["Elsa.While"] = [("body", "Contenu")],
        ["Elsa.For"] = [("body", "Contenu")],
        ["Elsa.ForEach"] = [("body", "Contenu")],
        ["Elsa.ParallelForEach"] = [("body", "Contenu")],
        ["Elsa.BulkDispatchWorkflows"] = [("childCompleted", "Pour chacun, une fois terminé"), ("childFaulted", "Pour chacun, après un incident")],
    };

    /// <summary>Each thing that a step holds, with the address of the page that shows it.</summary>
    public static IReadOnlyList<Lien> De(CircuitOuvert open, Lieu place, Func<Lieu, string> address)
    {
        var inside = Contenants.Contenu(place).ToList();
        if (inside.Exists(child => child.Port == "activities"))
            return [new Lien(Formats.Compte(inside.Count, "étape dedans", "étapes dedans"), address(place))];
        return [.. inside.Select(child => new Lien($"{Mot(place.Type, child.Port)} : {(child.EstFlux ? Formats.Compte(Contenants.Contenu(child).Count(), "étape", "étapes") : open.Nom(child))}", address(child)))];
    }

    /// <summary>Places that are empty.</summary>
    public static IReadOnlyList<(string Port, string Mot)> Libres(Lieu place) => [.. Places.GetValueOrDefault(place.Type, []).Where(one => place.Etape[one.Port] is not JsonObject)];

    /// <summary>Puts an empty flowchart into a place.</summary>
    /// <returns>Its id.</returns>
    public static string Creer(JsonObject definition, Lieu place, string port)
    {
        if (Libres(place).All(one => one.Port != port))
            throw RefusDeCircuit.De("unknownReference", "Cette étape n’a pas cette place, ou elle est déjà prise : rouvrez l’étape.");
        var taken = Contenants.Tous(definition).Select(one => one.Id).ToHashSet();
        var wanted = $"{place.Id}-{port.ToLowerInvariant()}";
        var id = taken.Contains(wanted) ? Enumerable.Range(2, taken.Count + 1).Select(rank => $"{wanted}-{rank}").First(free => !taken.Contains(free)) : wanted;
        place.Etape[port] = new JsonObject
        {
            ["id"] = id, ["activities"] = new JsonArray(), ["connections"] = new JsonArray(), ["variables"] = new JsonArray(), ["name"] = id, ["type"] = Contenants.Flux,
            ["version"] = 1, ["customProperties"] = new JsonObject(), ["metadata"] = new JsonObject(),
        };
        return id;
    }

    private static string Mot(string type, string port) => Places.GetValueOrDefault(type, []).FirstOrDefault(one => one.Port == port).Mot ?? (port.StartsWith("cases", StringComparison.Ordinal) ? "Cas" : "Branche");
}

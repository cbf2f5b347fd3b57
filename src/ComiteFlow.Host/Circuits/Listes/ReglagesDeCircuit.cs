using System.Text.Json;
using System.Text.Json.Nodes;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>One line of a table of names: a variable, an input or an output of the workflow.</summary>
/// <param name="Ancien">The name under which it stands in the file; null for a new one.</param>
internal sealed record NomDeCircuit(string? Ancien, string Nom, string Type, string Valeur = "", bool EstListe = false, bool EstRetire = false);

/// <summary>What a definition says about itself beside its steps: name, variables, inputs, outputs, ways out, how it may start.</summary>
internal static class ReglagesDeCircuit
{
    /// <summary>Types that a coordinator chooses from; others stay as they are.</summary>
    public static IReadOnlyList<(string Type, string Mot)> Types { get; } =
        [("String", "Texte"), ("Int32", "Nombre entier"), ("Decimal", "Nombre à virgule"), ("Boolean", "Oui ou non"), ("DateTimeOffset", "Date et heure"), ("Object", "Donnée quelconque")];

    /// <summary>Which starts are refused, by the simple name that files hold.</summary>
    public static IReadOnlyList<(string Nom, string Mot)> Lancements { get; } =
    [
        ("SingletonStrategy", "Un seul dossier à la fois"), ("CorrelatedSingletonStrategy", "Un seul dossier à la fois pour le même objet"),
        ("CorrelationStrategy", "Aucun autre circuit en cours pour le même objet"),
    ];

    public static IEnumerable<JsonObject> Liste(JsonObject map, string name) => (map[name] as JsonArray ?? []).OfType<JsonObject>();

    /// <summary>Those of the definition first, then those of its containers.</summary>
    public static IEnumerable<JsonObject> Variables(JsonObject definition) =>
        Liste(definition, "variables").Concat(Contenants.Tous(definition).SelectMany(place => Liste(place.Etape, "variables")));

    public static IReadOnlyList<NomDeCircuit> Lire(JsonObject definition, string list) =>
    [
        .. Liste(definition, list).Select(one => new NomDeCircuit(
            Cle(one), one.TexteDe("name") ?? "", one.TexteDe(list == "variables" ? "typeName" : "type") ?? "Object", Texte(one["value"]),
            one["isArray"] is JsonValue array && array.TryGetValue<bool>(out var isList) && isList)),
    ];

    /// <summary>Writes a table; a line that says what stands there is not touched.</summary>
    public static void Ecrire(JsonObject definition, string list, IEnumerable<NomDeCircuit> typed)
    {
        var before = Lire(definition, list).GroupBy(one => one.Ancien ?? "").ToDictionary(group => group.Key, group => group.First());
        foreach (var one in typed)
        {
            var found = one.Ancien is null ? null : Liste(definition, list).FirstOrDefault(line => Cle(line) == one.Ancien);
            if (one.EstRetire || (found is not null && one.Nom.Length == 0))
                (found?.Parent as JsonArray)?.Remove(found);
            else if (found is not null && before[one.Ancien!] != one)
                Changer(found, list, before[one.Ancien!], one);
            else if (found is null && one.Nom.Length > 0)
                Ajouter(definition, list, one);
        }
    }

    /// <summary>Sets a text of the definition; an empty one is left away.</summary>
    public static void Ecrire(JsonObject definition, string name, string? text)
    {
        var typed = SaisieDEntree.Normal(text ?? "");
        if ((definition.TexteDe(name) ?? "").Trim() != typed)
            definition[name] = typed;
    }

    public static IReadOnlyList<string> Issues(JsonObject definition) => [.. (definition["outcomes"] as JsonArray ?? []).Select(one => Texte(one))];

    public static void EcrireIssues(JsonObject definition, string? text)
    {
        var typed = SaisieDEntree.Lignes(text ?? "").Distinct().ToList();
        if (!typed.SequenceEqual(Issues(definition)))
            definition["outcomes"] = new JsonArray([.. typed.Select(one => (JsonNode)one)]);
    }

    public static bool EstEtapePossible(JsonObject definition) =>
        ((definition["options"] as JsonObject)?["usableAsActivity"] ?? definition["usableAsActivity"]) is JsonValue value && value.TryGetValue<bool>(out var usable) && usable;

    /// <summary>Which starts are refused; empty when none are.</summary>
    public static string Lancement(JsonObject definition) =>
        ((definition["options"] as JsonObject)?.TexteDe("activationStrategyType") ?? "").Split(',')[0].Split('.')[^1] is var name && name == "AllowAlwaysStrategy" ? "" : name;

    public static void EcrireOptions(JsonObject definition, bool isUsable, string start)
    {
        if (isUsable != EstEtapePossible(definition))
            Options(definition)["usableAsActivity"] = isUsable;
        if (start == Lancement(definition) || (start.Length > 0 && Lancements.All(one => one.Nom != start)))
            return;
        if (start.Length == 0)
            Options(definition).Remove("activationStrategyType");
        else
            Options(definition)["activationStrategyType"] = $"Elsa.Workflows.Runtime.ActivationValidators.{start}, Elsa.Workflows.Runtime";
    }

    private static JsonObject Options(JsonObject definition)
    {
        if (definition["options"] is JsonObject options)
            return options;
        var added = new JsonObject();
        definition["options"] = added;
        return added;
    }

    private static void Changer(JsonObject line, string list, NomDeCircuit before, NomDeCircuit after)
    {
        if (after.Nom != before.Nom)
            line["name"] = after.Nom;
        if (after.Type != before.Type)
            line[list == "variables" ? "typeName" : "type"] = after.Type;
        if (after.EstListe != before.EstListe)
            line["isArray"] = after.EstListe;
        if (list == "variables" && after.Valeur != before.Valeur)
            line["value"] = after.Valeur.Length == 0 ? null : after.Valeur;
    }

    private static void Ajouter(JsonObject definition, string list, NomDeCircuit one)
    {
        if (definition[list] is not JsonArray lines)
            definition[list] = lines = [];
        lines.Add((JsonNode)(list == "variables"
            ? new JsonObject
            {
                ["id"] = IdDe(definition, one.Nom), ["name"] = one.Nom, ["typeName"] = one.Type, ["isArray"] = one.EstListe,
                ["value"] = one.Valeur.Length == 0 ? null : one.Valeur, ["storageDriverTypeName"] = "WorkflowInstanceStorageDriver",
            }
            : new JsonObject { ["type"] = one.Type, ["name"] = one.Nom, ["displayName"] = one.Nom, ["isArray"] = one.EstListe }));
    }

    private static string IdDe(JsonObject definition, string name)
    {
        var taken = Variables(definition).Select(variable => variable.TexteDe("id")).ToHashSet();
        return taken.Contains(name) ? Enumerable.Range(2, taken.Count + 1).Select(rank => $"{name}-{rank}").First(id => !taken.Contains(id)) : name;
    }

    private static string? Cle(JsonObject line) => line.TexteDe("id") ?? line.TexteDe("name");

    private static string Texte(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "",
        JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(),
    };
}

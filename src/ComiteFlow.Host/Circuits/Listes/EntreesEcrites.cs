using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Circuits.Listes;

/// <summary>Inputs of steps as forms show them, and back: what a form leaves as it was is not touched, whatever form it has in the file.</summary>
internal static class EntreesEcrites
{
    private static readonly JsonSerializerOptions Clair = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Aere = new(Clair) { WriteIndented = true };

    /// <summary>True for an input whose value is a list, one item a line.</summary>
    public static bool EstListe(ActivityInputAttribute input) => input.Editor is InputEditor.List or InputEditor.Choices or InputEditor.Ways;

    private static bool EstJson(ActivityInputAttribute input) => input.Editor is InputEditor.Json or InputEditor.Map || input.Kind is InputKind.List or InputKind.Object;

    public static SaisieDEntree Lire(JsonObject step, ActivityInputAttribute input)
    {
        if (input.Editor == InputEditor.Variable)
            return new SaisieDEntree(SaisieDEntree.Valeur, Reference(step[input.Name]));
        if (step[input.Name] is JsonObject wrapper && (wrapper["expression"] is JsonObject || wrapper.ContainsKey("typeName")))
            return wrapper["expression"] is JsonObject expression ? DeLExpression(expression, input) : SaisieDEntree.Vide;
        return new SaisieDEntree(SaisieDEntree.Valeur, Texte(step[input.Name], input));
    }

    private static SaisieDEntree DeLExpression(JsonObject expression, ActivityInputAttribute input) => (expression.TexteDe("type") ?? "Literal") switch
    {
        "Literal" or "Object" or "Json" => new(SaisieDEntree.Valeur, Texte(expression["value"], input)),
        "JavaScript" => new(SaisieDEntree.Expression, "", expression.TexteDe("value") ?? ""),
        "Variable" => new(SaisieDEntree.Variable + Reference(expression["value"]), ""),
        "Input" => new(SaisieDEntree.Entree + Nomme(expression["value"])?.TexteDe("name"), ""),
        _ => new(SaisieDEntree.Autre, ""),
    };

    /// <summary>Writes what a form says; nothing when it says what stands there.</summary>
    /// <returns>Why it cannot be written, in French; null when it is.</returns>
    public static string? Ecrire(JsonObject step, ActivityInputAttribute input, SaisieDEntree typed, JsonObject definition)
    {
        if (typed.DitAutant(Lire(step, input)) || typed.Source == SaisieDEntree.Autre)
            return null;
        if (typed.EstVide)
        {
            step.Remove(input.Name);
            return null;
        }

        if (input.Editor == InputEditor.Variable)
            return Poser(step, input.Name, VariableDe(definition, typed.Texte));
        var before = step[input.Name];
        if (Expression(typed, input, before, definition, out var refusal) is not { } expression)
            return refusal;
        if (typed.Source == SaisieDEntree.Valeur && (input.IsPlain || (before is not null && before is not JsonObject { Count: > 0 })))
            return Poser(step, input.Name, expression["value"]?.DeepClone());
        if (before is JsonObject wrapper && (wrapper.ContainsKey("typeName") || wrapper.ContainsKey("expression")))
            wrapper["expression"] = expression;
        else
            Poser(step, input.Name, new JsonObject { ["typeName"] = TypeDe(input), ["expression"] = expression });
        return null;
    }

    private static JsonObject? Expression(SaisieDEntree typed, ActivityInputAttribute input, JsonNode? before, JsonObject definition, out string? refusal)
    {
        refusal = null;
        if (typed.Source == SaisieDEntree.Expression)
            return new JsonObject { ["type"] = "JavaScript", ["value"] = SaisieDEntree.Normal(typed.Script) };
        if (typed.Source.StartsWith(SaisieDEntree.Variable, StringComparison.Ordinal))
        {
            return VariableDe(definition, typed.Source[SaisieDEntree.Variable.Length..]) is { } variable
                ? new JsonObject { ["type"] = "Variable", ["value"] = variable }
                : Refuser("cette variable n’existe plus : choisissez-en une autre.", out refusal);
        }

        if (typed.Source.StartsWith(SaisieDEntree.Entree, StringComparison.Ordinal))
        {
            return EntreeDe(definition, typed.Source[SaisieDEntree.Entree.Length..]) is { } entry
                ? new JsonObject { ["type"] = "Input", ["value"] = entry }
                : Refuser("cette entrée du circuit n’existe plus : choisissez-en une autre.", out refusal);
        }

        return Valeur(typed, input, before, out refusal);
    }

    private static JsonObject? Valeur(SaisieDEntree typed, ActivityInputAttribute input, JsonNode? before, out string? refusal)
    {
        refusal = null;
        var written = (before as JsonObject)?["expression"] as JsonObject;
        if (EstListe(input))
            return Objet(new JsonArray([.. SaisieDEntree.Lignes(typed.Texte).Select(line => (JsonNode)line)]), written, before);
        if (!EstJson(input))
            return new JsonObject { ["type"] = "Literal", ["value"] = Scalaire(SaisieDEntree.Normal(typed.Texte), input, written?["value"] ?? before) };
        try
        {
            return Objet(JsonNode.Parse(typed.Texte), written, before);
        }
        catch (JsonException)
        {
            return input.Kind == InputKind.Any
                ? new JsonObject { ["type"] = "Literal", ["value"] = SaisieDEntree.Normal(typed.Texte) }
                : Refuser("ce n’est pas du JSON valide : vérifiez les guillemets, les virgules et les crochets.", out refusal);
        }
    }

    private static JsonObject? Refuser(string why, out string? refusal)
    {
        refusal = why;
        return null;
    }

    /// <summary>Lists and objects stand as JSON text, as Studio writes them, unless the file has them as they are.</summary>
    private static JsonObject Objet(JsonNode? value, JsonObject? written, JsonNode? before) => new()
    {
        ["type"] = written?.TexteDe("type") is { } type and ("Literal" or "Json") ? type : "Object",
        ["value"] = (written?["value"] ?? before) is JsonArray || written?["value"] is JsonObject ? value : value?.ToJsonString(Clair),
    };

    /// <summary>A number or a truth as the file had it; text stays text.</summary>
    private static JsonNode Scalaire(string text, ActivityInputAttribute input, JsonNode? before)
    {
        if (input.Kind == InputKind.Day && DateOnly.TryParseExact(text, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Formats.Iso(day);
        if (before?.GetValueKind() == JsonValueKind.String)
            return text;
        if (input.Kind == InputKind.Boolean || before?.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return text is "true" or "false" ? text == "true" : text;
        var isNumber = input.Kind == InputKind.Integer || before?.GetValueKind() == JsonValueKind.Number;
        return isNumber && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : text;
    }

    private static string Texte(JsonNode? value, ActivityInputAttribute input)
    {
        var parsed = value is JsonValue text && text.TryGetValue<string>(out var words) && (EstListe(input) || EstJson(input)) ? Analyse(words) : value;
        return parsed switch
        {
            null => "",
            JsonArray list when EstListe(input) => string.Join('\n', list.Select(Mot)),
            JsonObject or JsonArray => parsed.ToJsonString(Aere),
            _ when input.Kind == InputKind.Day && DateOnly.TryParseExact(Mot(parsed), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Formats.DateCourte(day),
            _ => Mot(parsed),
        };
    }

    private static JsonNode? Analyse(string text)
    {
        try
        {
            return text.TrimStart() is ['[' or '{', ..] ? JsonNode.Parse(text) : text;
        }
        catch (JsonException)
        {
            return text;
        }
    }

    private static string Mot(JsonNode? value) => value is JsonValue text && text.TryGetValue<string>(out var words) ? words : value?.ToJsonString(Clair) ?? "";

    private static JsonObject? Nomme(JsonNode? reference) => reference switch
    {
        JsonObject map => map,
        JsonValue value when value.TryGetValue<string>(out var text) => Analyse(text) as JsonObject ?? new JsonObject { ["name"] = text },
        _ => null,
    };

    private static string Reference(JsonNode? reference) => Nomme(reference) is { } named ? named.TexteDe("id") ?? named.TexteDe("name") ?? "" : "";

    /// <summary>What files hold of a variable where they mean it; the variables of all containers are known by id or name.</summary>
    private static JsonObject? VariableDe(JsonObject definition, string id)
    {
        var found = ReglagesDeCircuit.Variables(definition).FirstOrDefault(variable => variable.TexteDe("id") == id)
            ?? ReglagesDeCircuit.Variables(definition).FirstOrDefault(variable => variable.TexteDe("name") == id);
        return found is null ? null : new JsonObject { ["id"] = found.TexteDe("id") ?? id, ["name"] = found.TexteDe("name"), ["typeName"] = found.TexteDe("typeName") ?? "Object" };
    }

    private static JsonObject? EntreeDe(JsonObject definition, string name) =>
        ReglagesDeCircuit.Liste(definition, "inputs").FirstOrDefault(input => input.TexteDe("name") == name) is { } found
            ? new JsonObject { ["name"] = name, ["type"] = found.TexteDe("type") ?? "Object" }
            : null;

    /// <summary>Sets a property; a new one stands before the common ones, as files have it.</summary>
    private static string? Poser(JsonObject step, string name, JsonNode? value)
    {
        if (value is null)
            return "ce choix n’existe plus : choisissez-en un autre.";
        var common = step.Select((property, rank) => (property.Key, rank)).Where(pair => pair.Key is "name" or "type").Select(pair => (int?)pair.rank).FirstOrDefault();
        if (step.ContainsKey(name) || common is not { } at)
            step[name] = value;
        else
            step.Insert(at, name, value);
        return null;
    }

    private static string TypeDe(ActivityInputAttribute input) => input.Kind switch
    {
        InputKind.Texts or InputKind.Settings => "String[]",
        InputKind.Integer => "Int32",
        InputKind.Boolean => "Boolean",
        InputKind.Instant => "DateTimeOffset",
        InputKind.Object => "ObjectDictionary",
        InputKind.List or InputKind.Any => "Object",
        _ => "String",
    };
}

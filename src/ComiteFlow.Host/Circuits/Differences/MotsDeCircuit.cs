using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Activities.Flux;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Conventions;

namespace ComiteFlow.Host.Circuits.Differences;

/// <summary>The French words for steps, ways out and the values of inputs.</summary>
/// <param name="choix">Words of values that are chosen, by the name of their list.</param>
internal sealed class MotsDeCircuit(ActivityRegistry registry, Politiques politiques, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> choix)
{
    private const int Long = 90;

    /// <summary>What stands where a value would.</summary>
    public const string Rien = "rien";

    public StepDescription? Decrire(EtapeLue etape) => registry.Describe(etape.Type);

    public ActivityInputAttribute? Entree(EtapeLue etape, string name) =>
        registry.Inputs(etape.Type).FirstOrDefault(input => input.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name of a step as people see it on the diagram.</summary>
    public string Nom(EtapeLue etape) =>
        new[] { (etape.Json["metadata"] as JsonObject)?.TexteDe("displayText"), etape.Json.TexteDe("name"), Genre(etape), etape.Id }.First(name => !string.IsNullOrWhiteSpace(name))!;

    /// <summary>What kind of step it is.</summary>
    public string Genre(EtapeLue etape) => Decrire(etape)?.Name ?? etape.Type;

    /// <summary>The French word for a way out; null for the only one that a step has.</summary>
    public string? Sortie(EtapeLue? etape, string port)
    {
        var ways = etape is null ? null : registry.WaysOf(JsonSerializer.SerializeToElement(etape.Json));
        return ways is { Count: 1 } && ways[0].Name == port ? null : ways?.FirstOrDefault(way => way.Name == port)?.Label ?? StepWay.Of(port).Label;
    }

    /// <summary>What an input is set to, in words; null when it says nothing.</summary>
    public string? Valeur(ActivityInputAttribute? input, JsonNode? property, string? unit) => property switch
    {
        JsonObject map when map["expression"] is JsonObject expression => Expression(input, expression, unit),
        null or JsonObject { Count: 0 } => null,
        JsonObject map when map.ContainsKey("typeName") && map.Count == 1 => null,
        _ => Ecrite(input, property, unit),
    };

    /// <summary>What counts when nothing is written; null when nothing does.</summary>
    public string? ParDefaut(ActivityInputAttribute? input, string? unit) =>
        input?.Default is { } written && JsonNode.Parse(written) is { } value ? Ecrite(input, value, unit) : null;

    /// <summary>What counts for an input of a step, in words: what is written, or what counts where nothing is; null when nothing does.</summary>
    public string? Dit(EtapeLue etape, string name)
    {
        var input = Entree(etape, name);
        var unit = SujetsDesEntrees.De(name, input?.Label ?? name, false).Unite;
        return Valeur(input, EtapesDuTexte.SansEtapes(etape.Json[name]), unit) ?? ParDefaut(input, unit);
    }

    /// <summary>The plain text that an input is set to; null for a calculation or none.</summary>
    public static string? Texte(EtapeLue etape, string name) =>
        (etape.Json[name] as JsonObject)?["expression"] is JsonObject expression && expression.TexteDe("type") is null or "Literal" ? Texte(expression["value"]) : null;

    /// <summary>The texts of a list as they are written; none where something else stands there.</summary>
    public static IReadOnlyList<string> Textes(EtapeLue etape, string name) =>
        (etape.Json[name] as JsonObject)?["expression"] is JsonObject expression && Ouvrir(expression["value"]) is JsonArray list ? [.. list.Select(Texte).OfType<string>()] : [];

    /// <summary>True when an input holds several values.</summary>
    public static bool EstPlusieurs(JsonNode? property) =>
        property is JsonObject map && map["expression"] is JsonObject expression && Ouvrir(expression["value"]) is JsonArray { Count: > 1 };

    private string? Expression(ActivityInputAttribute? input, JsonObject expression, string? unit) => expression.TexteDe("type") switch
    {
        "Variable" => $"la variable « {Designe(expression["value"])} »",
        "Input" => $"la donnée d’entrée « {Designe(expression["value"])} »",
        "JavaScript" or "Liquid" => $"le calcul « {Court(Texte(expression["value"]))} »",
        null or "Literal" or "Object" or "Json" => Ecrite(input, Ouvrir(expression["value"]), unit),
        var other => $"l’expression {other} « {Court(Texte(expression["value"]))} »",
    };

    private string? Ecrite(ActivityInputAttribute? input, JsonNode? value, string? unit)
    {
        if (value is JsonArray list && list.All(item => item is JsonValue))
            return list.Count == 0 ? null : Ensemble([.. list.Select(item => Un(input, Texte(item), unit))]);
        if (value is JsonArray cases && cases.All(item => item is JsonObject one && one.TexteDe("label") is not null))
            return Mise.Liste([.. cases.OfType<JsonObject>().Select(Cas)]);
        return value is null ? null : Un(input, Texte(value), unit);
    }

    /// <summary>Counts of one unit say it once: « 3, 5 et 6 jours ouvrés ».</summary>
    private static string Ensemble(IReadOnlyList<string> values)
    {
        var parts = values.Select(value => value.Split(' ', 2)).ToList();
        return parts.Count > 1 && parts.TrueForAll(part => part.Length == 2 && part[1] == parts[0][1] && int.TryParse(part[0], out _))
            ? $"{Mise.Liste([.. parts.Select(part => part[0])])} {parts[0][1]}"
            : Mise.Liste(values);
    }

    private static string Cas(JsonObject one)
    {
        var condition = one["condition"] as JsonObject;
        return $"« {one.TexteDe("label")} » si « {Court(Texte((condition?["expression"] as JsonObject ?? condition)?["value"]))} »";
    }

    private string Un(ActivityInputAttribute? input, string text, string? unit)
    {
        if (Array.IndexOf(input?.Choices ?? [], text) is >= 0 and var rank && rank < input!.ChoiceLabels.Length)
            return $"« {input.ChoiceLabels[rank]} »";
        if (input?.ChoicesFrom is { } source && !EstReglage(input) && choix.GetValueOrDefault(source)?.GetValueOrDefault(text) is { } words)
            return $"« {words} »";
        return input?.Kind switch
        {
            InputKind.Setting or InputKind.Settings or InputKind.PeriodSetting or InputKind.Integer => Regle(input, text, unit),
            InputKind.Boolean => text is "true" or "True" ? "oui" : text is "false" or "False" ? "non" : $"« {Court(text)} »",
            InputKind.Duration when Duration.TryParse(text, out var span) && span != TimeSpan.Zero => TimeCheck.Words(span),
            InputKind.Day when DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => "le " + Mise.EnForme(day),
            _ => $"« {Court(text)} »",
        };
    }

    private static bool EstReglage(ActivityInputAttribute input) => input.Kind is InputKind.Setting or InputKind.Settings or InputKind.PeriodSetting;

    /// <summary>A policy by its value of today and its name, or a number with its unit.</summary>
    private string Regle(ActivityInputAttribute input, string text, string? unit)
    {
        if (ReglagesPossibles.Tous.FirstOrDefault(one => one.Nom == text) is { } known && politiques.Connait(text))
            return $"{Compte(input, politiques.Texte(text), unit)} (règle « {ReglagesEnFrancais.Nom(known.Nom)} »)";
        return Compte(input, text, unit);
    }

    private static string Compte(ActivityInputAttribute input, string text, string? unit)
    {
        if (input.Kind == InputKind.PeriodSetting)
            return text.StartsWith('P') && Lue(text) is { } period ? Mise.Rythme(period) : $"« {Court(text)} »";
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            return $"« {Court(text)} »";
        if (input.ChoicesFrom == Activities.Conventions.SourcesDeChoix.JoursDuMois)
            return $"le {text} du mois";
        var one = unit?.Replace("jours ouvrés", "jour ouvré", StringComparison.Ordinal);
        var isCount = unit is not null && (input.Kind != InputKind.Integer || unit.Contains("avant", StringComparison.Ordinal));
        return isCount ? $"{text} {(Math.Abs(number) < 2 ? one : unit)}" : text;
    }

    private static Periode? Lue(string text)
    {
        try
        {
            return Periode.Parse(text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>A variable or an input of the workflow by its name; the file holds it as an object or as the text of one.</summary>
    private static string Designe(JsonNode? value) => Ouvrir(value) is JsonObject map ? map.TexteDe("name") ?? map.TexteDe("id") ?? "?" : Texte(value);

    /// <summary>What stands as text but is a list or an object.</summary>
    private static JsonNode? Ouvrir(JsonNode? value)
    {
        if (value is not JsonValue || value.GetValueKind() != JsonValueKind.String || value.GetValue<string>().TrimStart() is not ['[' or '{', ..])
            return value;
        try
        {
            return JsonNode.Parse(value.GetValue<string>());
        }
        catch (JsonException)
        {
            return value;
        }
    }

    private static string Texte(JsonNode? value) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value?.ToJsonString(Lisible) ?? "";

    private static readonly JsonSerializerOptions Lisible = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Court(string text)
    {
        var line = text.ReplaceLineEndings(" ").Trim();
        return line.Length <= Long ? line : line[..Long].TrimEnd() + "…";
    }
}

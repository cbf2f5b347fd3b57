using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Activities.Flux;
using ComiteFlow.Engine.Expressions;

namespace ComiteFlow.Engine.Definitions;

/// <summary>Compares the values that stand in a file with what its steps read; what is computed in a run is not looked at.</summary>
internal static partial class InputCheck
{
    private const int Shown = 60;

    /// <summary>Required inputs of which another check tells more.</summary>
    private static readonly HashSet<string> ToldElsewhere = ["to", "obligation", "template", "subject", "variable", "condition"];

    public static IEnumerable<DefinitionProblem> Check(Node node, IReadOnlyList<ActivityInputAttribute> inputs)
    {
        foreach (var input in inputs)
        {
            if (node.Json.Propriete(input.Name) is { } property && ProblemOf(input, property) is { } problem)
                yield return new($"{node.Path}.{input.Name}", node.Label, problem);
            else if (input.IsRequired && !ToldElsewhere.Contains(input.Name) && !(node.Json.Propriete(input.Name) is { } set && WrittenInput.SaysSomething(set)))
                yield return new($"{node.Path}.{input.Name}", node.Label, $"il manque « {input.Label} » ({input.Name}), sans quoi l’étape ne peut pas être faite. {input.Help}");
        }
    }

    private static string? ProblemOf(ActivityInputAttribute input, JsonElement property)
    {
        if (WrittenInput.Of(property) is not { ValueKind: not JsonValueKind.Null } written)
            return null;
        if (IsJsonText(property, written) && !WrittenInput.TryParse(written.GetString()!, out written))
            return $"l’entrée « {input.Name} » contient {Found(written)}, qui n’est pas du JSON valide.";
        return input.Kind is InputKind.Texts or InputKind.Settings ? ProblemOfList(input, written)
            : ProblemOfOne(input, input.Kind == InputKind.List ? WrittenInput.List(written)!.Value : written);
    }

    private static string? ProblemOfOne(ActivityInputAttribute input, JsonElement value)
    {
        if (!Fits(input.Kind, value))
            return $"l’entrée « {input.Name} » contient {Found(value)} ; il faut {Expected(input.Kind)}.";
        if (input.Choices.Length > 0 && !input.Choices.Contains(value.GetString()))
            return $"l’entrée « {input.Name} » contient {Found(value)} ; il faut l’une de ces valeurs : {string.Join(", ", input.Choices)}.";
        return null;
    }

    private static string? ProblemOfList(ActivityInputAttribute input, JsonElement value)
    {
        var list = value.ValueKind == JsonValueKind.String && WrittenInput.TryParse(value.GetString()!, out var parsed) ? parsed : value;
        if (list.ValueKind != JsonValueKind.Array)
            return $"l’entrée « {input.Name} » contient {Found(value)} ; il faut {Expected(input.Kind)}.";
        var one = input.Kind == InputKind.Texts ? InputKind.Text : InputKind.Setting;
        var rank = 0;
        foreach (var item in list.EnumerateArray())
        {
            rank++;
            if (!Fits(one, item))
                return $"l’élément n° {rank} de l’entrée « {input.Name} » est {Found(item)} ; il faut {Expected(one)}.";
        }

        return null;
    }

    private static bool Fits(InputKind kind, JsonElement value) => kind switch
    {
        InputKind.Text or InputKind.Cron or InputKind.TimeZone => value.ValueKind == JsonValueKind.String,
        InputKind.Integer => InputConversion.TryConvert<int>(value, out _),
        InputKind.Boolean => InputConversion.TryConvert<bool>(value, out _),
        InputKind.Duration => value.ValueKind == JsonValueKind.String && Duration.TryParse(value.GetString()!, out _),
        InputKind.Day => InputConversion.TryConvert<DateOnly>(value, out _),
        InputKind.Instant => InputConversion.TryConvert<DateTimeOffset>(value, out _),
        InputKind.Setting => IsWhole(value) || IsText(value, SettingName()),
        InputKind.PeriodSetting => IsText(value, SettingName()) || IsText(value, Period()),
        InputKind.List => value.ValueKind == JsonValueKind.Array,
        InputKind.Object => InputConversion.TryConvert<Dictionary<string, object?>>(value, out _),
        _ => true,
    };

    private static string Expected(InputKind kind) => kind switch
    {
        InputKind.Text => "un texte",
        InputKind.Cron => "une échéance, par exemple 0 8 * * 1",
        InputKind.TimeZone => "un fuseau, par exemple Europe/Paris",
        InputKind.Texts => "une liste de textes, par exemple [\"parties\"]",
        InputKind.Integer => "un nombre entier",
        InputKind.Boolean => "true ou false",
        InputKind.Duration => "une durée, par exemple 3.00:00:00 ou P3D",
        InputKind.Day => "une date, par exemple 2021-09-14",
        InputKind.Instant => "une date et une heure, par exemple 2021-09-14T08:00:00",
        InputKind.Setting => "le nom d’un réglage, par exemple status.due, ou un nombre entier",
        InputKind.Settings => "une liste de réglages ou de nombres entiers, par exemple [\"status.reminder\", \"4\"]",
        InputKind.PeriodSetting => "le nom d’un réglage, par exemple monthly.reminderEvery, ou une durée, par exemple P7D",
        InputKind.List => "une liste",
        _ => "un objet, par exemple {\"nom\": \"valeur\"}",
    };

    private static string Found(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"le texte « {Cut(value.GetString()!)} »",
        JsonValueKind.Number => $"le nombre {Cut(value.GetRawText())}",
        JsonValueKind.True => "la valeur true",
        JsonValueKind.False => "la valeur false",
        JsonValueKind.Array => $"la liste {Cut(value.GetRawText())}",
        JsonValueKind.Object => $"l’objet {Cut(value.GetRawText())}",
        _ => "une valeur vide",
    };

    private static bool IsJsonText(JsonElement property, JsonElement written) =>
        written.ValueKind == JsonValueKind.String && property.Propriete("expression")?.Texte("type") is "Object" or "Json";

    private static bool IsWhole(JsonElement value) => value.ValueKind == JsonValueKind.Number
        ? value.TryGetInt32(out _)
        : value.ValueKind == JsonValueKind.String && int.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);

    private static bool IsText(JsonElement value, Regex form) => value.ValueKind == JsonValueKind.String && form.IsMatch(value.GetString()!);

    private static string Cut(string text) => text.Length <= Shown ? text : text[..Shown] + "…";

    [GeneratedRegex(@"^[A-Za-z]+(\.[A-Za-z]+)+\z")]
    private static partial Regex SettingName();

    [GeneratedRegex(@"^P(?=\d)(?:\d{1,4}Y)?(?:\d{1,4}M)?(?:\d{1,4}W)?(?:\d{1,4}D)?\z")]
    private static partial Regex Period();
}

using System.Globalization;
using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Tasks;

/// <summary>The fields that people fill in to do a task.</summary>
public sealed record TaskForm(IReadOnlyList<TaskField> Fields)
{
    /// <summary>Reads a list of fields <c>{ name, label, type, required, choices }</c>.</summary>
    /// <exception cref="StepFailedException">The list is not one.</exception>
    public static TaskForm? Read(JsonElement? form)
    {
        if (form is not { ValueKind: not JsonValueKind.Null } list)
            return null;
        if (list.ValueKind != JsonValueKind.Array)
            throw Wrong("il faut une liste de champs, par exemple [{\"name\": \"avis\", \"label\": \"Votre avis\", \"type\": \"text\"}]");
        var fields = list.EnumerateArray().Select(TaskField.Read).ToList();
        if (fields.GroupBy(field => field.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw Wrong($"deux champs s’appellent « {twice.Key} » ; donnez-leur des noms différents");
        return fields.Count == 0 ? null : new TaskForm(fields);
    }

    /// <summary>The answers as values of their fields; what is left empty is not among them.</summary>
    /// <param name="problems">What is wrong, in the order of the fields; then answers to fields that are not there.</param>
    public static IReadOnlyDictionary<string, JsonElement> Check(
        TaskForm? form, IReadOnlyDictionary<string, JsonElement> answers, out IReadOnlyList<TaskFieldProblem> problems)
    {
        var (read, wrong) = (new Dictionary<string, JsonElement>(), new List<TaskFieldProblem>());
        foreach (var field in form?.Fields ?? [])
        {
            var given = answers.TryGetValue(field.Name, out var answer) && !IsEmpty(answer) ? answer : (JsonElement?)null;
            if (given is null && field.Required)
                wrong.Add(new(field.Name, $"Le champ « {field.Label} » est obligatoire et n’est pas rempli : {field.Repair}."));
            else if (given is { } one && field.ValueOf(one) is not { } value)
                wrong.Add(new(field.Name, $"Le champ « {field.Label} » attend {field.Expected} et contient « {TaskField.Text(one)} » : {field.Repair}."));
            else if (given is { } fitting)
                read[field.Name] = field.ValueOf(fitting)!.Value;
        }

        foreach (var name in answers.Keys.Except((form?.Fields ?? []).Select(field => field.Name)))
        {
            wrong.Add(new(name, $"Le champ « {name} » n’existe pas dans ce formulaire : retirez-le."));
        }

        problems = wrong;
        return read;
    }

    internal static StepFailedException Wrong(string why) => new("task.form", $"Le formulaire de la tâche ne convient pas : {why}.");

    private static bool IsEmpty(JsonElement answer) => answer.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined
        || (answer.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(answer.GetString()));
}

/// <summary>One field of a form.</summary>
/// <param name="Type"><c>text</c>, <c>number</c>, <c>date</c>, <c>choice</c> or <c>boolean</c>.</param>
/// <param name="Choices">What a <c>choice</c> offers; empty for the other types.</param>
public sealed record TaskField(string Name, string Label, string Type, bool Required, IReadOnlyList<string> Choices)
{
    private static readonly string[] Types = ["text", "number", "date", "choice", "boolean"];

    internal string Expected => Type switch
    {
        "number" => "un nombre",
        "date" => "une date",
        "choice" => "l’un des choix proposés",
        "boolean" => "oui ou non",
        _ => "un texte",
    };

    internal string Repair => Type switch
    {
        "number" => "écrivez un nombre, par exemple 1234,50",
        "date" => "écrivez une date qui existe au calendrier, par exemple 30/11/2026",
        "choice" => $"choisissez parmi {string.Join(", ", Choices.Select(choice => $"« {choice} »"))}",
        "boolean" => "répondez par oui ou par non",
        _ => "écrivez un texte",
    };

    internal static TaskField Read(JsonElement field)
    {
        var name = field.Texte("name") is { Length: > 0 } given ? given : throw TaskForm.Wrong("un champ n’a pas de nom (name)");
        var type = field.Texte("type") ?? "text";
        if (!Types.Contains(type))
            throw TaskForm.Wrong($"le champ « {name} » est du type « {type} » ; choisissez parmi {string.Join(", ", Types)}");
        var choices = field.Elements("choices").Select(choice => choice.ToString()).ToList();
        if (type == "choice" && choices.Count == 0)
            throw TaskForm.Wrong($"le champ « {name} » ne propose aucun choix ; donnez-les dans choices");
        return new TaskField(name, field.Texte("label") ?? name, type, field.Propriete("required") is { ValueKind: JsonValueKind.True }, choices);
    }

    internal static string Text(JsonElement answer) => answer.ValueKind == JsonValueKind.String ? answer.GetString()!.Trim() : answer.GetRawText();

    /// <summary>The answer as a value of the field; null when it is none.</summary>
    internal JsonElement? ValueOf(JsonElement answer)
    {
        var text = Text(answer);
        return Type switch
        {
            "number" => Number(text) is { } number ? JsonSerializer.SerializeToElement(number) : null,
            "date" => Day(text) is { } day ? JsonSerializer.SerializeToElement(day) : null,
            "choice" => Choices.Contains(text) ? JsonSerializer.SerializeToElement(text) : null,
            "boolean" => text switch
            {
                "true" or "oui" => JsonSerializer.SerializeToElement(true),
                "false" or "non" => JsonSerializer.SerializeToElement(false),
                _ => null,
            },
            _ => answer.ValueKind == JsonValueKind.String ? JsonSerializer.SerializeToElement(text) : null,
        };
    }

    /// <summary>A number with a comma or a point before its decimals, and spaces between its thousands.</summary>
    private static decimal? Number(string text) => decimal.TryParse(
        string.Concat(text.Where(sign => !char.IsWhiteSpace(sign))).Replace(',', '.'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        ? number
        : null;

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}

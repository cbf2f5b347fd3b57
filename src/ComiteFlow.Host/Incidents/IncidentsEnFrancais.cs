using System.Globalization;
using System.Text.Json;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Incidents;

/// <summary>Incidents and decisions on them in words.</summary>
internal static class IncidentsEnFrancais
{
    private const string Inattendu = "unexpected";

    public static string Adresse(Guid incident) => $"/incidents/{incident:N}";

    public static string Nombre(int open) => open == 0 ? "Aucun incident ouvert" : Formats.Compte(open, "incident ouvert", "incidents ouverts");

    public static string Decision(string? decision) => decision switch
    {
        Decisions.Retry => "Étape reprise",
        Decisions.Skip => "Étape tenue pour faite",
        Decisions.Set => "Variable corrigée, étape reprise",
        Decisions.Cancel => "Circuit annulé",
        _ => "À décider",
    };

    /// <summary>What happened, for people: an error of the program is not in their language.</summary>
    public static string Message(Incident incident) =>
        incident.Code == Inattendu ? "Une erreur inattendue du programme a arrêté le circuit." : Phrase(incident.Message);

    /// <summary>The program's own words; null where the message is written for people.</summary>
    public static string? Technique(Incident incident) => incident.Code == Inattendu ? incident.Message : null;

    /// <summary>A way out as people read it.</summary>
    public static string Sortie(string way) => way switch
    {
        "Done" => "suite normale",
        "True" => "oui",
        "False" => "non",
        "Default" => "autre cas",
        "Completed" => "tous terminés",
        "Canceled" => "annulé",
        "Faulted" => "en échec",
        _ => way,
    };

    /// <summary>A line of the journal, with its ways out in words.</summary>
    public static string Ligne(JournalLine line, Incident incident) => line.Event == "Incident"
        ? Message(incident)
        : new[] { "Done", "True", "False", "Default", "Completed", "Canceled", "Faulted" }.Aggregate(
            line.Message ?? "", (text, way) => text.Replace($"la sortie « {way} »", $"la sortie « {Sortie(way)} »", StringComparison.Ordinal));

    /// <summary>What the incident holds.</summary>
    public static string Retenu(DueWork? work) => work switch
    {
        null => "Rien : une décision a été prise.",
        { IsStart: true } => "Le départ du circuit : rien n’a encore commencé.",
        { IsTimer: true } => $"L’échéance du {Formats.Instant(work.Due)}.",
        { Name: Instance.CompletedEvent } => "La fin d’un circuit appelé par celui-ci.",
        { Name: Engine.Tasks.HumanTask.DoneEvent } => $"La fin de la tâche « {work.CorrelationId} ».",
        _ => $"L’événement « {work.Name} »{(work.CorrelationId.Length == 0 ? "" : $" ({work.CorrelationId})")}.",
    };

    public static string Valeur(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "vide",
        { ValueKind: JsonValueKind.True } => "oui",
        { ValueKind: JsonValueKind.False } => "non",
        { ValueKind: JsonValueKind.String } text => $"« {text.GetString()} »",
        { } other => other.GetRawText(),
    };

    /// <summary>What was typed, as a value of the kind that the variable has now; null when it is none.</summary>
    public static JsonElement? Lire(VariableLue variable, string typed)
    {
        var text = typed.Trim();
        return variable.Valeur?.ValueKind switch
        {
            JsonValueKind.Number => decimal.TryParse(text.Replace(',', '.').Replace(" ", "", StringComparison.Ordinal), NumberStyles.Number, CultureInfo.InvariantCulture, out var number)
                ? JsonSerializer.SerializeToElement(number)
                : null,
            JsonValueKind.True or JsonValueKind.False => text.ToUpperInvariant() switch
            {
                "OUI" or "TRUE" => JsonSerializer.SerializeToElement(true),
                "NON" or "FALSE" => JsonSerializer.SerializeToElement(false),
                _ => null,
            },
            JsonValueKind.Object or JsonValueKind.Array => Json(text),
            _ => JsonSerializer.SerializeToElement(text),
        };
    }

    /// <summary>How a value of the variable is written.</summary>
    public static string Attendu(VariableLue variable) => variable.Valeur?.ValueKind switch
    {
        JsonValueKind.Number => "un nombre, par exemple 4711",
        JsonValueKind.True or JsonValueKind.False => "oui ou non",
        JsonValueKind.Object or JsonValueKind.Array => "une valeur au format JSON, par exemple [\"avis\"]",
        _ => "un texte",
    };

    private static JsonElement? Json(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Phrase(string text) => text.TrimEnd() is { Length: > 0 } sentence && !".!?…".Contains(sentence[^1], StringComparison.Ordinal) ? sentence + "." : text.TrimEnd();
}

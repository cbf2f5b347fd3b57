using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Circuits.Descripteurs;
using ComiteFlow.Host.Incidents;

namespace ComiteFlow.Host.Circuits.Studio;

/// <summary>What happened in a file, in words.</summary>
internal static class JournalEnFrancais
{
    /// <summary>What happened to the step, in one or two words.</summary>
    public static string Evenement(string name) => name switch
    {
        "Completed" => "faite",
        "Suspended" => "en attente",
        "Resumed" => "reprise",
        "Skipped" => "tenue pour faite",
        "Cancelled" => "annulée",
        "Incident" => "arrêtée par un incident",
        "Decision" => "décision prise",
        "TaskDone" => "tâche faite",
        "Migrated" => "passée à une autre version",
        "Refused" => "départ refusé",
        "Expired" => "événement expiré",
        "Note" => "à noter",
        _ => name,
    };

    /// <summary>The whole line as a sentence; null where the event says all.</summary>
    public static string? Phrase(JournalLine line) => line.Event switch
    {
        "Completed" or "Skipped" => line.Message is { } ways ? $"Sortie : {string.Join(", ", ways.Split(", ").Select(IncidentsEnFrancais.Sortie))}." : null,
        "Resumed" => string.IsNullOrEmpty(line.Message) ? "L’échéance est venue." : $"{EvenementsEnFrancais.Tous.GetValueOrDefault(line.Message, line.Message)}.",
        "Incident" => "Un incident a arrêté le dossier.",
        _ => line.Message,
    };
}

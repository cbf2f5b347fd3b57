using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.TachesHumaines;

/// <summary>Tasks as people read them.</summary>
internal static class TachesEnFrancais
{
    /// <summary>The same as in mails.</summary>
    public static string Adresse(string key) => "/taches/" + string.Join('/', key.Split('/').Select(Uri.EscapeDataString));

    /// <summary>Who acts on tasks: the person, and all that candidates may be named by.</summary>
    public static TaskActor Acteur(Actor actor) => new(Fonctions.Nom(actor), actor.Scope is { } scope ? [actor.Role, $"{actor.Role}:{scope}"] : [actor.Role]);

    public static string Nombre(int count) => Formats.Compte(count, "tâche", "tâches");

    /// <summary>A role, or the party that a role is held for.</summary>
    public static string Candidat(string candidate) => candidate.Split(':') is [var role, var scope] ? $"{Fonctions.Titre(role)} ({scope})" : Fonctions.Titre(candidate);

    public static string Candidats(IReadOnlyList<string> candidates) => candidates.Count == 0 ? "toute personne" : string.Join(", ", candidates.Select(Candidat));

    /// <summary>Who has it, or who may take it.</summary>
    public static string Qui(TaskLine line) => (line.Assignee, line.Delegate) switch
    {
        (null, _) => "À prendre",
        ({ } assignee, null) => assignee,
        (_, { } to) => to,
    };

    public static string? PrecisionDeQui(TaskLine line) => line switch
    {
        { Assignee: null } => Candidats(line.Candidates),
        { Delegate: not null, Assignee: { } assignee } => $"pour {assignee}",
        _ => null,
    };

    /// <summary>The rung that was reached, and when the next one falls due.</summary>
    public static string Rappels(int issued, DateOnly? escalatedOn) => (issued, escalatedOn) switch
    {
        (_, { } day) => $"Signalée le {Formats.DateCourte(day)}",
        (0, _) => "Aucun rappel parti",
        _ => Formats.Compte(issued, "rappel parti", "rappels partis"),
    };

    public static string? Suivant(DateOnly? next) => next is { } day ? $"prochain le {Formats.DateCourte(day)}" : null;

    /// <summary>What happened to a task.</summary>
    public static string Evenement(TaskEvent happened)
    {
        var to = string.Join(", ", (happened.To ?? []).Select(Candidat));
        var text = happened.What switch
        {
            TaskEvents.Assigned => $"Confiée à {to}",
            TaskEvents.Claimed => "Prise",
            TaskEvents.Released => "Rendue aux autres",
            TaskEvents.Delegated => $"Déléguée à {to}{(happened.Until is { } day ? $" jusqu’au {Formats.DateCourte(day)}" : "")}",
            TaskEvents.GivenBack => $"Rendue à {to}",
            TaskEvents.Escalated => to.Length == 0 ? "Signalée" : $"Signalée à {to}",
            TaskEvents.EscalationStopped => "Rappels arrêtés",
            TaskEvents.Done => happened.Outcome is { } outcome ? $"Faite : {outcome}" : "Faite",
            TaskEvents.Cancelled => "Annulée",
            _ => "Rouverte",
        };
        return happened.Reason is { } reason ? $"{text}. Motif : {reason}" : text;
    }

    /// <summary>What was done, said on the page that follows; null for what no page asks for.</summary>
    public static string? Fait(string? gesture) => gesture switch
    {
        Gestes.Take => "Cette tâche est à vous",
        Gestes.Release => "Tâche rendue : une autre personne peut la prendre",
        Gestes.Delegate => "Tâche déléguée",
        Gestes.GiveBack => "Délégation terminée",
        Gestes.Answer => "Tâche terminée : le circuit continue",
        _ => null,
    };
}

using System.Globalization;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Courriels;

/// <summary>Addresses and words of the page of what is sent.</summary>
internal static class EnvoisEnFrancais
{
    public const string Page = "/envois";

    public static string Adresse(long number) => string.Create(CultureInfo.InvariantCulture, $"{Page}/{number}");

    public static string Rappels(string task) => $"{Page}/rappels?tache={Uri.EscapeDataString(task)}";

    /// <summary>The convention that a task is about, by its short title: a task may be about a comité of it.</summary>
    public static string Convention(string about, IReadOnlyDictionary<string, string> names) => names.GetValueOrDefault(about.Split('/')[0], about);

    /// <summary>The page of a task about a mail that was not delivered; null for another task.</summary>
    public static Lien? Tache(string key) =>
        CourriersRefuses.Number(key) is { } number ? new Lien("Voir pourquoi un courriel n’est pas parti, et que faire", Adresse(number)) : null;

    /// <summary>What was done, said on the page that follows.</summary>
    public static string? Fait(string? verb) => verb switch
    {
        SuspendMail.Verbe => "Envois suspendus : ce qui attend reste là, et partira à la reprise",
        "reprendre" => "Envois repris : ce qui attendait part maintenant, à son heure",
        ResendMail.Verbe => "Le courriel est renvoyé",
        StopReminders.Verbe => "Rappels arrêtés : la tâche reste à faire",
        RemindNow.Verbe => "Le rappel est envoyé",
        _ => null,
    };
}

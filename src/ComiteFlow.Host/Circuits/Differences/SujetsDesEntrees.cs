namespace ComiteFlow.Host.Circuits.Differences;

/// <summary>How a sentence speaks of an input: the noun that begins it.</summary>
internal sealed record SujetDEntree(string Nom, bool EstPluriel = false, string? Unite = null)
{
    public string Verbe(string one, string many) => EstPluriel ? many : one;
}

/// <summary>The nouns for the inputs that coordinators change most; the others are called by their label.</summary>
internal static class SujetsDesEntrees
{
    private const string Ouvres = "jours ouvrés", AvantComite = "jours ouvrés avant le comité", ApresEcheance = "jours ouvrés après l’échéance";

    private static readonly Dictionary<string, SujetDEntree> ParNom = new(StringComparer.OrdinalIgnoreCase)
    {
        ["dueDay"] = new("L’échéance"),
        ["due"] = new("L’échéance", Unite: AvantComite),
        ["announce"] = new("La demande", Unite: "jours ouvrés avant l’échéance"),
        ["to"] = new("Les destinataires", EstPluriel: true),
        ["escalation"] = new("La demande d’appui", Unite: AvantComite),
        ["escalateTo"] = new("Les destinataires de la demande d’appui", EstPluriel: true),
        ["escalateCc"] = new("Les destinataires en copie de la demande d’appui", EstPluriel: true),
        ["alsoTo"] = new("Les autres destinataires", EstPluriel: true),
        ["every"] = new("Le rythme des rappels"),
        ["template"] = new("Le modèle de courriel"),
        ["obligation"] = new("L’obligation servie"),
        ["workingDaysBefore"] = new("Le moment", Unite: AvantComite),
        ["condition"] = new("La condition"),
        ["eventName"] = new("L’événement"),
        ["workflowDefinitionId"] = new("Le circuit lancé"),
        ["circuit"] = new("Le circuit lancé"),
        ["branches"] = new("Les branches", EstPluriel: true),
        ["cases"] = new("Les cas", EstPluriel: true),
        ["timeSpan"] = new("La durée"),
    };

    /// <param name="label">French name of the input; its name in the file where it has none.</param>
    /// <param name="plusieurs">True when it holds several values.</param>
    public static SujetDEntree De(string name, string label, bool plusieurs) => name == "reminders"
        ? new SujetDEntree(plusieurs ? "Les rappels" : "Le rappel", plusieurs, ApresEcheance)
        : ParNom.GetValueOrDefault(name) ?? new SujetDEntree($"Le réglage « {label} »", Unite: Ouvres);
}

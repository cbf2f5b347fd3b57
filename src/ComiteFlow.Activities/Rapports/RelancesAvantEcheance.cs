using System.Globalization;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Activities.Rapports;

/// <summary>
/// Refuses an état des réalisations whose reminders come when they serve no more: on the day of the comité or after it, or before
/// what they remind of is due. Policies count with the value of the house; a convention may have its own.
/// </summary>
public sealed class RelancesAvantEcheance(Politiques politiques) : IStepCheck
{
    public IReadOnlyList<string> Types { get; } = ["ComiteFlow.RequestStatusReport"];

    public IEnumerable<StepProblem> Check(StepInputs step)
    {
        // Working days before the comité on which the report is due.
        if ((step.IsSet("due") ? Days(step.Text("due")) : Days("status.due")) is not { } due)
            yield break;
        if (due <= 0)
            yield return new("due", $"l’état serait dû {Apart(due)} : il doit l’être avant. Écrivez un nombre de jours ouvrés positif, par exemple 10.");
        foreach (var text in step.Texts("reminders") ?? [])
        {
            if (Days(text) is { } reminder && ProblemOfReminder(text, reminder, due) is { } problem)
                yield return new("reminders", problem);
        }

        if (step.IsSet("escalation") && Days(step.Text("escalation")) is { } escalation && (escalation >= due || escalation <= 0))
            yield return new("escalation", escalation <= 0
                ? $"l’escalade partirait {Apart(escalation)} : trop tard pour obtenir l’état. Écrivez un nombre de jours ouvrés entre 1 et {due - 1}."
                : $"l’escalade partirait {escalation} jours ouvrés avant le comité, soit avant l’échéance de l’état ({due} jours ouvrés avant). Écrivez un nombre entre 1 et {due - 1}.");
        if (step.IsSet("announce") && Days(step.Text("announce")) is < 0 and { } announce)
            yield return new("announce", $"la demande partirait {-announce} jours ouvrés après l’échéance de l’état : écrivez un nombre de jours ouvrés avant elle, par exemple 20.");
    }

    private static string? ProblemOfReminder(string text, int reminder, int due) => reminder switch
    {
        _ when due <= 0 => null,
        <= 0 => $"la relance « {text} » partirait avant le lendemain de l’échéance de l’état : il n’y a encore rien à relancer. Écrivez un nombre de jours ouvrés après l’échéance, entre 1 et {due - 1}.",
        _ when reminder >= due => $"la relance « {text} » partirait {reminder} jours ouvrés après l’échéance de l’état, soit {Apart(due - reminder)} : trop tard. Écrivez un nombre entre 1 et {due - 1}.",
        _ => null,
    };

    private static string Apart(int days) => days == 0 ? "le jour même du comité" : $"{-days} jours ouvrés après le comité";

    private int? Days(string? text)
    {
        if (text is null)
            return null;
        if (politiques.Connait(text))
            return politiques.Entier(text);
        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) ? days : null;
    }
}

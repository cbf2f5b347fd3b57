using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Activities.Courriels;

/// <summary>Refuses a step that would write to nobody.</summary>
public sealed class DestinatairesPresents : IStepCheck
{
    /// <summary>Steps that write to nobody unless the file names somebody; the others have recipients of their own.</summary>
    private static readonly string[] WithoutDefault = ["ComiteFlow.Inform", "ComiteFlow.ConveneComite", "ComiteFlow.Remind", "ComiteFlow.Alert"];

    public IReadOnlyList<string> Types { get; } =
    [
        .. WithoutDefault, "ComiteFlow.RequestStatusReport", "ComiteFlow.RequestMonthlyReport", "ComiteFlow.RequestFinalReport", "ComiteFlow.Escalate",
        "ComiteFlow.ChooseDate", "ComiteFlow.HoldComite", "ComiteFlow.RequestRelease", "ComiteFlow.RequestDialogue",
    ];

    public IEnumerable<StepProblem> Check(StepInputs step)
    {
        var isNamed = step.IsSet("to");
        if (!isNamed && (WithoutDefault.Contains(step.Type) || step.Texts("to") is not null))
            yield return new("to", "l’étape n’a pas de destinataire : son courriel ne partirait vers personne. Nommez-en dans « to », par exemple [\"parties\"].");
        if (step.Texts("to") is { } to && isNamed && to.Any(string.IsNullOrWhiteSpace))
            yield return new("to", "un destinataire de l’étape est vide : remplacez-le, ou retirez-le de « to ».");
        if (step.IsSet("escalation") && step.Texts("escalateTo") is { Count: 0 })
            yield return new("escalateTo", "l’escalade n’a pas de destinataire : nommez-en dans « escalateTo », par exemple [\"delegant\"], ou retirez « escalation ».");
    }
}

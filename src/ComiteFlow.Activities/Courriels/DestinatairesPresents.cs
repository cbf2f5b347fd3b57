using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Activities.Courriels;

/// <summary>Refuses a step that would write to nobody, or to somebody whom nobody knows.</summary>
/// <param name="isBox">True for the id of a box of the directory.</param>
public sealed class DestinatairesPresents(Func<string, bool> isBox) : IStepCheck
{
    private const string Informer = "ComiteFlow.Inform";

    /// <summary>Steps that write to nobody unless the file names somebody; the others have recipients of their own.</summary>
    private static readonly string[] WithoutDefault = [Informer, "ComiteFlow.ConveneComite", "ComiteFlow.Remind", "ComiteFlow.Alert"];

    /// <summary>Inputs that name people.</summary>
    private static readonly string[] Entrees = ["to", "cc", "alsoTo", "escalateTo", "escalateCc"];

    public IReadOnlyList<string> Types { get; } =
    [
        .. WithoutDefault, "ComiteFlow.RequestStatusReport", "ComiteFlow.RequestMonthlyReport", "ComiteFlow.RequestFinalReport", "ComiteFlow.Escalate",
        "ComiteFlow.ChooseDate", "ComiteFlow.HoldComite", "ComiteFlow.RequestRelease", "ComiteFlow.RequestDialogue", "ComiteFlow.RemindSignatories",
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
        foreach (var input in Entrees)
        {
            var words = step.Items(input).Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!).Where(word => !string.IsNullOrWhiteSpace(word));
            foreach (var unknown in words.Select(word => Unknown(step, word)).OfType<string>())
            {
                yield return new(input, $"« {input} » nomme {unknown}");
            }
        }
    }

    /// <summary>Null for somebody who can be written to.</summary>
    private string? Unknown(StepInputs step, string word) => word == Destinataires.Copies && step.Type == Informer ? null : Destinataires.Inconnu(word, isBox);
}

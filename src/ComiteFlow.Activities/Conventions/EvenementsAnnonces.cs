using System.Reflection;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Conventions;

/// <summary>Points at a step that waits for an event which the product never tells: unless another workflow does, it waits for ever.</summary>
public sealed class EvenementsAnnonces : IStepCheck
{
    private static readonly HashSet<string> Told =
        [HumanTask.DoneEvent, .. typeof(Evenements).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    public IReadOnlyList<string> Types { get; } = ["Elsa.Event"];

    public IEnumerable<StepProblem> Check(StepInputs step)
    {
        if (step.Text("eventName") is { Length: > 0 } name && !Told.Contains(name))
            yield return new("eventName", $"ComiteFlow n’annonce pas l’évènement « {name} » : si aucun autre circuit ne l’annonce, l’étape attendra sans fin. Vérifiez le nom, ou ajoutez une échéance à côté.", IsAdvice: true);
    }
}

using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Activities.Courriels;

/// <summary>Refuses a step whose mail would say nothing.</summary>
public sealed class SujetPresent : IStepCheck
{
    public IReadOnlyList<string> Types { get; } = ["ComiteFlow.Remind", "ComiteFlow.Escalate", "ComiteFlow.Alert"];

    public IEnumerable<StepProblem> Check(StepInputs step)
    {
        if (!step.IsSet("subject"))
            yield return new("subject", "le courriel de l’étape ne dirait pas de quoi il s’agit : écrivez-le dans « subject », par exemple le plan de charge signé.");
    }
}

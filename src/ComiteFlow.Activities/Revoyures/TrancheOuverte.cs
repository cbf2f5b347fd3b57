using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Activities.Revoyures;

/// <summary>Refuses a revoyure that would decide a tranche and never open it: the money would stay reserved, and nobody could spend it.</summary>
public sealed class TrancheOuverte : IStepCheck
{
    public IReadOnlyList<string> Types { get; } = ["ComiteFlow.AwaitDecision"];

    public IEnumerable<StepProblem> Check(StepInputs step)
    {
        if (step.LeadsTo("Tranche", "ComiteFlow.OpenTranche") == false)
            yield return new("decision", "la décision d’ouvrir une tranche ne mène à aucune étape « Ouvrir une tranche » : les crédits resteraient réservés sans que personne puisse les engager. Reliez-y la sortie « Tranche ».");
    }
}

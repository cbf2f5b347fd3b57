using ComiteFlow.Domain.Obligations;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Activities.Obligations;

/// <summary>Refuses a step that would write to people without an obligation behind it.</summary>
public sealed class ObligationPresente : IStepCheck
{
    /// <summary>Steps that write to people only when they have reminders.</summary>
    private static readonly string[] WithReminders = ["ComiteFlow.ChooseDate", "ComiteFlow.HoldComite", "ComiteFlow.RequestRelease", "ComiteFlow.RequestDialogue"];

    public IReadOnlyList<string> Types { get; } =
    [
        "ComiteFlow.Inform", "ComiteFlow.ConveneComite", "ComiteFlow.RequestStatusReport", "ComiteFlow.RequestMonthlyReport", "ComiteFlow.RequestFinalReport",
        "ComiteFlow.RequestSignatures", "ComiteFlow.RemindSignatories", "ComiteFlow.Remind", "ComiteFlow.Escalate", "ComiteFlow.Alert", "ComiteFlow.SendToCbcm",
        .. WithReminders,
    ];

    public IEnumerable<StepProblem> Check(StepInputs step)
    {
        if (WithReminders.Contains(step.Type) && !step.IsSet("reminders") && !step.IsSet(Relances.Echelle.Input))
            yield break;
        if (!step.IsSet(ObligationServie.Input))
            yield return new(ObligationServie.Input, $"aucun courriel ne part sans l’obligation qu’il sert : indiquez son numéro dans « obligation », par exemple {Catalogue.Tous.First().Id}.");
        else if (!step.IsComputed(ObligationServie.Input) && Catalogue.Find(step.Text(ObligationServie.Input)) is null)
            yield return new(ObligationServie.Input, $"l’obligation « {step.Text(ObligationServie.Input)} » n’est pas au catalogue : indiquez un numéro connu, par exemple {Catalogue.Tous.First().Id}.");
    }
}

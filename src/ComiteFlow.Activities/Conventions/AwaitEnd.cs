using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Conventions;

/// <summary>Waits for the day after the convention's last one; follows the end when it changes.</summary>
[ActivityType(
    "ComiteFlow.AwaitEnd", DisplayName = "Attendre la fin de la convention", Category = Rubriques.Conventions,
    Help = "Attend le lendemain du dernier jour de la convention ; suit la fin si elle change.")]
public sealed class AwaitEnd(IDossiers dossiers) : IWaitingActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        context.WaitForEvent(Evenements.ConventionFin, dossier.Id);
        if (dossier is { EndsOn: { } end, SignedOn: not null })
            context.WaitUntil(HeureDeParis.At(end.AddDays(1), dossier.Politiques.HeureDesTravaux));
        return Outcome.Wait;
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) =>
        signal.IsTimer ? Task.FromResult(Outcome.Done) : RunAsync(context, ct);
}

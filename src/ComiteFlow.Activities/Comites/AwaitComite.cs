using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Comites;

/// <summary>Waits for the comité's day, or a number of working days before it; follows the comité when it moves.</summary>
[ActivityType("ComiteFlow.AwaitComite", DisplayName = "Attendre le jour du comité")]
[ActivityInput("workingDaysBefore", InputKind.Integer)]
public sealed class AwaitComite(IDossiers dossiers) : IWaitingActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        var before = context.Input<int>("workingDaysBefore");
        var day = before > 0 ? dossier.Jours.Ajouter(comite.On, -before) : comite.On;
        context.WaitForEvent(Evenements.ComiteDeplace, comite.Id);
        context.WaitUntil(HeureDeParis.At(day, dossier.Politiques.HeureDesTravaux));
        return Outcome.Wait;
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) =>
        signal.IsTimer ? Task.FromResult(Outcome.Done) : RunAsync(context, ct);
}

using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Conventions;

/// <summary>Says that the convention came to its end.</summary>
[ActivityType(
    "ComiteFlow.EndConvention", DisplayName = "Clore", Category = Rubriques.Conventions,
    Help = "Constate que la convention est arrivée à sa fin et ouvre les tâches de clôture.")]
public sealed class EndConvention(IDossiers dossiers) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        new Cloture(dossier).End(context.Today);
        return Outcome.Done;
    }
}

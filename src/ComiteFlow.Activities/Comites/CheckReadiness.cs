using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Comites;

/// <summary>Says whether the reports that the comité needs are in.</summary>
[ActivityType(
    "ComiteFlow.CheckReadiness", DisplayName = "Vérifier les pièces du comité", Category = Rubriques.Comites,
    Help = "Dit si les pièces que le comité attend sont reçues.", Outcomes = ["Ready", "Waiting"], Labels = ["Pièces reçues", "Pièces manquantes"])]
public sealed class CheckReadiness(IDossiers dossiers) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        // A comité of the past whose report alone is still owed waits for nothing.
        var ready = comite.State == ComiteState.Past || new SuiviDesRapports(dossier).CheckReadiness(comite);
        return Outcome.Named(ready ? "Ready" : "Waiting");
    }
}

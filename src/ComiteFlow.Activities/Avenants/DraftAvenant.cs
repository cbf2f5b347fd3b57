using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Avenants;

/// <summary>Drafts the avenant that the parties asked for, or that a decision calls for, ready to be signed.</summary>
[ActivityType(
    "ComiteFlow.DraftAvenant", DisplayName = "Rédiger l’avenant", Category = Rubriques.Actes,
    Help = "Rédige le projet d’avenant que la décision appelle, ou que les parties ont demandé.")]
[ActivityOutput("avenant", InputKind.Text, Label = "Avenant", Help = "Identifiant de l’avenant rédigé.")]
public sealed class DraftAvenant(IDossiers dossiers, IDocuments documents) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var avenants = new Domain.Avenants.Avenants(dossier);
        var comite = dossier.Comites.FirstOrDefault(c => c.Id == context.CorrelationId);
        var acte = comite is null ? dossier.Acte(context.CorrelationId) : avenants.OpenFor(comite);
        var file = await documents.MakeAsync(DemandesDeDocument.Avenant(dossier, acte, comite), ct);
        avenants.Announce(acte, comite is null ? "request" : "committee", file);
        await dossiers.ReviewSharedAsync(dossier, context.Today, ct);
        context.SetOutput("avenant", acte.Id);
        return Outcome.Done;
    }
}

using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Rapports;

/// <summary>Issues the account that came in as a document.</summary>
[ActivityType(
    "ComiteFlow.IssueAccount", DisplayName = "Établir le compte rendu des dépenses", Category = Rubriques.Rapports,
    Help = "Établit le document du compte rendu reçu.")]
[ActivityOutput("file", InputKind.Text, Label = "Fichier", Help = "Nom du fichier établi.")]
public sealed class IssueAccount(IDossiers dossiers, IDocuments documents) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var rapport = dossier.Rapports.FirstOrDefault(r => r.Id == context.CorrelationId)
            ?? throw new StepFailedException("rapport.unknown", $"Aucun compte rendu ne porte l’identifiant « {context.CorrelationId} ».");
        var file = await documents.MakeAsync(DemandesDeDocument.Compte(dossier, rapport), ct);
        context.SetOutput("file", file);
        return Outcome.Done;
    }
}

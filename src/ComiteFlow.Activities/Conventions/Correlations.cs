using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Conventions;

/// <summary>From the readable id that a workflow is about to the dossier that holds it.</summary>
public static class Correlations
{
    /// <summary>The dossier of a document's, comité's or report's id: all begin with a document's id.</summary>
    /// <exception cref="StepFailedException">Nothing is registered under this id.</exception>
    public static async Task<Dossier> ForAsync(this IDossiers dossiers, ActivityContext context, CancellationToken ct)
    {
        var document = context.CorrelationId.Split('/')[0];
        return await dossiers.OfDocumentAsync(document, ct)
            ?? throw new StepFailedException("dossier.unknown", $"Aucune convention ne porte l’identifiant « {document} ».");
    }

    /// <exception cref="StepFailedException">The workflow is about something else.</exception>
    public static Comite Comite(this Dossier dossier, string correlationId) =>
        dossier.Comites.FirstOrDefault(c => c.Id == correlationId)
        ?? throw new StepFailedException("comite.unknown", $"Aucun comité ne porte l’identifiant « {correlationId} ».");

    /// <exception cref="StepFailedException">The workflow is about something else.</exception>
    public static Acte Acte(this Dossier dossier, string correlationId) =>
        dossier.Actes.FirstOrDefault(a => a.Id == correlationId)
        ?? throw new StepFailedException("acte.unknown", $"Aucun acte ne porte l’identifiant « {correlationId} ».");
}

using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Signatures;

/// <summary>Opens the copies that the text asks for and writes to each recipient; a copy that is opened and told of already is left alone.</summary>
[ActivityType(
    "ComiteFlow.SendToCbcm", DisplayName = "Transmettre au CBCM", Category = Rubriques.Actes,
    Help = "Ouvre une tâche pour chaque copie de l’acte que le texte demande, et en informe chaque destinataire, le CBCM par exemple.")]
[ActivityInput(
    ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations, IsRequired = true)]
[SendsMail("copieCbcm", "quand l’étape est atteinte et que tous ont signé", Who = "les destinataires des copies")]
public sealed class SendToCbcm(IDossiers dossiers, IOutbox outbox, IDocuments documents) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var acte = dossier.Acte(context.CorrelationId);
        if (acte.SignedOn is null)
        {
            context.Note("L’acte n’est pas encore signé par tous : aucune copie n’est due.");
            return Outcome.Done;
        }

        var obligation = ObligationServie.Require(context, dossier);
        new Taches(dossier).OpenCopies(acte, context.Today);
        var hash = await documents.HashAsync(DemandesDeDocument.CleDAvenant(acte), ct);
        foreach (var to in dossier.Resolve(["copies"], acte))
        {
            await outbox.EnqueueAsync(
                new Courriel($"copieCbcm/{acte.Id}/{to}", "copieCbcm", to, [], dossier.Id, acte.Id, obligation, DonneesDeCourriel.CopieCbcm(dossier, acte, to, hash)), ct);
        }

        return Outcome.Done;
    }
}

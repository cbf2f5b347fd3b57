using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Courriels;

/// <summary>Sends one of the informing mails (decision, draft of an avenant, copy to a CBCM) to the recipients that the file names.</summary>
[ActivityType(
    "ComiteFlow.Inform", DisplayName = "Informer", Category = Rubriques.Courriels,
    Help = "Envoie un courriel d’information : décision, projet d’avenant ou copie d’un acte.")]
[ActivityInput(
    "template", InputKind.Text, "decision", "projetAvenant", "copieCbcm", Label = "Courriel", Help = "Courriel à envoyer.",
    ChoiceLabels = ["Décision de revoyure", "Projet d’avenant", "Copie d’un acte signé"], IsRequired = true)]
[ActivityInput("to", InputKind.Texts, Label = Rubriques.Destinataires, Help = Rubriques.DestinatairesAide, ChoicesFrom = SourcesDeChoix.Destinataires, IsRequired = true)]
[ActivityInput("document", InputKind.Text, Label = "Document", Help = "Identifiant du document dont le courriel parle ; celui du circuit si rien n’est dit.")]
[ActivityInput(
    ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations,
    IsRequired = true)]
[SendsMail("decision", "quand l’étape est atteinte", ChosenBy = "template", To = ["to"])]
[SendsMail("projetAvenant", "quand l’étape est atteinte", ChosenBy = "template", To = ["to"])]
[SendsMail("copieCbcm", "quand l’étape est atteinte", ChosenBy = "template", To = ["to"])]
public sealed class Inform(IDossiers dossiers, IOutbox outbox, IDocuments documents) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var template = context.Input<string>("template") ?? throw new StepFailedException("template.missing", "L’étape ne dit pas quel courriel envoyer.");
        var obligation = ObligationServie.Require(context, dossier);
        var comite = dossier.Comites.FirstOrDefault(c => c.Id == context.CorrelationId);
        var document = context.Input<string>("document") ?? (comite is null ? context.CorrelationId : null);
        var acte = dossier.Actes.FirstOrDefault(a => a.Id == document);
        foreach (var to in dossier.Resolve(context.Input<string[]>("to"), acte))
        {
            var data = template switch
            {
                "decision" when comite is not null => DonneesDeCourriel.Decision(dossier, comite),
                "projetAvenant" when acte is not null => DonneesDeCourriel.ProjetAvenant(dossier, acte, comite),
                "copieCbcm" when acte is not null => DonneesDeCourriel.CopieCbcm(dossier, acte, to, await documents.HashAsync(DemandesDeDocument.CleDAvenant(acte), ct)),
                _ => throw new StepFailedException("template.unknown", $"Le courriel « {template} » ne convient pas à cette étape."),
            };
            await outbox.EnqueueAsync(
                new Courriel($"{template}/{document ?? context.CorrelationId}/{to}", template, to, [], dossier.Id, document, obligation, data), ct);
        }

        return Outcome.Done;
    }
}

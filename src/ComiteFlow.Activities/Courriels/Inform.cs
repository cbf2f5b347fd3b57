using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Courriels;

/// <summary>Sends one of the informing mails (decision, draft of an avenant, copy to a CBCM) to the recipients that the file names.</summary>
[ActivityType("ComiteFlow.Inform", DisplayName = "Informer")]
[ActivityInput("template", InputKind.Text, "decision", "projetAvenant", "copieCbcm")]
[ActivityInput("to", InputKind.Texts)]
[ActivityInput("document", InputKind.Text)]
[ActivityInput("obligation", InputKind.Text)]
public sealed class Inform(IDossiers dossiers, IOutbox outbox) : IActivity
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
                "copieCbcm" when acte is not null => DonneesDeCourriel.CopieCbcm(dossier, acte, to),
                _ => throw new StepFailedException("template.unknown", $"Le courriel « {template} » ne convient pas à cette étape."),
            };
            await outbox.EnqueueAsync(
                new Courriel($"{template}/{document ?? context.CorrelationId}/{to}", template, to, [], dossier.Id, document, obligation, data), ct);
        }

        return Outcome.Done;
    }
}

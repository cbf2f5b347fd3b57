using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Courriels;

/// <summary>Draws the attention of people to something, at once, once per step, object and day.</summary>
[ActivityType("ComiteFlow.Alert", DisplayName = "Alerter", Category = Rubriques.Courriels, Help = "Envoie aussitôt une alerte à des destinataires et la note au journal.")]
[ActivityInput("subject", InputKind.Text, Label = "Objet", Help = "Ce qui appelle l’attention, en peu de mots.", IsRequired = true)]
[ActivityInput("message", InputKind.Text, Label = "Explication", Help = "Ce que les destinataires doivent savoir de plus.", Editor = InputEditor.Lines)]
[ActivityInput("to", InputKind.Texts, Label = Rubriques.Destinataires, Help = Rubriques.DestinatairesAide, ChoicesFrom = SourcesDeChoix.Destinataires, IsRequired = true)]
[ActivityInput(
    ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations, IsRequired = true)]
[SendsMail("alerte", "quand l’étape est atteinte", To = ["to"])]
public sealed class Alert(IDossiers dossiers, IOutbox outbox) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var subject = context.Input<string>("subject") is { Length: > 0 } text ? text : throw new StepFailedException("subject.missing", "L’étape ne dit pas sur quoi alerter.");
        var obligation = ObligationServie.Require(context, dossier);
        var comite = dossier.Comites.FirstOrDefault(c => c.Id == context.CorrelationId);
        foreach (var to in dossier.Resolve(context.Input<string[]>("to")))
        {
            await outbox.EnqueueAsync(
                new Courriel(
                    $"alerte/{context.CorrelationId}/{context.ActivityId}/{context.Today:yyyy-MM-dd}/{to}", "alerte", to, [], dossier.Id, null, obligation,
                    DonneesDeRelance.Alerte(dossier, comite, subject, context.Input<string>("message"))), ct);
        }

        context.Note($"Alerte : {subject}");
        return Outcome.Done;
    }
}

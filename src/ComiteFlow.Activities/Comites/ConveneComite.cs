using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Comites;

/// <summary>Convenes the parties to a comité that is still to come.</summary>
[ActivityType(
    "ComiteFlow.ConveneComite", DisplayName = "Convoquer", Category = Rubriques.Comites,
    Help = "Envoie la convocation à un comité encore à venir, une fois par date et par destinataire.")]
[ActivityInput("to", InputKind.Texts, Label = Rubriques.Destinataires, Help = Rubriques.DestinatairesAide, ChoicesFrom = SourcesDeChoix.Destinataires, IsRequired = true)]
[ActivityInput(
    ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations,
    IsRequired = true)]
public sealed class ConveneComite(IDossiers dossiers, IOutbox outbox, IDocuments documents) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        if (comite.State != ComiteState.Planned || comite.On < context.Today)
            return Outcome.Done;
        await documents.RemakeAsync(DemandesDeDocument.Convocation(dossier, comite, context.Today), ct);
        var obligation = ObligationServie.Require(context, dossier);
        var convened = dossier.Resolve(context.Input<string[]>("to")).ToList();
        foreach (var to in convened)
        {
            await outbox.EnqueueAsync(
                new Courriel(
                    $"convocation/{comite.Id}/{comite.On:yyyy-MM-dd}/{to}", "convocation", to, [], dossier.Id, null,
                    obligation, DonneesDeCourriel.Convocation(dossier, comite, to))
                {
                    Demandes = [Demande.Seance(comite.Id, comite.On)],
                    Nature = NatureDeCourriel.Invitation,
                    Fil = comite.Id,
                    Seance = new SeanceAInscrire(comite.Id, convened),
                },
                ct);
        }

        return Outcome.Done;
    }
}

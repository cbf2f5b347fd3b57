using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
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
[SendsMail("convocation", "quand l’étape est atteinte, puis si la séance est déplacée, précisée, annulée ou rétablie", To = ["to"], Nature = NatureDeCourriel.Invitation)]
public sealed class ConveneComite(IDossiers dossiers, Convocations convocations) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        if (comite.State != ComiteState.Planned || comite.On < context.Today)
            return Outcome.Done;
        await convocations.ConveneAsync(
            dossier, comite, [.. dossier.Resolve(context.Input<string[]>("to"))], ObligationServie.Require(context, dossier), context.Today, ct);
        return Outcome.Done;
    }
}

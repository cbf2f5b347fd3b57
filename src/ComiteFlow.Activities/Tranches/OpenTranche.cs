using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Tranches;

/// <summary>Opens the tranche that a decision has reserved.</summary>
[ActivityType("ComiteFlow.OpenTranche", DisplayName = "Ouvrir la tranche décidée", Category = Rubriques.Credits, Help = "Ouvre la tranche que la décision a réservée.")]
public sealed class OpenTranche(IDossiers dossiers) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        new Fonds(dossier).OpenOfDecision(context.CorrelationId, context.Today);
        return Outcome.Done;
    }
}

/// <summary>Opens the tranches that the text itself makes available, at the signature or at the effect.</summary>
[ActivityType(
    "ComiteFlow.OpenTextTranches", DisplayName = "Ouvrir les tranches du texte", Category = Rubriques.Credits,
    Help = "Ouvre les tranches que le texte lui-même rend disponibles.")]
[ActivityInput(
    "availableOn", InputKind.Text, "signature", "effect", Label = "Disponibles", Help = "À quel moment le texte les rend disponibles.",
    ChoiceLabels = ["À la signature", "À la prise d’effet"], Default = "\"signature\"")]
public sealed class OpenTextTranches(IDossiers dossiers) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        new Fonds(dossier).OpenOfText(context.CorrelationId, context.Input<string>("availableOn") ?? "signature", context.Today);
        return Outcome.Done;
    }
}

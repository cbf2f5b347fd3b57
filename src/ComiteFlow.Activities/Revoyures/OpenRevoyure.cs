using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Activities.Revoyures;

/// <summary>Starts the workflow by which the means of the next period are decided, once per comité that took place.</summary>
[ActivityType(
    "ComiteFlow.OpenRevoyure", DisplayName = "Ouvrir la revoyure", Category = Rubriques.Revoyures,
    Help = "Lance, une fois par comité tenu, le circuit qui fait décider des moyens de la période suivante.")]
[ActivityInput(
    "circuit", InputKind.Text, Label = "Circuit de la revoyure", Help = "Circuit lancé pour le comité.", ChoicesFrom = ChoiceSources.Workflows, Default = "\"revoyure\"")]
public sealed class OpenRevoyure(IDossiers dossiers, IWorkflows workflows) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var comite = (await dossiers.ForAsync(context, ct)).Comite(context.CorrelationId);
        if (comite.State is not (ComiteState.Held or ComiteState.Decided))
            throw new StepFailedException("comite.notHeld", "Le comité n’est pas enregistré comme tenu : la revoyure s’ouvre après lui. Placez l’étape après « Tenir le comité ».");
        await workflows.StartAsync(context.Input<string>("circuit") ?? "revoyure", "revoyure/" + comite.Id, comite.Id, new Dictionary<string, object?>(), ct);
        return Outcome.Done;
    }
}

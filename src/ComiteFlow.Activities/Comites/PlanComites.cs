using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Rapports;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Comites;

/// <summary>Plans the comités that can be planned and starts the workflow of each, ends that of those beyond an end once known; proposes new dates where what they are counted from changed.</summary>
[ActivityType(
    "ComiteFlow.PlanComites", DisplayName = "Planifier les comités", Category = Rubriques.Comites,
    Help = "Planifie les comités que le texte prévoit, lance un circuit pour chacun et propose de nouvelles dates quand leur départ change.")]
[ActivityInput(
    "circuit", InputKind.Text, Label = "Circuit d’un comité", Help = "Circuit lancé pour chaque comité planifié.", ChoicesFrom = ChoiceSources.Workflows,
    IsRequired = true)]
[ActivityInput(
    "committees", InputKind.Texts, Label = "Comités suivis", Help = "Comités pour lesquels le circuit est lancé ; tous si rien n’est coché.",
    ChoicesFrom = SourcesDeChoix.Comites)]
public sealed class PlanComites(IDossiers dossiers, IWorkflows workflows, SuitesDUneSeance suites) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var before = dossier.Comites.Where(c => c.State == ComiteState.Planned).ToList();
        foreach (var comite in new Planification(dossier).Plan(context.Today).Where(c => c.State == ComiteState.Past))
        {
            context.Note($"Comité n° {comite.Occurrence} du {comite.On:dd'/'MM'/'yyyy} : dépassé à l’enregistrement de la convention, rien n’est demandé.");
        }

        foreach (var comite in before.Where(c => c.State == ComiteState.Cancelled))
        {
            await suites.CancelledAsync(dossier, comite, Planification.ApresLaFin, context.Now, ct);
        }

        // A workflow starts once per key, so that occurrences planned by a confirmation get theirs too.
        var circuit = context.Input<string>("circuit") ?? throw new StepFailedException("workflow.missing", "L’étape ne dit pas quel circuit suit un comité.");
        var followed = context.Input<string[]>("committees") ?? [];
        foreach (var comite in dossier.Comites.Where(c => c.State == ComiteState.Planned && (followed.Length == 0 || followed.Contains(c.Code))))
        {
            await workflows.StartAsync(circuit, comite.Returns == 0 ? "comite/" + comite.Id : $"comite/{comite.Id}/retour-{comite.Returns}", comite.Id, new Dictionary<string, object?>(), ct);
        }

        return Outcome.Done;
    }
}

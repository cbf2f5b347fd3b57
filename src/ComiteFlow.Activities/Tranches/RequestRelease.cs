using System.Globalization;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Tranches;

/// <summary>Asks the délégant to put the credits of the open tranches of a decision, or of a text, at disposal, and waits until they are.</summary>
[ActivityType(
    "ComiteFlow.RequestRelease", DisplayName = "Mettre à disposition", Category = Rubriques.Credits,
    Help = "Demande à qui décide pour le délégant de mettre à disposition les crédits de la tranche ouverte, et attend que ce soit fait.")]
[ActivityInput(
    "workingDays", InputKind.Setting, Label = "Délai", Help = "Jours ouvrés laissés pour mettre les crédits à disposition.", ChoicesFrom = SourcesDeChoix.Jours, Default = "\"5\"")]
[ActivityInput(
    "reminders", InputKind.Settings, Label = "Rappels", Help = "Jours ouvrés après l’échéance, un par rappel : un nombre, ou une règle telle que status.reminder.",
    ChoicesFrom = SourcesDeChoix.Jours)]
[ActivityInput(Echelle.Input, InputKind.Texts, Label = Echelle.Label, Help = Echelle.Help)]
[ActivityInput("to", InputKind.Texts, Label = "Rappels à", Help = "Qui reçoit les rappels.", ChoicesFrom = SourcesDeChoix.Destinataires, Default = "[\"decisionMaker\"]")]
[ActivityInput(ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations)]
[SendsMail(RappelDeTache.Template, "tant que ce n’est pas fait", To = ["to"], Days = ["reminders", Echelle.Input], Nature = NatureDeCourriel.Rappel)]
public sealed class RequestRelease(IDossiers dossiers, ITasks tasks) : IWaitingActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var open = Open(dossier, context).ToList();
        if (open.Count == 0)
        {
            context.Note("Aucune tranche ouverte n’attend d’être mise à disposition.");
            return Outcome.Done;
        }

        var due = dossier.Jours.Ajouter(context.Today, Reglage.Entier(dossier, context.Input<string>("workingDays") ?? "5"));
        var rungs = RappelsDEtape.Of(
            dossier, context, due, context.Input<string[]>("reminders"), dossier.Resolve(context.Input<string[]>("to") ?? ["decisionMaker"]),
            () => ObligationServie.Require(context, dossier));
        foreach (var tranche in open)
        {
            await context.OpenTaskAsync(
                new TaskRequest(TaskKey(tranche), $"Mettre à disposition les crédits de la tranche n° {tranche.Number.ToString(CultureInfo.InvariantCulture)}", context.CorrelationId, ["decisionMaker"], due, rungs), ct);
            context.WaitForEvent(HumanTask.DoneEvent, TaskKey(tranche));
        }

        return Outcome.Wait;
    }

    public async Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct)
    {
        foreach (var tranche in Open(await dossiers.ForAsync(context, ct), context))
        {
            if (await tasks.FindAsync(TaskKey(tranche), ct) is { State: TaskState.Open })
                return Outcome.Wait;
        }

        return Outcome.Done;
    }

    /// <summary>Key of the task of a tranche; the use case that releases funds completes it by this key.</summary>
    public static string TaskKey(Tranche tranche) => $"mise-a-disposition/{tranche.ConventionId}/{tranche.Number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Those that the workflow is about and that nobody has released; a document stands for the tranches of its text.</summary>
    private static IEnumerable<Tranche> Open(Dossier dossier, ActivityContext context)
    {
        var ofText = (dossier.TexteDe(context.CorrelationId)?.Tranches ?? []).Select(texte => texte.No).ToList();
        return dossier.Tranches.Where(tranche => tranche is { OpenedOn: not null, ReleasedOn: null }
            && (tranche.Origin == context.CorrelationId || (tranche.Origin == "texte" && ofText.Contains(tranche.Number)))).OrderBy(tranche => tranche.Number);
    }
}

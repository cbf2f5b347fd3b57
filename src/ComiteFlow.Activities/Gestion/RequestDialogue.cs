using System.Globalization;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Gestion;

/// <summary>Asks the coordination to have the dialogue de gestion of a year held, and waits until it is recorded; nothing where the text has none.</summary>
[ActivityType(
    "ComiteFlow.RequestDialogue", DisplayName = "Dialogue de gestion", Category = Rubriques.Conventions,
    Help = "Demande à la coordination de tenir le dialogue de gestion de l’année, et attend que sa tenue soit enregistrée.")]
[ActivityInput("year", InputKind.Integer, Label = "Année", Help = "Année du dialogue ; l’année en cours si rien n’est dit.")]
[ActivityInput(
    "reminders", InputKind.Settings, Label = "Rappels", Help = "Jours ouvrés après la date limite du texte, un par rappel : un nombre, ou une règle telle que status.reminder.",
    ChoicesFrom = SourcesDeChoix.Jours)]
[ActivityInput(Echelle.Input, InputKind.Texts, Label = Echelle.Label, Help = Echelle.Help)]
[ActivityInput("to", InputKind.Texts, Label = "Rappels à", Help = "Qui reçoit les rappels.", ChoicesFrom = SourcesDeChoix.Destinataires, Default = "[\"coordinator\"]")]
[ActivityInput(ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations)]
[SendsMail(RappelDeTache.Template, "tant que ce n’est pas fait", To = ["to"], Days = ["reminders", Echelle.Input], Nature = NatureDeCourriel.Rappel)]
public sealed class RequestDialogue(IDossiers dossiers) : IWaitingActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var year = context.Input<int?>("year") ?? context.Today.Year;
        if (new FinDeGestion(dossier).Dialogue(year) is not { HeldOn: null, CancelledOn: null } dialogue)
        {
            context.Note($"Aucun dialogue de gestion n’est à tenir pour {year.ToString(CultureInfo.InvariantCulture)}.");
            return Outcome.Done;
        }

        var rungs = RappelsDEtape.Of(
            dossier, context, dialogue.On, context.Input<string[]>("reminders"), dossier.Resolve(context.Input<string[]>("to") ?? ["coordinator"]),
            () => ObligationServie.Require(context, dossier));
        await context.OpenTaskAsync(
            new TaskRequest(TaskKey(dossier.Id, year), $"Tenir le dialogue de gestion {year.ToString(CultureInfo.InvariantCulture)}", dossier.Id, ["coordinator"], dialogue.On, rungs), ct);
        context.WaitForEvent(HumanTask.DoneEvent, TaskKey(dossier.Id, year));
        return Outcome.Wait;
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) => Task.FromResult(Outcome.Done);

    /// <summary>Key of the task of a year; the use case that records the dialogue completes it by this key.</summary>
    public static string TaskKey(string convention, int year) => $"dialogue/{convention}/{year.ToString(CultureInfo.InvariantCulture)}";
}

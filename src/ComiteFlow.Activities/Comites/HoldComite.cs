using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Comites;

/// <summary>Waits until somebody records that the comité took place, or until it is called off; asks the coordination for it when told to.</summary>
[ActivityType(
    "ComiteFlow.HoldComite", DisplayName = "Tenir le comité", Category = Rubriques.Comites, Outcomes = ["Held", "Cancelled"], Labels = ["Comité tenu", "Comité annulé"],
    Help = "Attend que la tenue du comité soit enregistrée, ou qu’il soit annulé ; peut la demander à la coordination.")]
[ActivityInput("ask", InputKind.Boolean, Label = "Demander à la coordination", Help = "Ouvre une tâche pour enregistrer la tenue, à faire le jour du comité.", Default = "false")]
[ActivityInput(
    "reminders", InputKind.Settings, Label = "Rappels", Help = "Jours ouvrés après le comité, un par rappel : un nombre, ou une règle telle que status.reminder.",
    ChoicesFrom = SourcesDeChoix.Jours)]
[ActivityInput(Echelle.Input, InputKind.Texts, Label = Echelle.Label, Help = Echelle.Help)]
[ActivityInput("to", InputKind.Texts, Label = "Rappels à", Help = "Qui reçoit les rappels.", ChoicesFrom = SourcesDeChoix.Destinataires, Default = "[\"coordinator\"]")]
[ActivityInput(ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations)]
[SendsMail(RappelDeTache.Template, "tant que ce n’est pas fait", To = ["to"], Days = ["reminders", Echelle.Input], Nature = NatureDeCourriel.Rappel)]
public sealed class HoldComite(IDossiers dossiers, ITasks tasks) : IWaitingActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        if (Ended(comite) is { } ended)
            return ended;
        context.WaitForEvent(Evenements.ComiteTenu, comite.Id);
        context.WaitForEvent(Evenements.ComiteAnnule, comite.Id);
        if (context.Input<bool>("ask"))
            await AskAsync(dossier, comite, context, ct);
        return Outcome.Wait;
    }

    public async Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        if (Ended(comite) is { } ended)
        {
            await tasks.CancelAsync(TaskKey(comite.Id), context.Now, ct);
            return ended;
        }

        if (signal.Name == Evenements.ComiteDeplace)
            await AskAsync(dossier, comite, context, ct);
        else
            context.WaitForEvent(signal.Name, comite.Id);
        return Outcome.Wait;
    }

    /// <summary>Key of the task; the use case that records the meeting completes it by this key.</summary>
    public static string TaskKey(string comite) => "tenue/" + comite;

    /// <summary>Opens the task, or plans it anew when the comité has moved.</summary>
    private async Task AskAsync(Dossier dossier, Comite comite, ActivityContext context, CancellationToken ct)
    {
        var rungs = RappelsDEtape.Of(
            dossier, context, comite.On, context.Input<string[]>("reminders"), dossier.Resolve(context.Input<string[]>("to") ?? ["coordinator"]),
            () => ObligationServie.Require(context, dossier));
        await context.OpenTaskAsync(
            new TaskRequest(TaskKey(comite.Id), $"Enregistrer la tenue du {DonneesDeCourriel.Nom(dossier, comite)}", comite.Id, ["coordinator"], comite.On, rungs), ct);
        await tasks.ReplanAsync(TaskKey(comite.Id), comite.On, rungs, ct);
        context.WaitForEvent(Evenements.ComiteDeplace, comite.Id);
    }

    private static Outcome? Ended(Comite comite) => comite.State switch
    {
        ComiteState.Planned => null,
        ComiteState.Cancelled => Outcome.Named("Cancelled"),
        _ => Outcome.Named("Held"),
    };
}

using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Comites;

/// <summary>Asks the coordination to confirm the comité's date or to move the comité; whoever moves it does so on its page.</summary>
[ActivityType(
    "ComiteFlow.ChooseDate", DisplayName = "Choisir la date", Category = Rubriques.Comites, Outcomes = ["Kept", "Moved", "Cancelled"],
    Labels = ["Date confirmée", "Comité déplacé", "Comité annulé"],
    Help = "Demande à la coordination de confirmer la date du comité ou de le déplacer, et attend sa réponse.")]
[ActivityInput("workingDaysBefore", InputKind.Integer, Label = "Échéance", Help = "Jours ouvrés avant le comité où la date doit être choisie.", Default = "20")]
[ActivityInput(
    "reminders", InputKind.Settings, Label = "Rappels", Help = "Jours ouvrés après l’échéance, un par rappel : un nombre, ou une règle telle que status.reminder.",
    ChoicesFrom = SourcesDeChoix.Jours)]
[ActivityInput(Echelle.Input, InputKind.Texts, Label = Echelle.Label, Help = Echelle.Help)]
[ActivityInput("to", InputKind.Texts, Label = "Rappels à", Help = "Qui reçoit les rappels.", ChoicesFrom = SourcesDeChoix.Destinataires, Default = "[\"coordinator\"]")]
[ActivityInput(ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations)]
[SendsMail(RappelDeTache.Template, "tant que ce n’est pas fait", To = ["to"], Days = ["reminders", Echelle.Input], Nature = NatureDeCourriel.Rappel)]
public sealed class ChooseDate(IDossiers dossiers, ITasks tasks) : IWaitingActivity
{
    public const string Confirmed = "Date confirmée";

    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        if (Ended(comite) is { } ended)
            return ended;
        if (await tasks.FindAsync(TaskKey(comite), ct) is { State: TaskState.Done })
            return Outcome.Named("Kept");
        var due = dossier.Jours.Ajouter(comite.On, -(context.Input<int?>("workingDaysBefore") ?? 20));
        var rungs = RappelsDEtape.Of(
            dossier, context, due, context.Input<string[]>("reminders"), dossier.Resolve(context.Input<string[]>("to") ?? ["coordinator"]),
            () => ObligationServie.Require(context, dossier));
        var date = Domain.Mise.EnForme(comite.On);
        await context.OpenTaskAsync(
            new TaskRequest(TaskKey(comite), $"Confirmer la date du {DonneesDeCourriel.Nom(dossier, comite)}, {date}", comite.Id, ["coordinator"], due, rungs)
            {
                Outcomes = [Confirmed],
                Payload = System.Text.Json.JsonSerializer.SerializeToElement(new Dictionary<string, string>
                {
                    ["Date prévue"] = date, ["Pour une autre date"] = $"déplacez le comité à l’adresse /conventions/{dossier.Id}/comites/{DonneesDeCourriel.Chemin(comite)}/deplacer",
                }),
            }, ct);
        context.WaitForEvent(HumanTask.DoneEvent, TaskKey(comite));
        context.WaitForEvent(Evenements.ComiteDeplace, comite.Id);
        context.WaitForEvent(Evenements.ComiteAnnule, comite.Id);
        return Outcome.Wait;
    }

    public async Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct)
    {
        if (signal.Name == HumanTask.DoneEvent)
            return Outcome.Named("Kept");
        var comite = (await dossiers.ForAsync(context, ct)).Comite(context.CorrelationId);
        // An event of before the task was opened says nothing about its date.
        if (Ended(comite) is null && await tasks.FindAsync(TaskKey(comite), ct) is { State: TaskState.Open })
        {
            context.WaitForEvent(signal.Name, comite.Id);
            return Outcome.Wait;
        }

        foreach (var line in (await tasks.ListAsync(new TaskQuery(context.Today) { About = [comite.Id] }, ct)).Lines.Where(line => line.Key.StartsWith(Prefix(comite), StringComparison.Ordinal)))
        {
            await tasks.CancelAsync(line.Key, context.Now, ct);
        }

        return Ended(comite) ?? Outcome.Named("Moved");
    }

    /// <summary>Key of the question about one date: another date is another question.</summary>
    public static string TaskKey(Comite comite) => Prefix(comite) + DonneesDeCourriel.Iso(comite.On);

    private static string Prefix(Comite comite) => $"date/{comite.Id}/";

    private static Outcome? Ended(Comite comite) => comite.State switch
    {
        ComiteState.Planned => null,
        ComiteState.Cancelled => Outcome.Named("Cancelled"),
        _ => Outcome.Named("Kept"),
    };
}

using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Rapports;

/// <summary>Asks for the état des réalisations before a comité and plans its reminders; follows the comité when it moves.</summary>
[ActivityType(
    "ComiteFlow.RequestStatusReport", DisplayName = "Collecter l’état des réalisations", Category = Rubriques.Rapports,
    Help = "Demande l’état des réalisations avant le comité, le rappelle, puis demande l’appui du délégant ; suit le comité s’il est déplacé.")]
[ActivityInput(
    "due", InputKind.Setting, Label = "Échéance", Help = "Jours ouvrés avant le comité où l’état est dû.", ChoicesFrom = SourcesDeChoix.Jours,
    Default = "\"status.due\"")]
[ActivityInput("announce", InputKind.Integer, Label = "Demande", Help = "Jours ouvrés avant l’échéance où la demande part ; vide pour ne rien demander d’avance.")]
[ActivityInput(
    "to", InputKind.Texts, Label = Rubriques.Destinataires, Help = Rubriques.DestinatairesAide, ChoicesFrom = SourcesDeChoix.Destinataires,
    Default = "[\"delegataire\"]")]
[ActivityInput(
    "reminders", InputKind.Settings, Label = "Rappels",
    Help = "Jours ouvrés après l’échéance, un par rappel : status.reminder pour la règle du service, ou un nombre.", ChoicesFrom = SourcesDeChoix.Jours)]
[ActivityInput(Echelle.Input, InputKind.Texts, Label = Echelle.Label, Help = Echelle.Help)]
[ActivityInput(
    "escalation", InputKind.Setting, Label = "Demande d’appui",
    Help = "Jours ouvrés avant le comité où l’appui est demandé si l’état manque ; vide pour ne pas le demander.", ChoicesFrom = SourcesDeChoix.Jours)]
[ActivityInput(
    "escalateTo", InputKind.Texts, Label = "Appui demandé à", Help = "Qui est prié d’intervenir.", ChoicesFrom = SourcesDeChoix.Destinataires,
    Default = "[\"delegant\"]")]
[ActivityInput("escalateCc", InputKind.Texts, Label = "Appui, en copie", Help = "Qui reçoit une copie de la demande d’appui.", ChoicesFrom = SourcesDeChoix.Destinataires)]
[ActivityInput(
    ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations,
    IsRequired = true)]
[SendsMail("rappelEtat", "avant le comité, puis jusqu’à la réception de l’état", To = ["to"], Days = ["announce", "due", "reminders", Echelle.Input], Nature = NatureDeCourriel.Rappel)]
[SendsMail(RequestStatusReport.Escalade, "si l’état manque encore avant le comité", To = ["escalateTo", "escalateCc"], Days = ["escalation", Echelle.Input], Nature = NatureDeCourriel.Rappel)]
public sealed class RequestStatusReport(IDossiers dossiers, ITasks tasks) : IWaitingActivity
{
    /// <summary>Template of the mail that asks the délégant for its support.</summary>
    public const string Escalade = "escalade";

    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        var suivi = new SuiviDesRapports(dossier);
        if (!suivi.NeedsStatus(comite))
            return Outcome.Done;
        var rapport = suivi.RequestStatus(comite, Days(dossier, context), context.Today);
        context.WaitForEvent(Evenements.ComiteDeplace, comite.Id);
        context.WaitForEvent(HumanTask.DoneEvent, TaskKey(rapport));
        if (IsOvertaken(dossier, comite, rapport))
        {
            context.Note($"État des réalisations attendu le {rapport.Due:dd'/'MM'/'yyyy} : dépassé à l’enregistrement de la convention, rien n’est demandé.");
            context.WaitForEvent(Evenements.RepriseConfirmee, rapport.Id);
            return Outcome.Wait;
        }

        await OpenAsync(dossier, comite, rapport, context, ct);
        return Outcome.Wait;
    }

    public async Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct)
    {
        if (signal.Name == HumanTask.DoneEvent)
            return Outcome.Done;
        var dossier = await dossiers.ForAsync(context, ct);
        var comite = dossier.Comite(context.CorrelationId);
        if (signal.Name != Evenements.RepriseConfirmee)
            context.WaitForEvent(Evenements.ComiteDeplace, comite.Id);
        if (new SuiviDesRapports(dossier).ReplanStatus(comite, Days(dossier, context)) is not { } rapport)
            return signal.Name == Evenements.RepriseConfirmee ? Outcome.Done : Outcome.Wait;
        if (await tasks.FindAsync(TaskKey(rapport), ct) is not null || !IsOvertaken(dossier, comite, rapport))
            await OpenAsync(dossier, comite, rapport, context, ct);
        return Outcome.Wait;
    }

    /// <summary>Due before the registration of a reprise, and the coordinator has not said that it is still owed.</summary>
    private static bool IsOvertaken(Dossier dossier, Comite comite, Rapport rapport) =>
        dossier.IsHistory(rapport.Due) && new Reprise(dossier).Keeps(new LignesDeReprise(dossier).Etat(comite, rapport.Due));

    /// <summary>Opens the task, or plans it anew when it is open.</summary>
    private async Task OpenAsync(Dossier dossier, Comite comite, Rapport rapport, ActivityContext context, CancellationToken ct)
    {
        var rungs = Rungs(dossier, comite, rapport, context);
        await context.OpenTaskAsync(new TaskRequest(TaskKey(rapport), "etatRealisations", comite.Id, ["budgetOfficer", "team"], rapport.Due, rungs), ct);
        await tasks.ReplanAsync(TaskKey(rapport), rapport.Due, rungs, ct);
    }

    /// <summary>Key of a report's task; a use case completes it by this key.</summary>
    public static string TaskKey(Rapport rapport) => TaskKey(rapport.Id);

    public static string TaskKey(string rapportId) => "rapport/" + rapportId;

    private static int Days(Dossier dossier, ActivityContext context) => Reglage.Entier(dossier, context.Input<string>("due") ?? "status.due");

    /// <summary>Reminders in working days after the due day, the escalation in working days before the comité.</summary>
    private static List<Rung> Rungs(Dossier dossier, Comite comite, Rapport rapport, ActivityContext context)
    {
        var element = DonneesDeCourriel.Etat(dossier, comite, rapport);
        var relance = new Relance
        {
            Fact = "report.reminded",
            Convention = dossier.Id,
            Report = "status",
            Committee = comite.Code,
            Occurrence = comite.Occurrence,
            Startup = comite.Startup,
            Due = rapport.Due,
            To = dossier.Resolve(context.Input<string[]>("to") ?? ["delegataire"]),
            Template = "rappelEtat",
            Obligation = ObligationServie.Require(context, dossier),
            Element = element,
        };
        var rungs = new List<Rung>();
        if (context.Input<int?>("announce") is { } announce)
            rungs.Add((relance with { Fact = null }).Rung(dossier.Jours.Ajouter(rapport.Due, -announce), Rung.Request));
        var appui = relance with { Fact = "report.escalated", Cc = dossier.Resolve(context.Input<string[]>("escalateCc")), Template = Escalade, Element = DonneesDeCourriel.Escalade(dossier, comite, rapport) };
        if (Echelle.Of(context) is { } ladder)
            rungs.AddRange(Echelle.Rungs(dossier, ladder, rapport.Due, context.Today, relance, to => appui with { To = to, Cc = [.. relance.To.Except(to)] }));
        else
            rungs.AddRange(ParRegle(dossier, comite, rapport, relance, appui, context));
        var reprise = new Reprise(dossier);
        rungs = [.. rungs.Select(rung => rung with { On = reprise.Postpone(rapport.Id, rapport.Due, rung.On) })];
        foreach (var rung in rungs.Where(rung => rung.On < context.Today))
        {
            context.Note($"Échelon du {rung.On:dd'/'MM'/'yyyy} : dépassé.");
        }

        return [.. rungs.Where(rung => rung.On >= context.Today)];
    }

    /// <summary>By the policies or numbers of the step, where it has no ladder.</summary>
    private static IEnumerable<Rung> ParRegle(Dossier dossier, Comite comite, Rapport rapport, Relance relance, Relance appui, ActivityContext context)
    {
        foreach (var reminder in context.Input<string[]>("reminders") ?? [])
        {
            yield return relance.Rung(dossier.Jours.Ajouter(rapport.Due, Reglage.Entier(dossier, reminder)), Rung.Reminder);
        }

        if (context.Input<string>("escalation") is { } escalation)
        {
            yield return (appui with { To = dossier.Resolve(context.Input<string[]>("escalateTo") ?? ["delegant"]) })
                .Rung(dossier.Jours.Ajouter(comite.On, -Reglage.Entier(dossier, escalation)), Rung.Escalation);
        }
    }
}

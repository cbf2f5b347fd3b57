using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Rapports;

/// <summary>Opens the account of a month and waits until it is in; its reminders go on until then.</summary>
[ActivityType(
    "ComiteFlow.RequestMonthlyReport", DisplayName = "Ouvrir le compte rendu mensuel", Category = Rubriques.Rapports,
    Help = "Demande le compte rendu des dépenses d’un mois et le rappelle jusqu’à sa réception.")]
[ActivityInput(
    "dueDay", InputKind.Setting, Label = "Échéance", Help = "Jour du mois où le compte rendu est dû.", ChoicesFrom = SourcesDeChoix.JoursDuMois,
    Default = "\"monthly.day\"")]
[ActivityInput(
    "to", InputKind.Texts, Label = Rubriques.Destinataires, Help = Rubriques.DestinatairesAide, ChoicesFrom = SourcesDeChoix.Destinataires,
    Default = "[\"delegataire\"]")]
[ActivityInput(
    "reminders", InputKind.Settings, Label = "Rappels",
    Help = "Jours ouvrés après l’échéance, un par rappel : monthly.reminder pour la règle du service, ou un nombre.", ChoicesFrom = SourcesDeChoix.Jours)]
[ActivityInput(Echelle.Input, InputKind.Texts, Label = Echelle.Label, Help = Echelle.Help)]
[ActivityInput(
    "every", InputKind.PeriodSetting, Label = "Puis rappeler", Help = "Intervalle auquel le dernier rappel revient jusqu’à la réception.",
    ChoicesFrom = SourcesDeChoix.Intervalles)]
[ActivityInput(
    ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations,
    IsRequired = true)]
[SendsMail(RelancesDeCompte.Rappel, "à l’ouverture du compte rendu, puis jusqu’à sa réception", To = ["to"], Days = ["dueDay", "reminders", "every", Echelle.Input], Nature = NatureDeCourriel.Rappel)]
public sealed class RequestMonthlyReport(IDossiers dossiers, IOutbox outbox) : IWaitingActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var month = context.CorrelationId.Split('/')[^1];
        var rapport = new SuiviDesRapports(dossier).OpenMonthly(month, RelancesDeCompte.Day(dossier, context), context.Today);
        await RelancesDeCompte.OpenAsync(dossier, rapport, context, outbox, ct);
        context.WaitForEvent(Evenements.RapportRecu, rapport.Id);
        return Outcome.Wait;
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Opens the final account where the text asks for one; after an end before the registration, once the coordinator says that it is still owed.</summary>
[ActivityType(
    "ComiteFlow.RequestFinalReport", DisplayName = "Ouvrir le compte rendu final", Category = Rubriques.Rapports,
    Help = "Demande le compte rendu final, si le texte en prévoit un, et le rappelle jusqu’à sa réception.")]
[ActivityInput(
    "dueDay", InputKind.Setting, Label = "Échéance", Help = "Jour du mois où le compte rendu est dû.", ChoicesFrom = SourcesDeChoix.JoursDuMois,
    Default = "\"monthly.day\"")]
[ActivityInput(
    "to", InputKind.Texts, Label = Rubriques.Destinataires, Help = Rubriques.DestinatairesAide, ChoicesFrom = SourcesDeChoix.Destinataires,
    Default = "[\"delegataire\"]")]
[ActivityInput(
    "reminders", InputKind.Settings, Label = "Rappels",
    Help = "Jours ouvrés après l’échéance, un par rappel : monthly.reminder pour la règle du service, ou un nombre.", ChoicesFrom = SourcesDeChoix.Jours)]
[ActivityInput(Echelle.Input, InputKind.Texts, Label = Echelle.Label, Help = Echelle.Help)]
[ActivityInput(
    "every", InputKind.PeriodSetting, Label = "Puis rappeler", Help = "Intervalle auquel le dernier rappel revient jusqu’à la réception.",
    ChoicesFrom = SourcesDeChoix.Intervalles)]
[ActivityInput(
    ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations,
    IsRequired = true)]
[SendsMail(RelancesDeCompte.Rappel, "à l’ouverture du compte rendu, puis jusqu’à sa réception", To = ["to"], Days = ["dueDay", "reminders", "every", Echelle.Input], Nature = NatureDeCourriel.Rappel)]
public sealed class RequestFinalReport(IDossiers dossiers, IOutbox outbox) : IWaitingActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var suivi = new SuiviDesRapports(dossier);
        if (!suivi.NeedsFinal)
            return Outcome.Done;
        var past = dossier.EndsOn is { } last && dossier.IsHistory(last);
        if (dossier.EffectOn is null)
            return past ? AwaitEffect(dossier, context) : Outcome.Done;
        if (past && dossier.EndsOn is { } end && new Reprise(dossier).Keeps(new LignesDeReprise(dossier).Final(end)))
        {
            context.Note($"Compte rendu final après la fin du {end:dd'/'MM'/'yyyy} : dépassé à l’enregistrement de la convention, rien n’est demandé.");
            context.WaitForEvent(Evenements.RepriseConfirmee, Rapport.FinalId(dossier.Id));
            return Outcome.Wait;
        }

        var rapport = suivi.OpenFinal(RelancesDeCompte.Day(dossier, context), context.Today);
        await RelancesDeCompte.OpenAsync(dossier, rapport, context, outbox, ct);
        return Outcome.Done;
    }

    public async Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        var settled = signal.Name == Evenements.RepriseConfirmee && !new Reprise(dossier).IsOwed(Rapport.FinalId(dossier.Id));
        return settled ? Outcome.Done : await RunAsync(context, ct);
    }

    /// <summary>The end of a convention of the past may be known before its effect is recorded.</summary>
    private static Outcome AwaitEffect(Dossier dossier, ActivityContext context)
    {
        context.WaitForEvent(Evenements.ConventionEffet, dossier.Id);
        return Outcome.Wait;
    }
}

/// <summary>Tasks, first mail and reminders of an account.</summary>
internal static class RelancesDeCompte
{
    /// <summary>Template of the mails that ask for an account.</summary>
    public const string Rappel = "rappelDepenses";

    public static int Day(Dossier dossier, ActivityContext context) => Reglage.Entier(dossier, context.Input<string>("dueDay") ?? "monthly.day");

    public static async Task OpenAsync(Dossier dossier, Rapport rapport, ActivityContext context, IOutbox outbox, CancellationToken ct)
    {
        var to = dossier.Resolve(context.Input<string[]>("to") ?? ["delegataire"]);
        var obligation = ObligationServie.Require(context, dossier);
        var element = DonneesDeCourriel.Compte(dossier, rapport);
        var relance = new Relance
        {
            Fact = "report.reminded",
            Convention = dossier.Id,
            Report = rapport.Kind,
            Month = rapport.Month,
            Due = rapport.Due,
            Voluntary = rapport.Voluntary,
            To = to,
            Template = Rappel,
            Obligation = obligation,
            Element = element,
        };
        await context.OpenTaskAsync(
            new TaskRequest(RequestStatusReport.TaskKey(rapport), "compteRendu", rapport.Id, ["budgetOfficer"], rapport.Due, Rungs(dossier, rapport, relance, context)), ct);
        foreach (var person in to)
        {
            await outbox.EnqueueAsync(
                new Courriel(
                    $"{Rappel}/{rapport.Id}/{person}/0", Rappel, person, [], dossier.Id, rapport.Id, obligation,
                    new Dictionary<string, object?>(DonneesDeCourriel.Lot(element, null)) { ["repete"] = null })
                {
                    Demandes = [Demande.Tache(RequestStatusReport.TaskKey(rapport))],
                    Nature = NatureDeCourriel.Invitation,
                },
                ct);
        }
    }

    /// <summary>Reminders in working days after the due day; the last one repeats until the account is in.</summary>
    private static List<Rung> Rungs(Dossier dossier, Rapport rapport, Relance relance, ActivityContext context)
    {
        var reminders = context.Input<string[]>("reminders") ?? [];
        var reprise = new Reprise(dossier);
        var every = context.Input<string>("every") is { } name ? Reglage.Periode(dossier, name) : (Domain.Calendrier.Periode?)null;
        if (Echelle.Of(context) is { } ladder)
        {
            var appui = relance with { Fact = "report.escalated", Template = "escalade", Element = DonneesDeCourriel.Escalade(dossier, null, rapport) };
            return Echelle.Rungs(dossier, ladder, rapport.Due, context.Today, relance, to => appui with { To = to, Cc = [.. relance.To.Except(to)] }, every?.EnJours);
        }

        return [.. reminders.Select((reminder, rank) => relance.Rung(
            reprise.Postpone(rapport.Id, rapport.Due, dossier.Jours.Ajouter(rapport.Due, Reglage.Entier(dossier, reminder))), "reminder",
            rank == reminders.Length - 1 && every is { } periode ? periode.EnJours : null))];
    }
}

using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Obligations;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Activities.Relances;

/// <summary>Some working days after it was reached, or before or after the comité, reminds people of what is expected of them.</summary>
[ActivityType(
    "ComiteFlow.Remind", DisplayName = "Relancer", Category = Rubriques.Courriels,
    Help = "Au jour dit, rappelle à des destinataires ce qui est attendu d’eux ; suit le comité s’il est déplacé.")]
[ActivityInput("subject", InputKind.Text, Label = "Ce qui est attendu", Help = "Ce qui manque, tel que le courriel le nomme : le plan de charge signé.", IsRequired = true)]
[ActivityInput(
    "workingDays", InputKind.Setting, Label = "Jours ouvrés", Help = "Nombre de jours ouvrés comptés depuis le repère.", ChoicesFrom = SourcesDeChoix.Jours, Default = "\"1\"")]
[ActivityInput(
    "countedFrom", InputKind.Text, CourrielALEcheance.FromStep, CourrielALEcheance.BeforeComite, CourrielALEcheance.AfterComite, Label = "Comptés",
    Help = "Repère depuis lequel les jours sont comptés.", ChoiceLabels = ["Après l’arrivée à l’étape", "Avant le comité", "Après le comité"], Default = "\"step\"")]
[ActivityInput("to", InputKind.Texts, Label = Rubriques.Destinataires, Help = Rubriques.DestinatairesAide, ChoicesFrom = SourcesDeChoix.Destinataires, IsRequired = true)]
[ActivityInput(
    ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations, IsRequired = true)]
[SendsMail("relance", "au jour dit", To = ["to"], Days = ["workingDays", "countedFrom"], Nature = NatureDeCourriel.Rappel)]
public sealed class Remind(IDossiers dossiers, IOutbox outbox) : IWaitingActivity
{
    private readonly CourrielALEcheance _mail = new(dossiers, outbox, isEscalation: false);

    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => _mail.RunAsync(context, ct);

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) => _mail.ResumeAsync(context, signal, ct);
}

/// <summary>The same, but asks those who can help for their support.</summary>
[ActivityType(
    "ComiteFlow.Escalate", DisplayName = "Escalader : demander un appui", Category = Rubriques.Courriels,
    Help = "Au jour dit, signale ce qui manque à qui peut aider et demande son appui ; suit le comité s’il est déplacé.")]
[ActivityInput("subject", InputKind.Text, Label = "Ce qui manque", Help = "Ce qui manque, tel que le courriel le nomme : le plan de charge signé.", IsRequired = true)]
[ActivityInput(
    "workingDays", InputKind.Setting, Label = "Jours ouvrés", Help = "Nombre de jours ouvrés comptés depuis le repère.", ChoicesFrom = SourcesDeChoix.Jours, Default = "\"1\"")]
[ActivityInput(
    "countedFrom", InputKind.Text, CourrielALEcheance.FromStep, CourrielALEcheance.BeforeComite, CourrielALEcheance.AfterComite, Label = "Comptés",
    Help = "Repère depuis lequel les jours sont comptés.", ChoiceLabels = ["Après l’arrivée à l’étape", "Avant le comité", "Après le comité"], Default = "\"step\"")]
[ActivityInput("to", InputKind.Texts, Label = "Appui demandé à", Help = "Qui est prié d’intervenir.", ChoicesFrom = SourcesDeChoix.Destinataires, Default = "[\"delegant\"]")]
[ActivityInput("cc", InputKind.Texts, Label = "En copie", Help = "Qui reçoit une copie de la demande.", ChoicesFrom = SourcesDeChoix.Destinataires)]
[ActivityInput(
    ObligationServie.Input, InputKind.Text, Label = Rubriques.Obligation, Help = Rubriques.ObligationAide, ChoicesFrom = SourcesDeChoix.Obligations, IsRequired = true)]
[SendsMail("relance", "au jour dit, pour demander un appui", To = ["to", "cc"], Days = ["workingDays", "countedFrom"], Nature = NatureDeCourriel.Rappel)]
public sealed class Escalate(IDossiers dossiers, IOutbox outbox) : IWaitingActivity
{
    private readonly CourrielALEcheance _mail = new(dossiers, outbox, isEscalation: true);

    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => _mail.RunAsync(context, ct);

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) => _mail.ResumeAsync(context, signal, ct);
}

/// <summary>A mail that leaves on its day: at the hour of the jobs, once per step, object and day.</summary>
internal sealed class CourrielALEcheance(IDossiers dossiers, IOutbox outbox, bool isEscalation)
{
    public const string FromStep = "step";
    public const string BeforeComite = "beforeComite";
    public const string AfterComite = "afterComite";

    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var dossier = await dossiers.ForAsync(context, ct);
        // What would keep it from leaving is told now, not on the day.
        ObligationServie.Require(context, dossier);
        Subject(context);
        var due = HeureDeParis.At(Day(dossier, context), dossier.Politiques.HeureDesTravaux);
        if (due <= context.Now)
            return await SendAsync(dossier, context, ct);
        if (Counted(context) != FromStep)
            context.WaitForEvent(Evenements.ComiteDeplace, context.CorrelationId);
        context.WaitUntil(due);
        return Outcome.Wait;
    }

    public async Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) =>
        signal.IsTimer ? await SendAsync(await dossiers.ForAsync(context, ct), context, ct) : await RunAsync(context, ct);

    private async Task<Outcome> SendAsync(Dossier dossier, ActivityContext context, CancellationToken ct)
    {
        var comite = dossier.Comites.FirstOrDefault(c => c.Id == context.CorrelationId);
        var counted = Counted(context);
        if (counted != FromStep && (comite?.State == ComiteState.Cancelled || (counted == BeforeComite && comite?.State != ComiteState.Planned)))
        {
            context.Note("Le comité est annulé ou déjà tenu : rien n’est envoyé.");
            return Outcome.Done;
        }

        var kind = isEscalation ? "appui" : "relance";
        var obligation = ObligationServie.Require(context, dossier);
        var recipients = dossier.Resolve(context.Input<string[]>("to") ?? (isEscalation ? ["delegant"] : []));
        // Whoever is asked needs no copy, and several mails of one act give nobody several copies.
        IReadOnlyList<string> copies = isEscalation ? [.. dossier.Resolve(context.Input<string[]>("cc")).Except(recipients)] : [];
        foreach (var to in recipients)
        {
            await outbox.EnqueueAsync(
                new Courriel(
                    $"{kind}/{context.CorrelationId}/{context.ActivityId}/{context.Today:yyyy-MM-dd}/{to}", "relance", to,
                    to == recipients[0] ? copies : [], dossier.Id, null, obligation,
                    DonneesDeRelance.Of(dossier, comite, Subject(context), isEscalation))
                {
                    Nature = NatureDeCourriel.Rappel,
                    Fil = context.CorrelationId,
                },
                ct);
        }

        return Outcome.Done;
    }

    private static string Subject(ActivityContext context) => context.Input<string>("subject") is { Length: > 0 } subject
        ? subject
        : throw new StepFailedException("subject.missing", "L’étape ne dit pas ce qui est attendu.");

    private static string Counted(ActivityContext context) => context.Input<string>("countedFrom") ?? FromStep;

    private static DateOnly Day(Dossier dossier, ActivityContext context)
    {
        var days = Reglage.Entier(dossier, context.Input<string>("workingDays") ?? "1");
        return Counted(context) switch
        {
            BeforeComite => dossier.Jours.Ajouter(dossier.Comite(context.CorrelationId).On, -days),
            AfterComite => dossier.Jours.Ajouter(dossier.Comite(context.CorrelationId).On, days),
            _ => dossier.Jours.Ajouter(context.Today, days),
        };
    }
}

using System.Text.Json;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Activities.Flux;

/// <summary>Waits for a duration (<c>d.hh:mm:ss</c> or ISO 8601).</summary>
[ActivityType("Elsa.Delay", DisplayName = "Attendre une durée", Category = "Attentes", Help = "Attend le temps indiqué, puis continue.")]
[ActivityInput(
    "timeSpan", InputKind.Duration, Label = "Durée", Help = "Durée à attendre : P3D pour trois jours, PT2H pour deux heures, 3.00:00:00 pour trois jours.",
    IsRequired = true)]
public sealed class Delay : IWaitingActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        context.WaitUntil(context.Now + Duration.Parse(context.Input<string>("timeSpan") ?? "0"));
        return Task.FromResult(Outcome.Wait);
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Waits once for the interval of a timetable.</summary>
[ActivityType(
    "Elsa.Timer", DisplayName = "Attendre un intervalle", Category = "Attentes",
    Help = "Attend une fois l’intervalle indiqué. Au début d’un circuit, le lance à chaque intervalle.")]
[ActivityInput("interval", InputKind.Duration, Label = "Intervalle", Help = "Temps entre deux départs : P7D pour chaque semaine.", IsRequired = true)]
[ActivityInput(
    "missed", InputKind.Text, Triggers.Once, Triggers.Each, Triggers.Skip, Label = "Après une interruption",
    Help = "Ce que deviennent les départs manqués ; compte seulement si l’étape lance le circuit.",
    ChoiceLabels = ["Rattraper en une fois", "Rattraper chaque échéance", "Ne rien rattraper"], Default = "\"Once\"")]
public sealed class Timer : IWaitingActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var text = context.Input<string>("interval") ?? throw new StepFailedException("interval.missing", "L’étape ne dit pas quel intervalle attendre.");
        context.WaitUntil(context.Now + Duration.Parse(text));
        return Task.FromResult(Outcome.Wait);
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Waits once for the next moment of a cron expression, in the civil time of Paris unless the step names another zone.</summary>
[ActivityType(
    "Elsa.Cron", DisplayName = "Attendre la prochaine échéance", Category = "Attentes",
    Help = "Attend la prochaine échéance d’un calendrier. Au début d’un circuit, le lance à chaque échéance.")]
[ActivityInput(
    "cronExpression", InputKind.Cron, Label = "Échéance",
    Help = "Minute, heure, jour du mois, mois, jour de la semaine : 0 8 * * 1 pour chaque lundi à 8 heures.", IsRequired = true)]
[ActivityInput(
    "timeZone", InputKind.TimeZone, Label = "Fuseau horaire", Help = "Fuseau dans lequel l’heure est comptée ; celui de Paris si rien n’est dit.",
    ChoicesFrom = ChoiceSources.TimeZones, Default = "\"Europe/Paris\"")]
[ActivityInput(
    "workingDays", InputKind.Boolean, Label = "Jours ouvrés seulement",
    Help = "Une échéance qui tombe un jour non ouvré passe au jour ouvré suivant, à la même heure.", Default = "false")]
[ActivityInput(
    "missed", InputKind.Text, Triggers.Once, Triggers.Each, Triggers.Skip, Label = "Après une interruption",
    Help = "Ce que deviennent les départs manqués ; compte seulement si l’étape lance le circuit.",
    ChoiceLabels = ["Rattraper en une fois", "Rattraper chaque échéance", "Ne rien rattraper"], Default = "\"Once\"")]
public sealed class Cron(ICronCalendar calendar) : IWaitingActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var cron = context.Input<string>("cronExpression") ?? throw new StepFailedException("cron.missing", "L’étape ne dit pas quelle échéance attendre.");
        var zone = context.Input<string>("timeZone");
        if (calendar.Check(cron, zone) is { } refusal)
            throw new StepFailedException("cron.invalid", $"L’échéance « {cron} » est refusée : {refusal}");
        context.WaitUntil(calendar.Next(cron, zone, context.Now, context.Input<bool>("workingDays"))
            ?? throw new StepFailedException("cron.never", $"L’échéance « {cron} » n’arrive jamais."));
        return Task.FromResult(Outcome.Wait);
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Waits until an instant; a past one goes on at once.</summary>
[ActivityType("Elsa.StartAt", DisplayName = "Attendre une date", Category = "Attentes", Help = "Attend la date et l’heure indiquées ; une date passée n’est pas attendue.")]
[ActivityInput("dateTime", InputKind.Instant, Label = "Date et heure", Help = "Moment à attendre, à l’heure de Paris : 2021-09-14T08:00:00.", IsRequired = true)]
public sealed class StartAt : IWaitingActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var due = context.Input<DateTimeOffset?>("dateTime") ?? throw new StepFailedException("date.missing", "L’étape ne dit pas quelle date attendre.");
        if (due <= context.Now)
            return Task.FromResult(Outcome.Done);
        context.WaitUntil(due);
        return Task.FromResult(Outcome.Wait);
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Waits for an event by its name, and by a correlation that is the instance's unless the file gives one.</summary>
[ActivityType(
    "Elsa.Event", DisplayName = "Attendre un événement", Category = "Attentes",
    Help = "Attend qu’un événement soit annoncé à propos de l’objet du circuit. Au début d’un circuit, le lance à chaque événement.")]
[ActivityInput("eventName", InputKind.Text, Label = "Événement", Help = "Événement à attendre.", ChoicesFrom = ChoiceSources.Events, IsRequired = true)]
[ActivityInput("correlationId", InputKind.Text, Label = "Objet concerné", Help = "Identifiant de l’objet dont l’événement parle ; celui du circuit si rien n’est dit.")]
[ActivityOutput("result", InputKind.Any, Label = "Ce que dit l’événement", Help = "Données annoncées avec l’événement.")]
public sealed class Event : IWaitingActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var name = context.Input<string>("eventName") ?? throw new StepFailedException("event.missing", "L’étape ne dit pas quel événement attendre.");
        context.WaitForEvent(name, context.Input<string>("correlationId") ?? context.CorrelationId);
        return Task.FromResult(Outcome.Wait);
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct)
    {
        context.SetOutput("result", signal.Payload);
        return Task.FromResult(Outcome.Done);
    }
}

/// <summary>Tells the instances that wait for an event.</summary>
[ActivityType("Elsa.PublishEvent", DisplayName = "Annoncer un événement", Category = "Déroulement", Help = "Annonce un événement aux circuits qui l’attendent.")]
[ActivityInput("eventName", InputKind.Text, Label = "Événement", Help = "Événement à annoncer.", ChoicesFrom = ChoiceSources.Events, IsRequired = true)]
[ActivityInput("correlationId", InputKind.Text, Label = "Objet concerné", Help = "Identifiant de l’objet dont l’événement parle ; celui du circuit si rien n’est dit.")]
[ActivityInput("payload", InputKind.Any, Label = "Données", Help = "Données annoncées avec l’événement, en JSON.", Editor = InputEditor.Json)]
public sealed class PublishEvent(IWorkflows workflows) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var name = context.Input<string>("eventName") ?? throw new StepFailedException("event.missing", "L’étape ne dit pas quel événement annoncer.");
        await workflows.PublishAsync(name, context.Input<string>("correlationId") ?? context.CorrelationId, context.Input<JsonElement?>("payload"), ct);
        return Outcome.Done;
    }
}

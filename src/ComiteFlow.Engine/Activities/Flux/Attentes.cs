using System.Text.Json;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Activities.Flux;

/// <summary>Waits for a duration (<c>d.hh:mm:ss</c> or ISO 8601).</summary>
[ActivityType("Elsa.Delay", DisplayName = "Attendre une durée")]
[ActivityInput("timeSpan", InputKind.Duration)]
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
[ActivityType("Elsa.Timer", DisplayName = "Attendre un intervalle")]
[ActivityInput("interval", InputKind.Duration)]
[ActivityInput("missed", InputKind.Text, Triggers.Once, Triggers.Each, Triggers.Skip)]
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
[ActivityType("Elsa.Cron", DisplayName = "Attendre la prochaine échéance")]
[ActivityInput("cronExpression", InputKind.Cron)]
[ActivityInput("timeZone", InputKind.TimeZone)]
[ActivityInput("workingDays", InputKind.Boolean)]
[ActivityInput("missed", InputKind.Text, Triggers.Once, Triggers.Each, Triggers.Skip)]
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
[ActivityType("Elsa.StartAt", DisplayName = "Attendre une date")]
[ActivityInput("dateTime", InputKind.Instant)]
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
[ActivityType("Elsa.Event", DisplayName = "Attendre un événement")]
[ActivityInput("eventName", InputKind.Text)]
[ActivityInput("correlationId", InputKind.Text)]
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
[ActivityType("Elsa.PublishEvent", DisplayName = "Annoncer un événement")]
[ActivityInput("eventName", InputKind.Text)]
[ActivityInput("correlationId", InputKind.Text)]
[ActivityInput("payload", InputKind.Any)]
public sealed class PublishEvent(IWorkflows workflows) : IActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var name = context.Input<string>("eventName") ?? throw new StepFailedException("event.missing", "L’étape ne dit pas quel événement annoncer.");
        await workflows.PublishAsync(name, context.Input<string>("correlationId") ?? context.CorrelationId, context.Input<JsonElement?>("payload"), ct);
        return Outcome.Done;
    }
}

using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.Engine.Runs;

/// <summary>
/// The steps by which published definitions start instances. Each has a row: the next moment of a timetable among the due work, an event
/// among the waits. A moment that comes asks for the start under its own key and arms the next one, in one transaction.
/// </summary>
public sealed class Triggers(IRunStore store, IStartRows rows, ICronCalendar calendar, IIds ids, TimeProvider clock)
{
    /// <summary>Of moments missed one start is made up; the default.</summary>
    public const string Once = "Once";

    /// <summary>Every missed moment is made up.</summary>
    public const string Each = "Each";

    /// <summary>A moment that the next one has overtaken is let go.</summary>
    public const string Skip = "Skip";

    /// <summary>Where a flowchart remembers which trigger started it.</summary>
    internal const string StartedBy = "start";

    private const string Armed = "declencheur/";

    /// <summary>Arms the triggers of a version that was published, in place of those of the version before.</summary>
    public async Task ArmAsync(WorkflowDefinition definition, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var triggers = Trigger.Of(definition).ToList();
        // A moment that is overdue is still to be made up; it arms the one after it.
        var overdue = triggers.Select(trigger => Prefix(definition.DefinitionId, trigger.Step)).ToList();
        var kept = await rows.DisarmAsync(definition.DefinitionId, Armed + definition.DefinitionId + "/", work => work.Due <= now && overdue.Exists(prefix => work.Key!.StartsWith(prefix, StringComparison.Ordinal)), ct);
        foreach (var trigger in triggers)
        {
            if (trigger.EventName is { } name)
                await rows.ArmAsync(definition.DefinitionId, trigger.Step, name, ct);
            else if (!kept.Any(work => work.Key!.StartsWith(Prefix(definition.DefinitionId, trigger.Step), StringComparison.Ordinal)) && trigger.Next(now, now, calendar) is { } moment)
                await ArmAsync(definition.DefinitionId, trigger.Step, moment, ct);
        }
    }

    /// <summary>Of a definition of which no version is published any more.</summary>
    public Task DisarmAsync(string definitionId, CancellationToken ct) => rows.DisarmAsync(definitionId, Armed + definitionId + "/", _ => false, ct);

    /// <summary>Asks for a start of each workflow that an event starts.</summary>
    /// <returns>Places of the events that started one and that nobody waits for: they are not kept for who comes later.</returns>
    public async Task<IReadOnlySet<int>> StartByEventsAsync(IReadOnlyList<KeptEvent> events, CancellationToken ct)
    {
        var over = new HashSet<int>();
        var started = (await rows.StartedByAsync([.. events.Select(announced => announced.Name).Distinct()], ct)).ToLookup(armed => armed.EventName);
        for (var rank = 0; rank < events.Count; rank++)
        {
            var announced = events[rank];
            foreach (var (_, definitionId, step) in started[announced.Name])
            {
                var start = new TriggeredStart(step, clock.GetUtcNow(), JsonDocument.Parse(announced.Payload).RootElement);
                await AskAsync(definitionId, $"{definitionId}/{step}/{ids.Next():N}", announced.CorrelationId, start, ct);
            }

            if (started.Contains(announced.Name) && !await rows.IsAwaitedAsync(announced.Name, announced.CorrelationId, ct))
                over.Add(rank);
        }

        return over;
    }

    /// <summary>The same where a host may have no triggers at all.</summary>
    internal static async Task<IReadOnlySet<int>> StartByAsync(IReadOnlyList<KeptEvent> events, IServiceProvider services, CancellationToken ct) =>
        services.GetService<IStartRows>() is null ? new HashSet<int>() : await services.GetRequiredService<Triggers>().StartByEventsAsync(events, ct);

    internal static bool IsArmed(DueWork work) => work.Key?.StartsWith(Armed, StringComparison.Ordinal) == true;

    /// <summary>A moment has come.</summary>
    internal async Task FireAsync(DueWork work, CancellationToken ct)
    {
        await store.DropAsync(work, ct);
        if (await store.PublishedAsync(work.Name, ct) is not { } definition
            || Trigger.Of(definition).FirstOrDefault(trigger => work.Key!.StartsWith(Prefix(work.Name, trigger.Step), StringComparison.Ordinal)) is not { } trigger)
            return;
        var now = clock.GetUtcNow();
        var following = trigger.Next(work.Due, work.Due, calendar);
        if (trigger.Missed != Skip || following is null || following > now)
        {
            var start = new TriggeredStart(trigger.Step, work.Due, null);
            await AskAsync(work.Name, start.Key(work.Name), "", start, ct);
        }

        if ((trigger.Missed == Each ? following : trigger.Next(work.Due, now, calendar)) is { } next)
            await ArmAsync(work.Name, trigger.Step, next, ct);
    }

    private Task ArmAsync(string definitionId, string step, DateTimeOffset moment, CancellationToken ct)
    {
        var key = Armed + new TriggeredStart(step, moment, null).Key(definitionId);
        return store.AskAsync(new DueWork { Name = definitionId, Key = key, CreatedAt = moment.ToUniversalTime() }, ct);
    }

    private Task AskAsync(string definitionId, string key, string correlationId, TriggeredStart start, CancellationToken ct) => store.AskAsync(
        new DueWork { Name = definitionId, Key = key, CorrelationId = correlationId, Payload = start.Written(), CreatedAt = clock.GetUtcNow() }, ct);

    private static string Prefix(string definitionId, string step) => $"{Armed}{definitionId}/{step}/";
}

/// <summary>Rows that concern starts: the triggers that are armed, and the instances that run.</summary>
public interface IStartRows
{
    Task ArmAsync(string definitionId, string step, string eventName, CancellationToken ct);

    /// <summary>Takes away the armed triggers of a definition, for events and for moments.</summary>
    /// <param name="prefix">How the keys of its moments begin.</param>
    /// <param name="isKept">Moments that stay.</param>
    /// <returns>The moments that stay.</returns>
    Task<IReadOnlyList<DueWork>> DisarmAsync(string definitionId, string prefix, Func<DueWork, bool> isKept, CancellationToken ct);

    /// <summary>The triggers that events fire.</summary>
    Task<IReadOnlyList<(string EventName, string DefinitionId, string Step)>> StartedByAsync(IReadOnlyList<string> eventNames, CancellationToken ct);

    /// <summary>True when a step of an instance waits for an event.</summary>
    Task<bool> IsAwaitedAsync(string eventName, string correlationId, CancellationToken ct);

    /// <summary>True when an instance is not over, of a definition or of any, with a correlation or any. Who asks in the same words at the same time waits.</summary>
    Task<bool> IsRunningAsync(string? definitionId, string? correlationId, CancellationToken ct);
}

using System.Globalization;
using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Activities.Flux;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Expressions;

namespace ComiteFlow.Engine.Runs;

/// <summary>A step that starts its workflow: on an event, or at its moments.</summary>
internal sealed class Trigger(Node node)
{
    public const string Event = "Elsa.Event";

    /// <summary>The input without which a step of a type starts nothing.</summary>
    public static readonly IReadOnlyDictionary<string, string> Inputs = new Dictionary<string, string>
    {
        [Event] = "eventName", ["Elsa.Timer"] = "interval", ["Elsa.Cron"] = "cronExpression", ["Elsa.StartAt"] = "dateTime",
    };

    public string Step => node.Id;

    public string? EventName => node.Type == Event ? WrittenInput.Text(node, "eventName") : null;

    /// <summary>What becomes of moments that nobody was there for.</summary>
    public string Missed => WrittenInput.Text(node, "missed") ?? Triggers.Once;

    public static bool IsOne(Node node) => node.MayStart && Inputs.ContainsKey(node.Type);

    /// <summary>Those of a definition: they stand in its outermost flowchart.</summary>
    public static IEnumerable<Trigger> Of(WorkflowDefinition definition) =>
        definition.Root.Graph is null ? [] : definition.Root.Children.Where(IsOne).Select(step => new Trigger(step));

    /// <summary>The first moment after an instant; null when there is none.</summary>
    /// <param name="from">The moment from which intervals are counted.</param>
    public DateTimeOffset? Next(DateTimeOffset from, DateTimeOffset after, ICronCalendar calendar) => node.Type switch
    {
        "Elsa.Timer" when Duration.TryParse(WrittenInput.Text(node, "interval") ?? "", out var interval) && interval > TimeSpan.Zero =>
            from + (interval * Math.Max(1, Math.Floor((after - from) / interval) + 1)),
        "Elsa.Cron" when WrittenInput.Text(node, "cronExpression") is { } cron =>
            calendar.Next(cron, WrittenInput.Text(node, "timeZone"), after, Values.IsTrue(WrittenInput.Parsed(node, "workingDays"))),
        "Elsa.StartAt" when WrittenInput.Parsed(node, "dateTime") is { } text && InputConversion.TryConvert<DateTimeOffset>(text, out var instant) && instant > after =>
            instant.ToUniversalTime(),
        _ => null,
    };
}

/// <summary>What started an instance: the step and what the event told.</summary>
/// <param name="At">The moment of a timetable, or when the event came.</param>
internal sealed record TriggeredStart(string Step, DateTimeOffset At, JsonElement? Payload)
{
    /// <summary>The input of the workflow that tells it; scripts may read it.</summary>
    public const string Input = "Elsa.Trigger";

    public static TriggeredStart? Of(IReadOnlyDictionary<string, JsonElement> input) =>
        input.TryGetValue(Input, out var told) && told.ValueKind == JsonValueKind.Object ? told.Deserialize<TriggeredStart>(EngineRunner.Json) : null;

    public string Written() => JsonSerializer.Serialize(new Dictionary<string, object> { [Input] = this }, EngineRunner.Json);

    /// <summary>One key for each occurrence.</summary>
    public string Key(string definitionId) => $"{definitionId}/{Step}/{At.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>One statement with its values, which are <c>$1</c>, <c>$2</c> and so on.</summary>
internal sealed record Order(string Sql, IReadOnlyList<object?> Values)
{
    public static Order Of(string sql, params object?[] values) => new(sql, values);
}

/// <summary>What is written of an event, a start and a decision; the same words on both databases.</summary>
internal static partial class Ecritures
{
    private static readonly ConcurrentDictionary<int, string> LineTexts = new();
    private static readonly ConcurrentDictionary<string, string> TogetherTexts = new();

    public const string WorkColumns =
        "(due, is_timer, instance_id, execution, name, correlation_id, payload, is_shared, attempts, created_at, expires_at)";

    /// <summary>Changes one row, or the fence was lost.</summary>
    public static Order Change(Instance instance) => Order.Of(
        "UPDATE instances SET state = $3, status = $4, updated_at = $5, correlation_id = $6, definition_version = $7, fin = $8, fence = fence + 1 WHERE id = $1 AND fence = $2",
        instance.Id, instance.Fence, instance.State, (int)instance.Status, instance.UpdatedAt, instance.CorrelationId, instance.DefinitionVersion, instance.End);

    public static Order Done(DueWork work) => Order.Of("DELETE FROM travaux WHERE number = $1", work.Number);

    public static Order Used(Bookmark wait) => Order.Of(
        "DELETE FROM attentes WHERE instance_id = $1 AND execution = $2 AND name = $3 AND correlation_id = $4", wait.InstanceId, wait.Execution, wait.Name, wait.CorrelationId);

    public static Order Wait(Bookmark wait, string condition = "") => Order.Of(
        condition.Length == 0
            ? "INSERT INTO attentes (instance_id, execution, name, correlation_id) VALUES ($1, $2, $3, $4)"
            : "INSERT INTO attentes (instance_id, execution, name, correlation_id) SELECT $1, $2, $3, $4 " + condition,
        wait.InstanceId, wait.Execution, wait.Name, wait.CorrelationId);

    /// <summary>The row of a wait that was used goes to the step that waits for the same from now on.</summary>
    public static Order Moved(Bookmark used, Bookmark wait) => Order.Of(
        "UPDATE attentes SET execution = $5 WHERE instance_id = $1 AND execution = $2 AND name = $3 AND correlation_id = $4 RETURNING 1",
        used.InstanceId, used.Execution, used.Name, used.CorrelationId, wait.Execution);

    public static Order Line(JournalLine line) => new(LinesOf(1), Values(line));

    /// <summary>One statement for all of them, and one text for each number of them.</summary>
    public static Order Lines(IReadOnlyList<JournalLine> lines) => new(LinesOf(lines.Count), [.. lines.SelectMany(Values)]);

    /// <summary>
    /// One statement of PostgreSQL for a change of rows and for others beside it, which see nothing of each other. Each statement costs its way to the server and back.
    /// </summary>
    /// <param name="beside">Each by a name, under which those after it know the rows that it returns.</param>
    /// <param name="guard">A condition on the rows that were changed, or null; divides by zero where it is not true, and then no number of rows is told.</param>
    public static Order Together(Order change, IReadOnlyList<(string Name, Order Order)> beside, Order? guard)
    {
        if (beside.Count == 0 && guard is null)
            return change;
        var key = string.Join('\n', [guard?.Sql, change.Sql, .. beside.Select(part => part.Order.Sql)]);
        return new Order(
            TogetherTexts.GetOrAdd(key, _ => Written(change, beside, guard)), [.. change.Values, .. beside.SelectMany(part => part.Order.Values), .. guard?.Values ?? []]);
    }

    private static string Written(Order change, IReadOnlyList<(string Name, Order Order)> beside, Order? guard)
    {
        var parts = new List<string>();
        var before = change.Values.Count;
        foreach (var (name, order) in beside)
        {
            parts.Add($"{name} AS ({Shifted(order.Sql, before)})");
            before += order.Values.Count;
        }

        return guard is null
            ? $"WITH {string.Join(", ", parts)} {change.Sql}"
            : $"WITH {string.Join(", ", [.. parts, $"done AS ({change.Sql} RETURNING 1)"])} SELECT 1 / ({Shifted(guard.Sql, before)})::int FROM done";
    }

    private static string Shifted(string sql, int by) =>
        by == 0 ? sql : Parameter().Replace(sql, found => "$" + (int.Parse(found.ValueSpan[1..], CultureInfo.InvariantCulture) + by).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\$[0-9]+")]
    private static partial Regex Parameter();

    private static string LinesOf(int count) => LineTexts.GetOrAdd(count, static count =>
        "INSERT INTO journal (instance_id, at, activity_id, event, message, actor, incident_id) VALUES "
        + string.Join(", ", Enumerable.Range(0, count).Select(line => $"({string.Join(", ", Enumerable.Range(1, 7).Select(column => $"${(line * 7) + column}"))})")));

    private static object?[] Values(JournalLine line) => [line.InstanceId, line.At, line.ActivityId, line.Event, line.Message, line.Actor, line.IncidentId];

    /// <summary>The first closes exactly one incident, the second changes exactly one instance, if any; or somebody was faster.</summary>
    public static IEnumerable<Order> Of(DecisionResult decision, Func<BurstResult, IEnumerable<Order>> writes, Func<string, string, Order?> locks)
    {
        var (incident, work) = (decision.Incident, decision.Work);
        yield return Order.Of(
            "UPDATE incidents SET closed_at = $2, decision = $3 WHERE id = $1 AND closed_at IS NULL", incident.Id, incident.ClosedAt, incident.Decision);
        foreach (var order in decision.Change is { } change ? writes(change) : [])
        {
            yield return order;
        }

        if (!decision.IsCalledOff)
            yield return Order.Of("UPDATE travaux SET incident_id = NULL, attempts = 0, corrections = $2 WHERE number = $1", work.Number, work.Corrections);
        else if (decision.Change is null)
        {
            yield return Done(work);
            foreach (var order in work.Key is { } key ? Announce(key, ChildEnd.Of(InstanceStatus.Cancelled).Written(), decision.Now, locks) : [])
            {
                yield return order;
            }
        }

        yield return Line(decision.Line);
    }

    /// <summary>To each step that waits, each a row of its own; to nobody: kept.</summary>
    public static IEnumerable<Order> Offer(KeptEvent announced, DateTimeOffset now, Func<string, string, Order?> locks)
    {
        if (locks(announced.Name, announced.CorrelationId) is { } order)
            yield return order;
        yield return Order.Of(
            $"INSERT INTO travaux {WorkColumns} SELECT $3, false, a.instance_id, a.execution, a.name, a.correlation_id, $4, "
            + "(SELECT COUNT(*) > 1 FROM attentes b WHERE b.name = $1 AND b.correlation_id = $2), 0, $5, $6 "
            + "FROM attentes a WHERE a.name = $1 AND a.correlation_id = $2 ORDER BY a.number",
            announced.Name, announced.CorrelationId, now, announced.Payload, announced.CreatedAt, announced.ExpiresAt);
        yield return Order.Of(
            "INSERT INTO evenements (name, correlation_id, payload, created_at, expires_at) SELECT $1, $2, $3, $4, $5 "
            + "WHERE NOT EXISTS (SELECT 1 FROM attentes a WHERE a.name = $1 AND a.correlation_id = $2)",
            announced.Name, announced.CorrelationId, announced.Payload, announced.CreatedAt, announced.ExpiresAt);
    }

    /// <summary>Once per key, and none for a key that has its instance; one that an incident holds goes on.</summary>
    public static IEnumerable<Order> Ask(DueWork start)
    {
        yield return Order.Of(
            "UPDATE incidents SET closed_at = $2, decision = 'retry' WHERE id IN (SELECT incident_id FROM travaux WHERE key = $1)", start.Key, start.CreatedAt);
        yield return Order.Of(
            "INSERT INTO journal (incident_id, at, activity_id, event, message) SELECT i.id, $2, COALESCE(i.activity_id, ''), 'Decision', $3 "
            + "FROM incidents i WHERE i.id IN (SELECT incident_id FROM travaux WHERE key = $1)",
            start.Key, start.CreatedAt, "L’étape est reprise. Motif : le circuit a été demandé de nouveau.");
        yield return Order.Of(
            "INSERT INTO travaux (due, is_timer, execution, name, correlation_id, key, payload, is_shared, attempts, created_at, expires_at) "
            + "SELECT $1, false, 0, $2, $3, $4, $5, false, 0, $1, $1 WHERE NOT EXISTS (SELECT 1 FROM instances i WHERE i.key = $4) "
            + "ON CONFLICT (key) DO UPDATE SET incident_id = NULL, attempts = 0, payload = excluded.payload WHERE travaux.incident_id IS NOT NULL",
            start.CreatedAt, start.Name, start.CorrelationId, start.Key, start.Payload);
    }

    /// <summary>The end or the fault of an instance is told to those who wait for it; who comes later reads an end in the instance's row.</summary>
    public static IEnumerable<Order> Announce(string key, string end, DateTimeOffset now, Func<string, string, Order?> locks)
    {
        if (locks(Instance.CompletedEvent, key) is { } order)
            yield return order;
        yield return Order.Of(
            $"INSERT INTO travaux {WorkColumns} SELECT $3, false, a.instance_id, a.execution, a.name, a.correlation_id, $4, true, 0, $3, $3 "
            + "FROM attentes a WHERE a.name = $1 AND a.correlation_id = $2 ORDER BY a.number",
            Instance.CompletedEvent, key, now, end);
    }
}

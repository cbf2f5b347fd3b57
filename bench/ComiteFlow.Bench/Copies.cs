using System.Globalization;

namespace ComiteFlow.Bench;

/// <summary>Makes many waiting instances of one that the engine itself has started: the same rows in all its tables, with keys of their own.</summary>
internal static class Copies
{
    private const string Id = "('018f4f6e-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid";

    /// <param name="due">When the timers of the copies fall due, in SQL.</param>
    public static Task MakeAsync(string connection, string key, int count, string due)
    {
        var each = string.Create(CultureInfo.InvariantCulture, $"CROSS JOIN generate_series(1, {count}) n WHERE i.key = '{key}'");
        return Limite.ExecuteAsync(connection, $"""
            INSERT INTO instances (id, key, definition_id, definition_version, correlation_id, status, created_at, updated_at, state, fin, fence)
                SELECT {Id}, i.key || n, i.definition_id, i.definition_version, i.correlation_id || n, i.status, i.created_at, i.updated_at, i.state, i.fin, i.fence FROM instances i {each};
            INSERT INTO travaux (due, is_timer, instance_id, execution, name, correlation_id, payload, is_shared, attempts, created_at, expires_at)
                SELECT {due}, t.is_timer, {Id}, t.execution, t.name, t.correlation_id, t.payload, t.is_shared, t.attempts, t.created_at, t.expires_at
                FROM travaux t JOIN instances i ON i.id = t.instance_id {each};
            INSERT INTO attentes (instance_id, execution, name, correlation_id)
                SELECT {Id}, a.execution, a.name, a.correlation_id || n FROM attentes a JOIN instances i ON i.id = a.instance_id {each};
            INSERT INTO journal (instance_id, at, activity_id, event, message, actor)
                SELECT {Id}, j.at, j.activity_id, j.event, j.message, j.actor FROM journal j JOIN instances i ON i.id = j.instance_id {each};
            ANALYZE;
            """);
    }
}

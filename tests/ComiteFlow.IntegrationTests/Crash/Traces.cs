using System.Data.Common;
using System.Globalization;
using ComiteFlow.Activities.Conventions;
using Microsoft.Data.Sqlite;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>What a life leaves in its database, without what may differ between two lives: ids, numbers, minutes.</summary>
internal sealed record Traces(IReadOnlyList<string> Facts, IReadOnlyList<string> Mails, IReadOnlyList<string> Tasks, IReadOnlyList<string> Instances, IReadOnlyList<string> Journal, int Incidents)
{
    public static Traces Read(string file)
    {
        using var connection = Open(file);
        return Read(connection);
    }

    public static Traces Read(DbConnection connection)
    {
        return new Traces(
            Lines(connection, "SELECT at, name, convention, json FROM faits", withDay: true),
            Lines(connection, "SELECT key, sent_at IS NOT NULL, attempts, failure, cancelled_because FROM courriels"),
            Lines(connection, "SELECT opened_at, key, state, due_on, issued, next_rung_on, rungs FROM taches_humaines", withDay: true),
            Lines(connection, "SELECT created_at, key, status, definition_id, correlation_id FROM instances", withDay: true),
            Lines(connection, "SELECT i.key, j.activity_id, j.event, j.message FROM journal j JOIN instances i ON i.id = j.instance_id"),
            Lines(connection, "SELECT code, message FROM incidents").Count);
    }

    /// <summary>Moments at which something happened, in order.</summary>
    public static IReadOnlySet<DateTimeOffset> Moments(string file)
    {
        using var connection = Open(file);
        using var command = new SqliteCommand("SELECT DISTINCT at FROM faits", connection);
        using var reader = command.ExecuteReader();
        var moments = new HashSet<DateTimeOffset>();
        while (reader.Read())
        {
            moments.Add(new DateTimeOffset(reader.GetInt64(0), TimeSpan.Zero));
        }

        return moments;
    }

    /// <summary>Not read-only: a kill may leave a transaction half written, which the first to open the file must take back.</summary>
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static List<string> Lines(DbConnection connection, string sql, bool withDay = false)
    {
#pragma warning disable CA2100 // The statements stand above; none takes anything from outside.
        using var command = connection.CreateCommand();
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        var lines = new List<string>();
        while (reader.Read())
        {
            lines.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader, column, withDay && column == 0))));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static DateTimeOffset Instant(DbDataReader reader, int column) =>
        reader.GetValue(column) is DateTime instant ? new DateTimeOffset(instant) : new DateTimeOffset(reader.GetInt64(column), TimeSpan.Zero);

    private static string Text(DbDataReader reader, int column, bool isInstant) => isInstant
        ? HeureDeParis.Day(Instant(reader, column)).ToString("O", CultureInfo.InvariantCulture)
        : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture)!;
}

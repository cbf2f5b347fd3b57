using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Host.Courriels;
using Microsoft.Data.Sqlite;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>How much a life has written so far: a difference shows at the moment at which it comes about.</summary>
internal sealed record Compte(long Journal, long Faits, long Courriels, long Incidents)
{
    public static Compte Read(DbConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT (SELECT COUNT(*) FROM journal), (SELECT COUNT(*) FROM faits), (SELECT COUNT(*) FROM courriels), (SELECT COUNT(*) FROM incidents)";
        using var reader = command.ExecuteReader();
        reader.Read();
        return new Compte(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3));
    }
}

/// <summary>What a life leaves in its database, without what may differ between two lives: ids, numbers, minutes. The same on both databases.</summary>
internal sealed partial record Traces(
    IReadOnlyList<string> Facts, IReadOnlyList<string> Mails, IReadOnlyList<string> Tasks, IReadOnlyList<string> Tranches, IReadOnlyList<string> Comites,
    IReadOnlyList<string> Instances, IReadOnlyList<string> Journal, IReadOnlyList<string> Waits, IReadOnlyList<string> Work, IReadOnlyList<string> Incidents)
{
    public static Traces Read(string file)
    {
        using var connection = Open(file);
        return Read(connection);
    }

    public static Traces Read(DbConnection connection) => new(
        Lines(connection, "SELECT at, name, convention, json FROM faits", withDay: true),
        Lines(connection, "SELECT key, CASE WHEN sent_at IS NULL THEN 0 ELSE 1 END, attempts, failure, cancelled_because FROM courriels"),
        Lines(connection, "SELECT opened_at, key, state, due_on, issued, next_rung_on, rungs FROM taches_humaines", withDay: true),
        Lines(connection, "SELECT convention_id, number, ae, cp FROM tranches"),
        Lines(connection, "SELECT convention_id, code, occurrence, \"on\", state, outcome, decided_on FROM comites"),
        Lines(connection, "SELECT created_at, definition_id, status, key, correlation_id FROM instances", withDay: true),
        Lines(connection, "SELECT i.key, j.activity_id, j.event, j.message FROM journal j JOIN instances i ON i.id = j.instance_id"),
        Lines(connection, "SELECT i.key, a.execution, a.name, a.correlation_id FROM attentes a JOIN instances i ON i.id = a.instance_id"),
        Lines(connection, "SELECT w.due, i.key, w.execution, w.name, w.key FROM travaux w LEFT JOIN instances i ON i.id = w.instance_id", withDay: true),
        Lines(connection, "SELECT code, message FROM incidents"));

    /// <summary>Nothing is lost, nothing is there twice, and every instance ended as in the other life.</summary>
    public void AssertLike(Traces calm)
    {
        Assert.Empty(Incidents);
        Assert.Equal(Mails, Mails.Distinct());
        AssertSame(calm.Mails, Mails);
        AssertSame(calm.Tranches, Tranches);
        AssertSame(calm.Comites, Comites);
        AssertSame(calm.Facts, Facts);
        AssertSame(calm.Tasks, Tasks);
        AssertSame(calm.Instances, Instances);
        AssertSame(calm.Journal, Journal);
        AssertSame(calm.Waits, Waits);
        AssertSame(calm.Work, Work);
    }

    /// <summary>The story has taken place: all comités of the shipped workflow ended, with tranches, children, mail and latecomers.</summary>
    public void AssertIsWhole()
    {
        const int Count = Histoire.Conventions * Histoire.ComitesParConvention;
        var comites = Instances.Where(line => line.Contains(" | comite | ", StringComparison.Ordinal)).ToList();
        Assert.True(Count >= 500);
        Assert.Equal(Count, comites.Count);
        Assert.All(comites, line => Assert.Contains(" | comite | 1 | ", line, StringComparison.Ordinal));
        Assert.Equal(Histoire.Conventions, Instances.Count(line => line.Contains(" | revoyure | 1 | ", StringComparison.Ordinal)));
        Assert.Equal(Histoire.Conventions, Facts.Count(line => line.Contains(" | tranche.opened | ", StringComparison.Ordinal) && line.StartsWith("2020-05-25", StringComparison.Ordinal)));
        Assert.Contains(Facts, line => line.Contains(" | report.escalated | ", StringComparison.Ordinal));
        Assert.Equal(Histoire.Conventions / 10, Mails.Count(line => line.StartsWith("creditsInsuffisants/", StringComparison.Ordinal)));
        // Sent, or in the message of another reminder to the same person.
        Assert.All(Mails, line => Assert.True(line.Contains(" | 1 | ", StringComparison.Ordinal) || CourrielReuni.Is(line.Split(" | ")[^1]), line));
    }

    /// <summary>Not read-only: a kill may leave a transaction half written, which the first to open the file must take back.</summary>
    public static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Tells the first lines that differ, not two lists of thousands.</summary>
    private static void AssertSame(IReadOnlyList<string> expected, IReadOnlyList<string> actual)
    {
        var (lost, added) = (Without(expected, actual), Without(actual, expected));
        Assert.True(lost.Length + added.Length == 0, $"Lost:\n{string.Join('\n', lost)}\nToo much:\n{string.Join('\n', added)}");
    }

    private static string[] Without(IReadOnlyList<string> lines, IReadOnlyList<string> others)
    {
        var left = others.CountBy(line => line).ToDictionary();
        return [.. lines.Where(line => (left[line] = left.GetValueOrDefault(line) - 1) < 0).Take(5)];
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
            lines.Add(string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column), withDay && column == 0))));
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static string Text(object value, bool isInstant) => value switch
    {
        DateTime instant when isInstant => Day(HeureDeParis.Day(new DateTimeOffset(instant))),
        long ticks when isInstant => Day(HeureDeParis.Day(new DateTimeOffset(ticks, TimeSpan.Zero))),
        DateTime day => Day(DateOnly.FromDateTime(day)),
        DateOnly day => Day(day),
        _ => Id().Replace(Convert.ToString(value, CultureInfo.InvariantCulture)!, "…"),
    };

    private static string Day(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>The id of an instance, which the key of its child repeats.</summary>
    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Id();
}

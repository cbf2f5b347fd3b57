using Microsoft.Data.Sqlite;

namespace ComiteFlow.IntegrationTests.Crash;

public sealed class TracesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Moments_KilledInMidTransaction_ReadsWhatWasBefore()
    {
        var (living, killed) = (_folder.Path("vivant.db"), _folder.Path("mort.db"));
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = living, Pooling = false }.ToString());
        connection.Open();
        Run(connection, "CREATE TABLE faits(at INTEGER, rest TEXT); INSERT INTO faits VALUES (1, '')");
        Run(connection, "PRAGMA cache_size = 1; BEGIN; WITH RECURSIVE n(i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 999) INSERT INTO faits SELECT i, hex(zeroblob(2000)) FROM n");
        File.Copy(living, killed);
        File.Copy(living + "-journal", killed + "-journal");

        Assert.Equal([new DateTimeOffset(1, TimeSpan.Zero)], Traces.Moments(killed));
    }

    public void Dispose() => _folder.Dispose();

    private static void Run(SqliteConnection connection, string sql)
    {
#pragma warning disable CA2100 // The statements stand in this class.
        using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

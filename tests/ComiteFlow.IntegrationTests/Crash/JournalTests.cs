using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>A kill may leave half a transaction in the file; the next to open it takes it back.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Open_KilledInMidTransaction_ReadsWhatWasBefore()
    {
        var living = _folder.Path("vivant.db");
        using (var connection = Open(living))
        {
            Run(connection, "CREATE TABLE faits(at INTEGER); INSERT INTO faits VALUES (1)");
        }

        var killed = KillInMidTransaction(living);

        using var again = Traces.Open(killed);
        using var command = new SqliteCommand("SELECT COUNT(*) FROM sqlite_master WHERE name = 'essai'", again);
        Assert.Equal(0L, command.ExecuteScalar());
    }

    [Fact]
    public async Task Prepare_KilledInMidTransaction_StartsAgain()
    {
        var living = _folder.Path("vivant.db");
        await using (await SimulatedProduct.StartAsync(new BaseDeDonnees(null, living), new DateOnly(2020, 3, 24)))
        {
        }

        SqliteConnection.ClearAllPools();
        var killed = KillInMidTransaction(living);

        await using var again = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, killed), new DateOnly(2020, 3, 24));

        Assert.NotEqual(0, await again.InScopeAsync(db => db.Set<DefinitionRow>().CountAsync(d => d.IsPublished)));
        SqliteConnection.ClearAllPools();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A copy of the file in the middle of a transaction too large for memory: parts of it stand in the file, and a journal beside says how to take them back.</summary>
    private static string KillInMidTransaction(string living)
    {
        using var connection = Open(living);
        Run(connection, "PRAGMA cache_size = 1; BEGIN; CREATE TABLE essai(texte TEXT);"
            + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 999) INSERT INTO essai SELECT hex(zeroblob(2000)) FROM n");
        var killed = living + ".tue";
        File.Copy(living, killed);
        File.Copy(living + "-journal", killed + "-journal");
        return killed;
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
#pragma warning disable CA2100 // The statements stand in this class.
        using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

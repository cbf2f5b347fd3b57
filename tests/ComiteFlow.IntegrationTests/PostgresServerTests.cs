using Npgsql;

namespace ComiteFlow.IntegrationTests;

/// <summary>The throw-away server gives each test an empty database of its own.</summary>
public sealed class PostgresServerTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [RequiresToolFact("postgres")]
    public async Task CreateDatabase_Twice_GivesTwoEmptyOnes()
    {
        var (one, other) = (await server.CreateDatabaseAsync(), await server.CreateDatabaseAsync());

        await ExecuteAsync(one, "CREATE TABLE t (n int)");

        Assert.Equal(1L, await ExecuteAsync(one, "SELECT count(*) FROM pg_tables WHERE tablename = 't'"));
        Assert.Equal(0L, await ExecuteAsync(other, "SELECT count(*) FROM pg_tables WHERE tablename = 't'"));
    }

    private static async Task<object?> ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}

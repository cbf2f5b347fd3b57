namespace ComiteFlow.IntegrationTests;

/// <summary>A throw-away PostgreSQL server, started for a class or a collection of tests and deleted with them. Where the tool is missing it stays null inside and its tests are skipped.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private ThrowAwayPostgres? _server;

    public async Task InitializeAsync()
    {
        if (Outils.Find("postgres") is not null)
            _server = await ThrowAwayPostgres.StartAsync(isDurable: false);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>Connection string of a new database: empty, or a copy.</summary>
    /// <param name="from">Connection string of a database that it is a copy of; nobody may be connected to that one.</param>
    public Task<string> CreateDatabaseAsync(string? from = null) =>
        (_server ?? throw new InvalidOperationException("PostgreSQL is not on this machine.")).CreateDatabaseAsync(from);
}

using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Npgsql;

namespace ComiteFlow.Host.Hebergement;

/// <summary>
/// Waits until there may be something to do: a moment, or less when somebody who shares the database announces work. One connection of PostgreSQL
/// listens; while it is broken, and on the file, only the moment counts. All of it is technical time.
/// </summary>
internal sealed partial class Reveil(BaseDeDonnees database, ILogger<Reveil> logger) : IAsyncDisposable
{
    /// <summary>Seconds after which a silent connection is tried.</summary>
    private const int KeepAlive = 15;

    private NpgsqlConnection? _listening;

    public async Task WaitAsync(TimeSpan moment, CancellationToken ct)
    {
        try
        {
            if (_listening is { } connection)
            {
                await connection.WaitAsync(moment, ct);
                return;
            }

            // What was announced before nobody heard: it is looked for at once.
            if (await ListenAsync(ct))
                return;
        }
        catch (Exception error) when (error is NpgsqlException or IOException or InvalidOperationException)
        {
            LogBroken(error);
            await DisposeAsync();
        }

        await Task.Delay(moment, TimeProvider.System, ct);
    }

    public async ValueTask DisposeAsync()
    {
        if (_listening is { } connection)
            await connection.DisposeAsync();
        _listening = null;
    }

    /// <returns>False where there is nobody to listen to.</returns>
    private async Task<bool> ListenAsync(CancellationToken ct)
    {
        if (database.Connection is null)
            return false;
        var settings = new NpgsqlConnectionStringBuilder(database.Connection) { Pooling = false, KeepAlive = KeepAlive };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand($"LISTEN {PostgresRunStore.Channel}", connection);
            await command.ExecuteNonQueryAsync(ct);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }

        _listening = connection;
        return true;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work is not announced at present; it is looked for at each interval")]
    private partial void LogBroken(Exception error);
}

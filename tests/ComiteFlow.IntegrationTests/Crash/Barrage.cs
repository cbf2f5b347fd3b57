using Npgsql;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>A place in the work of a host at which the database holds it up, so that a test can stop the host exactly there.</summary>
internal enum Point
{
    /// <summary>Work is taken, not yet committed.</summary>
    Claim = 1,

    /// <summary>In the middle of a burst.</summary>
    Burst,

    /// <summary>Inside COMMIT, which then fails.</summary>
    Commit,

    /// <summary>Inside COMMIT, which then succeeds without the host hearing of it.</summary>
    Answer,

    /// <summary>Inside COMMIT, which succeeds; the host sleeps over its lease and goes on with what it knew.</summary>
    Late,

    /// <summary>A message is out and not recorded yet.</summary>
    HandOver,
}

/// <summary>Holds hosts up by triggers of the database: no code of the product knows of it.</summary>
internal sealed class Barrage : IAsyncDisposable
{
    private const string Triggers = """
        CREATE TABLE barrages (point int PRIMARY KEY);
        CREATE FUNCTION barrage() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT 1 FROM barrages WHERE point = TG_ARGV[0]::int) THEN
            PERFORM pg_advisory_xact_lock_shared(777, TG_ARGV[0]::int);
          END IF;
          RETURN NULL;
        END $$;
        CREATE TRIGGER b1 AFTER UPDATE ON travaux FOR EACH ROW WHEN (NEW.owner IS DISTINCT FROM OLD.owner AND NEW.owner IS NOT NULL) EXECUTE FUNCTION barrage(1);
        CREATE TRIGGER b2 AFTER INSERT ON journal FOR EACH ROW EXECUTE FUNCTION barrage(2);
        CREATE CONSTRAINT TRIGGER b3 AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION barrage(3);
        CREATE CONSTRAINT TRIGGER b4 AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION barrage(4);
        CREATE CONSTRAINT TRIGGER b5 AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION barrage(5);
        CREATE TRIGGER b6 AFTER UPDATE ON courriels FOR EACH ROW WHEN (OLD.sent_at IS NULL AND NEW.sent_at IS NOT NULL) EXECUTE FUNCTION barrage(6);
        """;

    private readonly NpgsqlConnection _connection;

    private Barrage(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Where hosts are held up next; null for nowhere.</summary>
    public Point? Armed { get; private set; }

    public static async Task<Barrage> CreateAsync(string database)
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        var barrage = new Barrage(connection);
        await barrage.RunAsync(Triggers);
        return barrage;
    }

    public async Task ArmAsync(Point point)
    {
        await RunAsync($"SELECT pg_advisory_lock(777, {(int)point}); INSERT INTO barrages VALUES ({(int)point});");
        Armed = point;
    }

    /// <summary>The host that is held up, by the name of its connection, and its process in the server.</summary>
    public async Task<(string Host, int Backend)?> HeldAsync()
    {
        if (Armed is null)
            return null;
        await using var command = _connection.CreateCommand();
        command.CommandText = """
            SELECT a.application_name, a.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.classid = 777 AND NOT l.granted AND a.datname = current_database() LIMIT 1
            """;
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? (reader.GetString(0), reader.GetInt32(1)) : null;
    }

    /// <param name="lost">Process of the server whose transaction is to fail; null lets it go on.</param>
    public async Task ReleaseAsync(int? lost)
    {
        await RunAsync($"DELETE FROM barrages; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = {lost ?? 0};");
        await RunAsync($"SELECT pg_advisory_unlock(777, {(int)Armed!.Value});");
        Armed = null;
    }

    public async Task<long> CountAsync(string sql)
    {
        await using var command = Command(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async Task<List<string>> ListAsync(string sql, DateOnly day)
    {
        await using var command = Command(sql);
        command.Parameters.AddWithValue(day);
        await using var reader = await command.ExecuteReaderAsync();
        var list = new List<string>();
        while (await reader.ReadAsync())
        {
            list.Add(reader.GetString(0));
        }

        return list;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task RunAsync(string sql)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync();
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
#pragma warning disable CA2100 // Statements of the tests.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}

using Npgsql;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>Holds hosts up by triggers of the server.</summary>
internal sealed class Barrage : IBarrage
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
        -- Only where the host takes other work of an instance with it into its sleep: it comes back with a fence that is out of date.
        CREATE FUNCTION barrage_tardif() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF EXISTS (SELECT 1 FROM barrages WHERE point = 5)
            AND EXISTS (SELECT 1 FROM travaux WHERE owner IS NOT NULL AND instance_id IS NOT NULL AND xmin = pg_current_xact_id()::xid) THEN
            PERFORM pg_advisory_xact_lock_shared(777, 5);
          END IF;
          RETURN NULL;
        END $$;
        -- A sequence counts also what is taken back afterwards.
        CREATE SEQUENCE reprises;
        CREATE FUNCTION reprise() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM nextval('reprises'); RETURN NULL; END $$;
        CREATE TRIGGER r1 AFTER UPDATE ON travaux FOR EACH ROW WHEN (NEW.owner <> OLD.owner) EXECUTE FUNCTION reprise();
        CREATE TRIGGER b1 AFTER UPDATE ON travaux FOR EACH ROW WHEN (NEW.owner IS DISTINCT FROM OLD.owner AND NEW.owner IS NOT NULL) EXECUTE FUNCTION barrage(1);
        CREATE TRIGGER b2 AFTER INSERT ON journal FOR EACH ROW EXECUTE FUNCTION barrage(2);
        CREATE CONSTRAINT TRIGGER b3 AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION barrage(3);
        CREATE CONSTRAINT TRIGGER b4 AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION barrage(4);
        CREATE CONSTRAINT TRIGGER b5 AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION barrage_tardif();
        CREATE TRIGGER b6 AFTER UPDATE ON courriels FOR EACH ROW WHEN (OLD.sent_at IS NULL AND NEW.sent_at IS NOT NULL) EXECUTE FUNCTION barrage(6);
        """;

    private static readonly Point[] Points = Enum.GetValues<Point>();

    private readonly NpgsqlConnection _connection;
    private readonly List<Point> _reached = [];
    private Point? _armed;

    private Barrage(NpgsqlConnection connection) => _connection = connection;

    public IReadOnlyList<Point> Reached => _reached;

    public static async Task<Barrage> CreateAsync(string database)
    {
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        var barrage = new Barrage(connection);
        await barrage.RunAsync(Triggers);
        return barrage;
    }

    public Task ArmAsync(IReadOnlyList<Hote> hosts, DateTimeOffset instant) => ArmAsync();

    public async Task<bool> StrikeAsync(IReadOnlyList<Hote> hosts)
    {
        if (_armed is not { } point || await HeldAsync() is not { } held)
            return false;
        var host = hosts.Single(host => host.Name == held.Host);
        if (point == Point.Late)
        {
            await SleepAsync(host, hosts);
        }
        else
        {
            host.Service.Kill();
            await ReleaseAsync(point is Point.Answer ? null : held.Backend);
            host.Service.Start();
        }

        _reached.Add(point);
        await ArmAsync();
        return true;
    }

    /// <summary>Points are reached at any later moment as well.</summary>
    public Task DisarmAsync() => Task.CompletedTask;

    public Task<Compte> CountAsync() => Task.FromResult(Compte.Read(_connection));

    public async Task<long> TakenOverAsync()
    {
        await using var command = Command("SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM reprises");
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task ArmAsync()
    {
        if (_armed is not null || _reached.Count == Points.Length)
            return;
        var point = Points[_reached.Count];
        await RunAsync($"SELECT pg_advisory_lock(777, {(int)point}); INSERT INTO barrages VALUES ({(int)point});");
        _armed = point;
    }

    /// <summary>Its commit succeeds while it sleeps; when it wakes, another host has done what it had taken.</summary>
    private async Task SleepAsync(Hote host, IReadOnlyList<Hote> hosts)
    {
        host.Service.Signal("STOP");
        await ReleaseAsync(lost: null);
        foreach (var other in hosts.Where(other => other != host))
        {
            await other.Service.DoneAsync();
        }

        host.Service.Signal("CONT");
    }

    /// <summary>The host that is held up, by the name of its connection, and its process in the server.</summary>
    private async Task<(string Host, int Backend)?> HeldAsync()
    {
        await using var command = Command("""
            SELECT a.application_name, a.pid FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
            WHERE l.locktype = 'advisory' AND l.classid = 777 AND NOT l.granted AND a.datname = current_database() LIMIT 1
            """);
        await using var reader = await command.ExecuteReaderAsync();
        return await reader.ReadAsync() ? (reader.GetString(0), reader.GetInt32(1)) : null;
    }

    /// <param name="lost">Process of the server whose transaction is to fail; null lets it go on.</param>
    private async Task ReleaseAsync(int? lost)
    {
        await RunAsync($"DELETE FROM barrages; SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid = {lost ?? 0};");
        await RunAsync($"SELECT pg_advisory_unlock(777, {(int)_armed!.Value});");
        _armed = null;
    }

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

using System.Diagnostics;
using ComiteFlow.IntegrationTests.Courriels;
using Microsoft.Data.Sqlite;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>Holds the one host of a file up by what any other process can do to that file: hold a lock on it, or have one statement take very long. Mail is held by its server.</summary>
internal sealed class BarrageDeFichier : IBarrage
{
    // A trigger may call no program, but it may count.
    private const string Trigger = """
        CREATE TABLE barrages (point int PRIMARY KEY);
        CREATE VIEW lenteur AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000000000) SELECT MAX(i) AS i FROM n;
        CREATE TRIGGER barrage AFTER INSERT ON journal WHEN EXISTS (SELECT 1 FROM barrages) BEGIN SELECT i FROM lenteur; END;
        """;

    private static readonly Point[] Points = [Point.Claim, Point.Burst, Point.Commit, Point.Answer, Point.HandOver];
    private static readonly TimeSpan Still = TimeSpan.FromMilliseconds(200), Patience = TimeSpan.FromSeconds(30);

    private readonly string _file;
    private readonly MailServer _mail;
    private readonly List<Point> _reached = [];
    private readonly Stopwatch _since = new();
    private SqliteConnection? _lock;
    private Point? _armed;
    private uint _commits;
    private (TimeSpan Processor, DateTime Journal) _seen;

    public BarrageDeFichier(string file, MailServer mail)
    {
        (_file, _mail) = (file, mail);
        using var connection = Traces.Open(file);
        Run(connection, Trigger);
    }

    public IReadOnlyList<Point> Reached => _reached;

    private string Journal => _file + "-journal";

    public async Task ArmAsync(IReadOnlyList<Hote> hosts, DateTimeOffset instant)
    {
        // At its start a host looks whether the file is up to date, and jobs write nothing most of the time: neither is a burst.
        if (_reached.Count == Points.Length || !hosts[0].Service.IsRunning || !Histoire.IsAfterAnAct(instant))
            return;
        var point = Points[_reached.Count];
        if (point == Point.HandOver)
        {
            await ArmMailAsync(hosts[0].Service);
            return;
        }

        _commits = Commits();
        if (point == Point.Burst)
        {
            using var connection = Traces.Open(_file);
            Run(connection, "INSERT INTO barrages VALUES (2)");
        }
        else
        {
            _lock = Traces.Open(_file);
            // Who holds this lock lets nobody begin to write; who only reads lets nobody commit.
            Run(_lock, point == Point.Claim ? "BEGIN IMMEDIATE" : "BEGIN; SELECT COUNT(*) FROM sqlite_master");
        }

        _armed = point;
        _since.Restart();
    }

    public async Task<bool> StrikeAsync(IReadOnlyList<Hote> hosts)
    {
        if (_armed is not { } point || !IsHeld(point, hosts[0].Service))
            return false;
        if (point == Point.Answer)
            await CommitAsync();
        hosts[0].Service.Kill();
        await LetGoAsync(point, hosts[0].Service);
        // A commit that the kill missed by a hair counts for nothing: the point stays the next one.
        if (point is not (Point.Commit or Point.Answer) || Commits() == _commits + (point == Point.Answer ? 1 : 0))
            _reached.Add(point);
        hosts[0].Service.Start();
        return true;
    }

    /// <summary>Mail may come at any later moment.</summary>
    public Task DisarmAsync() => _armed is { } point and not Point.HandOver ? LetGoAsync(point, null) : Task.CompletedTask;

    public Task<Compte> CountAsync()
    {
        using var connection = Traces.Open(_file);
        return Task.FromResult(Compte.Read(connection));
    }

    public ValueTask DisposeAsync()
    {
        _lock?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task LetGoAsync(Point point, SteppedService? service)
    {
        _armed = null;
        _lock?.Dispose();
        _lock = null;
        if (point == Point.Burst)
        {
            using var connection = Traces.Open(_file);
            Run(connection, "DELETE FROM barrages");
        }

        if (point == Point.HandOver)
        {
            service!.More = new Dictionary<string, string>();
            await _mail.ReleaseAsync();
        }
    }

    /// <summary>From its next start on the host hands its mail to a server that answers nothing.</summary>
    private async Task ArmMailAsync(SteppedService service)
    {
        if (_armed is Point.HandOver)
            return;
        await _mail.StartAsync();
        await _mail.HoldAfterAsync(0);
        service.Kill();
        service.More = _mail.Settings;
        _armed = Point.HandOver;
    }

    /// <summary>The host has work to do and does nothing; or it has been in one transaction for long.</summary>
    private bool IsHeld(Point point, SteppedService service)
    {
        if (point == Point.HandOver)
            return _mail.IsHolding;
        var journal = File.Exists(Journal) ? File.GetLastWriteTimeUtc(Journal) : default;
        var seen = (point == Point.Burst ? TimeSpan.Zero : service.ProcessorTime, journal);
        if (seen != _seen)
        {
            _seen = seen;
            _since.Restart();
            return false;
        }

        return _since.Elapsed >= Still && (journal != default) == (point != Point.Claim);
    }

    /// <summary>Lets the transaction through, and comes back when it is committed: its journal is gone.</summary>
    private async Task CommitAsync()
    {
        _lock!.Dispose();
        _lock = null;
        var watch = Stopwatch.StartNew();
        await Task.Run(() =>
        {
            while (File.Exists(Journal))
            {
                Assert.True(watch.Elapsed < Patience, "The transaction does not end.");
            }
        });
    }

    /// <summary>The file counts its commits. Read only while this process holds no lock on it: closing the file would drop that.</summary>
    private uint Commits()
    {
        using var stream = new FileStream(_file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Position = 24;
        Span<byte> bytes = stackalloc byte[4];
        stream.ReadExactly(bytes);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);
    }

    private static void Run(SqliteConnection connection, string sql)
    {
#pragma warning disable CA2100 // Statements of this class.
        using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}

using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace ComiteFlow.Host.Persistence.Fichier;

/// <summary>What a caller takes for a new command: behind it runs the one of the same text that the connection has kept.</summary>
internal sealed class CommandeGardee(ConnexionGardee connection) : DbCommand
{
    private SqliteCommand? _inner;

    /// <summary>The text is set before any parameter.</summary>
    [AllowNull]
    public override string CommandText
    {
        get => _inner?.CommandText ?? "";
        set
        {
            Release();
            _inner = connection.Rent(value ?? "");
        }
    }

    public override int CommandTimeout
    {
        get => Inner.CommandTimeout;
        set => Inner.CommandTimeout = value;
    }

    public override CommandType CommandType
    {
        get => CommandType.Text;
        set => Inner.CommandType = value;
    }

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException("A kept command belongs to its connection.");
    }

    protected override DbParameterCollection DbParameterCollection => Inner.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    private SqliteCommand Inner => _inner ?? throw new InvalidOperationException("A kept command needs its text first.");

    private SqliteCommand Ready
    {
        get
        {
            Inner.Transaction = (SqliteTransaction?)DbTransaction;
            // Asked for, or a reader that is not read to its end would leave the statement unprepared.
            if (ConnexionGardee.IsKept(Inner.CommandText))
                Inner.Prepare();
            return Inner;
        }
    }

    public override void Cancel() => Inner.Cancel();

    public override void Prepare() => Inner.Prepare();

    public override int ExecuteNonQuery() => Ready.ExecuteNonQuery();

    public override object? ExecuteScalar() => Ready.ExecuteScalar();

    protected override DbParameter CreateDbParameter() => new SqliteParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready.ExecuteReader(behavior);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Release();
        base.Dispose(disposing);
    }

    private void Release()
    {
        if (_inner is not null)
            connection.GiveBack(_inner);
        _inner = null;
    }
}

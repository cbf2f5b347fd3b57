using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace ComiteFlow.Host.Persistence.Fichier;

/// <summary>
/// A connection to the embedded file that stays open from one transaction to the next and keeps its statements prepared: preparing them anew
/// costs more than running them.
/// </summary>
internal sealed class ConnexionGardee(string text) : SqliteConnection(text)
{
    /// <summary>Far above the number of statements that the product has; a bound, should their texts vary some day.</summary>
    private const int Most = 500;

    private readonly Dictionary<string, SqliteCommand> _kept = [];

    /// <summary>True between two transactions, when nothing of the last one is left.</summary>
    public bool IsIdle => State == System.Data.ConnectionState.Open && Transaction is null;

    /// <summary>A command of this text that nobody runs at the moment.</summary>
    public SqliteCommand Rent(string sql) => _kept.Remove(sql, out var kept) ? kept : new SqliteCommand(sql, this);

    /// <summary>Takes a command back, without what it was run with.</summary>
    public void GiveBack(SqliteCommand command)
    {
        if (State != System.Data.ConnectionState.Open || !IsKept(command.CommandText) || _kept.Count >= Most || !_kept.TryAdd(command.CommandText, command))
        {
            command.Dispose();
            return;
        }

        command.Parameters.Clear();
        command.Transaction = null;
    }

    protected override DbCommand CreateDbCommand() => new CommandeGardee(this);

    /// <summary>Pragmas and definitions of tables run once.</summary>
    public static bool IsKept(string sql) =>
        sql.StartsWith("SELECT ", StringComparison.Ordinal) || sql.StartsWith("INSERT ", StringComparison.Ordinal) || sql.StartsWith("UPDATE ", StringComparison.Ordinal)
        || sql.StartsWith("DELETE ", StringComparison.Ordinal) || sql.StartsWith("WITH ", StringComparison.Ordinal);
}

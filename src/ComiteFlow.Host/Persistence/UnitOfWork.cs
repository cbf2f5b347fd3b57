using System.Data;
using System.Data.Common;
using System.Text.Json;
using ComiteFlow.Domain.Faits;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ComiteFlow.Host.Persistence;

/// <summary>The transaction of one burst, one use case or one job: rows and facts commit together or not at all.</summary>
internal sealed class UnitOfWork(ComiteFlowDb db, TimeProvider clock) : IUnitOfWork, IJournalFaits
{
    private static readonly string[] Columns = ["at", "name", "convention", "json", "actor", "rule", "inputs", "source"];

    private readonly List<Fait> _faits = [];
    private readonly List<Func<CancellationToken, Task>> _beforeCommit = [];
    private readonly List<Action> _afterCommit = [];
    private IDbContextTransaction? _transaction;
    private Func<bool, CancellationToken, Task>? _last;

    /// <summary>Who acts; null for the product itself.</summary>
    public Actor? Actor { get; set; }

    public async Task BeginAsync(CancellationToken ct) => _transaction = await db.Database.BeginTransactionAsync(ct);

    public void Add(Fait fait) => _faits.Add(fait);

    /// <summary>Runs each time that what is in memory is about to be written.</summary>
    public void BeforeCommit(Func<CancellationToken, Task> act) => _beforeCommit.Add(act);

    /// <summary>Runs once what was written is durable.</summary>
    public void AfterCommit(Action act) => _afterCommit.Add(act);

    /// <summary>What the engine writes last. Where it is all that is left to write, it takes the commit along in the same round trip.</summary>
    /// <param name="write">Told whether it commits as well.</param>
    public void WriteLast(Func<bool, CancellationToken, Task> write) => _last = write;

    public async Task CommitAsync(CancellationToken ct)
    {
        // Rows of the engine are locked before those of dossiers, here as everywhere: so no two transactions stand in a circle.
        var commits = _last is not null && _beforeCommit.Count == 0 && _faits.Count == 0 && !db.ChangeTracker.HasChanges();
        if (_last is { } write)
            await write(commits, ct);
        _last = null;
        if (commits)
        {
            await _transaction!.DisposeAsync();
        }
        else
        {
            await FlushAsync(ct);
            await _transaction!.CommitAsync(ct);
        }

        _beforeCommit.Clear();
        _afterCommit.ForEach(act => act());
    }

    public async Task FlushAsync(CancellationToken ct)
    {
        if (_transaction is null)
            throw new InvalidOperationException("The transaction was not begun.");
        foreach (var act in _beforeCommit)
        {
            await act(ct);
        }

        await db.SaveChangesAsync(ct);
        if (_faits.Count > 0)
            await AppendAsync(_transaction.GetDbTransaction(), ct);
        _faits.Clear();
    }

    /// <summary>Facts are only ever added, and many at a time: one prepared statement serves them all.</summary>
    private async Task AppendAsync(DbTransaction transaction, CancellationToken ct)
    {
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText =
            "INSERT INTO faits (at, name, convention, json, actor, rule, inputs, source) VALUES (@at, @name, @convention, @json, @actor, @rule, @inputs, @source)";
        var parameters = Columns.Select(column => Parameter(command, column)).ToArray();
        var now = clock.GetUtcNow();
        object at = db.Database.IsNpgsql() ? now.ToUniversalTime() : now.UtcTicks;
        foreach (var fait in _faits)
        {
            object?[] values =
            [
                at, fait.Name, fait.Convention, JsonSerializer.Serialize(fait, fait.GetType(), Colonnes.DeFait), Actor?.Person, fait.Why?.Rule,
                fait.Why is { Inputs.Count: > 0 } why ? JsonSerializer.Serialize(why.Inputs, Colonnes.Json) : null, fait.Why?.Source,
            ];
            for (var rank = 0; rank < values.Length; rank++)
            {
                parameters[rank].Value = values[rank] ?? DBNull.Value;
            }

            await command.ExecuteNonQueryAsync(ct);
        }
    }

    private static DbParameter Parameter(DbCommand command, string column)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = "@" + column;
        if (column != "at")
            parameter.DbType = DbType.String;
        command.Parameters.Add(parameter);
        return parameter;
    }
}

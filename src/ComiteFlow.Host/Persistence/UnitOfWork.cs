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
    private readonly List<Fait> _faits = [];
    private readonly List<Func<CancellationToken, Task>> _beforeCommit = [];
    private IDbContextTransaction? _transaction;

    /// <summary>Who acts; null for the product itself.</summary>
    public Actor? Actor { get; set; }

    public async Task BeginAsync(CancellationToken ct) => _transaction = await db.Database.BeginTransactionAsync(ct);

    public void Add(Fait fait) => _faits.Add(fait);

    /// <summary>Runs when the transaction is about to be saved.</summary>
    public void BeforeCommit(Func<CancellationToken, Task> act) => _beforeCommit.Add(act);

    public async Task CommitAsync(CancellationToken ct)
    {
        foreach (var act in _beforeCommit)
        {
            await act(ct);
        }

        var now = clock.GetUtcNow();
        foreach (var fait in _faits)
        {
            db.Add(RowOf(fait, now));
        }

        await db.SaveChangesAsync(ct);
        if (_transaction is not null)
            await _transaction.CommitAsync(ct);
        _faits.Clear();
        _beforeCommit.Clear();
    }

    private FaitRow RowOf(Fait fait, DateTimeOffset now) => new()
    {
        At = now,
        Name = fait.Name,
        Convention = fait.Convention,
        Json = JsonSerializer.Serialize(fait, fait.GetType(), Colonnes.DeFait),
        Actor = Actor?.Person,
        Rule = fait.Why?.Rule,
        Inputs = fait.Why is { Inputs.Count: > 0 } why ? JsonSerializer.Serialize(why.Inputs, Colonnes.Json) : null,
        Source = fait.Why?.Source,
    };
}

using ComiteFlow.Domain.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ComiteFlow.Host.Persistence;

/// <summary>
/// A dossier with the texts of its documents, and the context that knows its rows: it goes from transaction to transaction with them, for
/// telling a context of rows that it has not read costs as much as reading them.
/// </summary>
internal sealed record DossierLu(Dossier Dossier, Dictionary<string, TexteConvention> Textes, ComiteFlowDb Rows) : IDisposable
{
    /// <summary>Has the rows written and read where the scope is: in its connection and its transaction.</summary>
    public static void Join(ComiteFlowDb rows, ComiteFlowDb scope)
    {
        var transaction = scope.Database.CurrentTransaction?.GetDbTransaction();
        if (rows.Database.CurrentTransaction?.GetDbTransaction() == transaction && rows.Database.GetDbConnection() == scope.Database.GetDbConnection())
            return;
        Part(rows);
        rows.Database.SetDbConnection(scope.Database.GetDbConnection());
        rows.Database.UseTransaction(transaction);
    }

    /// <summary>True when anything has changed, or is new.</summary>
    public bool HasChanges()
    {
        Rows.ChangeTracker.DetectChanges();
        return Rows.ChangeTracker.Entries().Any(entry => entry.State != EntityState.Unchanged);
    }

    /// <summary>Writes what has changed, under a new version.</summary>
    public async Task SaveAsync(CancellationToken ct)
    {
        Dossier.Touch();
        if (Rows.Entry(Dossier) is { State: not EntityState.Added } entry)
            entry.Property(d => d.Version).IsModified = true;
        await Rows.SaveChangesAsync(ct);
    }

    /// <summary>The transaction is over, its connection belongs to others.</summary>
    public void Leave() => Part(Rows);

    public void Dispose() => Rows.Dispose();

    private static void Part(ComiteFlowDb rows) => rows.Database.CurrentTransaction?.Dispose();
}

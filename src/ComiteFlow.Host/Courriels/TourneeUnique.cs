using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>The right to hand mail over, which one host has at a time; on PostgreSQL it is a lock of the session, and falls with it however the host ends.</summary>
internal sealed class TourneeUnique : IAsyncDisposable
{
    private const long Lock = 0x43464D41494C;

    private readonly ComiteFlowDb _db;

    private TourneeUnique(ComiteFlowDb db, bool isMine) => (_db, IsMine) = (db, isMine);

    /// <summary>False when another host is on its round: it takes what waits.</summary>
    public bool IsMine { get; }

    /// <summary>Keeps one connection open for the whole round.</summary>
    public static async Task<TourneeUnique> TakeAsync(ComiteFlowDb db, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        var isMine = !db.Database.IsNpgsql()
            || (await db.Database.SqlQuery<bool>($"SELECT pg_try_advisory_lock({Lock}) AS \"Value\"").ToListAsync(ct))[0];
        return new TourneeUnique(db, isMine);
    }

    public async ValueTask DisposeAsync()
    {
        if (IsMine && _db.Database.IsNpgsql())
            await _db.Database.ExecuteSqlAsync($"SELECT pg_advisory_unlock({Lock})");
        await _db.Database.CloseConnectionAsync();
    }
}

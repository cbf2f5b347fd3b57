using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Comites;

/// <summary>What people were told of a séance on a day, by the begin of the keys of such mails. A mail that stayed here, because the séance was moved away before it left, told nothing.</summary>
internal static class AvisDeSeance
{
    public static Task<bool> IsToldAsync(ComiteFlowDb db, string begin, CancellationToken ct) =>
        db.Set<CourrielRow>().AnyAsync(mail => mail.Key.StartsWith(begin) && (mail.CancelledAt == null || mail.SentAt != null), ct);

    /// <summary>How many times one person was to be told, at most.</summary>
    public static async Task<int> TimesAsync(ComiteFlowDb db, string begin, CancellationToken ct)
    {
        var told = await db.Set<CourrielRow>().Where(mail => mail.Key.StartsWith(begin)).Select(mail => mail.Recipient).ToListAsync(ct);
        return told.CountBy(recipient => recipient).Select(one => one.Value).DefaultIfEmpty().Max();
    }
}

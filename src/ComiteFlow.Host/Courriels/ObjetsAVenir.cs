using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>What mail that has not left yet would be called: its subject as the template gives it today.</summary>
internal sealed class ObjetsAVenir(ComiteFlowDb db, RappelsReunis rappels)
{
    /// <param name="numbers">Mails without a subject.</param>
    public async Task<IReadOnlyDictionary<long, string>> ReadAsync(IReadOnlyList<long> numbers, CancellationToken ct)
    {
        if (numbers.Count == 0)
            return new Dictionary<long, string>();
        var rows = await db.Set<CourrielRow>().AsNoTracking().Where(mail => numbers.Contains(mail.Number)).ToListAsync(ct);
        return rows.Select(row => (row.Number, Subject: Subject(row))).Where(one => one.Subject is not null).ToDictionary(one => one.Number, one => one.Subject!);
    }

    /// <summary>Null where the template cannot be rendered: the post tells why when the mail's turn comes.</summary>
    private string? Subject(CourrielRow row)
    {
        try
        {
            return rappels.Render([(row, new DemandesDuCourriel([], null))]).Objet;
        }
        catch (Exception error) when (error is ModeleException or TimeoutException)
        {
            return null;
        }
    }
}

using System.Text.Json;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>The outgoing mail as rows of the current transaction; a key enters once.</summary>
internal sealed class SqlOutbox(ComiteFlowDb db, ModeleStore modeles, TimeProvider clock) : IOutbox
{
    private long? _last;

    public async Task EnqueueAsync(Courriel courriel, CancellationToken ct)
    {
        if (db.Set<CourrielRow>().Local.Any(c => c.Key == courriel.Key) || await db.Set<CourrielRow>().AnyAsync(c => c.Key == courriel.Key, ct))
            return;
        _last ??= await db.Set<CourrielRow>().MaxAsync(c => (long?)c.Number, ct) ?? 0;
        db.Add(new CourrielRow
        {
            Key = courriel.Key,
            Number = (_last = _last.Value + 1).Value,
            Template = courriel.Template,
            TemplateHash = modeles.VersionOfCourriel(courriel.Template),
            Recipient = courriel.To,
            Cc = JsonSerializer.Serialize(courriel.Cc, Colonnes.Json),
            Convention = courriel.Convention,
            Document = courriel.Document,
            Obligation = courriel.Obligation,
            Data = JsonSerializer.Serialize(courriel.Data, Colonnes.Json),
            CreatedAt = clock.GetUtcNow(),
        });
    }
}

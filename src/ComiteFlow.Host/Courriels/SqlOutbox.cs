using System.Text.Json;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>The outgoing mail as rows of the current transaction; a key enters once.</summary>
internal sealed class SqlOutbox(ComiteFlowDb db, ModeleStore modeles, TimeProvider clock) : IOutbox
{
    private static readonly Func<ComiteFlowDb, string, Task<bool>> Known = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, string key) => db.Set<CourrielRow>().Any(c => c.Key == key)));

    private static readonly Func<ComiteFlowDb, Task<long?>> Last = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db) => db.Set<CourrielRow>().Max(c => (long?)c.Number)));

    private readonly HashSet<string> _keys = [];
    private long? _last;

    public async Task EnqueueAsync(Courriel courriel, CancellationToken ct)
    {
        if (!_keys.Add(courriel.Key) || await Known(db, courriel.Key))
            return;
        _last ??= await Last(db) ?? 0;
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
            Asks = courriel.Demandes.Count == 0 ? null : JsonSerializer.Serialize(courriel.Demandes, Colonnes.Json),
            CreatedAt = clock.GetUtcNow(),
        });
    }
}

using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>Starts and events as rows of the current transaction.</summary>
internal sealed class SqlWorkflows(ComiteFlowDb db, IRunStore store, Triggers triggers, TimeProvider clock) : IWorkflows
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    public async Task StartAsync(string definitionId, string key, string correlationId, IReadOnlyDictionary<string, object?> input, CancellationToken ct)
    {
        if (!await db.Set<DefinitionRow>().AnyAsync(d => d.DefinitionId == definitionId && d.IsPublished, ct))
            throw new StepFailedException("workflow.unknown", $"Aucune version du circuit « {definitionId} » n’est publiée.");
        await store.AskAsync(
            new DueWork { Name = definitionId, Key = key, CorrelationId = correlationId, Payload = JsonSerializer.Serialize(input, Colonnes.Json), CreatedAt = clock.GetUtcNow() }, ct);
    }

    public async Task PublishAsync(string name, string correlationId, object? payload, CancellationToken ct, TimeSpan? life = null)
    {
        var (now, told) = (clock.GetUtcNow(), JsonSerializer.Serialize(payload, Colonnes.Json));
        // An event that started a workflow is given to those who wait, and not kept for who comes later.
        if (await triggers.StartByEventAsync(name, correlationId, told, ct)
            && !await db.Set<Bookmark>().AnyAsync(wait => wait.Name == name && wait.CorrelationId == correlationId, ct))
            return;
        await store.OfferAsync(
            new KeptEvent
            {
                Name = name, CorrelationId = correlationId, Payload = told, CreatedAt = now, ExpiresAt = now + (life ?? Life),
            },
            now, ct);
    }
}

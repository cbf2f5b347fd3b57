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
        var now = clock.GetUtcNow();
        var announced = new KeptEvent
        {
            Name = name, CorrelationId = correlationId, Payload = JsonSerializer.Serialize(payload, Colonnes.Json), CreatedAt = now, ExpiresAt = now + (life ?? Life),
        };
        if ((await triggers.StartByEventsAsync([announced], ct)).Count == 0)
            await store.OfferAsync(announced, now, ct);
    }
}

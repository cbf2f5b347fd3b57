using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>Starts and events as rows of the current transaction.</summary>
internal sealed class SqlWorkflows(ComiteFlowDb db, TimeProvider clock) : IWorkflows
{
    /// <summary>An event that nobody waited for is dropped after a year of business time.</summary>
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    public async Task StartAsync(string definitionId, string key, string correlationId, IReadOnlyDictionary<string, object?> input, CancellationToken ct)
    {
        if (!await db.Set<DefinitionRow>().AnyAsync(d => d.DefinitionId == definitionId && d.IsPublished, ct))
            throw new StepFailedException("workflow.unknown", $"Aucune version du circuit « {definitionId} » n’est publiée.");
        var waits = db.Set<Arrivee>().Local.Any(a => a.Key == key) || await db.Set<Arrivee>().AnyAsync(a => a.Key == key, ct);
        if (waits || await db.Set<Instance>().AnyAsync(i => i.Key == key, ct))
            return;
        Add("start", definitionId, correlationId, key, input);
    }

    public Task PublishAsync(string name, string correlationId, object? payload, CancellationToken ct)
    {
        Add("event", name, correlationId, null, payload);
        return Task.CompletedTask;
    }

    private void Add(string kind, string name, string correlationId, string? key, object? payload)
    {
        var now = clock.GetUtcNow();
        db.Add(new Arrivee
        {
            Kind = kind,
            Name = name,
            CorrelationId = correlationId,
            Key = key,
            Payload = JsonSerializer.Serialize(payload, Colonnes.Json),
            CreatedAt = now,
            ExpiresAt = now + Life,
        });
    }
}

using System.Text.Json;
using ComiteFlow.Engine.Runs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>Armed triggers and running instances. A trigger for an event is a wait of no instance, under a name that no event has.</summary>
internal sealed class SqlStartRows(ComiteFlowDb db) : IStartRows
{
    public const string Prefix = "declencheur:";

    public async Task ArmAsync(string definitionId, string step, string eventName, CancellationToken ct)
    {
        db.Add(new Bookmark { InstanceId = Guid.Empty, Name = Prefix + eventName, CorrelationId = JsonSerializer.Serialize(new[] { definitionId, step }, Colonnes.Json) });
        await db.SaveChangesAsync(ct);
    }

    public async Task<IReadOnlyList<DueWork>> DisarmAsync(string definitionId, string prefix, Func<DueWork, bool> isKept, CancellationToken ct)
    {
        var waits = await db.Set<Bookmark>().AsNoTracking().Where(wait => wait.InstanceId == Guid.Empty).ToListAsync(ct);
        var gone = waits.Where(wait => Read(wait.CorrelationId).DefinitionId == definitionId).Select(wait => wait.Number).ToList();
        await db.Set<Bookmark>().Where(wait => gone.Contains(wait.Number)).ExecuteDeleteAsync(ct);
        var armed = await db.Set<DueWork>().AsNoTracking().Where(work => work.InstanceId == null && work.Name == definitionId && work.Key!.StartsWith(prefix)).ToListAsync(ct);
        var over = armed.Where(work => !isKept(work)).Select(work => work.Number).ToList();
        await db.Set<DueWork>().Where(work => over.Contains(work.Number)).ExecuteDeleteAsync(ct);
        return [.. armed.Where(isKept)];
    }

    public async Task<IReadOnlyList<(string EventName, string DefinitionId, string Step)>> StartedByAsync(IReadOnlyList<string> eventNames, CancellationToken ct)
    {
        var started = new List<(string EventName, string DefinitionId, string Step)>();
        foreach (var name in eventNames)
        {
            started.AddRange((await ArmedAsync(Prefix + name, ct)).Select(Read).Select(of => (name, of.DefinitionId, of.Step)));
        }

        return started;
    }

    /// <summary>Asked for each event that is published, so without what EF Core does about a query.</summary>
    private async Task<List<string>> ArmedAsync(string name, CancellationToken ct)
    {
        await db.Database.OpenConnectionAsync(ct);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            command.CommandText = "SELECT correlation_id FROM attentes WHERE name = @name ORDER BY number";
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@name", name);
            command.Parameters.Add(parameter);
            var armed = new List<string>();
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                armed.Add(reader.GetString(0));
            }

            return armed;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    public Task<bool> IsAwaitedAsync(string eventName, string correlationId, CancellationToken ct) =>
        db.Set<Bookmark>().AnyAsync(wait => wait.Name == eventName && wait.CorrelationId == correlationId, ct);

    public async Task<bool> IsRunningAsync(string? definitionId, string? correlationId, CancellationToken ct)
    {
        // One writer at a time in a file; hosts that share a server take turns.
        if (db.Database.IsNpgsql())
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({$"demarrage/{definitionId}/{correlationId}"}, 7))", ct);
        var running = db.Set<Instance>().Where(i => i.Status == InstanceStatus.Suspended || i.Status == InstanceStatus.Faulted);
        if (definitionId is not null)
            running = running.Where(i => i.DefinitionId == definitionId);
        if (correlationId is not null)
            running = running.Where(i => i.CorrelationId == correlationId);
        return await running.AnyAsync(ct);
    }

    private static (string DefinitionId, string Step) Read(string text) => JsonSerializer.Deserialize<string[]>(text) is [var definition, var step] ? (definition, step) : default;
}

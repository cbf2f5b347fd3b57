using System.Text.Json;
using ComiteFlow.Engine.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.Engine.Runs;

/// <summary>Starts that a definition refuses while another instance runs.</summary>
internal static class Activation
{
    public const string Singleton = "SingletonStrategy";
    public const string Correlation = "CorrelationStrategy";
    public const string CorrelatedSingleton = "CorrelatedSingletonStrategy";

    public static readonly string[] Known = ["AllowAlwaysStrategy", Singleton, Correlation, CorrelatedSingleton];

    /// <param name="before">Instances that the same transaction leaves and that are not written yet.</param>
    /// <returns>Why the start is refused, in French; null when it is not.</returns>
    public static async Task<string?> RefusalAsync(
        WorkflowDefinition definition, DueWork work, IServiceProvider services, IReadOnlyList<Instance> before, CancellationToken ct)
    {
        if (definition.Activation is not (Singleton or Correlation or CorrelatedSingleton))
            return null;
        var id = definition.Activation == Correlation ? null : definition.DefinitionId;
        var correlation = definition.Activation == Singleton ? null : work.CorrelationId;
        var isRunning = before.Any(other => other.Status == InstanceStatus.Suspended && (id is null || other.DefinitionId == id) && (correlation is null || other.CorrelationId == correlation))
            || await services.GetRequiredService<IStartRows>().IsRunningAsync(id, correlation, ct);
        if (!isRunning)
            return null;
        var which = id is null ? "Un circuit" : "Une instance de ce circuit";
        return correlation is null ? $"{which} est déjà en cours : le démarrage est refusé." : $"{which} est déjà en cours pour « {correlation} » : le démarrage est refusé.";
    }

    /// <summary>A start that was refused is kept as an instance that was called off: its key is used, its journal tells why, and its parent is told.</summary>
    public static BurstResult Refused(Instance instance, DueWork work, string refusal, DateTimeOffset now)
    {
        var refused = instance.With(JsonSerializer.Serialize(new InstanceState(), EngineRunner.Json), InstanceStatus.Cancelled, now);
        var line = new JournalLine { InstanceId = instance.Id, At = now, Event = "Refused", Message = refusal };
        return new BurstResult(refused, true, work, null, [], [], [], [line], now);
    }
}

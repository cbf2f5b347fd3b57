using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Simulation;

/// <summary>Does what a step of a scenario says, in the name of the role that it names.</summary>
internal static class ActesDeScenario
{
    /// <exception cref="BrokenRuleException">The act was refused; the refusal is a fact already.</exception>
    public static Task RunAsync(IServiceProvider services, ScenarioStep step, DateTimeOffset now, CancellationToken ct) =>
        Verbes.Find(step.Verb)!.RunAsync(services.GetRequiredService<ExecutionDesActes>(), ActorOf(step.By ?? DefaultActor(step), now), step.Keys, ct);

    public static Actor ActorOf(string label, DateTimeOffset now)
    {
        var parts = label.Split(':', 2);
        return new Actor(label, parts[0], parts.Length > 1 ? parts[1] : null, "simulation", now);
    }

    private static string DefaultActor(ScenarioStep step)
    {
        var role = Verbes.Find(step.Verb)!.DefaultRole;
        return role == Roles.Signatory && step.Keys.TryGetProperty("party", out var party) ? $"{role}:{party.GetString()}" : role;
    }
}

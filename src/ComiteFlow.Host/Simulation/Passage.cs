using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.Travail;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Host.Simulation;

/// <summary>Lives a scenario on the real thing; only the clock is moved here. Nothing it calls knows that it is a scenario.</summary>
internal sealed class Passage(Scenario scenario, HorlogeSimulee clock, Func<IServiceProvider> start)
{
    private IServiceProvider _services = start();

    /// <summary>Registers the conventions, then moves from one moment to the next until the end.</summary>
    public async Task RunAsync(Horaire horaire, CancellationToken ct)
    {
        var actor = ActorOf(Roles.Coordinator);
        foreach (var convention in scenario.Conventions)
        {
            var document = convention.Data ?? JsonSerializer.SerializeToElement(convention.Id);
            await DoAsync("import", actor, JsonSerializer.SerializeToElement(new { document }), ct);
        }

        var steps = new Queue<ScenarioStep>(scenario.Steps.OrderBy(step => step.At));
        var end = HeureDeParis.At(scenario.Until.AddDays(1), TimeOnly.MinValue);
        while (await NextMomentAsync(horaire, steps, ct) is { } moment && moment < end)
        {
            clock.MoveTo(moment);
            await horaire.RunDueAsync(_services, clock.GetUtcNow(), ct);
            await _services.GetRequiredService<Pompe>().DrainAsync(ct);
            while (steps.TryPeek(out var step) && HeureDeParis.At(step.At) <= clock.GetUtcNow())
            {
                await StepAsync(steps.Dequeue(), ct);
            }
        }
    }

    private async Task<DateTimeOffset?> NextMomentAsync(Horaire horaire, Queue<ScenarioStep> steps, CancellationToken ct)
    {
        var timer = await _services.GetRequiredService<IEngine>().NextDueAsync(ct);
        var step = steps.TryPeek(out var next) ? HeureDeParis.At(next.At) : (DateTimeOffset?)null;
        return new[] { horaire.NextMoment, timer, step }.Min();
    }

    private async Task StepAsync(ScenarioStep step, CancellationToken ct)
    {
        switch (step.Verb)
        {
            case "restart":
                (_services as IDisposable)?.Dispose();
                _services = start();
                break;
            case "concurrently":
                await Task.WhenAll(step.Inner.Select(inner => StepAsync(inner, ct)));
                break;
            default:
                await DoAsync(step.Verb, ActorOf(step.By ?? DefaultActor(step)), step.Keys, ct);
                break;
        }
    }

    private async Task DoAsync(string verb, Actor actor, JsonElement keys, CancellationToken ct)
    {
        try
        {
            await Verbes.Find(verb)!.RunAsync(_services.GetRequiredService<ExecutionDesActes>(), actor, keys, ct);
        }
        catch (BrokenRuleException)
        {
            // The refusal is a fact already; a scenario goes on.
        }
    }

    private static string DefaultActor(ScenarioStep step)
    {
        var role = Verbes.Find(step.Verb)!.DefaultRole;
        return role == Roles.Signatory && step.Keys.TryGetProperty("party", out var party) ? $"{role}:{party.GetString()}" : role;
    }

    private Actor ActorOf(string label)
    {
        var parts = label.Split(':', 2);
        return new Actor(label, parts[0], parts.Length > 1 ? parts[1] : null, "simulation", clock.GetUtcNow());
    }
}

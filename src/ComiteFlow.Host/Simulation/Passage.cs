using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.Travail;

namespace ComiteFlow.Host.Simulation;

/// <summary>Lives a scenario on the real thing; only the clock is moved here. Nothing it calls knows that it is a scenario.</summary>
/// <param name="gens">People who act by what the run brings them; null where the scenario says all that they do.</param>
internal sealed class Passage(Scenario scenario, HorlogeSimulee clock, Func<IServiceProvider> start, IGens? gens = null)
{
    private readonly PriorityQueue<ScenarioStep, (DateTime At, int Rank)> _steps = new();
    private IServiceProvider _services = start();
    private int _planned;

    /// <summary>Registers the conventions, then moves from one moment to the next until the end.</summary>
    public async Task RunAsync(Horaire horaire, CancellationToken ct)
    {
        var rank = 0;
        foreach (var convention in scenario.Conventions)
        {
            var document = convention.Data ?? JsonSerializer.SerializeToElement(convention.Id);
            await DoAsync(new ScenarioStep(rank++, scenario.From.ToDateTime(TimeOnly.MinValue), "import", null, JsonSerializer.SerializeToElement(new { document }), []), ct);
        }

        Plan(scenario.Steps);
        await ThinkAsync(true, ct);
        var end = HeureDeParis.At(scenario.Until.AddDays(1), TimeOnly.MinValue);
        var timer = await NextTimerAsync(ct);
        while (Earliest(horaire.NextMoment, timer) is { } moment && moment < end)
        {
            ct.ThrowIfCancellationRequested();
            clock.MoveTo(moment);
            var worked = await horaire.RunDueAsync(_services, clock.GetUtcNow(), ct);
            if (timer <= clock.GetUtcNow())
            {
                await _services.GetRequiredService<Pompe>().DrainAsync(ct);
                worked = true;
            }

            while (_steps.TryPeek(out var step, out _) && HeureDeParis.At(step.At) <= clock.GetUtcNow())
            {
                await StepAsync(_steps.Dequeue(), ct);
                worked = true;
            }

            if (worked)
                timer = await NextTimerAsync(ct);
            await ThinkAsync(worked, ct);
        }
    }

    private DateTimeOffset? Earliest(DateTimeOffset? job, DateTimeOffset? timer) =>
        new[] { job, timer, _steps.TryPeek(out var next, out _) ? HeureDeParis.At(next.At) : null }.Min();

    /// <summary>Steps of one moment are done in the order in which they were planned.</summary>
    private void Plan(IEnumerable<ScenarioStep> steps)
    {
        foreach (var step in steps)
        {
            _steps.Enqueue(step, (step.At, _planned++));
        }
    }

    private async Task ThinkAsync(bool worked, CancellationToken ct)
    {
        if (gens is not null)
            Plan(await gens.PenserAsync(_services, clock.GetUtcNow(), worked, ct));
    }

    private Task<DateTimeOffset?> NextTimerAsync(CancellationToken ct) => _services.GetRequiredService<Pompe>().NextDueAsync(ct);

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
                await DoAsync(step, ct);
                break;
        }
    }

    private async Task DoAsync(ScenarioStep step, CancellationToken ct)
    {
        try
        {
            await ActesDeScenario.RunAsync(_services, step, clock.GetUtcNow(), ct);
        }
        catch (BrokenRuleException)
        {
            // The refusal is a fact already; a scenario goes on.
        }
    }
}

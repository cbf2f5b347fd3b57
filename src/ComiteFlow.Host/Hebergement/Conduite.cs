using ComiteFlow.Activities.Conventions;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Demonstration;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.Travail;

namespace ComiteFlow.Host.Hebergement;

/// <summary>Makes things happen on a clock that is not the real one: jobs by the timetable, timers and mail, moment by moment.</summary>
internal sealed class Conduite(IServiceProvider services, Pompe pompe, ReglagesCourants reglages, TimeProvider clock) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Horaire? _horaire;

    /// <summary>Does everything that is due by now.</summary>
    public async Task CatchUpAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await RunAsync(ct);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>When the next job, timer or mail falls due.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken ct) =>
        new[] { Horaire().NextMoment, await pompe.NextDueAsync(ct) }.Min();

    /// <summary>Moves a clock to an instant through every moment at which something falls due.</summary>
    public async Task AdvanceAsync(HorlogeDeDemonstration horloge, DateTimeOffset target, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            horloge.HoldAt(horloge.GetUtcNow());
            await RunAsync(ct);
            while (await NextAsync(ct) is { } next && next <= target)
            {
                horloge.HoldAt(next);
                await RunAsync(ct);
            }

            horloge.HoldAt(target);
        }
        finally
        {
            horloge.LetGo();
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task RunAsync(CancellationToken ct)
    {
        await Horaire().RunDueAsync(services, clock.GetUtcNow(), ct);
        await pompe.DrainAsync(ct);
    }

    // A job of this very instant may not have ended before a stop: it runs again, and does nothing twice.
    private Horaire Horaire() => _horaire ??= new Horaire(reglages, clock.GetUtcNow());
}

/// <summary>The buttons of the demonstration.</summary>
internal sealed class AvanceDeDemonstration(Conduite conduite, HorlogeDeDemonstration horloge) : IHorlogeDemonstration
{
    public Task AdvanceAsync(int days, CancellationToken ct) =>
        conduite.AdvanceAsync(horloge, HeureDeParis.At(HeureDeParis.Local(horloge.GetUtcNow()).AddDays(days)), ct);
}

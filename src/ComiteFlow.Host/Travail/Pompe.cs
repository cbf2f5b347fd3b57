using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Courriels;

namespace ComiteFlow.Host.Travail;

/// <summary>Runs everything that is due by the business clock: bursts until nothing is left, then mail, which has no part in the turn.</summary>
internal sealed class Pompe(IEngine engine, Tour tour, ILevee levee)
{
    /// <summary>Waits until nothing else writes; dispose to give the turn back.</summary>
    public Task<IDisposable> TurnAsync(CancellationToken ct) => tour.TakeAsync(ct);

    public async Task DrainAsync(CancellationToken ct)
    {
        using (await TurnAsync(ct))
        {
            while (await engine.RunNextAsync(ct))
            {
                // Each piece of work is one transaction.
            }
        }

        await DeliverAsync(ct);
    }

    /// <summary>When the next timer falls due, or the next mail may leave.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => new[] { await engine.NextDueAsync(ct), await levee.NextAsync(ct) }.Min();

    /// <summary>Has waiting mail taken out, for work that wakes no workflow.</summary>
    public Task DeliverAsync(CancellationToken ct) => levee.CollectAsync(ct);
}

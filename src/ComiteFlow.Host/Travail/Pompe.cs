using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Courriels;

namespace ComiteFlow.Host.Travail;

/// <summary>Runs everything that is due by the business clock: bursts first, then mail, until nothing is left. One turn at a time in this process.</summary>
internal sealed class Pompe(IEngine engine, Distribution distribution) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits until nothing else writes; dispose to give the turn back.</summary>
    public async Task<IDisposable> TurnAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        return new Turn(_turn);
    }

    public async Task DrainAsync(CancellationToken ct)
    {
        using var turn = await TurnAsync(ct);
        while (await engine.RunNextAsync(ct))
        {
            // Each piece of work is one transaction.
        }

        await SendAsync(ct);
    }

    /// <summary>Hands waiting mail over, for work that wakes no workflow.</summary>
    public async Task DeliverAsync(CancellationToken ct)
    {
        using var turn = await TurnAsync(ct);
        await SendAsync(ct);
    }

    private async Task SendAsync(CancellationToken ct)
    {
        while (await distribution.SendWaitingAsync(ct))
        {
            // A full batch: there may be more.
        }
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Turn(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}

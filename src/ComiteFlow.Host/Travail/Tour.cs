namespace ComiteFlow.Host.Travail;

/// <summary>The turn to write: one writer at a time in this process.</summary>
internal sealed class Tour : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Waits until nothing else writes; dispose to give the turn back.</summary>
    public async Task<IDisposable> TakeAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        return new Taken(_turn);
    }

    public void Dispose() => _turn.Dispose();

    private sealed class Taken(SemaphoreSlim semaphore) : IDisposable
    {
        public void Dispose() => semaphore.Release();
    }
}

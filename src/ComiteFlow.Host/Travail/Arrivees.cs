using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Host.Travail;

/// <summary>
/// Events from outside. While one writes the others gather; who has the turn next takes all of them along in one transaction, so that many share a commit
/// and nobody waits for company.
/// </summary>
internal sealed class Arrivees(IEngine engine, Tour tour, EngineOptions options)
{
    private readonly List<Arrivee> _gathered = [];
    private readonly Lock _lock = new();

    /// <summary>Durable when this returns: the step that alone waits for it has run, or it is queued.</summary>
    public async Task DeliverAsync(KeptEvent announced, CancellationToken ct)
    {
        var mine = new Arrivee(announced);
        lock (_lock)
            _gathered.Add(mine);
        try
        {
            using var turn = await tour.TakeAsync(ct);
            while (!mine.Done.Task.IsCompleted)
            {
                await TogetherAsync();
            }
        }
        finally
        {
            // Who gives up takes the event back, unless another has taken it along.
            lock (_lock)
                _gathered.Remove(mine);
        }

        await mine.Done.Task;
    }

    /// <summary>Not given up halfway: it belongs to the others as well.</summary>
    private async Task TogetherAsync()
    {
        List<Arrivee> group;
        lock (_lock)
        {
            group = _gathered[..Math.Min(_gathered.Count, options.Batch)];
            _gathered.RemoveRange(0, group.Count);
        }

        try
        {
            await engine.DeliverAsync([.. group.Select(one => one.Event)], CancellationToken.None);
            group.ForEach(one => one.Done.SetResult());
        }
        catch (Exception error)
        {
            group.ForEach(one => one.Done.SetException(error));
        }
    }

    /// <summary>One event, and whether it is durable.</summary>
    private sealed record Arrivee(KeptEvent Event)
    {
        public TaskCompletionSource Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}

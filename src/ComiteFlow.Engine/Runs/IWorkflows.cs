namespace ComiteFlow.Engine.Runs;

/// <summary>How use cases, jobs and steps start workflows and tell them what happened; all in the caller's transaction, nothing runs at once.</summary>
public interface IWorkflows
{
    /// <summary>Asks for an instance of the published version; asking again with the same key starts nothing.</summary>
    /// <exception cref="Activities.StepFailedException">No version of this definition is published (<c>workflow.unknown</c>).</exception>
    Task StartAsync(string definitionId, string key, string correlationId, IReadOnlyDictionary<string, object?> input, CancellationToken ct);

    /// <summary>Puts an event into the durable inbox; it is matched to waiting steps now or when one comes to wait for it.</summary>
    /// <param name="life">Business time for which an event that nobody waits for is kept; a year if null.</param>
    Task PublishAsync(string name, string correlationId, object? payload, CancellationToken ct, TimeSpan? life = null);
}

/// <summary>The transaction of one burst or one use case: everything written through the scope's stores commits together or not at all.</summary>
public interface IUnitOfWork
{
    Task BeginAsync(CancellationToken ct);

    /// <summary>Writes what is still in memory, so that what follows in this transaction sees it.</summary>
    Task FlushAsync(CancellationToken ct);

    Task CommitAsync(CancellationToken ct);
}

/// <summary>Runs what is due, one transaction at a time.</summary>
public interface IEngine
{
    /// <summary>Takes work that is due at the clock's time (starts, events, timers, ends of children), at most <see cref="EngineOptions.Batch"/> pieces, and runs its bursts in
    /// one transaction; false when nothing is due.</summary>
    Task<bool> RunNextAsync(CancellationToken ct);

    /// <summary>
    /// Takes events from outside, with nothing else in their transaction; durable when this returns. The step that alone waits for an event, in an instance that nothing
    /// else is at work on, has run its burst by then, in the same transaction; any other event is queued as by <see cref="IWorkflows.PublishAsync"/>, also when a burst fails.
    /// </summary>
    Task DeliverAsync(IReadOnlyList<KeptEvent> events, CancellationToken ct);

    /// <summary>When the next timer falls due, or null.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken ct);
}

/// <summary>Gives version 7 UUIDs; the simulator injects one that repeats itself from run to run.</summary>
public interface IIds
{
    Guid Next();
}

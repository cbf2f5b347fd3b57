using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>The rows of the engine. Everything is done in the transaction of the scope; without one, each call commits by itself.</summary>
public interface IRunStore
{
    /// <summary>
    /// Takes work that is due, with its instances, in order of due time, arrivals before timers, then by number. Where several hosts share
    /// the database it is taken under a lease: nobody else gets it until the lease has run out.
    /// </summary>
    /// <param name="now">Business time.</param>
    Task<IReadOnlyList<DueWork>> ClaimAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>When the next work falls due, or null.</summary>
    Task<DateTimeOffset?> NextDueAsync(CancellationToken ct);

    /// <summary>The instance as it stands now, or null.</summary>
    Task<Instance?> LoadAsync(Guid instanceId, CancellationToken ct);

    Task<bool> KeyIsKnownAsync(string key, CancellationToken ct);

    /// <summary>The published version, or null.</summary>
    Task<WorkflowDefinition?> PublishedAsync(string definitionId, CancellationToken ct);

    Task<WorkflowDefinition?> VersionAsync(string definitionId, int version, CancellationToken ct);

    /// <summary>Writes what bursts changed, takes their work away, and raises the fences of their instances. A new wait is given the oldest event kept for
    /// it, or the end of a child that is over already; who waits for the end of an instance is told of it.</summary>
    /// <param name="results">Each of another instance.</param>
    /// <param name="isLast">True when this store is asked for nothing more before the commit: the writing may wait for it and go with it.</param>
    /// <exception cref="FenceLostException">Another writer was faster; thrown by the commit where the writing goes with it.</exception>
    Task SaveAsync(IReadOnlyList<BurstResult> results, bool isLast, CancellationToken ct);

    /// <summary>
    /// Events that exactly one step waits for and that start nothing, in an instance that nobody is at work on and that has no work due; the instance stays locked for
    /// this transaction. An instance that this host remembers is not looked at: the writing proves all of this then.
    /// </summary>
    /// <returns>By the event's place in the list: the step as work that stands in no table.</returns>
    Task<IReadOnlyDictionary<int, DueWork>> MeetAsync(IReadOnlyList<KeptEvent> events, DateTimeOffset now, CancellationToken ct);

    /// <summary>Gives an event to each step that waits for it, or keeps it for the first that will.</summary>
    Task OfferAsync(KeptEvent announced, DateTimeOffset now, CancellationToken ct);

    /// <summary>Asks for a start, once per key; a start that an incident holds is let go again.</summary>
    Task AskAsync(DueWork start, CancellationToken ct);

    /// <summary>Takes work away that has no object any more.</summary>
    Task DropAsync(DueWork work, CancellationToken ct);

    /// <summary>Lets work be tried again after some technical time (the database's). Until then no other work of its instance overtakes it.</summary>
    Task RetryAsync(DueWork work, int attempts, TimeSpan delay, CancellationToken ct);

    /// <summary>Gives claimed work back untouched.</summary>
    Task ReleaseAsync(IReadOnlyList<DueWork> works, CancellationToken ct);

    /// <summary>Records an incident, also in the journal; the work is held by it, its instance is faulted, and who waits for the end of that is told.</summary>
    /// <exception cref="FenceLostException">The work is another host's by now, or the instance was changed.</exception>
    Task HoldAsync(DueWork work, Incident incident, CancellationToken ct);

    /// <summary>An open incident with the work that it holds; null when it is closed or not known.</summary>
    Task<HeldWork?> HeldAsync(Guid incidentId, CancellationToken ct);

    /// <summary>Closes an incident as a person decided, with everything that follows.</summary>
    /// <exception cref="FenceLostException">It was closed, or its instance was changed, by somebody else.</exception>
    Task DecideAsync(DecisionResult decision, CancellationToken ct);

    /// <summary>Takes away some kept events whose time is over, each with a line in the journal.</summary>
    /// <returns>How many; fewer than the limit when none is left.</returns>
    Task<int> SweepEventsAsync(DateTimeOffset now, int limit, CancellationToken ct);

    /// <summary>Takes away some lines of the journals of instances that ended before an instant, and lines as old that belong to no instance.
    /// Lines of an instance that runs or has an open incident stay.</summary>
    /// <returns>How many; fewer than the limit when none is left.</returns>
    Task<int> SweepJournalAsync(DateTimeOffset before, int limit, CancellationToken ct);
}

/// <summary>What one burst leaves to be written.</summary>
/// <param name="Instance">With its new state and status; its fence is the one it was read with.</param>
/// <param name="IsNew">True when the instance is not stored yet.</param>
/// <param name="Work">The work that was done; null for a change by a person.</param>
/// <param name="UsedWait">The wait for an event that was used up.</param>
/// <param name="Ended">Executions that are over: their waits and timers fall away.</param>
/// <param name="Events">New waits for events.</param>
/// <param name="Timers">New timers; a second one of an execution takes the place of the first.</param>
public sealed record BurstResult(
    Instance Instance, bool IsNew, DueWork? Work, Bookmark? UsedWait, IReadOnlyList<int> Ended, IReadOnlyList<Bookmark> Events, IReadOnlyList<DueWork> Timers,
    IReadOnlyList<JournalLine> Journal, DateTimeOffset Now);

/// <summary>The instance was written by somebody else since it was read: a late host, or two events at the same moment.</summary>
public sealed class FenceLostException(params IEnumerable<Guid> instances) : Exception($"Instance {string.Join(" or ", instances)} was changed by another writer.");

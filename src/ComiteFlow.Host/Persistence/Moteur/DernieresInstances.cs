using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>
/// The instances that this host ran last, as they were committed, each by the event that it waits for: the next burst need not read them. What stands here may
/// be outdated, for other hosts write too: whoever writes what came from it proves that the rows are still so.
/// </summary>
/// <param name="limit">How much is kept, in characters of states; what was run longest ago goes first.</param>
internal sealed class DernieresInstances(int limit = DernieresInstances.Limit)
{
    private const int Limit = 8_000_000;

    /// <summary>An instance costs that much beside its state.</summary>
    private const int Beside = 500;

    private readonly Lock _lock = new();
    private readonly LinkedList<Retenue> _oldestFirst = new();
    private readonly Dictionary<(string Name, string CorrelationId), LinkedListNode<Retenue>> _byEvent = [];
    private readonly Dictionary<Guid, LinkedListNode<Retenue>> _byInstance = [];
    private long _size;

    /// <summary>The instance that waits for an event, or null. It is forgotten thereby: of two events that come at once, one is read for.</summary>
    public Retenue? Take(string name, string correlationId)
    {
        lock (_lock)
            return _byEvent.TryGetValue((name, correlationId), out var node) ? Forget(node) : null;
    }

    /// <summary>What bursts left, once it is committed. Remembered is who has come to wait for one event.</summary>
    public void Keep(IReadOnlyList<BurstResult> results)
    {
        lock (_lock)
        {
            foreach (var result in results)
            {
                Keep(result.Instance, result.Events);
            }
        }
    }

    private void Keep(Instance instance, IReadOnlyList<Bookmark> waits)
    {
        if (_byInstance.TryGetValue(instance.Id, out var before))
            Forget(before);
        // The end of a child is no event from outside.
        if (instance.Status != InstanceStatus.Suspended || waits is not [var wait] || wait.Name == Instance.CompletedEvent)
            return;
        if (_byEvent.TryGetValue((wait.Name, wait.CorrelationId), out var other))
            Forget(other);
        var node = _oldestFirst.AddLast(new Retenue(instance, wait));
        (_byEvent[(wait.Name, wait.CorrelationId)], _byInstance[instance.Id]) = (node, node);
        for (_size += Size(node); _size > limit;)
        {
            Forget(_oldestFirst.First!);
        }
    }

    private Retenue Forget(LinkedListNode<Retenue> node)
    {
        var (instance, wait) = node.Value;
        _oldestFirst.Remove(node);
        _byEvent.Remove((wait.Name, wait.CorrelationId));
        _byInstance.Remove(instance.Id);
        _size -= Size(node);
        return node.Value;
    }

    private static long Size(LinkedListNode<Retenue> node) => node.Value.Instance.State.Length + Beside;
}

/// <summary>An instance as this host committed it, and what it waits for.</summary>
internal sealed record Retenue(Instance Instance, Bookmark Wait);

using System.Collections.Concurrent;

namespace ComiteFlow.Engine.Definitions;

/// <summary>The arrows of one flowchart: where it starts, which arrows go back, which loops they close, and what stands before a step.</summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<string, List<Connection>> _out = [];
    private readonly Dictionary<string, List<Connection>> _forwardIn = [];
    private readonly Dictionary<string, HashSet<string>> _reach = [];
    private readonly HashSet<int> _back = [];
    private readonly List<HashSet<string>> _loops = [];
    private readonly ConcurrentDictionary<string, HashSet<string>> _upstream = new();

    /// <param name="trigger">The step that started it, in place of its own start.</param>
    public FlowGraph(Node flowchart, string? trigger = null)
    {
        var known = flowchart.Children.Select(child => child.Id).ToHashSet();
        foreach (var id in known)
        {
            _out[id] = [];
            _forwardIn[id] = [];
        }

        Dangling = [.. flowchart.Connections.Where(c => !known.Contains(c.Source) || !known.Contains(c.Target))];
        foreach (var connection in flowchart.Connections.Except(Dangling))
        {
            _out[connection.Source].Add(connection);
        }

        Start = trigger is null ? FindStart(flowchart) : flowchart.Children.First(child => child.Id == trigger);
        if (Start is not null)
            FindBackEdges(Start.Id);
        foreach (var id in known)
        {
            _reach[id] = Reachable(id, c => true);
        }

        // A step that nothing leads to never hands on a token: no join waits for it.
        foreach (var connection in _out.Values.SelectMany(list => list).Where(c => !IsBack(c) && IsLive(c.Source)))
        {
            _forwardIn[connection.Target].Add(connection);
        }

        FindLoops();
    }

    public Node? Start { get; }

    /// <summary>Arrows that name a step that is not there.</summary>
    public IReadOnlyList<Connection> Dangling { get; }

    public IReadOnlyList<Connection> Outbound(string id) => _out[id];

    /// <summary>Arrows into a step that count for its join: those that do not go back.</summary>
    public IReadOnlyList<Connection> ForwardInbound(string id) => _forwardIn[id];

    /// <summary>The same; none for a step that is not there.</summary>
    public IReadOnlyList<Connection> ForwardInboundOrNone(string id) => _forwardIn.GetValueOrDefault(id) ?? [];

    public bool HasBackInbound(string id) => Into(id).Any(IsBack);

    public bool IsBack(Connection connection) => _back.Contains(connection.Index);

    /// <summary>True when the target can be reached from the source over at least one arrow.</summary>
    public bool Reaches(string source, string target) => _reach[source].Contains(target);

    public bool SameLoop(string a, string b) => a == b ? Reaches(a, a) : Reaches(a, b) && Reaches(b, a);

    /// <summary>The loops that an arrow leads out of.</summary>
    public IEnumerable<IReadOnlySet<string>> LoopsLeftBy(Connection connection) =>
        _loops.Where(loop => loop.Contains(connection.Source) && !loop.Contains(connection.Target));

    /// <summary>True when a step stands before another in the same turn: what comes after it and goes back does not count.</summary>
    public bool IsUpstream(string id, string target) => _upstream.GetOrAdd(target, Upstream).Contains(id);

    private bool IsLive(string id) => Start is not null && (id == Start.Id || _reach[Start.Id].Contains(id));

    private Node? FindStart(Node flowchart)
    {
        var targets = _out.Values.SelectMany(list => list).Select(c => c.Target).ToHashSet();
        return flowchart.Children.FirstOrDefault(c => c.Type == "Elsa.Start")
            ?? flowchart.Children.FirstOrDefault(c => c.MayStart)
            ?? flowchart.Children.FirstOrDefault(c => !targets.Contains(c.Id))
            ?? flowchart.Children.FirstOrDefault();
    }

    private void FindBackEdges(string start)
    {
        var done = new HashSet<string>();
        var onPath = new HashSet<string>();
        var stack = new Stack<(string Id, int Next)>();
        stack.Push((start, 0));
        onPath.Add(start);
        while (stack.Count > 0)
        {
            var (id, next) = stack.Pop();
            if (next >= _out[id].Count)
            {
                onPath.Remove(id);
                done.Add(id);
                continue;
            }

            stack.Push((id, next + 1));
            var connection = _out[id][next];
            if (onPath.Contains(connection.Target))
                _back.Add(connection.Index);
            else if (!done.Contains(connection.Target))
            {
                stack.Push((connection.Target, 0));
                onPath.Add(connection.Target);
            }
        }
    }

    /// <summary>The natural loop of each step that arrows go back to: the step, and all that leads to such an arrow without passing it.</summary>
    private void FindLoops()
    {
        var back = _out.Values.SelectMany(list => list).Where(IsBack);
        foreach (var arrows in back.GroupBy(c => c.Target))
        {
            var loop = new HashSet<string> { arrows.Key };
            Before(arrows.Select(c => c.Source), loop, c => true);
            _loops.Add(loop);
        }
    }

    private HashSet<string> Upstream(string target)
    {
        var after = Reachable(target, c => !IsBack(c));
        var seen = new HashSet<string> { target };
        bool SameTurn(Connection c) => !IsBack(c) || (c.Source != target && !after.Contains(c.Source));
        Before(Into(target).Where(SameTurn).Select(c => c.Source), seen, SameTurn);
        seen.Remove(target);
        return seen;
    }

    /// <summary>Adds some steps and all that leads to them; does not look behind what was seen already.</summary>
    private void Before(IEnumerable<string> ids, HashSet<string> seen, Func<Connection, bool> counts)
    {
        var todo = new Queue<string>(ids);
        while (todo.TryDequeue(out var id))
        {
            if (!seen.Add(id))
                continue;
            foreach (var connection in Into(id).Where(counts))
            {
                todo.Enqueue(connection.Source);
            }
        }
    }

    private IEnumerable<Connection> Into(string id) => _out.Values.SelectMany(list => list).Where(c => c.Target == id && IsLive(c.Source));

    private HashSet<string> Reachable(string from, Func<Connection, bool> counts)
    {
        var seen = new HashSet<string>();
        var todo = new Queue<string>([from]);
        while (todo.TryDequeue(out var id))
        {
            foreach (var connection in _out[id].Where(counts))
            {
                if (seen.Add(connection.Target))
                    todo.Enqueue(connection.Target);
            }
        }

        return seen;
    }
}

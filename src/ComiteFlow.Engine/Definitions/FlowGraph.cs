namespace ComiteFlow.Engine.Definitions;

/// <summary>The arrows of one flowchart: where it starts, which arrows go back, and which steps stand in a loop together.</summary>
internal sealed class FlowGraph
{
    private readonly Dictionary<string, List<Connection>> _out = [];
    private readonly Dictionary<string, List<Connection>> _forwardIn = [];
    private readonly Dictionary<string, HashSet<string>> _reach = [];
    private readonly HashSet<int> _back = [];

    public FlowGraph(Node flowchart)
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

        Start = FindStart(flowchart);
        if (Start is not null)
            FindBackEdges(Start.Id);
        foreach (var connection in _out.Values.SelectMany(list => list).Where(c => !IsBack(c)))
        {
            _forwardIn[connection.Target].Add(connection);
        }

        foreach (var id in known)
        {
            _reach[id] = Reachable(id);
        }
    }

    public Node? Start { get; }

    /// <summary>Arrows that name a step that is not there.</summary>
    public IReadOnlyList<Connection> Dangling { get; }

    public IReadOnlyList<Connection> Outbound(string id) => _out[id];

    /// <summary>Arrows into a step that count for its join: those that do not go back.</summary>
    public IReadOnlyList<Connection> ForwardInbound(string id) => _forwardIn[id];

    public bool IsBack(Connection connection) => _back.Contains(connection.Index);

    /// <summary>True when the target can be reached from the source over at least one arrow.</summary>
    public bool Reaches(string source, string target) => _reach[source].Contains(target);

    /// <summary>True when following this arrow can lead to its source again.</summary>
    public bool Reenters(Connection connection) => connection.Target == connection.Source || Reaches(connection.Target, connection.Source);

    public bool SameLoop(string a, string b) => a == b ? Reaches(a, a) : Reaches(a, b) && Reaches(b, a);

    private Node? FindStart(Node flowchart)
    {
        var targets = _out.Values.SelectMany(list => list).Select(c => c.Target).ToHashSet();
        return flowchart.Children.FirstOrDefault(c => c.Type == "Elsa.Start")
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

    private HashSet<string> Reachable(string from)
    {
        var seen = new HashSet<string>();
        var todo = new Queue<string>([from]);
        while (todo.TryDequeue(out var id))
        {
            foreach (var connection in _out[id])
            {
                if (seen.Add(connection.Target))
                    todo.Enqueue(connection.Target);
            }
        }

        return seen;
    }
}

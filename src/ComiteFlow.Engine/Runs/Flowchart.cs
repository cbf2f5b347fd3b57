using System.Text.Json.Nodes;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>
/// Token semantics of flowcharts. A step that ends puts one token on each of its arrows: followed, or dead. A step runs when it has
/// a token on each of its forward arrows and enough of them are followed (its join mode says how many); otherwise it is skipped and
/// hands dead tokens on. An arrow that goes back runs its target at once. Inside a loop dead tokens are withheld until the loop is left.
/// </summary>
internal sealed class Flowchart : IContainer
{
    public void Start(Burst burst, Node node, Execution execution)
    {
        execution.Data = new JsonObject();
        if (node.Graph?.Start is { } start)
            burst.Schedule(start, execution, "activities");
        else
            burst.Complete(execution, ["Done"]);
    }

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes)
    {
        if (childNode.Type == "Elsa.End")
        {
            burst.Cancel(execution, ["Done"]);
            return;
        }

        new Pass(burst, node, execution).Leave(childNode.Id, outcomes);
        if (!burst.State.ChildrenOf(execution).Any())
            burst.Complete(execution, ["Done"]);
    }

    /// <summary>The effect of one step's end on the tokens of its flowchart.</summary>
    private sealed class Pass(Burst burst, Node flowchart, Execution execution)
    {
        private readonly FlowGraph _graph = flowchart.Graph!;
        private readonly JsonObject _tokens = Part(execution, "tokens");
        private readonly JsonObject _withheld = Part(execution, "withheld");
        private readonly JsonObject _absorb = Part(execution, "absorb");

        public void Leave(string id, IReadOnlyList<string> outcomes)
        {
            var outbound = _graph.Outbound(id);
            var followed = outbound.Where(c => outcomes.Contains(c.Port)).ToList();
            var staysInLoop = followed.Exists(_graph.Reenters);
            foreach (var connection in outbound.Except(followed).Where(c => !_graph.IsBack(c)))
            {
                if (staysInLoop)
                    _withheld[Key(connection)] = true;
                else
                    Put(connection, followed: false);
            }

            if (!staysInLoop && _graph.SameLoop(id, id))
                Release(id, followed);
            foreach (var connection in followed)
            {
                _withheld.Remove(Key(connection));
                if (_graph.IsBack(connection))
                    Run(connection.Target);
                else
                    Put(connection, followed: true);
            }
        }

        /// <summary>The loop is left: what it had withheld is now certain.</summary>
        private void Release(string id, List<Connection> followed)
        {
            foreach (var connection in flowchart.Connections.Where(c => _withheld.ContainsKey(Key(c)) && _graph.SameLoop(c.Source, id)))
            {
                _withheld.Remove(Key(connection));
                if (!followed.Contains(connection))
                    Put(connection, followed: false);
            }
        }

        private void Put(Connection connection, bool followed)
        {
            var target = connection.Target;
            if (ModeOf(target) == "WaitAny")
            {
                PutAny(target, followed);
                return;
            }

            var key = Key(connection);
            (_tokens[key] as JsonArray ?? Queue(key)).Add(followed);
            var inbound = _graph.ForwardInbound(target);
            if (!inbound.All(c => _tokens[Key(c)] is JsonArray { Count: > 0 }))
                return;
            var taken = inbound.Select(c => Take(Key(c))).ToList();
            var runs = ModeOf(target) == "WaitAll" ? taken.TrueForAll(t => t) : taken.Exists(t => t);
            if (runs)
                Run(target);
            else
                Skip(target);
        }

        /// <summary>The first followed arrow runs the target and cancels what still runs before it; the later ones are absorbed.</summary>
        private void PutAny(string target, bool followed)
        {
            var expected = _graph.ForwardInbound(target).Count;
            var arrived = (_absorb[target]?["arrived"]?.GetValue<int>() ?? 0) + 1;
            var fired = _absorb[target]?["fired"]?.GetValue<bool>() ?? false;
            if (followed && !fired)
            {
                CancelBefore(target);
                Run(target);
            }
            else if (arrived == expected && !fired)
            {
                Skip(target);
            }

            if (arrived == expected)
                _absorb.Remove(target);
            else
                _absorb[target] = new JsonObject { ["arrived"] = arrived, ["fired"] = fired || followed };
        }

        private void CancelBefore(string target)
        {
            foreach (var child in burst.State.ChildrenOf(execution).Where(c => _graph.Reaches(c.Node, target) && c.Node != target).ToList())
            {
                burst.Cancel(child);
            }
        }

        private void Run(string id) => burst.Schedule(flowchart.Children.First(c => c.Id == id), execution, "activities");

        private void Skip(string id)
        {
            foreach (var connection in _graph.Outbound(id).Where(c => !_graph.IsBack(c)))
            {
                Put(connection, followed: false);
            }
        }

        private string ModeOf(string id)
        {
            var node = flowchart.Children.First(c => c.Id == id);
            if (node.Type != "Elsa.FlowJoin")
                return "WaitAllActive";
            var mode = burst.Inputs.Read(node, "mode", () => burst.Scope(execution));
            return mode is { ValueKind: System.Text.Json.JsonValueKind.String } text ? text.GetString()! : "WaitAny";
        }

        private JsonArray Queue(string key)
        {
            var queue = new JsonArray();
            _tokens[key] = queue;
            return queue;
        }

        private bool Take(string key)
        {
            var queue = (JsonArray)_tokens[key]!;
            var token = queue[0]!.GetValue<bool>();
            queue.RemoveAt(0);
            if (queue.Count == 0)
                _tokens.Remove(key);
            return token;
        }

        private static string Key(Connection connection) => connection.Index.ToString(System.Globalization.CultureInfo.InvariantCulture);

        private static JsonObject Part(Execution execution, string name)
        {
            execution.Data ??= new JsonObject();
            if (execution.Data[name] is JsonObject part)
                return part;
            var created = new JsonObject();
            execution.Data[name] = created;
            return created;
        }
    }
}

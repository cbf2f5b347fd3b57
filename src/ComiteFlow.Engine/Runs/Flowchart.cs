using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>
/// Token semantics of flowcharts. A step that ends puts one token on each of its arrows: followed, or dead. A step runs when it has
/// a token on each of its forward arrows and enough of them are followed (its join mode says how many); otherwise it is skipped and
/// hands dead tokens on. An arrow that goes back runs its target at once. A dead token on an arrow that leads out of a loop is
/// withheld as long as something lives in that loop, since a later turn may still follow the arrow.
/// </summary>
[ActivityType("Elsa.Flowchart", DisplayName = "Organigramme", Category = "Boucles et groupes", Help = "Réunit des étapes et leurs flèches.", IsOffered = false)]
internal sealed class Flowchart : IContainer
{
    public void Start(Burst burst, Node node, Execution execution)
    {
        if (execution.Parent is null && node.Children.FirstOrDefault(child => child.Id == burst.Trigger?.Step) is { } trigger)
        {
            execution.Data = new JsonObject { [Triggers.StartedBy] = trigger.Id };
            burst.Schedule(trigger, execution, "activities");
        }
        else if (node.Graph?.Start is { } start)
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
        private readonly FlowGraph _graph = execution.GraphOf(flowchart)!;
        private readonly JsonObject _tokens = Part(execution.Data ??= [], "tokens");
        private readonly JsonObject _withheld = Part(execution.Data, "withheld");
        private readonly JsonObject _dead = Part(execution.Data, "dead");
        private readonly List<string> _fired = [];

        public void Leave(string id, IReadOnlyList<string> outcomes)
        {
            var outbound = _graph.Outbound(id);
            var followed = outbound.Where(c => outcomes.Contains(c.Port)).OrderBy(_graph.IsBack).ToList();
            foreach (var connection in followed)
            {
                _withheld.Remove(Key(connection));
                if (_graph.IsBack(connection))
                    Run(connection.Target);
                else
                    Put(connection, followed: true);
            }

            Kill(outbound.Except(followed));
            Release();
        }

        private void Kill(IEnumerable<Connection> connections)
        {
            foreach (var connection in connections.Where(c => !_graph.IsBack(c)))
            {
                if (MayStillBeFollowed(connection))
                {
                    _withheld[Key(connection)] = true;
                    continue;
                }

                // Withheld in an earlier turn: it is put once.
                _withheld.Remove(Key(connection));
                Put(connection, followed: false);
            }
        }

        private bool MayStillBeFollowed(Connection connection) =>
            _graph.LoopsLeftBy(connection).Any(loop => burst.State.ChildrenOf(execution).Any(child => loop.Contains(child.Node)));

        /// <summary>What was withheld for loops in which nothing lives any more is now certain.</summary>
        private void Release()
        {
            while (flowchart.Connections.Find(c => _withheld.ContainsKey(Key(c)) && !MayStillBeFollowed(c)) is { } connection)
            {
                _withheld.Remove(Key(connection));
                Put(connection, followed: false);
            }
        }

        private void Put(Connection connection, bool followed)
        {
            var target = connection.Target;
            if (ModeOf(target) == JoinMode.WaitAny)
            {
                PutAny(connection, followed);
                return;
            }

            var key = Key(connection);
            (_tokens[key] as JsonArray ?? Queue(key)).Add(followed);
            var inbound = _graph.ForwardInbound(target);
            if (!inbound.All(c => _tokens[Key(c)] is JsonArray { Count: > 0 }))
                return;
            var taken = inbound.Select(c => Take(Key(c))).ToList();
            var runs = ModeOf(target) == JoinMode.WaitAll ? taken.TrueForAll(t => t) : taken.Exists(t => t);
            if (runs && !_fired.Exists(fired => _graph.IsUpstream(target, fired)))
                Run(target);
            else
                Kill(_graph.Outbound(target));
        }

        /// <summary>The first followed arrow runs the target and cancels all that stands before it, so that nothing else arrives in this turn.</summary>
        private void PutAny(Connection connection, bool followed)
        {
            var target = connection.Target;
            if (_fired.Contains(target))
                return;
            if (followed)
            {
                _dead.Remove(target);
                _fired.Add(target);
                Run(target);
                CancelBefore(target);
                return;
            }

            var dead = Part(_dead, target);
            dead[Key(connection)] = true;
            if (!_graph.ForwardInbound(target).All(c => dead.ContainsKey(Key(c))))
                return;
            _dead.Remove(target);
            Kill(_graph.Outbound(target));
        }

        private void CancelBefore(string target)
        {
            var before = burst.State.ChildrenOf(execution).Where(c => _graph.IsUpstream(c.Node, target)).ToList();
            foreach (var child in before)
            {
                burst.Cancel(child);
            }

            foreach (var child in before)
            {
                Kill(_graph.Outbound(child.Node));
            }
        }

        private void Run(string id) => burst.Schedule(flowchart.Children.First(c => c.Id == id), execution, "activities");

        private string ModeOf(string id)
        {
            var node = flowchart.Children.First(c => c.Id == id);
            if (node.Type != JoinMode.Join)
                return JoinMode.OfMerge(node);
            var mode = burst.Inputs.Read(node, "mode", () => burst.Scope(execution));
            return mode is { ValueKind: System.Text.Json.JsonValueKind.String } text ? text.GetString()! : JoinMode.OfMerge(node);
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

        private static JsonObject Part(JsonObject parent, string name)
        {
            if (parent[name] is JsonObject part)
                return part;
            var created = new JsonObject();
            parent[name] = created;
            return created;
        }
    }
}

using System.Globalization;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>
/// Carries the tokens of one flowchart over to the arrows of another version. An arrow that is new and comes from a step that the instance
/// is past gets a dead token, so that no join waits for what can never come; where a dead token would decide, the migration is refused.
/// </summary>
internal sealed class TokenMove
{
    private readonly StepMap _map;
    private readonly Execution _execution;
    private readonly Node _from;
    private readonly Node _to;
    private readonly string? _trigger;
    private readonly FlowGraph _graph;
    private readonly HashSet<string> _living;
    private readonly JsonObject _tokens = [];
    private readonly JsonObject _withheld = [];
    private readonly JsonObject _dead = [];
    private readonly List<string> _refusals = [];

    /// <param name="state">With the ids of the old version.</param>
    public TokenMove(StepMap map, InstanceState state, Execution execution)
    {
        (_map, _execution, _from, _to) = (map, execution, map.From.ById[execution.Node], map.Target(execution.Node)!);
        var trigger = execution.Data?[Triggers.StartedBy]?.GetValue<string>();
        _trigger = trigger is null ? null : map.IdOf(trigger);
        _graph = _to.Children.Any(child => child.Id == _trigger) ? _to.GraphFrom(_trigger)! : _to.Graph!;
        _living = [.. state.ChildrenOf(execution).Select(child => map.IdOf(child.Node))];
    }

    /// <returns>Why the tokens cannot be carried over, in French.</returns>
    public List<string> Run()
    {
        if (_trigger is not null && _to.Children.All(child => child.Id != _trigger))
            return [$"L’étape « {_trigger} », qui a lancé l’instance, n’existe pas dans la version {_map.To.Version} : indiquez l’étape qui la remplace."];
        foreach (var arrow in _from.Connections)
        {
            Carry(arrow);
        }

        foreach (var target in _to.Children)
        {
            Complete(target);
        }

        if (_refusals.Count > 0)
            return _refusals;
        var data = _execution.Data ??= [];
        (data["tokens"], data["withheld"], data["dead"]) = (_tokens, _withheld, _dead);
        if (_trigger is not null)
            data[Triggers.StartedBy] = _trigger;
        return _refusals;
    }

    private void Carry(Connection arrow)
    {
        var key = Key(arrow);
        var token = _execution.Data?["tokens"]?[key] as JsonArray;
        var isDead = _execution.Data?["dead"]?[arrow.Target]?[key] is not null;
        var isWithheld = _execution.Data?["withheld"]?[key] is not null;
        if (token is null && !isDead && !isWithheld)
            return;
        if (NewArrow(arrow) is not { } moved)
        {
            if (token?.Any(part => part!.GetValue<bool>()) == true)
                _refusals.Add($"La flèche suivie de « {Label(_from, arrow.Source)} » vers « {Label(_from, arrow.Target)} » n’existe plus dans la version {_map.To.Version}, ou y est un retour : la réunion perdrait cette arrivée.");
            return;
        }

        if ((token is not null || isDead) && Mode(_from, arrow.Target) != Mode(_to, moved.Target))
            _refusals.Add($"Le mode de réunion de « {Label(_to, moved.Target)} » change, alors que des branches y sont déjà arrivées.");
        if (token is not null)
            _tokens[Key(moved)] = token.DeepClone();
        if (isDead)
            Part(_dead, moved.Target)[Key(moved)] = true;
        if (isWithheld)
            _withheld[Key(moved)] = true;
    }

    /// <summary>The same arrow in the new version, as long as it goes forward there.</summary>
    private Connection? NewArrow(Connection arrow)
    {
        var rank = _from.Connections.Where(other => IsSame(arrow, other)).TakeWhile(other => other != arrow).Count();
        var target = arrow with { Source = _map.IdOf(arrow.Source), Target = _map.IdOf(arrow.Target) };
        return _to.Connections.Where(other => IsSame(target, other)).Skip(rank).FirstOrDefault(other => !_graph.IsBack(other) && _graph.ForwardInboundOrNone(other.Target).Contains(other));
    }

    /// <summary>Looks at what a step of the new version would wait for from here on.</summary>
    private void Complete(Node target)
    {
        var missing = _graph.ForwardInbound(target.Id).Where(arrow => !HasToken(arrow)).ToList();
        var reached = ReachedWithout(target.Id);
        var open = missing.Where(arrow => reached.Contains(arrow.Source)).ToList();
        if (open.Count == 0)
        {
            if (_graph.ForwardInbound(target.Id).Any(IsFollowed))
                _refusals.Add($"La réunion « {target.Label} » aurait déjà tout ce qu’elle attend dans la version {_map.To.Version}, et plus rien ne la déclencherait.");
            return;
        }

        foreach (var arrow in missing.Except(open))
        {
            Kill(arrow, target);
        }

        foreach (var arrow in open.Where(arrow => _graph.LoopsLeftBy(arrow).Any(loop => loop.Overlaps(_living))))
        {
            _withheld[Key(arrow)] = true;
        }
    }

    private void Kill(Connection arrow, Node target)
    {
        switch (JoinMode.Written(target))
        {
            case JoinMode.WaitAny:
                Part(_dead, target.Id)[Key(arrow)] = true;
                break;
            case JoinMode.WaitAllActive:
                _tokens[Key(arrow)] = new JsonArray(false);
                break;
            default:
                _refusals.Add($"La réunion « {target.Label} » attend toutes ses flèches, et celle qui vient de « {Label(_to, arrow.Source)} » ne pourrait plus être suivie : l’instance a déjà passé cette étape.");
                break;
        }
    }

    private bool HasToken(Connection arrow) => _tokens.ContainsKey(Key(arrow)) || _dead[arrow.Target]?[Key(arrow)] is not null;

    private bool IsFollowed(Connection arrow) => _tokens[Key(arrow)] is JsonArray token && token.Any(part => part!.GetValue<bool>());

    /// <summary>The living steps and all that they lead to without passing one step.</summary>
    private HashSet<string> ReachedWithout(string id)
    {
        var seen = _living.Where(living => living != id).ToHashSet();
        var todo = new Queue<string>(seen);
        while (todo.TryDequeue(out var from))
        {
            foreach (var arrow in _graph.Outbound(from).Where(arrow => arrow.Target != id && seen.Add(arrow.Target)))
            {
                todo.Enqueue(arrow.Target);
            }
        }

        return seen;
    }

    /// <summary>The join mode; a computed one is the text that computes it.</summary>
    private static string Mode(Node flowchart, string id)
    {
        var node = flowchart.Children.First(child => child.Id == id);
        return JoinMode.Written(node) ?? node.Json.Propriete("mode")?.GetRawText() ?? "";
    }

    private static bool IsSame(Connection a, Connection b) => (a.Source, a.Port, a.Target) == (b.Source, b.Port, b.Target);

    private static string Label(Node flowchart, string id) => flowchart.Children.FirstOrDefault(child => child.Id == id)?.Label ?? id;

    private static string Key(Connection arrow) => arrow.Index.ToString(CultureInfo.InvariantCulture);

    private static JsonObject Part(JsonObject parent, string name)
    {
        if (parent[name] is not JsonObject part)
            parent[name] = part = [];
        return part;
    }
}

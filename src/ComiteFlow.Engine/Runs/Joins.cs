using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>An arrow of a flowchart: the step that it leaves and by which way out.</summary>
public sealed record JoinArrow(string Step, string Label, string Port);

/// <summary>A step that cannot run yet, since something may still come over one of its arrows.</summary>
/// <param name="Mode">How many arrows must be followed; null when it is computed in a run.</param>
/// <param name="Arrived">Arrows that were followed.</param>
/// <param name="Missing">Arrows from which a token is still missing.</param>
/// <param name="Awaited">Ids of the living steps from which these tokens can come.</param>
public sealed record JoinWait(
    string Step, string Label, string? Mode, IReadOnlyList<JoinArrow> Arrived, IReadOnlyList<JoinArrow> Missing, IReadOnlyList<string> Awaited);

/// <summary>Answers what the joins of an instance are waiting for.</summary>
public static class Joins
{
    /// <param name="definition">The version that the instance is pinned to.</param>
    public static IReadOnlyList<JoinWait> Of(WorkflowDefinition definition, Instance instance)
    {
        var state = JsonSerializer.Deserialize<InstanceState>(instance.State, JsonSerializerOptions.Web) ?? new InstanceState();
        return [.. state.Executions.SelectMany(execution => In(definition, state, execution))];
    }

    private static IEnumerable<JoinWait> In(WorkflowDefinition definition, InstanceState state, Execution execution)
    {
        if (!definition.ById.TryGetValue(execution.Node, out var flowchart) || execution.GraphOf(flowchart) is not { } graph)
            yield break;
        var living = state.ChildrenOf(execution).Select(child => child.Node).Distinct().ToList();
        foreach (var join in flowchart.Children.Where(child => graph.ForwardInbound(child.Id).Count > 1))
        {
            var before = living.Where(step => graph.IsUpstream(step, join.Id)).ToList();
            if (before.Count > 0)
                yield return Wait(flowchart, graph, join, execution.Data ?? [], before);
        }
    }

    private static JoinWait Wait(Node flowchart, FlowGraph graph, Node join, JsonObject data, List<string> before)
    {
        var arrived = new List<JoinArrow>();
        var missing = new List<JoinArrow>();
        var awaited = new HashSet<string>();
        foreach (var connection in graph.ForwardInbound(join.Id))
        {
            var key = connection.Index.ToString(CultureInfo.InvariantCulture);
            var token = data["tokens"]?[key] as JsonArray;
            var arrow = new JoinArrow(connection.Source, flowchart.Children.First(c => c.Id == connection.Source).Label, connection.Port);
            if (token is { Count: > 0 })
                arrived.AddRange(token[0]!.GetValue<bool>() ? [arrow] : []);
            else if (data["dead"]?[join.Id]?[key] is null)
                missing.Add(arrow);
            else
                continue;
            if (token is null)
                awaited.UnionWith(before.Where(step => step == connection.Source || graph.IsUpstream(step, connection.Source)));
        }

        return new JoinWait(join.Id, join.Label, JoinMode.Written(join), arrived, missing, [.. before.Where(awaited.Contains)]);
    }
}

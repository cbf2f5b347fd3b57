using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>Children one after the other.</summary>
internal sealed class Sequence : IContainer
{
    public void Start(Burst burst, Node node, Execution execution) => Next(burst, node, execution, 0);

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes) =>
        Next(burst, node, execution, (execution.Data?["position"]?.GetValue<int>() ?? 0) + 1);

    private static void Next(Burst burst, Node node, Execution execution, int position)
    {
        execution.Data ??= new JsonObject();
        execution.Data["position"] = position;
        if (position < node.Children.Count)
            burst.Schedule(node.Children[position], execution, "activities");
        else
            burst.Complete(execution, ["Done"]);
    }
}

/// <summary>One of two children, by a condition.</summary>
[ActivityInput("condition", InputKind.Boolean)]
internal sealed class If : IContainer
{
    public void Start(Burst burst, Node node, Execution execution)
    {
        var condition = burst.Inputs.Read(node, "condition", () => burst.Scope(execution));
        var port = Values.IsTrue(condition) ? "then" : "else";
        if (node.Ports.TryGetValue(port, out var children))
            burst.Schedule(children[0], execution, port);
        else
            burst.Complete(execution, ["Done"]);
    }

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes) =>
        burst.Complete(execution, ["Done"]);
}

/// <summary>The body once per item, one after the other.</summary>
[ActivityInput("items", InputKind.List)]
internal sealed class ForEach : IContainer
{
    public void Start(Burst burst, Node node, Execution execution)
    {
        // Its own item is still that of the loop around it while the items are read.
        var items = Values.Items(burst, node, execution);
        execution.Data ??= new JsonObject();
        execution.Data["items"] = items;
        Next(burst, node, execution, 0);
    }

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes) =>
        Next(burst, node, execution, execution.Data!["index"]!.GetValue<int>() + 1);

    private static void Next(Burst burst, Node node, Execution execution, int index)
    {
        var items = (JsonArray)execution.Data!["items"]!;
        if (index >= items.Count || !node.Ports.TryGetValue("body", out var body))
        {
            burst.Complete(execution, ["Done"]);
            return;
        }

        execution.Data["index"] = index;
        execution.Data["item"] = items[index]?.DeepClone();
        burst.Schedule(body[0], execution, "body");
    }
}

/// <summary>The body once per item, all at once; each with its own item and index.</summary>
[ActivityInput("items", InputKind.List)]
internal sealed class ParallelForEach : IContainer
{
    public void Start(Burst burst, Node node, Execution execution)
    {
        var items = Values.Items(burst, node, execution);
        if (items.Count == 0 || !node.Ports.TryGetValue("body", out var body))
        {
            burst.Complete(execution, ["Done"]);
            return;
        }

        for (var index = 0; index < items.Count; index++)
        {
            burst.Schedule(body[0], execution, "body");
            var turn = burst.State.Executions[^1];
            turn.IsTurn = true;
            turn.Data = new JsonObject { ["item"] = items[index]?.DeepClone(), ["index"] = index };
        }
    }

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes)
    {
        if (!burst.State.ChildrenOf(execution).Any())
            burst.Complete(execution, ["Done"]);
    }
}

/// <summary>Values of expressions as containers and flow steps need them.</summary>
internal static class Values
{
    public static bool IsTrue(JsonElement? value) => value is { } element
        && (element.ValueKind == JsonValueKind.True
            || (element.ValueKind == JsonValueKind.String && string.Equals(element.GetString(), "true", StringComparison.OrdinalIgnoreCase)));

    public static JsonArray Items(Burst burst, Node node, Execution execution) =>
        burst.Inputs.Read(node, "items", () => burst.Scope(execution)) is { ValueKind: JsonValueKind.Array } array
            ? (JsonArray)JsonNode.Parse(array.GetRawText())!
            : [];
}

using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>A loop whose turns follow each other; a step <c>Elsa.Break</c> inside ends the innermost one.</summary>
internal interface ILoop : IContainer;

/// <summary>The body as long as a condition holds; it is looked at before each turn.</summary>
[ActivityType("Elsa.While", DisplayName = "Tant que", Category = "Boucles et groupes", Help = "Son contenu, tant qu’une condition est vraie.", IsOffered = false)]
[ActivityInput("condition", InputKind.Boolean, Label = "Condition", Help = "Condition vérifiée avant chaque tour.", IsRequired = true)]
internal sealed class While : ILoop
{
    public void Start(Burst burst, Node node, Execution execution) => Next(burst, node, execution);

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes) =>
        Next(burst, node, execution);

    private static void Next(Burst burst, Node node, Execution execution)
    {
        var holds = Values.IsTrue(burst.Inputs.Read(node, "condition", () => burst.Scope(execution)));
        if (holds && node.Ports.TryGetValue("body", out var body))
            burst.NextTurn(body[0], execution);
        else
            burst.Complete(execution, ["Done"]);
    }
}

/// <summary>The body once per number from a first to a last one.</summary>
[ActivityType("Elsa.For", DisplayName = "De … à …", Category = "Boucles et groupes", Help = "Son contenu une fois par nombre.", IsOffered = false)]
[ActivityInput("start", InputKind.Integer, Label = "Premier nombre", Help = "Nombre du premier tour.", Default = "0")]
[ActivityInput("end", InputKind.Integer, Label = "Dernier nombre", Help = "Nombre du dernier tour.", Default = "0")]
[ActivityInput("step", InputKind.Integer, Label = "Pas", Help = "Écart entre deux tours.", Default = "1")]
[ActivityInput("outerBoundInclusive", InputKind.Boolean, Label = "Dernier nombre compris", Help = "Faire aussi le tour du dernier nombre.", Default = "true")]
[ActivityOutput("currentValue", InputKind.Integer, Label = "Nombre du tour", Help = "Nombre du tour en cours.")]
internal sealed class For : ILoop
{
    public void Start(Burst burst, Node node, Execution execution)
    {
        var context = new BurstContext(burst, node, execution);
        var step = context.Input<long?>("step") ?? 1;
        if (step == 0)
            throw new StepFailedException("loop.step", $"La boucle « {node.Label} » avance de 0 : elle tournerait sans fin.");
        var end = context.Input<long>("end");
        if (context.Input<bool?>("outerBoundInclusive") == false)
            end -= Math.Sign(step);
        var first = context.Input<long>("start");
        execution.Data = new JsonObject { ["step"] = step, ["end"] = end };
        Turn(burst, node, execution, first);
    }

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes) =>
        Turn(burst, node, execution, execution.Data!["item"]!.GetValue<long>() + execution.Data["step"]!.GetValue<long>());

    private static void Turn(Burst burst, Node node, Execution execution, long current)
    {
        var data = execution.Data!;
        var end = data["end"]!.GetValue<long>();
        var isOver = data["step"]!.GetValue<long>() > 0 ? current > end : current < end;
        if (isOver || !node.Ports.TryGetValue("body", out var body))
        {
            burst.Complete(execution, ["Done"]);
            return;
        }

        data["index"] = (data["index"]?.GetValue<int>() ?? -1) + 1;
        data["item"] = current;
        new BurstContext(burst, node, execution).Bind("currentValue", JsonSerializer.SerializeToElement(current));
        burst.NextTurn(body[0], execution);
    }
}

/// <summary>The body once per item, one after the other.</summary>
[ActivityType("Elsa.ForEach", DisplayName = "Pour chacun", Category = "Boucles et groupes", Help = "Son contenu une fois par élément, l’un après l’autre.", IsOffered = false)]
[ActivityInput("items", InputKind.List, Label = "Éléments", Help = "Liste des éléments.", IsRequired = true)]
[ActivityOutput("currentValue", InputKind.Any, Label = "Élément du tour", Help = "Élément du tour en cours.")]
internal sealed class ForEach : ILoop
{
    public void Start(Burst burst, Node node, Execution execution)
    {
        // Its own item is still that of the loop around it while the items are read.
        var items = Values.Items(burst, node, execution);
        execution.Data ??= new JsonObject();
        execution.Data["items"] = items;
        Turn(burst, node, execution, 0);
    }

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes) =>
        Turn(burst, node, execution, execution.Data!["index"]!.GetValue<int>() + 1);

    private static void Turn(Burst burst, Node node, Execution execution, int index)
    {
        var items = (JsonArray)execution.Data!["items"]!;
        if (index >= items.Count || !node.Ports.TryGetValue("body", out var body))
        {
            burst.Complete(execution, ["Done"]);
            return;
        }

        execution.Data["index"] = index;
        execution.Data["item"] = items[index]?.DeepClone();
        new BurstContext(burst, node, execution).Bind("currentValue", JsonSerializer.SerializeToElement(items[index]));
        burst.NextTurn(body[0], execution);
    }
}

/// <summary>The body once per item, all at once; each with its own item and index.</summary>
[ActivityType(
    "Elsa.ParallelForEach", DisplayName = "Pour chacun, ensemble", Category = "Boucles et groupes",
    Help = "Son contenu une fois par élément, tous en même temps.", IsOffered = false)]
[ActivityInput("items", InputKind.List, Label = "Éléments", Help = "Liste des éléments.", IsRequired = true)]
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
            var turn = burst.Schedule(body[0], execution, "body");
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

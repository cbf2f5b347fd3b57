using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Activities.Flux;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>
/// One child workflow per item, each under its own key and with an execution of its own that waits for its end. The living executions
/// are the set of children still awaited: in whatever order they end, and however often an end is told, each is counted once.
/// </summary>
[ActivityType(
    Type, DisplayName = "Lancer un circuit pour chacun", Category = "Circuits",
    Help = "Lance un circuit par élément d’une liste, qui le reçoit dans son entrée Item, et attend leur fin.",
    Outcomes = [Completed, Canceled, "Done"], Labels = ["Tous terminés", "L’un annulé", "Ensuite"])]
[ActivityInput(
    "workflowDefinitionId", InputKind.Text, Label = "Circuit", Help = "Circuit à lancer ; il doit être publié.", ChoicesFrom = ChoiceSources.Workflows,
    IsRequired = true)]
[ActivityInput("items", InputKind.List, Label = "Éléments", Help = "Liste des éléments ; un circuit est lancé pour chacun.", IsRequired = true)]
[ActivityInput("input", InputKind.Object, Label = "Entrées", Help = "Valeurs données aux entrées de chaque circuit lancé.")]
[ActivityInput(
    "correlationIdFunction", InputKind.Text, Label = "Objet concerné",
    Help = "Expression calculée pour chaque élément : identifiant de l’objet dont son circuit traitera.")]
[ActivityInput("key", InputKind.Text, Label = "Clé", Help = "Expression calculée pour chaque élément ; un circuit est lancé une seule fois par clé.")]
[ActivityInput(
    "waitForCompletion", InputKind.Boolean, Label = "Attendre leur fin", Help = "Continuer seulement quand tous les circuits lancés sont terminés.",
    Default = "true")]
internal sealed class BulkDispatch : IContainer
{
    public const string Type = "Elsa.BulkDispatchWorkflows";
    public const string ChildType = Type + "/Child";
    public const string ChildPort = "child";
    public const string Completed = "Completed";
    public const string Canceled = "Canceled";
    public const string Faulted = "Faulted";

    /// <summary>The step that stands for one child; it reads the inputs of its container with the child's own item.</summary>
    public static Node ChildNode(Node bulk) => new()
    {
        Id = bulk.Id + "/child", Type = ChildType, Path = bulk.Path, Label = bulk.Label, Json = bulk.Json, IsInner = true,
    };

    public void Start(Burst burst, Node node, Execution execution)
    {
        var items = Values.Items(burst, node, execution);
        execution.Data ??= [];
        execution.Data["canceled"] = 0;
        for (var index = 0; index < items.Count; index++)
        {
            AddTurn(burst, node.Ports[ChildPort][0], execution, items[index], index);
        }

        EndAfterAll(burst, execution);
    }

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes)
    {
        if (childNode.IsInner)
        {
            if (outcomes.Contains(Canceled))
                execution.Data!["canceled"] = execution.Data["canceled"]!.GetValue<int>() + 1;
            var port = outcomes.Contains(Faulted) ? "childFaulted" : outcomes.Contains(Completed) ? "childCompleted" : "";
            if (node.Ports.TryGetValue(port, out var then))
                AddTurn(burst, then[0], execution, child.Data?["item"], child.Data!["index"]!.GetValue<int>()).Outputs = child.Outputs;
        }

        EndAfterAll(burst, execution);
    }

    private static Execution AddTurn(Burst burst, Node node, Execution execution, JsonNode? item, int index)
    {
        var turn = burst.Schedule(node, execution, ChildPort);
        turn.IsTurn = true;
        turn.Data = new JsonObject { ["item"] = item?.DeepClone(), ["index"] = index };
        return turn;
    }

    private static void EndAfterAll(Burst burst, Execution execution)
    {
        if (!burst.State.ChildrenOf(execution).Any())
            burst.Complete(execution, [execution.Data!["canceled"]!.GetValue<int>() > 0 ? Canceled : Completed, "Done"]);
    }
}

/// <summary>One child of a <see cref="BulkDispatch"/>: started once per key, awaited unless the file says otherwise.</summary>
internal sealed class DispatchedChild(IWorkflows workflows) : IWaitingActivity
{
    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var burst = (BurstContext)context;
        var turn = burst.Data;
        var definition = context.Input<string>("workflowDefinitionId")
            ?? throw new StepFailedException("workflow.missing", "L’étape ne dit pas quel circuit lancer.");
        var correlation = context.Input<string>("correlationIdFunction") ?? context.CorrelationId;
        var key = context.Input<string>("key") ?? $"{definition}/{correlation}/{context.InstanceId:N}/{burst.Parent}/{turn["index"]}";
        var input = burst.Named("input");
        input["ParentInstanceId"] = context.InstanceId;
        input["Item"] = JsonSerializer.SerializeToElement(turn["item"]);
        await workflows.StartAsync(definition, key, correlation, input, ct);
        if (context.Input<bool?>("waitForCompletion") == false)
            return Outcome.Named("Started");
        // The child has the item now; here it is only kept for what is to follow the child's end.
        if (!Follows(burst.Node, "childCompleted") && !Follows(burst.Node, "childFaulted"))
            turn.Remove("item");
        return ChildWorkflow.Wait(burst, key);
    }

    private static bool Follows(Node node, string port) => node.Json.Propriete(port) is { ValueKind: JsonValueKind.Object };

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct)
    {
        var burst = (BurstContext)context;
        var end = ChildEnd.Read(signal.Payload);
        if (end.Was(InstanceStatus.Faulted) && !Follows(burst.Node, "childFaulted"))
            return Task.FromResult(ChildWorkflow.WaitOn(burst));
        if (end.Output is { } output)
            context.SetOutput("result", output);
        return Task.FromResult(Outcome.Named(
            end.Was(InstanceStatus.Cancelled) ? BulkDispatch.Canceled : end.Was(InstanceStatus.Faulted) ? BulkDispatch.Faulted : BulkDispatch.Completed));
    }
}

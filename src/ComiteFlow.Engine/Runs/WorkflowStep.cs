using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Activities.Flux;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>
/// A step whose type is the name of another workflow: it runs the version that is published at that moment as a child and waits for its
/// end. The inputs of the step are those of the child, its outputs are bound where the file says, its ways out are those of the child.
/// </summary>
internal sealed class WorkflowStep(IWorkflows workflows, IRunStore store) : IWaitingActivity
{
    /// <summary>Names the definition; a step of the engine has it too, but is known by its type.</summary>
    public const string Names = "workflowDefinitionId";

    /// <summary>What such a step says beside its inputs and outputs.</summary>
    public static readonly string[] Own = [Names, "workflowDefinitionVersionId", "latestAvailablePublishedVersion", "latestAvailablePublishedVersionId"];

    public static bool IsOne(Node node) => node.Json.Texte(Names) is { Length: > 0 };

    public async Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var burst = (BurstContext)context;
        var id = burst.Node.Json.Texte(Names)!;
        var child = await store.PublishedAsync(id, ct) ?? throw new StepFailedException("workflow.unknown", $"Aucune version du circuit « {id} » n’est publiée.");
        var input = child.Inputs.Where(context.HasInput).ToDictionary(name => name, name => (object?)context.Input<JsonElement?>(name));
        var key = $"{id}/{context.CorrelationId}/{context.InstanceId:N}/{context.ActivityId}/{burst.Execution}";
        await workflows.StartAsync(id, key, context.CorrelationId, input, ct);
        return ChildWorkflow.Wait(burst, key);
    }

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct)
    {
        var end = ChildEnd.Read(signal.Payload);
        if (end.Was(InstanceStatus.Faulted))
            return Task.FromResult(ChildWorkflow.WaitOn((BurstContext)context));
        foreach (var (name, value) in end.Output ?? new Dictionary<string, JsonElement>())
        {
            context.SetOutput(name, value);
        }

        return Task.FromResult(end.Outcomes is { Count: > 0 } outcomes ? Outcome.Named([.. outcomes]) : Outcome.Done);
    }
}

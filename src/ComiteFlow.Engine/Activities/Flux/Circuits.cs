using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Activities.Flux;

/// <summary>Starts another workflow, once per key; waits for its end when asked to.</summary>
[ActivityType("Elsa.DispatchWorkflow", DisplayName = "Lancer un circuit", Category = "Circuits", Help = "Lance un autre circuit, et attend sa fin si on le demande.")]
[ActivityInput(
    "workflowDefinitionId", InputKind.Text, Label = "Circuit", Help = "Circuit à lancer ; il doit être publié.", ChoicesFrom = ChoiceSources.Workflows,
    IsRequired = true)]
[ActivityInput("correlationId", InputKind.Text, Label = "Objet concerné", Help = "Identifiant de l’objet dont le circuit lancé traitera ; le même objet si rien n’est dit.")]
[ActivityInput("key", InputKind.Text, Label = "Clé", Help = "Un circuit est lancé une seule fois par clé ; une clé sûre est calculée si rien n’est dit.")]
[ActivityInput("input", InputKind.Object, Label = "Entrées", Help = "Valeurs données aux entrées du circuit lancé.")]
[ActivityInput("waitForCompletion", InputKind.Boolean, Label = "Attendre sa fin", Help = "Continuer seulement quand le circuit lancé est terminé.", Default = "false")]
[ActivityOutput("result", InputKind.Any, Label = "Résultats", Help = "Résultats du circuit lancé, une fois terminé.")]
public sealed class DispatchWorkflow(IWorkflows workflows) : IWaitingActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) =>
        ChildWorkflow.StartAsync(context, workflows, context.Input<bool>("waitForCompletion"), ct);

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) => ChildWorkflow.Ended(context, signal);
}

/// <summary>Runs another workflow, once per key, and waits for its end unless told not to; its outputs are the step's result.</summary>
[ActivityType(
    "Elsa.ExecuteWorkflow", DisplayName = "Exécuter un circuit", Category = "Circuits",
    Help = "Lance un autre circuit et attend sa fin ; ses résultats sont ceux de l’étape.")]
[ActivityInput(
    "workflowDefinitionId", InputKind.Text, Label = "Circuit", Help = "Circuit à lancer ; il doit être publié.", ChoicesFrom = ChoiceSources.Workflows,
    IsRequired = true)]
[ActivityInput("correlationId", InputKind.Text, Label = "Objet concerné", Help = "Identifiant de l’objet dont le circuit lancé traitera ; le même objet si rien n’est dit.")]
[ActivityInput("key", InputKind.Text, Label = "Clé", Help = "Un circuit est lancé une seule fois par clé ; une clé sûre est calculée si rien n’est dit.")]
[ActivityInput("input", InputKind.Object, Label = "Entrées", Help = "Valeurs données aux entrées du circuit lancé.")]
[ActivityInput("waitForCompletion", InputKind.Boolean, Label = "Attendre sa fin", Help = "Continuer seulement quand le circuit lancé est terminé.", Default = "true")]
[ActivityOutput("result", InputKind.Any, Label = "Résultats", Help = "Résultats du circuit lancé, une fois terminé.")]
public sealed class ExecuteWorkflow(IWorkflows workflows) : IWaitingActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) =>
        ChildWorkflow.StartAsync(context, workflows, context.Input<bool?>("waitForCompletion") ?? true, ct);

    public Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct) => ChildWorkflow.Ended(context, signal);
}

/// <summary>Start and end of one child, seen by its parent.</summary>
internal static class ChildWorkflow
{
    public static async Task<Outcome> StartAsync(ActivityContext context, IWorkflows workflows, bool wait, CancellationToken ct)
    {
        var definition = context.Input<string>("workflowDefinitionId")
            ?? throw new StepFailedException("workflow.missing", "L’étape ne dit pas quel circuit lancer.");
        var correlation = context.Input<string>("correlationId") ?? context.CorrelationId;
        var key = context.Input<string>("key") ?? $"{definition}/{correlation}/{context.InstanceId:N}/{context.ActivityId}/{((BurstContext)context).Execution}";
        var input = ((BurstContext)context).Named("input");
        await workflows.StartAsync(definition, key, correlation, input, ct);
        if (!wait)
            return Outcome.Done;
        return Wait((BurstContext)context, key);
    }

    public static Outcome Wait(BurstContext context, string key)
    {
        context.Data["key"] = key;
        context.WaitForEvent(Instance.CompletedEvent, key);
        return Outcome.Wait;
    }

    /// <summary>A fault is no end: a person decides what becomes of the child, and its end comes later.</summary>
    public static Outcome WaitOn(BurstContext context)
    {
        context.Note("Le circuit lancé est arrêté par un incident.");
        return Wait(context, context.Data["key"]!.GetValue<string>());
    }

    public static Task<Outcome> Ended(ActivityContext context, Signal signal)
    {
        var end = ChildEnd.Read(signal.Payload);
        if (end.Was(InstanceStatus.Faulted))
            return Task.FromResult(WaitOn((BurstContext)context));
        if (end.Output is { } output)
            context.SetOutput("result", output);
        return Task.FromResult(Outcome.Done);
    }
}

using System.Text.Json;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Activities.Flux;

/// <summary>Gives the instance a name of its own.</summary>
[ActivityType("Elsa.SetName", DisplayName = "Nommer le circuit")]
[ActivityInput("value", InputKind.Text)]
public sealed class SetName : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var name = context.Input<string>("value") ?? throw new StepFailedException("name.missing", "L’étape ne dit pas quel nom donner.");
        ((BurstContext)context).Name(name);
        context.Note(name);
        return Task.FromResult(Outcome.Done);
    }
}

/// <summary>Says what the instance is about from now on; waits that are already there keep their correlation.</summary>
[ActivityType("Elsa.Correlate", DisplayName = "Rattacher le circuit")]
[ActivityInput("correlationId", InputKind.Text)]
public sealed class Correlate : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var correlation = context.Input<string>("correlationId")
            ?? throw new StepFailedException("correlation.missing", "L’étape ne dit pas à quoi rattacher le circuit.");
        ((BurstContext)context).Correlate(correlation);
        context.Note(correlation);
        return Task.FromResult(Outcome.Done);
    }
}

/// <summary>Sets an output of the workflow, which its parent gets.</summary>
[ActivityType("Elsa.SetOutput", DisplayName = "Fixer un résultat")]
[ActivityInput("outputName", InputKind.Text)]
[ActivityInput("outputValue", InputKind.Any)]
public sealed class SetOutput : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var name = context.Input<string>("outputName") ?? throw new StepFailedException("output.missing", "L’étape ne dit pas quel résultat fixer.");
        ((BurstContext)context).SetWorkflowOutput(name, JsonSerializer.SerializeToElement(context.Input<JsonElement?>("outputValue")));
        return Task.FromResult(Outcome.Done);
    }
}

/// <summary>Ends the workflow at once by named ways out, which its parent gets.</summary>
[ActivityType("Elsa.Complete", DisplayName = "Terminer avec une issue", Outcomes = [])]
[ActivityInput("outcomes", InputKind.Texts)]
public sealed class Complete : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var outcomes = context.Input<string[]>("outcomes") ?? [];
        ((BurstContext)context).EndBy(outcomes);
        return Task.FromResult(Outcome.Named(outcomes));
    }
}

/// <summary>Ends the innermost loop around it; everything inside that loop is cancelled.</summary>
[ActivityType("Elsa.Break", DisplayName = "Sortir de la boucle", Outcomes = [])]
public sealed class Break : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Writes a line into the journal.</summary>
[ActivityType("Elsa.WriteLine", DisplayName = "Noter au journal")]
[ActivityInput("text", InputKind.Text)]
public sealed class WriteLine : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        context.Note(context.Input<string>("text") ?? "");
        return Task.FromResult(Outcome.Done);
    }
}

using System.Text.Json;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Activities.Flux;

/// <summary>Where a flowchart begins.</summary>
[ActivityType("Elsa.Start", DisplayName = "Début")]
public sealed class Start : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Ends its flowchart; what still waits in it is cancelled.</summary>
[ActivityType("Elsa.End", DisplayName = "Fin", Outcomes = [])]
public sealed class End : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Ends the instance at once.</summary>
[ActivityType("Elsa.Finish", DisplayName = "Terminer le circuit", Outcomes = [])]
public sealed class Finish : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>Follows every named branch.</summary>
[ActivityType("Elsa.FlowFork", DisplayName = "En parallèle")]
[ActivityInput("branches", InputKind.Texts)]
public sealed class FlowFork : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) =>
        Task.FromResult(Outcome.Named(context.Input<string[]>("branches") ?? []));
}

/// <summary>Joins branches; the flowchart has already decided that it runs.</summary>
[ActivityType("Elsa.FlowJoin", DisplayName = "Réunir les branches")]
[ActivityInput("mode", InputKind.Text, JoinMode.WaitAny, JoinMode.WaitAll, JoinMode.WaitAllActive)]
public sealed class FlowJoin : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) => Task.FromResult(Outcome.Done);
}

/// <summary>True or False by a condition.</summary>
[ActivityType("Elsa.FlowDecision", DisplayName = "Selon une condition", Outcomes = ["True", "False"])]
[ActivityInput("condition", InputKind.Boolean)]
public sealed class FlowDecision : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) =>
        Task.FromResult(Outcome.Named(context.Input<bool>("condition") ? "True" : "False"));
}

/// <summary>The label of the first (or of every) case whose condition holds, else Default.</summary>
[ActivityType("Elsa.FlowSwitch", DisplayName = "Selon le cas", Outcomes = ["Default"])]
[ActivityInput("mode", InputKind.Text, Cases.MatchFirst, Cases.MatchAny)]
public sealed class FlowSwitch : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var burst = (BurstContext)context;
        var matched = Cases.Matching(burst, context.Input<string>("mode") == Cases.MatchAny);
        var labels = matched.Select(rank => Cases.Label(burst.Node, rank)).ToArray();
        return Task.FromResult(Outcome.Named(labels.Length == 0 ? ["Default"] : labels));
    }
}

/// <summary>Sets a variable.</summary>
[ActivityType("Elsa.SetVariable", DisplayName = "Fixer une variable")]
[ActivityInput("value", InputKind.Any)]
public sealed class SetVariable : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct)
    {
        var burst = (BurstContext)context;
        var name = burst.Node.Json.Propriete("variable") is { } variable ? burst.VariableName(variable) : null;
        if (string.IsNullOrEmpty(name))
            throw new StepFailedException("variable.missing", "L’étape ne dit pas quelle variable fixer.");
        context.SetVariable(name, context.Input<JsonElement?>("value"));
        return Task.FromResult(Outcome.Done);
    }
}

/// <summary>Stops the instance with an incident.</summary>
[ActivityType("Elsa.Fault", DisplayName = "Signaler un incident", Outcomes = [])]
[ActivityInput("code", InputKind.Text)]
[ActivityInput("message", InputKind.Text)]
[ActivityInput("category", InputKind.Text)]
[ActivityInput("faultType", InputKind.Text)]
public sealed class Fault : IActivity
{
    public Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct) =>
        throw new StepFailedException(context.Input<string>("code") ?? "fault", context.Input<string>("message") ?? "Incident signalé par le circuit.");
}

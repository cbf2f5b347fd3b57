using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Expressions;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.Engine.Runs;

/// <summary>What one instance does between two waits: steps are run one by one until nothing is left to run.</summary>
internal sealed class Burst(
    Instance instance, WorkflowDefinition definition, InstanceState state, IServiceProvider services, ActivityRegistry registry, TimeProvider clock)
{
    private const int MaxSteps = 10_000;
    private readonly Queue<Func<CancellationToken, Task>> _work = new();
    private bool _isTriggered;

    public Instance Instance => instance;

    /// <summary>What the instance is about; a step may change it.</summary>
    public string CorrelationId { get; set; } = instance.CorrelationId;

    public WorkflowDefinition Definition => definition;

    public InstanceState State => state;

    public IServiceProvider Services => services;

    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    public InputReader Inputs { get; } = new(services.GetRequiredService<IExpressionEvaluator>(), definition.Variables);

    /// <summary>Executions that ended in this burst.</summary>
    public List<int> Ends { get; } = [];

    /// <summary>New waits for events.</summary>
    public List<Bookmark> Events { get; } = [];

    /// <summary>New timers, one for an execution.</summary>
    public List<DueWork> Timers { get; } = [];

    public List<JournalLine> Journal { get; } = [];

    /// <summary>What people decided on earlier incidents of this work.</summary>
    public Corrections Corrections { get; init; } = new();

    /// <summary>What started the instance; null when somebody asked for it.</summary>
    public TriggeredStart? Trigger { get; init; }

    public bool IsFinished { get; private set; }

    /// <summary>What a parent is told once the instance is finished.</summary>
    public ChildEnd End => new(nameof(InstanceStatus.Finished), state.Outcomes, state.Output);

    /// <summary>The step that was running when something went wrong.</summary>
    public string? CurrentActivity { get; private set; }

    /// <summary>The execution of that step.</summary>
    public int? CurrentExecution { get; private set; }

    public async Task StartAsync(CancellationToken ct)
    {
        foreach (var variable in definition.Variables.Where(v => v.Default is not null))
        {
            state.Variables.TryAdd(variable.Name, variable.Default!.Value);
        }

        foreach (var (name, value) in Corrections.Variables)
        {
            state.Variables[name] = value;
        }

        Schedule(definition.Root, null, null);
        await DrainAsync(ct);
    }

    public async Task ResumeAsync(Execution execution, Signal signal, CancellationToken ct)
    {
        var node = definition.ById[execution.Node];
        At(node, execution);
        Line(node, "Resumed", signal.Name);
        _work.Enqueue(async token =>
        {
            if (IsSkipped(node, execution))
                return;
            var activity = (IWaitingActivity)registry.Create(node, services);
            Ended(execution, node, await activity.ResumeAsync(new BurstContext(this, node, execution), signal, token));
        });
        await DrainAsync(ct);
    }

    public Execution Schedule(Node node, Execution? parent, string? port)
    {
        var execution = state.Add(node.Id, parent?.Id, port);
        _work.Enqueue(token => RunAsync(node, execution, token));
        return execution;
    }

    /// <summary>Runs the body of a loop once more; of its outputs only those of the last turn are kept.</summary>
    public void NextTurn(Node body, Execution loop)
    {
        foreach (var step in body.Descendants())
        {
            state.OutputsOf(loop).Remove(step.Id);
        }

        Schedule(body, loop, "body");
    }

    /// <summary>Lets a step wait for an event; asking again for the same changes nothing.</summary>
    public void WaitForEvent(Execution execution, EventWait wait)
    {
        if (execution.Waits?.Contains(wait) == true)
            return;
        (execution.Waits ??= []).Add(wait);
        Events.Add(new Bookmark { InstanceId = instance.Id, Execution = execution.Id, Name = wait.Name, CorrelationId = wait.CorrelationId });
    }

    /// <summary>Lets a step wait for an instant; a past one comes due at once, after the events of this instant.</summary>
    public void WaitUntil(Execution execution, DateTimeOffset due)
    {
        execution.Due = due < Now ? Now : due;
        Timers.RemoveAll(timer => timer.Execution == execution.Id);
        Timers.Add(new DueWork { Due = execution.Due.Value, IsTimer = true, InstanceId = instance.Id, Execution = execution.Id, CreatedAt = Now });
    }

    /// <summary>Ends an execution with its outcomes and tells its parent.</summary>
    public void Complete(Execution execution, IReadOnlyList<string> outcomes)
    {
        if (!state.Executions.Contains(execution))
            return;
        var node = definition.ById[execution.Node];
        Remove(execution);
        Line(node, "Completed", outcomes is ["Done"] ? null : string.Join(", ", outcomes));
        if (node.Type is "Elsa.Finish" or "Elsa.Complete" || execution.Parent is not { } parentId)
            Finish();
        else if (node.Type == "Elsa.Break" && LoopAround(execution) is { } loop)
            Cancel(loop, ["Done"]);
        else if (state.Find(parentId) is { } parent)
            TellParent(parent, execution, node, outcomes);
    }

    private void TellParent(Execution parent, Execution execution, Node node, IReadOnlyList<string> outcomes)
    {
        var around = definition.ById[parent.Node];
        // From here on it is the container that may fail.
        At(around, parent);
        if (!IsSkipped(around, parent))
            registry.Container(around.Type)!.ChildEnded(this, around, parent, execution, node, outcomes);
    }

    /// <summary>Cancels an execution with everything inside it.</summary>
    public void Cancel(Execution execution)
    {
        foreach (var child in state.ChildrenOf(execution).ToList())
        {
            Cancel(child);
        }

        if (state.Executions.Contains(execution))
        {
            Remove(execution);
            Line(definition.ById[execution.Node], "Cancelled", null);
        }
    }

    /// <summary>Cancels what is inside an execution and ends it.</summary>
    public void Cancel(Execution execution, IReadOnlyList<string> outcomes)
    {
        foreach (var child in state.ChildrenOf(execution).ToList())
        {
            Cancel(child);
        }

        Complete(execution, outcomes);
    }

    public void Line(Node node, string what, string? message) => Journal.Add(new JournalLine
    {
        InstanceId = instance.Id, At = Now, ActivityId = node.Id, Event = what, Message = message,
    });

    public ExpressionScope Scope(Execution execution)
    {
        var variables = new Dictionary<string, JsonElement>(state.Variables);
        for (Execution? at = execution; at is not null; at = at.Parent is { } parent ? state.Find(parent) : null)
        {
            if (at.Data?["item"] is { } item)
                variables.TryAdd("CurrentValue", JsonSerializer.SerializeToElement(item));
            if (at.Data?["index"] is { } index)
                variables.TryAdd("CurrentIndex", JsonSerializer.SerializeToElement(index));
        }

        return new ExpressionScope(variables, state.Input, state.OutputsSeenBy(execution), instance.Id, definition.DefinitionId, CorrelationId) { Steps = definition.ByName };
    }

    private Execution? LoopAround(Execution execution)
    {
        var around = execution.Parent is { } parent ? state.Find(parent) : null;
        while (around is not null && registry.Container(definition.ById[around.Node].Type) is not ILoop)
        {
            around = around.Parent is { } outer ? state.Find(outer) : null;
        }

        return around;
    }

    public void SetOutput(Execution execution, Node node, string name, JsonElement value)
    {
        var all = state.OutputsOf(execution);
        if (!all.TryGetValue(node.Id, out var outputs))
            all[node.Id] = outputs = [];
        outputs[name] = value;
    }

    private async Task DrainAsync(CancellationToken ct)
    {
        for (var steps = 0; _work.TryDequeue(out var work); steps++)
        {
            if (steps > MaxSteps)
                throw new StepFailedException("workflow.endless", "Le circuit tourne sans jamais attendre : ajoutez une attente ou une sortie à la boucle.");
            await work(ct);
            if (IsFinished)
                return;
        }

        if (state.Executions.Count == 0)
            Finish();
    }

    private async Task RunAsync(Node node, Execution execution, CancellationToken ct)
    {
        if (!state.Executions.Contains(execution))
            return;
        At(node, execution);
        if (IsSkipped(node, execution) || IsTrigger(node, execution))
            return;
        if (registry.Container(node.Type) is { } container)
        {
            container.Start(this, node, execution);
            return;
        }

        var activity = registry.Create(node, services);
        Ended(execution, node, await activity.RunAsync(new BurstContext(this, node, execution), ct));
    }

    private void At(Node node, Execution execution) => (CurrentActivity, CurrentExecution) = (node.Id, execution.Id);

    /// <summary>Takes a step as done, with what is inside it, when a person decided so.</summary>
    private bool IsSkipped(Node node, Execution execution)
    {
        if (Corrections.WayOut(execution) is not { } outcome)
            return false;
        Line(node, "Skipped", outcome);
        Cancel(execution, [outcome]);
        return true;
    }

    /// <summary>The step that started the instance has what it would wait for.</summary>
    private bool IsTrigger(Node node, Execution execution)
    {
        if (_isTriggered || Trigger?.Step != node.Id)
            return false;
        _isTriggered = true;
        if (Trigger.Payload is { } payload)
            new BurstContext(this, node, execution).SetOutput("result", payload);
        Complete(execution, ["Done"]);
        return true;
    }

    private void Ended(Execution execution, Node node, Outcome outcome)
    {
        if (!outcome.IsWaiting)
            Complete(execution, outcome.Names);
        else
            Line(node, "Suspended", null);
    }

    private void Remove(Execution execution)
    {
        state.Executions.Remove(execution);
        Events.RemoveAll(wait => wait.Execution == execution.Id);
        Timers.RemoveAll(timer => timer.Execution == execution.Id);
        if (execution.Waits is not null || execution.Due is not null)
            Ends.Add(execution.Id);
    }

    private void Finish()
    {
        foreach (var execution in state.Executions.ToList())
        {
            Remove(execution);
        }

        _work.Clear();
        IsFinished = true;
    }
}

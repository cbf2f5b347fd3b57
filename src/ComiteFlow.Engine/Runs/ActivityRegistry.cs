using System.Reflection;
using ComiteFlow.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.Engine.Runs;

/// <summary>The steps that workflow files may name, by their Elsa type.</summary>
public sealed class ActivityRegistry
{
    private readonly Dictionary<string, Type> _types = [];
    private readonly Dictionary<string, IContainer> _containers = new()
    {
        ["Elsa.Flowchart"] = new Flowchart(),
        ["Elsa.Sequence"] = new Sequence(),
        ["Elsa.Parallel"] = new Parallel(),
        ["Elsa.If"] = new If(),
        ["Elsa.Switch"] = new Switch(),
        ["Elsa.Fork"] = new Fork(),
        ["Elsa.While"] = new While(),
        ["Elsa.For"] = new For(),
        ["Elsa.ForEach"] = new ForEach(),
        ["Elsa.ParallelForEach"] = new ParallelForEach(),
        [BulkDispatch.Type] = new BulkDispatch(),
    };

    private readonly Dictionary<string, Type> _inner = new() { [BulkDispatch.ChildType] = typeof(DispatchedChild) };

    public ActivityRegistry(IEnumerable<Type> activities)
    {
        foreach (var type in activities)
        {
            _types.Add(type.GetCustomAttribute<ActivityTypeAttribute>()!.Type, type);
        }
    }

    /// <summary>Elsa types of all steps that files may name.</summary>
    public IEnumerable<string> Types => _types.Keys.Concat(_containers.Keys);

    public bool Knows(string type) => _types.ContainsKey(type) || _containers.ContainsKey(type);

    /// <summary>True when the step may wait, so that a loop through it is not endless.</summary>
    public bool Waits(string type) => Find(type) is { } found && typeof(IWaitingActivity).IsAssignableFrom(found);

    /// <summary>The inputs that steps of a type read.</summary>
    public IReadOnlyList<ActivityInputAttribute> Inputs(string type) =>
        (_types.GetValueOrDefault(type) ?? _containers.GetValueOrDefault(type)?.GetType())?.GetCustomAttributes<ActivityInputAttribute>().ToList() ?? [];

    /// <summary>The ways out that steps of a type declare; null for a type that is not known.</summary>
    public IReadOnlyList<string>? Outcomes(string type) => type == BulkDispatch.Type
        ? [BulkDispatch.Completed, BulkDispatch.Canceled, "Done"]
        : _types.GetValueOrDefault(type)?.GetCustomAttribute<ActivityTypeAttribute>()!.Outcomes ?? (_containers.ContainsKey(type) ? ["Done"] : null);

    internal IContainer? Container(string type) => _containers.GetValueOrDefault(type);

    private Type? Find(string type) => _types.GetValueOrDefault(type) ?? _inner.GetValueOrDefault(type);

    /// <summary>True when the step runs another workflow that its type names.</summary>
    internal bool IsWorkflow(Definitions.Node node) => !Knows(node.Type) && WorkflowStep.IsOne(node);

    internal IActivity Create(Definitions.Node node, IServiceProvider services) => IsWorkflow(node)
        ? ActivatorUtilities.CreateInstance<WorkflowStep>(services)
        : Create(node.Type, services);

    private IActivity Create(string type, IServiceProvider services) => Find(type) is { } found
        ? (IActivity)ActivatorUtilities.CreateInstance(services, found)
        : throw new StepFailedException("activity.unknown", $"L’activité « {type} » n’existe pas dans ce moteur.");
}

/// <summary>A step that holds other steps: it decides which of them runs next.</summary>
internal interface IContainer
{
    void Start(Burst burst, Definitions.Node node, Execution execution);

    void ChildEnded(Burst burst, Definitions.Node node, Execution execution, Execution child, Definitions.Node childNode, IReadOnlyList<string> outcomes);
}

using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.Engine.Runs;

/// <summary>The steps that workflow files may name, by their Elsa type.</summary>
public sealed class ActivityRegistry
{
    private static readonly IContainer[] Containers =
    [
        new Flowchart(), new Sequence(), new Parallel(), new If(), new Switch(), new Fork(), new While(), new For(), new ForEach(), new ParallelForEach(), new BulkDispatch(),
    ];

    private readonly Dictionary<string, Type> _types = [];
    private readonly Dictionary<string, IContainer> _containers = [];
    private readonly Dictionary<string, StepDescription> _descriptions = [];
    private readonly Dictionary<string, Type> _inner = new() { [BulkDispatch.ChildType] = typeof(DispatchedChild) };

    /// <param name="activities">Marked classes; those that are no activities are left aside.</param>
    /// <exception cref="InvalidOperationException">A class is not rightly marked: the start stops and says what to change.</exception>
    public ActivityRegistry(IEnumerable<Type> activities)
    {
        foreach (var type in activities.Where(typeof(IActivity).IsAssignableFrom))
        {
            var description = StepDescription.Of(type, isContainer: false);
            _types.Add(description.Type, type);
            _descriptions.Add(description.Type, description);
        }

        foreach (var container in Containers)
        {
            var description = StepDescription.Of(container.GetType(), isContainer: true);
            _containers.Add(description.Type, container);
            _descriptions.Add(description.Type, description);
        }
    }

    /// <summary>Elsa types of all steps that files may name.</summary>
    public IEnumerable<string> Types => _descriptions.Keys;

    /// <summary>All kinds of steps that files may name.</summary>
    public IReadOnlyCollection<StepDescription> Descriptions => _descriptions.Values;

    public bool Knows(string type) => _descriptions.ContainsKey(type);

    /// <summary>What people read about a kind of step; null for one that is not known.</summary>
    public StepDescription? Describe(string type) => _descriptions.GetValueOrDefault(type);

    /// <summary>True when the step may wait, so that a loop through it is not endless.</summary>
    public bool Waits(string type) => Find(type) is { } found && typeof(IWaitingActivity).IsAssignableFrom(found);

    /// <summary>The inputs that steps of a type read.</summary>
    public IReadOnlyList<ActivityInputAttribute> Inputs(string type) => Describe(type)?.Inputs ?? [];

    /// <summary>The ways out that steps of a type declare; null for a type that is not known.</summary>
    public IReadOnlyList<string>? Outcomes(string type) => Describe(type) is { } found ? [.. found.Ways.Select(way => way.Name)] : null;

    /// <summary>The ways out of one step as its JSON stands, those that its inputs name included; null when nobody knows them before a run.</summary>
    public IReadOnlyList<StepWay>? WaysOf(JsonElement step)
    {
        var node = DefinitionReader.StepOf(step);
        if (WaysOut.Of(node, this) is not { } names)
            return null;
        var known = Describe(node.Type)?.Ways ?? [];
        return [.. names.Select(name => known.FirstOrDefault(way => way.Name == name) ?? StepWay.Of(name))];
    }

    internal IContainer? Container(string type) => _containers.GetValueOrDefault(type);

    private Type? Find(string type) => _types.GetValueOrDefault(type) ?? _inner.GetValueOrDefault(type);

    /// <summary>True when the step runs another workflow that its type names.</summary>
    internal bool IsWorkflow(Node node) => !Knows(node.Type) && WorkflowStep.IsOne(node);

    internal IActivity Create(Node node, IServiceProvider services) => IsWorkflow(node)
        ? ActivatorUtilities.CreateInstance<WorkflowStep>(services)
        : Create(node.Type, services);

    private IActivity Create(string type, IServiceProvider services) => Find(type) is { } found
        ? (IActivity)ActivatorUtilities.CreateInstance(services, found)
        : throw new StepFailedException("activity.unknown", $"L’activité « {type} » n’existe pas dans ce moteur.");
}

/// <summary>A step that holds other steps: it decides which of them runs next.</summary>
internal interface IContainer
{
    void Start(Burst burst, Node node, Execution execution);

    void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes);
}

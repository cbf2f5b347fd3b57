using System.Reflection;

namespace ComiteFlow.Engine.Activities;

/// <summary>One way out of a step: the name by which arrows leave, and its French words.</summary>
public sealed record StepWay(string Name, string Label)
{
    /// <summary>The French words of the ways out that many steps have.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>
    {
        ["Done"] = "Ensuite", ["True"] = "Oui", ["False"] = "Non", ["Default"] = "Sinon", ["Completed"] = "Tous terminés", ["Canceled"] = "L’un annulé",
    };

    /// <summary>A way out that the author of a workflow named is called by that name.</summary>
    public static StepWay Of(string name) => new(name, Words.GetValueOrDefault(name, name));
}

/// <summary>A kind of step as people choose and read it, from the attributes of its class.</summary>
/// <param name="Ways">Those that every step of the kind has; a step may have others by its inputs.</param>
/// <param name="IsContainer">True when it holds other steps.</param>
/// <param name="Waits">True when it may wait.</param>
/// <param name="IsTrigger">True when it may start its workflow.</param>
/// <param name="IsOffered">True when people may place it; others only stand in old files.</param>
public sealed record StepDescription(
    string Type, string Name, string Category, string Help, IReadOnlyList<ActivityInputAttribute> Inputs, IReadOnlyList<ActivityOutputAttribute> Outputs,
    IReadOnlyList<StepWay> Ways, bool IsContainer, bool Waits, bool IsTrigger, bool IsOffered)
{
    /// <summary>What Studio and the engine keep on every step; an input of such a name would overwrite it.</summary>
    private static readonly string[] Reserved = ["type", "id", "nodeId", "name", "version", "metadata", "customProperties"];

    /// <exception cref="InvalidOperationException">The class is not fully marked, or an input has a name that it must not have.</exception>
    internal static StepDescription Of(Type type, bool isContainer)
    {
        var mark = type.GetCustomAttribute<ActivityTypeAttribute>() ?? throw new InvalidOperationException($"The step {type.Name} has no {nameof(ActivityTypeAttribute)}.");
        var inputs = type.GetCustomAttributes<ActivityInputAttribute>().ToList();
        if (inputs.Find(input => Reserved.Contains(input.Name, StringComparer.OrdinalIgnoreCase)) is { } taken)
            throw new InvalidOperationException($"The step {mark.Type} ({type.Name}) has an input « {taken.Name} »: every step holds its own {taken.Name} under this name, and the designer would crash. Give the input another name.");
        if (mark.Labels.Length > 0 && mark.Labels.Length != mark.Outcomes.Length)
            throw new InvalidOperationException($"The step {mark.Type} ({type.Name}) has {mark.Outcomes.Length} ways out, but {mark.Labels.Length} labels for them.");
        return new StepDescription(
            mark.Type, mark.DisplayName, mark.Category, mark.Help, inputs, [.. type.GetCustomAttributes<ActivityOutputAttribute>()],
            [.. mark.Outcomes.Select((name, rank) => mark.Labels.Length > 0 ? new StepWay(name, mark.Labels[rank]) : StepWay.Of(name))],
            isContainer, typeof(IWaitingActivity).IsAssignableFrom(type), Runs.Trigger.Inputs.ContainsKey(mark.Type), mark.IsOffered);
    }
}

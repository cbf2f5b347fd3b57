using System.Text.Json;

namespace ComiteFlow.Engine.Definitions;

/// <summary>Looks at the steps of some types before publication, beyond what their inputs declare.</summary>
public interface IStepCheck
{
    /// <summary>Elsa types of the steps that it looks at.</summary>
    IReadOnlyList<string> Types { get; }

    IEnumerable<StepProblem> Check(StepInputs step);
}

/// <summary>What is wrong with an input of a step, in one French sentence: what, why, how to repair it.</summary>
/// <param name="IsAdvice">True for what a person should look at, and may leave as it is.</param>
public sealed record StepProblem(string Input, string Message, bool IsAdvice = false);

/// <summary>The inputs of a step as the file holds them.</summary>
public sealed class StepInputs
{
    private readonly Node _node;
    private readonly Node? _flowchart;

    /// <param name="flowchart">The flowchart that holds the step, if one does.</param>
    internal StepInputs(Node node, Node? flowchart = null) => (_node, _flowchart) = (node, flowchart);

    public string Type => _node.Type;

    /// <summary>True when a way out leads to a step of a type, at once or later; null where the step stands in no flowchart.</summary>
    public bool? LeadsTo(string way, string type)
    {
        if (_flowchart?.Graph is not { } graph)
            return null;
        var wanted = _flowchart.Children.Where(child => child.Type == type).Select(child => child.Id).ToHashSet();
        return graph.Outbound(_node.Id).Any(arrow => arrow.Port == way && (wanted.Contains(arrow.Target) || wanted.Any(id => graph.Reaches(arrow.Target, id))));
    }

    /// <summary>True when the file says something for this input, be it computed.</summary>
    public bool IsSet(string name) => IsComputed(name)
        ? WrittenInput.SaysSomething(_node.Json.Propriete(name)!.Value)
        : WrittenInput.Says(WrittenInput.Parsed(_node, name));

    /// <summary>True when only a run knows the value.</summary>
    public bool IsComputed(string name) => _node.Json.Propriete(name) is { } property && WrittenInput.IsComputed(property);

    /// <summary>The value as text; null when it is computed, not set, or no single value.</summary>
    public string? Text(string name) => WrittenInput.Parsed(_node, name) is { } value ? One(value) : null;

    /// <summary>The values of a list; null when it is computed, not set, or no list.</summary>
    public IReadOnlyList<string>? Texts(string name) => WrittenInput.Parsed(_node, name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(item => One(item) ?? "")]
        : null;

    /// <summary>The items of a list as they stand; none when it is computed, not set, or no list.</summary>
    public IReadOnlyList<JsonElement> Items(string name) => WrittenInput.Parsed(_node, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static string? One(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };
}

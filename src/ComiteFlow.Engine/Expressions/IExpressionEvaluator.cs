using System.Text.Json;

namespace ComiteFlow.Engine.Expressions;

/// <summary>Evaluates expressions of type <c>JavaScript</c>; a pure subset that always ends.</summary>
public interface IExpressionEvaluator
{
    /// <summary>What is wrong with a script, in one French sentence with its position; null when it may run.</summary>
    string? Check(string script);

    /// <summary>The names of variables and inputs that a script reads; none of one that is refused.</summary>
    ScriptNames Names(string script);

    /// <exception cref="Activities.StepFailedException">The script is refused or fails.</exception>
    JsonElement? Evaluate(string script, ExpressionScope scope);
}

/// <summary>The names that a script reads, as far as they stand in it.</summary>
/// <param name="Readers">What follows <c>get</c> in <c>getMontant()</c>: a variable or an input.</param>
public sealed record ScriptNames(IReadOnlySet<string> Variables, IReadOnlySet<string> Inputs, IReadOnlySet<string> Readers);

/// <summary>The names that an expression may read.</summary>
/// <param name="Variables">Variables by name, the innermost scope's first.</param>
/// <param name="Inputs">Inputs of the workflow by name.</param>
/// <param name="Outputs">Last outputs by step id, then name.</param>
public sealed record ExpressionScope(
    IReadOnlyDictionary<string, JsonElement> Variables, IReadOnlyDictionary<string, JsonElement> Inputs,
    IReadOnlyDictionary<string, Dictionary<string, JsonElement>> Outputs, Guid InstanceId, string DefinitionId, string CorrelationId)
{
    /// <summary>Ids of steps by the name that expressions may call them by.</summary>
    public IReadOnlyDictionary<string, string> Steps { get; init; } = new Dictionary<string, string>();
}

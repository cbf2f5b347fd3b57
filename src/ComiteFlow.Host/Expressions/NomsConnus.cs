namespace ComiteFlow.Host.Expressions;

/// <summary>The names that an expression may say; whatever is not here is refused before it runs.</summary>
internal static class NomsConnus
{
    /// <summary>Functions that read the instance, and a few that turn one value into another.</summary>
    public static readonly HashSet<string> Functions =
    [
        "getVariable", "getInput", "getOutputFrom", "getCorrelationId", "getWorkflowInstanceId", "getWorkflowDefinitionId",
        "toJson", "isNullOrWhiteSpace", "Number", "String", "Boolean",
    ];

    public static readonly HashSet<string> Objects = ["variables", "Math"];

    public static readonly HashSet<string> Constants = ["undefined", "NaN", "Infinity"];

    /// <summary>Methods that take an arrow function.</summary>
    public static readonly HashSet<string> WithArrow = ["map", "filter", "some", "every", "find", "reduce"];

    /// <summary>Methods whose cost stays in proportion to what they read.</summary>
    public static readonly HashSet<string> Methods =
    [
        "includes", "indexOf", "slice", "join", "concat", "at", "toSorted", "split", "trim", "toUpperCase", "toLowerCase", "startsWith", "endsWith",
        "toFixed", "toString",
    ];

    public static readonly HashSet<string> MathMethods = ["round", "floor", "ceil", "trunc", "min", "max", "abs", "sign"];

    /// <summary>Properties that lead out of the data to the engine itself.</summary>
    public static readonly HashSet<string> Hidden =
    [
        "constructor", "__proto__", "prototype", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "call", "apply", "bind",
        "caller", "callee", "arguments",
    ];

    /// <summary>True for <c>get</c> and a capital: the reader of one variable or input.</summary>
    public static bool IsReader(string name) => name.Length > 3 && name.StartsWith("get", StringComparison.Ordinal) && !char.IsLower(name[3]);

    public static bool IsTaken(string name) => Functions.Contains(name) || Objects.Contains(name) || Constants.Contains(name) || IsReader(name);
}

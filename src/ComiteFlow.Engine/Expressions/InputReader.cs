using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Expressions;

/// <summary>Reads the inputs of a step: literals, objects, variables, workflow inputs, scripts.</summary>
internal sealed class InputReader(IExpressionEvaluator evaluator)
{
    public static readonly string[] KnownTypes = ["Literal", "Object", "Json", "Variable", "Input", "JavaScript"];

    /// <summary>The value of an input, or null when the file does not set it.</summary>
    public JsonElement? Read(Node node, string name, Func<ExpressionScope> scope)
    {
        if (node.Json.Propriete(name) is not { } property || property.ValueKind == JsonValueKind.Null)
            return null;
        if (property.ValueKind != JsonValueKind.Object || property.Propriete("expression") is not { } expression)
            return property.ValueKind == JsonValueKind.Object && property.Propriete("typeName") is not null ? null : property;
        return expression.ValueKind == JsonValueKind.Object ? Evaluate(expression, scope) : null;
    }

    /// <summary>The value of an expression <c>{type, value}</c>.</summary>
    public JsonElement? Evaluate(JsonElement expression, Func<ExpressionScope> scope)
    {
        var value = expression.Propriete("value");
        if (value is null or { ValueKind: JsonValueKind.Null })
            return null;
        switch (expression.Texte("type") ?? "Literal")
        {
            case "Literal":
                return value;
            case "Object" or "Json":
                return value.Value.ValueKind == JsonValueKind.String ? Parse(value.Value.GetString()!) : value;
            case "Variable":
                return Named(value.Value, scope().Variables);
            case "Input":
                return Named(value.Value, scope().Inputs);
            case "JavaScript":
                return evaluator.Evaluate(value.Value.GetString() ?? "", scope());
            default:
                throw new StepFailedException("expression.unknown", $"Le type d’expression « {expression.Texte("type")} » n’est pas pris en charge.");
        }
    }

    private static JsonElement Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text).RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new StepFailedException("expression.object", $"La valeur « {text} » n’est pas du JSON valide.");
        }
    }

    private static JsonElement? Named(JsonElement reference, IReadOnlyDictionary<string, JsonElement> values)
    {
        if (reference.ValueKind == JsonValueKind.String && reference.GetString() is { } text)
        {
            if (!text.StartsWith('{'))
                return values.TryGetValue(text, out var direct) ? direct : null;
            reference = Parse(text);
        }

        foreach (var key in new[] { reference.Texte("name"), reference.Texte("id") })
        {
            if (key is not null && values.TryGetValue(key, out var found))
                return found;
        }

        return null;
    }
}

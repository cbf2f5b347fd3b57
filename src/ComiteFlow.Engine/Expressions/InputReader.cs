using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Expressions;

/// <summary>Reads the inputs of a step: literals, objects, variables, workflow inputs, scripts.</summary>
internal sealed class InputReader(IExpressionEvaluator evaluator, IReadOnlyList<VariableDefinition> variables)
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
                return VariableName(value.Value) is { } name && scope().Variables.TryGetValue(name, out var variable) ? variable : null;
            case "Input":
                return NameIn(value.Value)?.Texte("name") is { } input && scope().Inputs.TryGetValue(input, out var given) ? given : null;
            case "JavaScript":
                return evaluator.Evaluate(value.Value.GetString() ?? "", scope());
            default:
                throw new StepFailedException("expression.unknown", $"Le type d’expression « {expression.Texte("type")} » n’est pas pris en charge.");
        }
    }

    /// <summary>The variable that a reference means: its id decides, its name is the fallback.</summary>
    public string? VariableName(JsonElement reference)
    {
        var named = NameIn(reference);
        var name = named?.Texte("name");
        var id = named?.Texte("id") ?? name;
        return variables.FirstOrDefault(v => v.Id == id)?.Name ?? name ?? id;
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

    /// <summary>A reference is an object, its JSON text, or a bare name.</summary>
    private static JsonElement? NameIn(JsonElement reference)
    {
        if (reference.ValueKind != JsonValueKind.String)
            return reference;
        var text = reference.GetString()!;
        return text.StartsWith('{') ? Parse(text) : JsonSerializer.SerializeToElement(new { name = text });
    }
}

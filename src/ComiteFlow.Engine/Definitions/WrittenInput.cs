using System.Text.Json;

namespace ComiteFlow.Engine.Definitions;

/// <summary>The value of an input as it stands in the file.</summary>
internal static class WrittenInput
{
    /// <summary>The value; null when it is computed in a run or not set. The text of an <c>Object</c> expression is not parsed.</summary>
    public static JsonElement? Of(JsonElement property)
    {
        if (property.ValueKind != JsonValueKind.Object || property.Propriete("expression") is not { } expression)
            return property.ValueKind == JsonValueKind.Object && property.Propriete("typeName") is not null ? null : property;
        return (expression.Texte("type") ?? "Literal") is "Literal" or "Object" or "Json" ? expression.Propriete("value") : null;
    }

    public static string? Text(Node node, string name) =>
        node.Json.Propriete(name) is { } property && Of(property) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>The value with the text of an <c>Object</c> expression, or of a list written as text, parsed.</summary>
    public static JsonElement? Parsed(Node node, string name)
    {
        if (node.Json.Propriete(name) is not { } property || Of(property) is not { } written)
            return null;
        return written.ValueKind == JsonValueKind.String && written.GetString()!.TrimStart() is ['[' or '{', ..] && TryParse(written.GetString()!, out var parsed)
            ? parsed
            : written;
    }

    /// <summary>True when a run computes the value: a variable, an input of the workflow, a script.</summary>
    public static bool IsComputed(JsonElement property) =>
        property.Propriete("expression") is { ValueKind: JsonValueKind.Object } expression && (expression.Texte("type") ?? "Literal") is not ("Literal" or "Object" or "Json");

    /// <summary>True when the property says something: neither empty, nor false, nor the binding of an output.</summary>
    public static bool SaysSomething(JsonElement property) =>
        Says(IsComputed(property) ? property.Propriete("expression")?.Propriete("value") : Of(property));

    public static bool Says(JsonElement? value) => value switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.False or JsonValueKind.Undefined } => false,
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Length > 0,
        { ValueKind: JsonValueKind.Object } map => map.EnumerateObject().Any(),
        { ValueKind: JsonValueKind.Array } list => list.GetArrayLength() > 0,
        _ => true,
    };

    /// <summary>The named values of an input that are expressions themselves, as the designer writes those of a map: <c>{"nom": {"type": "Literal", "value": "…"}}</c>.</summary>
    public static IEnumerable<(string Name, JsonElement Expression)> Entries(JsonElement property)
    {
        if (property.Propriete("expression")?.Texte("type") is not ("Object" or "Json") || Of(property) is not { } written)
            return [];
        var map = written.ValueKind == JsonValueKind.String && TryParse(written.GetString()!, out var parsed) ? parsed : written;
        return map.ValueKind == JsonValueKind.Object ? map.EnumerateObject().Where(entry => IsExpression(entry.Value)).Select(entry => (entry.Name, entry.Value)) : [];
    }

    /// <summary>True for a value that is nothing but a type of expression and its value.</summary>
    public static bool IsExpression(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.Propriete("value") is not null && value.Texte("type") is { } type
        && Expressions.InputReader.KnownTypes.Contains(type) && value.EnumerateObject().Count() == 2;

    /// <summary>A list that stands as text, as the designer writes JSON that is typed.</summary>
    public static JsonElement? List(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.String } text && text.GetString()!.TrimStart().StartsWith('[') && TryParse(text.GetString()!, out var parsed) ? parsed : value;

    public static bool TryParse(string text, out JsonElement value)
    {
        try
        {
            value = JsonDocument.Parse(text).RootElement.Clone();
            return true;
        }
        catch (JsonException)
        {
            value = JsonSerializer.SerializeToElement(text);
            return false;
        }
    }
}

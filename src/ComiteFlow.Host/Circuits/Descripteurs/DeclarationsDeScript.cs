using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using ComiteFlow.Host.Expressions;

namespace ComiteFlow.Host.Circuits.Descripteurs;

/// <summary>
/// TypeScript declarations for the editor of expressions: the variables, inputs and steps of one circuit, and the functions that the sandbox
/// offers. Names of the circuit are only ever written as quoted text, or as identifiers that are plain.
/// </summary>
internal static partial class DeclarationsDeScript
{
    private static readonly JsonSerializerOptions Quoted = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.BasicLatin, UnicodeRanges.Latin1Supplement, UnicodeRanges.LatinExtendedA) };

    /// <summary>The functions of the sandbox with their types; a test holds them against <see cref="NomsConnus.Functions"/>.</summary>
    private static readonly (string Name, string Signature)[] Functions =
    [
        ("getCorrelationId", "(): string"), ("getWorkflowInstanceId", "(): string"), ("getWorkflowDefinitionId", "(): string"), ("toJson", "(value: any): string"),
        ("isNullOrWhiteSpace", "(value: any): boolean"), ("Number", "(value: any): number"), ("String", "(value: any): string"), ("Boolean", "(value: any): boolean"),
    ];

    public static string Of(string? json)
    {
        using var document = JsonDocument.Parse(json ?? "{}");
        var circuit = document.RootElement;
        var variables = Named(circuit, "variables", "typeName").ToList();
        var inputs = Named(circuit, "inputs", "type").ToList();
        var text = new StringBuilder();
        text.Append("declare const variables: {\n");
        foreach (var (name, type) in variables)
        {
            text.Append("  readonly ").Append(Quote(name)).Append(": ").Append(type).Append(";\n");
        }

        text.Append("};\n");
        Reader(text, "getVariable", variables);
        Reader(text, "getInput", [.. inputs, ("ParentInstanceId", "string"), ("Item", "any")]);
        foreach (var (name, type) in variables.Concat(inputs).Where(pair => Identifier().IsMatch(pair.Name)).DistinctBy(pair => Capital(pair.Name)))
        {
            text.Append("declare function get").Append(Capital(name)).Append("(): ").Append(type).Append(";\n");
        }

        var steps = new List<string>();
        Steps(circuit, steps);
        text.Append("declare function getOutputFrom(step: ").Append(Union(steps)).Append(", output?: string): any;\n");
        foreach (var (name, signature) in Functions)
        {
            text.Append("declare function ").Append(name).Append(signature).Append(";\n");
        }

        text.Append("declare const Math: {\n");
        foreach (var method in NomsConnus.MathMethods)
        {
            text.Append("  ").Append(method).Append("(...values: number[]): number;\n");
        }

        return text.Append("};\n").ToString();
    }

    internal static IEnumerable<string> Declared => Functions.Select(function => function.Name).Concat(["getVariable", "getInput", "getOutputFrom"]);

    private static void Reader(StringBuilder text, string function, List<(string Name, string Type)> names)
    {
        foreach (var (name, type) in names)
        {
            text.Append("declare function ").Append(function).Append("(name: ").Append(Quote(name)).Append("): ").Append(type).Append(";\n");
        }

        text.Append("declare function ").Append(function).Append("(name: string): any;\n");
    }

    private static IEnumerable<(string Name, string Type)> Named(JsonElement circuit, string list, string typeName)
    {
        if (circuit.ValueKind != JsonValueKind.Object || !circuit.TryGetProperty(list, out var items) || items.ValueKind != JsonValueKind.Array)
            yield break;
        foreach (var item in items.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object))
        {
            if (Text(item, "name") is not { Length: > 0 } name)
                continue;
            var isArray = item.TryGetProperty("isArray", out var array) && array.ValueKind == JsonValueKind.True;
            yield return (name, TypeOf(Text(item, typeName)) + (isArray ? "[]" : ""));
        }
    }

    private static string TypeOf(string? type) => type switch
    {
        "String" or "Guid" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeSpan" or "Uri" => "string",
        "Boolean" => "boolean",
        "Int16" or "Int32" or "Int64" or "Single" or "Double" or "Decimal" or "Byte" => "number",
        _ => "any",
    };

    /// <summary>Ids of the steps, however deep they stand.</summary>
    private static void Steps(JsonElement element, List<string> steps)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Steps(item, steps);
            }
        }

        if (element.ValueKind != JsonValueKind.Object)
            return;
        if (Text(element, "type") is { } && Text(element, "id") is { Length: > 0 } id)
            steps.AddRange(Text(element, "name") is { Length: > 0 } name && name != id ? [id, name] : [id]);
        foreach (var property in element.EnumerateObject())
        {
            Steps(property.Value, steps);
        }
    }

    private static string Union(List<string> names) => names.Count == 0 ? "string" : string.Join(" | ", names.Distinct().Select(Quote));

    private static string Quote(string name) => JsonSerializer.Serialize(name, Quoted);

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;

    [GeneratedRegex(@"^[\p{L}_$][\p{L}\p{N}_$]*\z")]
    private static partial Regex Identifier();
}

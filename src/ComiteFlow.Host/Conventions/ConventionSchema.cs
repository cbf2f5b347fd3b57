using System.Text.Json;
using ComiteFlow.Host.Fichiers;
using Json.Pointer;
using Json.Schema;

namespace ComiteFlow.Host.Conventions;

/// <summary>The shape of a convention file, and in French what departs from it.</summary>
internal static class ConventionSchema
{
    private const string Resource = "ComiteFlow.Host.conventions.schema.json";

    private static readonly Lazy<(JsonSchema Schema, JsonElement Text)> Shape = new(Load);

    private static readonly EvaluationOptions Options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private static readonly Dictionary<string, string> TypeNames = new()
    {
        ["object"] = "un objet",
        ["array"] = "un tableau",
        ["string"] = "un texte",
        ["integer"] = "un nombre entier",
        ["number"] = "un nombre",
        ["boolean"] = "un booléen",
        ["null"] = "null",
    };

    private static readonly Dictionary<string, string> Patterns = new()
    {
        ["id"] = "Un identifiant s’écrit en majuscules, chiffres et traits d’union, sans accent.",
        ["month"] = "Un mois s’écrit AAAA-MM.",
        ["monthDay"] = "Un jour de l’année s’écrit --MM-JJ.",
        ["duration"] = "Une durée s’écrit comme P6M ou P7D.",
        ["opening"] = "Une tranche s’ouvre à « signature », « publication », « effect » ou à une date AAAA-MM-JJ.",
    };

    /// <summary>Each place that departs from the schema, with a French sentence.</summary>
    public static IEnumerable<(string Path, string Reason)> Check(JsonElement convention)
    {
        var result = Shape.Value.Schema.Evaluate(convention, Options);
        return result.IsValid
            ? []
            : from detail in result.Details ?? []
              from error in detail.Errors ?? new Dictionary<string, string>()
              from reason in Reasons(error.Key, Node(detail.EvaluationPath), detail.InstanceLocation.Evaluate(convention))
              select (PathOf(detail.InstanceLocation), reason);
    }

    private static (JsonSchema Schema, JsonElement Text) Load()
    {
        using var stream = typeof(ConventionSchema).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"Resource {Resource} is missing.");
        using var document = JsonDocument.Parse(stream);
        var text = document.RootElement.Clone();
        return (JsonSchema.FromText(text.GetRawText()), text);
    }

    private static IEnumerable<string> Reasons(string keyword, (string Name, JsonElement Value) node, JsonElement? found) => keyword switch
    {
        "" => ["Cette clé n’existe pas dans une convention."],
        "required" => Missing(node.Value, found).Select(name => $"Il manque la clé « {name} »."),
        "type" => [$"{Types(node.Value)} est attendu ici."],
        "enum" => [$"Cette valeur n’est pas connue\u00a0; les valeurs possibles sont\u00a0: {Values(node.Value)}."],
        "format" => ["Une date s’écrit AAAA-MM-JJ et existe au calendrier."],
        "minimum" => [$"Ce nombre est trop petit\u00a0: le minimum est {node.Value.GetProperty(keyword)}."],
        "maximum" => [$"Ce nombre est trop grand\u00a0: le maximum est {node.Value.GetProperty(keyword)}."],
        "minLength" => ["Ce texte est vide."],
        "pattern" when Patterns.TryGetValue(node.Name, out var reason) => [reason],
        _ => ["Cette valeur n’a pas la forme attendue."],
    };

    private static IEnumerable<string> Missing(JsonElement node, JsonElement? found) =>
        node.GetProperty("required").EnumerateArray()
            .Select(name => name.GetString()!)
            .Where(name => found is not { ValueKind: JsonValueKind.Object } instance || !instance.TryGetProperty(name, out _));

    private static string Types(JsonElement node)
    {
        var type = node.GetProperty("type");
        var names = type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(one => one.GetString()!) : [type.GetString()!];
        var words = string.Join(" ou ", names.Select(name => TypeNames[name]));
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string Values(JsonElement node) => string.Join(", ", node.GetProperty("enum").EnumerateArray().Select(value => value.GetRawText()));

    // The library repeats some segments of this path and its schema locations are not always real ones, so a segment that leads nowhere is passed over.
    private static (string Name, JsonElement Value) Node(JsonPointer evaluationPath)
    {
        var definitions = Shape.Value.Text.GetProperty("$defs");
        var (name, node) = ("", Shape.Value.Text);
        foreach (var segment in Segments(evaluationPath))
        {
            if (node.ValueKind != JsonValueKind.Object || !node.TryGetProperty(segment, out var next))
            {
                continue;
            }

            node = next;
            if (segment == "$ref")
            {
                name = next.GetString()!.Split('/')[^1];
                node = definitions.GetProperty(name);
            }
        }

        return (name, node);
    }

    private static IEnumerable<string> Segments(JsonPointer pointer) =>
        pointer.ToString().Split('/').Skip(1)
            .Select(segment => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal));

    private static string PathOf(JsonPointer pointer)
    {
        var path = "$";
        foreach (var segment in Segments(pointer))
        {
            path = segment.Length > 0 && segment.All(char.IsAsciiDigit) ? $"{path}[{segment}]" : JsonText.Child(path, segment);
        }

        return path;
    }
}

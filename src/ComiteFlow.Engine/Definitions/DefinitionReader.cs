using System.Text.Json;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Definitions;

/// <summary>What is wrong with a definition: where (path and step), and one French sentence.</summary>
public sealed record DefinitionProblem(string Path, string? Step, string Message)
{
    /// <summary>True for what a person should look at, and may leave as it is.</summary>
    public bool IsAdvice { get; init; }

    public override string ToString() => Step is null ? $"{Path} : {Message}" : $"{Path} (étape « {Step} ») : {Message}";
}

/// <summary>A definition as read, and everything that is wrong with it; without a definition the text is no workflow at all.</summary>
public sealed record DefinitionReading(WorkflowDefinition? Definition, IReadOnlyList<DefinitionProblem> Problems);

/// <summary>Reads Elsa 3 definition files.</summary>
public static class DefinitionReader
{
    private static readonly string[] SinglePorts = ["body", "then", "else", "default", "childCompleted", "childFaulted"];

    public static DefinitionReading Read(string json)
    {
        JsonElement document;
        try
        {
            document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = false }).RootElement;
        }
        catch (JsonException error)
        {
            return new(null, [new("$", null, $"le fichier n’est pas du JSON valide (ligne {error.LineNumber + 1}, position {error.BytePositionInLine + 1}).")]);
        }

        if (document.Propriete("root") is not { ValueKind: JsonValueKind.Object } root)
            return new(null, [new("root", null, "la définition n’a pas d’activité racine.")]);
        if (document.Texte("definitionId") is not { Length: > 0 })
            return new(null, [new("definitionId", null, "l’identifiant du circuit manque.")]);

        var problems = new List<DefinitionProblem>();
        var node = ReadNode(root, "root", problems);
        return new(new WorkflowDefinition(json, document, node), problems);
    }

    /// <summary>One step alone, what it holds included; what is wrong with it is not told.</summary>
    internal static Node StepOf(JsonElement json) => ReadNode(json, "", []);

    private static Node ReadNode(JsonElement json, string path, List<DefinitionProblem> problems)
    {
        var id = json.Texte("id") ?? "";
        var node = new Node
        {
            Id = id,
            Type = json.Texte("type") ?? "",
            Path = path,
            Label = json.Propriete("metadata")?.Texte("displayText") ?? json.Texte("name") ?? id,
            Json = json,
        };
        if (id.Length == 0)
            problems.Add(new(path, null, "l’étape n’a pas d’identifiant."));
        ReadChildren(node, problems);
        ReadConnections(node, json, path, problems);
        return node;
    }

    private static void ReadChildren(Node node, List<DefinitionProblem> problems)
    {
        var rank = 0;
        foreach (var child in node.Json.Elements("activities"))
        {
            Add(node, "activities", ReadNode(child, $"{node.Path}.activities[{rank++}]", problems));
        }

        foreach (var port in SinglePorts)
        {
            ReadPort(node, port, node.Json.Propriete(port), $"{node.Path}.{port}", problems);
        }

        rank = 0;
        foreach (var branch in node.Json.Elements("branches"))
        {
            ReadPort(node, "branches", branch, $"{node.Path}.branches[{rank++}]", problems);
        }

        rank = 0;
        foreach (var choice in node.Json.Elements("cases"))
        {
            var place = $"cases[{rank++}]";
            ReadPort(node, place, choice.Propriete("activity"), $"{node.Path}.{place}.activity", problems);
        }

        if (node.Type == BulkDispatch.Type)
            Add(node, BulkDispatch.ChildPort, BulkDispatch.ChildNode(node));
    }

    private static void ReadPort(Node node, string port, JsonElement? json, string path, List<DefinitionProblem> problems)
    {
        if (json is { ValueKind: JsonValueKind.Object } child && child.Texte("type") is not null)
            Add(node, port, ReadNode(child, path, problems));
    }

    private static void ReadConnections(Node node, JsonElement json, string path, List<DefinitionProblem> problems)
    {
        var rank = 0;
        foreach (var connection in json.Elements("connections"))
        {
            var place = $"{path}.connections[{rank}]";
            var source = End(connection, "source");
            var target = End(connection, "target");
            var port = connection.Propriete("source")?.Texte("port") ?? connection.Texte("sourcePort") ?? "Done";
            if (source is null || target is null)
                problems.Add(new(place, null, "la flèche n’a pas de départ ou pas d’arrivée."));
            else
                node.Connections.Add(new Connection(rank, source, port, target, place));
            rank++;
        }

        if (node.Type == "Elsa.Flowchart")
            node.Graph = new FlowGraph(node);
    }

    private static string? End(JsonElement connection, string name) => connection.Propriete(name) switch
    {
        { ValueKind: JsonValueKind.String } flat => flat.GetString(),
        { ValueKind: JsonValueKind.Object } end => end.Texte("activity"),
        _ => null,
    };

    private static void Add(Node node, string port, Node child)
    {
        if (!node.Ports.TryGetValue(port, out var list))
            node.Ports[port] = list = [];
        list.Add(child);
    }
}

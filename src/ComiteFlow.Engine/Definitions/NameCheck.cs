using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Definitions;

/// <summary>Looks at names that stand in a file and mean nothing there: variables, inputs of steps, outputs of the workflow, a Break without a loop.</summary>
internal sealed class NameCheck(WorkflowDefinition definition, ActivityRegistry registry)
{
    private static readonly string[] Own = ["Elsa.", "ComiteFlow."];

    /// <summary>What every step, or a step that holds others, may have without it being an input.</summary>
    internal static readonly HashSet<string> Structure = new(StringComparer.OrdinalIgnoreCase)
    {
        "id", "nodeId", "name", "type", "version", "customProperties", "applicationProperties", "metadata", "canStartWorkflow", "runAsynchronously",
        "source", "activities", "connections", "variables", "start", "body", "then", "else", "default", "childCompleted", "childFaulted",
    };

    private readonly string _output = string.Join(", ", definition.Outputs.Select(name => $"« {name} »"));

    public IReadOnlyList<DefinitionProblem> Check()
    {
        var problems = new List<DefinitionProblem>();
        Walk(definition.Root, false, problems);
        return problems;
    }

    private void Walk(Node node, bool inLoop, List<DefinitionProblem> problems)
    {
        CheckInputs(node, problems);
        CheckVariables(node, problems);
        if (node.Type == "Elsa.Break" && !inLoop)
            problems.Add(new(node.Path, node.Label, "l’étape veut sortir d’une boucle, mais aucune boucle While, For ou ForEach ne l’entoure : elle resterait sans effet. Retirez-la, ou placez-la dans une boucle."));
        if (node.Type == "Elsa.SetOutput" && WrittenInput.Text(node, "outputName") is { Length: > 0 } output && !definition.Outputs.Contains(output))
            problems.Add(new($"{node.Path}.outputName", node.Label, $"le circuit n’a pas de résultat « {output} » : {Choose(_output, "ajoutez-le aux résultats du circuit")}."));
        var inside = inLoop || registry.Container(node.Type) is ILoop;
        foreach (var child in node.Ports.Values.SelectMany(list => list).Where(child => !child.IsInner))
        {
            Walk(child, inside, problems);
        }
    }

    private void CheckInputs(Node node, List<DefinitionProblem> problems)
    {
        if (!registry.Knows(node.Type) || !Own.Any(prefix => node.Type.StartsWith(prefix, StringComparison.Ordinal)) || node.Json.ValueKind != JsonValueKind.Object)
            return;
        var declared = registry.Inputs(node.Type).Select(input => input.Name).ToList();
        foreach (var property in node.Json.EnumerateObject())
        {
            if (Structure.Contains(property.Name) || Is(property.Name, declared))
                continue;
            if (WrittenInput.SaysSomething(property.Value) && !IsOutput(property.Value))
                problems.Add(new($"{node.Path}.{property.Name}", node.Label, Unknown(property.Name, declared)));
        }
    }

    private static string Unknown(string name, List<string> declared) => declared.Count == 0
        ? $"l’entrée « {name} » n’existe pas pour cette étape, qui n’en a aucune : elle serait ignorée. Retirez-la."
        : $"l’entrée « {name} » n’existe pas pour cette étape : elle serait ignorée. Retirez-la, ou choisissez parmi : {string.Join(", ", declared)}.";

    private static bool IsOutput(JsonElement property) =>
        property.Propriete("memoryReference") is { ValueKind: JsonValueKind.Object } && property.Propriete("expression") is not { ValueKind: JsonValueKind.Object };

    private static bool Is(string name, IReadOnlyList<string> names) => names.Any(known => known.Equals(name, StringComparison.OrdinalIgnoreCase));

    private void CheckVariables(Node node, List<DefinitionProblem> problems)
    {
        if (node.Json.ValueKind != JsonValueKind.Object)
            return;
        if (node.Type == "Elsa.SetVariable")
        {
            if (node.Json.Propriete("variable") is { ValueKind: not JsonValueKind.Null } variable)
                CheckVariable(node, $"{node.Path}.variable", variable, problems);
            else
                problems.Add(new($"{node.Path}.variable", node.Label, "l’étape ne dit pas quelle variable fixer : choisissez-la."));
        }

        foreach (var property in node.Json.EnumerateObject())
        {
            CheckExpression(node, $"{node.Path}.{property.Name}", property.Value.Propriete("expression"), problems);
            foreach (var (name, entry) in WrittenInput.Entries(property.Value))
            {
                CheckExpression(node, $"{node.Path}.{property.Name}.{name}", entry, problems);
            }
        }

        var rank = 0;
        foreach (var choice in node.Json.Elements("cases"))
        {
            CheckExpression(node, $"{node.Path}.cases[{rank++}].condition", choice.Propriete("condition"), problems);
        }
    }

    private void CheckExpression(Node node, string path, JsonElement? expression, List<DefinitionProblem> problems)
    {
        if (expression is { ValueKind: JsonValueKind.Object } and { } found && found.Texte("type") == "Variable"
            && found.Propriete("value") is { ValueKind: not JsonValueKind.Null } reference)
            CheckVariable(node, path, reference, problems);
    }

    private void CheckVariable(Node node, string path, JsonElement reference, List<DefinitionProblem> problems)
    {
        var named = reference.ValueKind == JsonValueKind.String && WrittenInput.TryParse(reference.GetString()!, out var parsed) && parsed.ValueKind == JsonValueKind.Object
            ? parsed
            : reference;
        var name = named.ValueKind == JsonValueKind.String ? named.GetString() : named.Texte("name");
        var id = named.Texte("id") ?? name;
        var isKnown = definition.Variables.Any(v => v.Id == id || v.Name == name) || name is "CurrentValue" or "CurrentIndex";
        if (isKnown)
            return;
        var known = string.Join(", ", definition.Variables.Select(v => $"« {v.Name} »"));
        problems.Add(new(path, node.Label, $"la variable « {name ?? id} » n’existe pas dans ce circuit : {Choose(known, "ajoutez-la aux variables du circuit")}."));
    }

    private static string Choose(string known, string otherwise) => known.Length == 0 ? otherwise : $"choisissez {known}, ou {otherwise}";
}

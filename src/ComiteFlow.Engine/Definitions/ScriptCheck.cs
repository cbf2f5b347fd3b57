using System.Text.Json;
using ComiteFlow.Engine.Expressions;

namespace ComiteFlow.Engine.Definitions;

/// <summary>Looks at the names of variables and inputs that the scripts of a definition read.</summary>
internal sealed class ScriptCheck
{
    private readonly IExpressionEvaluator _evaluator;
    private readonly HashSet<string> _variables;
    private readonly HashSet<string> _inputs;
    private readonly string _named;

    public ScriptCheck(WorkflowDefinition definition, IExpressionEvaluator evaluator)
    {
        _evaluator = evaluator;
        // An output may be bound to a variable that the file does not declare.
        var bound = definition.Root.Descendants().Where(node => node.Json.ValueKind == JsonValueKind.Object).SelectMany(node => node.Json.EnumerateObject())
            .Select(property => property.Value.Propriete("memoryReference")?.Texte("id")).OfType<string>();
        _variables = [.. definition.Variables.Select(variable => variable.Name), .. bound, "CurrentValue", "CurrentIndex"];
        _inputs = [.. definition.Inputs, "ParentInstanceId", "Item", Runs.TriggeredStart.Input];
        _named = string.Join(", ", definition.Variables.Select(variable => $"« {variable.Name} »"));
    }

    /// <returns>What a script reads and nothing gives, one French sentence each.</returns>
    public IEnumerable<string> Check(string script)
    {
        var names = _evaluator.Names(script);
        foreach (var name in names.Variables.Where(name => !_variables.Contains(name)))
        {
            yield return $"l’expression lit la variable « {name} », qui n’existe pas dans ce circuit : {(_named.Length == 0 ? "" : $"choisissez {_named}, ou ")}ajoutez-la aux variables du circuit.";
        }

        foreach (var name in names.Inputs.Where(name => !_inputs.Contains(name)))
        {
            yield return $"l’expression lit l’entrée « {name} », que ce circuit n’a pas : ajoutez-la aux entrées du circuit.";
        }

        foreach (var name in names.Readers.Where(name => !IsRead(name) && !IsRead(char.ToLowerInvariant(name[0]) + name[1..])))
        {
            yield return $"l’expression appelle « get{name} », mais ce circuit n’a ni variable ni entrée « {char.ToLowerInvariant(name[0]) + name[1..]} » : ajoutez-la.";
        }
    }

    private bool IsRead(string name) => _variables.Contains(name) || _inputs.Contains(name);
}

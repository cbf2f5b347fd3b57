using System.Text.Json;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Expressions;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Definitions;

/// <summary>Checks a definition before it may be published; tells everything that is wrong at once.</summary>
public sealed class DefinitionValidator(ActivityRegistry registry, IExpressionEvaluator evaluator, ICronCalendar calendar, IEnumerable<IStepCheck> checks)
{
    private readonly ILookup<string, IStepCheck> _checks = checks.SelectMany(check => check.Types.Select(type => (type, check))).ToLookup(pair => pair.type, pair => pair.check);

    /// <summary>What forbids the publication.</summary>
    /// <param name="published">The definitions that its steps may run by their name.</param>
    public IReadOnlyList<DefinitionProblem> Check(DefinitionReading reading, IEnumerable<WorkflowDefinition>? published = null) =>
        [.. Look(reading, published).Where(problem => !problem.IsAdvice)];

    /// <summary>What a person should look at, and may leave as it is.</summary>
    public IReadOnlyList<DefinitionProblem> Advise(DefinitionReading reading, IEnumerable<WorkflowDefinition>? published = null) =>
        [.. Look(reading, published).Where(problem => problem.IsAdvice)];

    private List<DefinitionProblem> Look(DefinitionReading reading, IEnumerable<WorkflowDefinition>? published)
    {
        var workflows = new WorkflowStepCheck(published ?? []);
        var flow = new FlowCheck(registry, workflows);
        var problems = new List<DefinitionProblem>(reading.Problems);
        if (reading.Definition is not { } definition)
            return problems;
        var scripts = new ScriptCheck(definition, evaluator);
        var nodes = definition.Root.Descendants().Where(n => !n.IsInner).ToList();
        foreach (var group in nodes.Where(n => n.Id.Length > 0).GroupBy(n => n.Id).Where(g => g.Count() > 1))
        {
            problems.Add(new(group.Last().Path, group.Last().Label, $"l’identifiant « {group.Key} » sert déjà à une autre étape : donnez-en un autre."));
        }

        var branches = new BranchCheck(registry);
        foreach (var node in nodes)
        {
            problems.AddRange(registry.IsWorkflow(node) ? workflows.Check(node, definition) : CheckType(node));
            CheckExpressions(node, scripts, problems);
            var inputs = registry.Inputs(node.Type);
            problems.AddRange(InputCheck.Check(node, inputs));
            problems.AddRange(TimeCheck.Check(node, inputs, calendar));
            problems.AddRange(flow.Check(node));
            problems.AddRange(branches.Check(node, definition));
            problems.AddRange(PersonCheck.Check(node));
            var around = nodes.Find(other => other.Graph is not null && other.Children.Contains(node));
            problems.AddRange(_checks[node.Type].SelectMany(check => check.Check(new StepInputs(node, around)))
                .Select(problem => new DefinitionProblem($"{node.Path}.{problem.Input}", node.Label, problem.Message) { IsAdvice = problem.IsAdvice }));
        }

        problems.AddRange(TriggerCheck.Check(definition));
        problems.AddRange(new NameCheck(definition, registry).Check());
        return problems;
    }

    /// <summary>What a definition uses that is not here at all: steps and kinds of expressions. Its other faults can be mended in an editor.</summary>
    public IReadOnlyList<DefinitionProblem> Missing(DefinitionReading reading, IEnumerable<WorkflowDefinition> published)
    {
        var workflows = published.Select(workflow => workflow.Name).ToHashSet();
        return [.. (reading.Definition?.Root.Descendants() ?? []).Where(node => !node.IsInner).SelectMany(node => MissingOf(node, workflows))];
    }

    private IEnumerable<DefinitionProblem> MissingOf(Node node, HashSet<string> workflows)
    {
        if (!registry.Knows(node.Type) && !workflows.Contains(node.Type))
            yield return new(node.Path, node.Label, $"l’activité « {node.Type} » n’existe pas ici.");
        foreach (var property in node.Json.EnumerateObject())
        {
            if (property.Value.Propriete("expression")?.Texte("type") is { } type && !InputReader.KnownTypes.Contains(type))
                yield return new($"{node.Path}.{property.Name}", node.Label, $"le type d’expression « {type} » n’est pas pris en charge.");
        }
    }

    private DefinitionProblem[] CheckType(Node node) => registry.Knows(node.Type)
        ? []
        : [new(node.Path, node.Label, $"l’activité « {node.Type} » n’existe pas ici ; la définition reste un brouillon.")];

    private void CheckExpressions(Node node, ScriptCheck scripts, List<DefinitionProblem> problems)
    {
        if (node.Json.ValueKind != JsonValueKind.Object)
            return;
        foreach (var property in node.Json.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Object && property.Value.Propriete("expression") is { ValueKind: JsonValueKind.Object } expression)
                CheckExpression(node, $"{node.Path}.{property.Name}", expression, scripts, problems);
            foreach (var (name, entry) in WrittenInput.Entries(property.Value))
            {
                CheckExpression(node, $"{node.Path}.{property.Name}.{name}", entry, scripts, problems);
            }
        }

        var rank = 0;
        foreach (var choice in node.Json.Elements("cases"))
        {
            if (choice.Propriete("condition") is { ValueKind: JsonValueKind.Object } condition)
                CheckExpression(node, $"{node.Path}.cases[{rank}].condition", condition, scripts, problems);
            rank++;
        }
    }

    private void CheckExpression(Node node, string path, JsonElement expression, ScriptCheck scripts, List<DefinitionProblem> problems)
    {
        var type = expression.Texte("type") ?? "Literal";
        if (!InputReader.KnownTypes.Contains(type))
            problems.Add(new(path, node.Label, $"le type d’expression « {type} » n’est pas pris en charge ; la définition reste un brouillon."));
        else if (type == "JavaScript" && expression.Texte("value") is { Length: > 0 } script)
            problems.AddRange(evaluator.Check(script) is { } refusal
                ? [new(path, node.Label, $"l’expression est refusée : {refusal}")]
                : scripts.Check(script).Select(problem => new DefinitionProblem(path, node.Label, problem)));
    }
}

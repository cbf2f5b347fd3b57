using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Activities.Flux;
using ComiteFlow.Engine.Expressions;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Definitions;

/// <summary>Checks a definition before it may be published; tells everything that is wrong at once.</summary>
public sealed class DefinitionValidator(ActivityRegistry registry, IExpressionEvaluator evaluator)
{
    public IReadOnlyList<DefinitionProblem> Check(DefinitionReading reading)
    {
        var problems = new List<DefinitionProblem>(reading.Problems);
        if (reading.Definition is not { } definition)
            return problems;
        var nodes = definition.Root.Descendants().Where(n => !n.IsInner).ToList();
        foreach (var group in nodes.Where(n => n.Id.Length > 0).GroupBy(n => n.Id).Where(g => g.Count() > 1))
        {
            problems.Add(new(group.Last().Path, group.Last().Label, $"l’identifiant « {group.Key} » sert déjà à une autre étape."));
        }

        foreach (var node in nodes)
        {
            CheckType(node, problems);
            CheckExpressions(node, problems);
            problems.AddRange(InputCheck.Check(node, registry.Inputs(node.Type)));
            if (node.Graph is { } graph)
                CheckFlow(node, graph, problems);
        }

        return problems;
    }

    private void CheckType(Node node, List<DefinitionProblem> problems)
    {
        if (!registry.Knows(node.Type))
            problems.Add(new(node.Path, node.Label, $"l’activité « {node.Type} » n’existe pas ici ; la définition reste un brouillon."));
    }

    private void CheckExpressions(Node node, List<DefinitionProblem> problems)
    {
        if (node.Json.ValueKind != System.Text.Json.JsonValueKind.Object)
            return;
        foreach (var property in node.Json.EnumerateObject())
        {
            if (property.Value.ValueKind == System.Text.Json.JsonValueKind.Object && property.Value.Propriete("expression") is { ValueKind: System.Text.Json.JsonValueKind.Object } expression)
                CheckExpression(node, $"{node.Path}.{property.Name}", expression, problems);
        }

        var rank = 0;
        foreach (var choice in node.Json.Elements("cases"))
        {
            if (choice.Propriete("condition") is { ValueKind: System.Text.Json.JsonValueKind.Object } condition)
                CheckExpression(node, $"{node.Path}.cases[{rank}].condition", condition, problems);
            rank++;
        }
    }

    private void CheckExpression(Node node, string path, System.Text.Json.JsonElement expression, List<DefinitionProblem> problems)
    {
        var type = expression.Texte("type") ?? "Literal";
        if (!InputReader.KnownTypes.Contains(type))
            problems.Add(new(path, node.Label, $"le type d’expression « {type} » n’est pas pris en charge ; la définition reste un brouillon."));
        else if (type == "JavaScript" && expression.Texte("value") is { Length: > 0 } script && evaluator.Check(script) is { } refusal)
            problems.Add(new(path, node.Label, $"l’expression est refusée : {refusal}"));
    }

    private void CheckFlow(Node flowchart, FlowGraph graph, List<DefinitionProblem> problems)
    {
        foreach (var dangling in graph.Dangling)
        {
            var missing = flowchart.Children.Any(c => c.Id == dangling.Source) ? dangling.Target : dangling.Source;
            problems.Add(new(dangling.Path, null, $"la flèche mène à une étape qui n’existe pas (« {missing} »)."));
        }

        var starts = flowchart.Children.Where(c => c.Type == "Elsa.Start").ToList();
        if (starts.Count > 1)
            problems.Add(new(starts[1].Path, starts[1].Label, "le circuit a deux débuts : gardez-en un seul."));
        foreach (var node in flowchart.Children.Where(c => graph.Start is not null && c != graph.Start && !graph.Reaches(graph.Start.Id, c.Id)))
        {
            problems.Add(new(node.Path, node.Label, "aucune flèche ne mène à cette étape."));
        }

        foreach (var node in flowchart.Children)
        {
            if (JoinMode.Refusal(node, graph) is { } refusal)
                problems.Add(new(node.Path, node.Label, refusal));
        }

        CheckLoops(flowchart, graph, problems);
    }

    private void CheckLoops(Node flowchart, FlowGraph graph, List<DefinitionProblem> problems)
    {
        var told = new HashSet<string>();
        foreach (var node in flowchart.Children.Where(c => graph.SameLoop(c.Id, c.Id) && !told.Contains(c.Id)))
        {
            var loop = flowchart.Children.Where(c => graph.SameLoop(node.Id, c.Id) || c == node).ToList();
            told.UnionWith(loop.Select(c => c.Id));
            var waits = loop.Exists(c => c.Descendants().Any(n => registry.Waits(n.Type)));
            var leaves = loop.SelectMany(c => graph.Outbound(c.Id)).Any(c => loop.TrueForAll(n => n.Id != c.Target));
            if (!waits && !leaves)
                problems.Add(new(node.Path, node.Label, "la boucle n’a ni attente ni sortie : elle tournerait sans fin."));
            else if (!waits)
                problems.Add(new(node.Path, node.Label, "la boucle n’a aucune attente : elle pourrait tourner sans fin."));
        }
    }
}

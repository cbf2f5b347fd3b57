using System.Text.Json;
using ComiteFlow.Engine.Activities.Flux;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Definitions;

/// <summary>Looks at what runs beside what: a join that waits for two branches of which only one is ever taken, and one variable that two branches write at once.</summary>
internal sealed class BranchCheck(ActivityRegistry registry)
{
    public IEnumerable<DefinitionProblem> Check(Node flowchart, WorkflowDefinition definition)
    {
        if (flowchart.Graph is not { Start: not null } graph)
            return [];
        var choices = Choices(flowchart, graph);
        return Joins(flowchart, graph, choices).Concat(Variables(flowchart, graph, choices, definition));
    }

    /// <summary>Two arrows of which a choice before them follows only one: both never come.</summary>
    private static IEnumerable<DefinitionProblem> Joins(Node flowchart, FlowGraph graph, IReadOnlyList<Choice> choices)
    {
        foreach (var join in flowchart.Children.Where(node => JoinMode.Written(node) == JoinMode.WaitAll))
        {
            var arrows = graph.ForwardInbound(join.Id);
            var apart = choices.FirstOrDefault(choice => arrows.Select(choice.WayOf).OfType<string>().Distinct().Count() > 1);
            if (apart is not null)
                yield return new(join.Path, join.Label,
                    $"l’étape attend toutes ses branches, mais « {apart.Node.Label} » n’en suit qu’une : elle ne tournerait jamais. Choisissez le mode WaitAllActive, qui attend les branches suivies, ou WaitAny.");
        }
    }

    /// <summary>Neither step comes before the other, and no choice keeps them apart.</summary>
    private static IEnumerable<DefinitionProblem> Variables(Node flowchart, FlowGraph graph, IReadOnlyList<Choice> choices, WorkflowDefinition definition)
    {
        var writers = flowchart.Children.SelectMany(node => Written(node, definition).Select(variable => (node, variable))).ToList();
        foreach (var group in writers.GroupBy(writer => writer.variable))
        {
            var nodes = group.Select(writer => writer.node).ToList();
            foreach (var (node, rank) in nodes.Select((node, rank) => (node, rank)))
            {
                if (nodes.Take(rank).FirstOrDefault(other => AreBeside(other, node, graph, choices)) is { } other)
                    yield return new(node.Path, node.Label,
                        $"cette étape et « {other.Label} » écrivent toutes deux la variable « {group.Key} », dans deux branches qui avancent en même temps : la dernière l’emporterait au hasard. Écrivez dans deux variables, ou placez l’une après l’autre.");
            }
        }
    }

    private static bool AreBeside(Node a, Node b, FlowGraph graph, IReadOnlyList<Choice> choices) =>
        !graph.Reaches(a.Id, b.Id) && !graph.Reaches(b.Id, a.Id)
        && !choices.Any(choice => choice.WayOf(a.Id) is { } one && choice.WayOf(b.Id) is { } other && one != other);

    /// <summary>Variables that a step, or what is inside it, writes: those that it sets, and those to which its results are bound.</summary>
    private static IEnumerable<string> Written(Node node, WorkflowDefinition definition) => node.Descendants().SelectMany(step => Names(step))
        .Select(name => definition.Variables.FirstOrDefault(variable => variable.Id == name || variable.Name == name)?.Name).OfType<string>().Distinct();

    private static IEnumerable<string?> Names(Node step)
    {
        if (step.Json.ValueKind != JsonValueKind.Object)
            yield break;
        if (step.Type == "Elsa.SetVariable" && WrittenInput.Parsed(step, "variable") is { } variable)
            yield return variable.ValueKind == JsonValueKind.String ? variable.GetString() : variable.Texte("id") ?? variable.Texte("name");
        foreach (var property in step.Json.EnumerateObject())
        {
            if (property.Value.Propriete("expression") is not { ValueKind: JsonValueKind.Object } && property.Value.Propriete("memoryReference") is { ValueKind: JsonValueKind.Object } memory)
                yield return memory.Texte("id");
        }
    }

    /// <summary>The steps that follow one of their ways out, with what comes only by each.</summary>
    private List<Choice> Choices(Node flowchart, FlowGraph graph)
    {
        var choices = new List<Choice>();
        foreach (var node in flowchart.Children.Where(ChoosesOne))
        {
            var ways = graph.Outbound(node.Id).Select(arrow => arrow.Port).Distinct().ToDictionary(way => way, way => Only(flowchart, graph, node, way));
            if (ways.Count > 1)
                choices.Add(new Choice(node, ways));
        }

        return choices;
    }

    private bool ChoosesOne(Node node) => node.Type switch
    {
        "Elsa.FlowFork" or BulkDispatch.Type => false,
        "Elsa.FlowSwitch" => WrittenInput.Text(node, "mode") != Cases.MatchAny,
        _ => WaysOut.Of(node, registry) is { Count: > 1 },
    };

    /// <summary>Steps that nothing leads to but one way out of a step.</summary>
    private static HashSet<string> Only(Node flowchart, FlowGraph graph, Node chooser, string way)
    {
        var otherwise = new HashSet<string>();
        var todo = new Queue<string>(flowchart.Children.Where(node => node == graph.Start || Trigger.IsOne(node)).Select(node => node.Id));
        while (todo.TryDequeue(out var id))
        {
            if (!otherwise.Add(id))
                continue;
            foreach (var arrow in graph.Outbound(id).Where(arrow => arrow.Source != chooser.Id || arrow.Port != way))
            {
                todo.Enqueue(arrow.Target);
            }
        }

        return [.. flowchart.Children.Select(node => node.Id).Where(id => !otherwise.Contains(id) && graph.Reaches(chooser.Id, id))];
    }

    /// <summary>A step that follows one way out, and the steps that come only by each.</summary>
    private sealed record Choice(Node Node, IReadOnlyDictionary<string, HashSet<string>> Ways)
    {
        /// <summary>The way out by which alone a step comes; null when it comes otherwise too.</summary>
        public string? WayOf(string id) => Ways.FirstOrDefault(way => way.Value.Contains(id)).Key;

        public string? WayOf(Connection arrow) => arrow.Source == Node.Id ? arrow.Port : WayOf(arrow.Source);
    }
}

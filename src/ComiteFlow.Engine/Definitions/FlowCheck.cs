using System.Text.Json;
using ComiteFlow.Engine.Activities.Flux;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Definitions;

/// <summary>Looks at the arrows of flowcharts and at loops: what nothing leads to, what leads nowhere, what would turn without end.</summary>
internal sealed class FlowCheck(ActivityRegistry registry, WorkflowStepCheck workflows)
{
    private static readonly string[] Ends = ["Elsa.End", "Elsa.Finish", "Elsa.Complete"];
    private static readonly string[] WaysOutOfALoop = ["Elsa.Break", "Elsa.Finish", "Elsa.Complete", "Elsa.Fault"];

    public IReadOnlyList<DefinitionProblem> Check(Node node)
    {
        var problems = new List<DefinitionProblem>();
        if (node.Graph is { } graph)
            CheckFlow(node, graph, problems);
        CheckWhile(node, problems);
        if (node.Type == "Elsa.For" && WrittenInput.Parsed(node, "step") is { } step && step.ToString() == "0")
            problems.Add(new($"{node.Path}.step", node.Label, "la boucle avance de 0 : elle tournerait sans fin. Écrivez 1, ou -1 pour compter à rebours."));
        return problems;
    }

    private void CheckFlow(Node flowchart, FlowGraph graph, List<DefinitionProblem> problems)
    {
        foreach (var dangling in graph.Dangling)
        {
            var missing = flowchart.Children.Any(c => c.Id == dangling.Source) ? dangling.Target : dangling.Source;
            problems.Add(new(dangling.Path, null, $"la flèche mène à une étape qui n’existe pas (« {missing} ») : retirez-la, ou remettez l’étape."));
        }

        var starts = flowchart.Children.Where(c => c.Type == "Elsa.Start").ToList();
        if (starts.Count > 1)
            problems.Add(new(starts[1].Path, starts[1].Label, "le circuit a deux débuts : gardez-en un seul."));
        foreach (var node in flowchart.Children.Where(c => graph.Start is not null && !IsReached(c, flowchart, graph)))
        {
            problems.Add(new(node.Path, node.Label, "aucune flèche ne mène à cette étape : elle ne tournerait jamais. Tracez une flèche vers elle, ou retirez-la."));
        }

        var hasEnd = flowchart.Children.Any(c => Ends.Contains(c.Type));
        var forks = flowchart.Children.Where(c => Splits(c, graph)).Select(c => c.Id).ToList();
        foreach (var node in flowchart.Children)
        {
            if (JoinMode.Refusal(node, graph) is { } refusal)
                problems.Add(new(node.Path, node.Label, refusal));
            CheckWaysOut(node, graph, hasEnd, forks, problems);
        }

        CheckLoops(flowchart, graph, problems);
    }

    /// <summary>
    /// Each branch that a fork names must lead somewhere. The other ways out of a step that chooses must do so only where the flowchart
    /// draws its end and nothing runs beside the step: elsewhere a way out without an arrow is how authors write "otherwise nothing".
    /// </summary>
    private void CheckWaysOut(Node node, FlowGraph graph, bool hasEnd, List<string> forks, List<DefinitionProblem> problems)
    {
        if ((workflows.Of(node) is { } child && registry.IsWorkflow(node) ? [.. child.Outcomes, "Done"] : WaysOut.Of(node, registry)) is not { } ways)
            return;
        var arrows = graph.Outbound(node.Id);
        foreach (var arrow in arrows.Where(arrow => !ways.Contains(arrow.Port)))
        {
            problems.Add(new(arrow.Path, node.Label, ways.Count == 0
                ? "une flèche part de cette étape, qui met fin à ce qui l’entoure : elle ne serait jamais suivie. Retirez la flèche."
                : $"une flèche part de la sortie « {arrow.Port} », que l’étape n’a pas : elle ne serait jamais suivie. Choisissez parmi : {string.Join(", ", ways)}."));
        }

        var followed = ways.Where(way => arrows.Any(arrow => arrow.Port == way)).ToList();
        if (followed.Count == 0 || ways.Contains("Done") || !(node.Type == "Elsa.FlowFork" || (hasEnd && !forks.Exists(fork => fork == node.Id || graph.Reaches(fork, node.Id)))))
            return;
        foreach (var dead in ways.Except(followed))
        {
            problems.Add(new(node.Path, node.Label,
                $"la sortie « {dead} » ne mène nulle part, alors que « {followed[0]} » mène plus loin : le circuit s’arrêterait là sans atteindre sa fin. Tracez une flèche depuis « {dead} », au besoin vers une étape de fin."));
        }
    }

    /// <summary>From the start, or from a trigger.</summary>
    private static bool IsReached(Node node, Node flowchart, FlowGraph graph) =>
        flowchart.Children.Where(from => from == graph.Start || Trigger.IsOne(from)).Any(from => from == node || graph.Reaches(from.Id, node.Id));

    /// <summary>True when a step may send more than one token on its way.</summary>
    private static bool Splits(Node node, FlowGraph graph) =>
        graph.Outbound(node.Id).GroupBy(arrow => arrow.Port).Any(arrows => arrows.Count() > 1)
        || (node.Type is "Elsa.FlowFork" or BulkDispatch.Type && graph.Outbound(node.Id).Count > 1)
        || (node.Type == "Elsa.FlowSwitch" && WrittenInput.Text(node, "mode") == Cases.MatchAny);

    private void CheckLoops(Node flowchart, FlowGraph graph, List<DefinitionProblem> problems)
    {
        var told = new HashSet<string>();
        foreach (var node in flowchart.Children.Where(c => graph.SameLoop(c.Id, c.Id) && !told.Contains(c.Id)))
        {
            var loop = flowchart.Children.Where(c => graph.SameLoop(node.Id, c.Id) || c == node).ToList();
            told.UnionWith(loop.Select(c => c.Id));
            var leaves = loop.SelectMany(c => graph.Outbound(c.Id)).Any(c => loop.TrueForAll(n => n.Id != c.Target));
            if (loop.Exists(Waits))
                continue;
            problems.Add(new(node.Path, node.Label, leaves
                ? "la boucle n’a aucune attente : elle pourrait tourner sans fin. Ajoutez-y une étape qui attend."
                : "la boucle n’a ni attente ni sortie : elle tournerait sans fin. Ajoutez-y une étape qui attend, ou une décision qui en sort."));
        }
    }

    /// <summary>A condition that always holds needs a wait in the body, or a way out of it.</summary>
    private void CheckWhile(Node node, List<DefinitionProblem> problems)
    {
        if (node.Type != "Elsa.While" || !AlwaysHolds(node) || !node.Ports.TryGetValue("body", out var body))
            return;
        if (!Waits(body[0]) && !body[0].Descendants().Any(step => WaysOutOfALoop.Contains(step.Type)))
            problems.Add(new(node.Path, node.Label, "la condition de la boucle est toujours vraie et son contenu n’attend rien : elle tournerait sans fin. Ajoutez une attente, une sortie de boucle ou une condition qui change."));
    }

    private static bool AlwaysHolds(Node node)
    {
        if (node.Json.Propriete("condition") is not { } condition)
            return false;
        if (WrittenInput.IsComputed(condition))
            return condition.Propriete("expression")?.Texte("value")?.Replace("return", "", StringComparison.Ordinal).Trim(' ', ';', '\n') == "true";
        return WrittenInput.Of(condition) is { ValueKind: JsonValueKind.True or JsonValueKind.String } written && Values.IsTrue(written);
    }

    private bool Waits(Node node) => node.Descendants().Any(step => registry.Waits(step.Type) || registry.IsWorkflow(step));
}

/// <summary>The ways out that a step can end by.</summary>
internal static class WaysOut
{
    /// <summary>Null when nobody knows them before a run.</summary>
    public static IReadOnlyList<string>? Of(Node node, ActivityRegistry registry) => node.Type switch
    {
        "Elsa.FlowSwitch" => [.. node.Json.Elements("cases").Select(choice => choice.Texte("label") ?? ""), "Default"],
        "Elsa.FlowFork" => WrittenInput.Parsed(node, "branches") is { ValueKind: JsonValueKind.Array } branches
            ? [.. branches.EnumerateArray().Select(branch => branch.ToString())]
            : null,
        RunTask.Type => RunTask.Ways(node),
        _ => registry.Outcomes(node.Type),
    };
}

using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>
/// Rewrites the state of one instance for another version of its definition, or tells why it cannot be. A step that the instance is past
/// in the old version can never run in the new one: whatever may still run afterwards is new or might have run anyway.
/// </summary>
internal sealed class InstanceMove(StepMap map, InstanceState state)
{
    public List<StepMigration> Steps { get; } = [];

    public List<string> Refusals { get; } = [];

    public List<string> Notes { get; } = [];

    public void Run()
    {
        Steps.AddRange(state.Executions.Select(Step));
        Refusals.AddRange(Steps.Select(step => step.Refusal).OfType<string>());
        if (Refusals.Count > 0)
            return;
        var before = StepsToCome.Of(map.From, state);
        foreach (var execution in state.Executions.Where(execution => map.From.ById[execution.Node].Graph is not null))
        {
            Refusals.AddRange(new TokenMove(map, state, execution).Run());
        }

        Rename();
        var after = StepsToCome.Of(map.To, state);
        Refusals.AddRange(Outermost(map.From.ById.Keys.Where(id => !before.Contains(id)).Select(map.IdOf).Where(after.Contains))
            .Select(node => $"L’étape « {node.Label} », que l’instance a déjà passée, se trouve maintenant devant elle : elle pourrait être refaite."));
        Notes.AddRange(Outermost(map.To.ById.Keys.Where(map.IsNew).Concat(before.Select(map.IdOf).Where(map.To.ById.ContainsKey)).Where(id => !after.Contains(id)))
            .Select(node => $"L’étape « {node.Label} » se trouve maintenant derrière l’instance : elle ne sera pas faite."));
    }

    private StepMigration Step(Execution execution)
    {
        var (node, target) = (map.From.ById[execution.Node], map.Target(execution.Node));
        return new StepMigration(
            execution.Id, node.Id, node.Label, target?.Id, target?.Label, [.. execution.Waits?.Select(wait => wait.Name) ?? []], execution.Due, Refusal(node, target));
    }

    private string? Refusal(Node node, Node? target)
    {
        if (target is null)
            return $"L’étape « {node.Label} » ({node.Id}), où se trouve l’instance, n’existe pas dans la version {map.To.Version} : indiquez l’étape qui la remplace.";
        if (target.Type != node.Type)
            return $"L’étape « {node.Label} » ({node.Type}) deviendrait « {target.Label} » ({target.Type}) : ce qu’elle attend n’y aurait pas de sens.";
        if (!map.KeepsItsPlace(node.Id, target))
            return $"L’étape « {node.Label} », où se trouve l’instance, n’est plus au même endroit : dans la version {map.To.Version} elle est {Where(target)}.";
        return null;
    }

    private string Where(Node target) => map.Around(target) is { } around ? $"dans « {around.Label} »" : "la racine du circuit";

    private void Rename()
    {
        foreach (var execution in state.Executions)
        {
            execution.Node = map.IdOf(execution.Node);
            execution.Outputs = execution.Outputs?.ToDictionary(output => map.IdOf(output.Key), output => output.Value);
        }

        foreach (var execution in state.Executions.Where(execution => map.To.ById[execution.Node].Type == "Elsa.Sequence"))
        {
            var living = state.ChildrenOf(execution).First().Node;
            (execution.Data ??= [])["position"] = map.To.ById[execution.Node].Children.ToList().FindIndex(child => child.Id == living);
        }

        state.Outputs = state.Outputs.ToDictionary(output => map.IdOf(output.Key), output => output.Value);
        RenameVariables();
    }

    /// <summary>A variable is known by its id: a new name takes the value along. Those that are gone stay, those that are new get their default.</summary>
    private void RenameVariables()
    {
        foreach (var variable in map.To.Variables)
        {
            var former = map.From.Variables.FirstOrDefault(old => old.Id == variable.Id)?.Name;
            if (former is not null && former != variable.Name && state.Variables.Remove(former, out var value))
                state.Variables[variable.Name] = value;
            else if (variable.Default is { } byDefault)
                state.Variables.TryAdd(variable.Name, byDefault);
        }
    }

    /// <summary>Some steps of the new version without those that stand inside another of them.</summary>
    private List<Node> Outermost(IEnumerable<string> some)
    {
        var ids = some.ToHashSet();
        return [.. map.To.Root.Descendants().Where(node => ids.Contains(node.Id) && !node.IsInner && (map.Around(node) is not { } around || !ids.Contains(around.Id)))];
    }
}

/// <summary>The steps that an instance may still start, as its containers stand.</summary>
internal static class StepsToCome
{
    public static HashSet<string> Of(WorkflowDefinition definition, InstanceState state) => [.. state.Executions
        .SelectMany(execution => Of(execution, definition.ById[execution.Node], state.ChildrenOf(execution).Select(child => child.Node).ToHashSet()))
        .SelectMany(node => node.Descendants()).Select(node => node.Id)];

    private static IEnumerable<Node> Of(Execution execution, Node node, HashSet<string> living)
    {
        if (execution.GraphOf(node) is { } graph)
            return node.Children.Where(child => living.Any(id => graph.Reaches(id, child.Id)));
        return node.Type switch
        {
            "Elsa.Sequence" => node.Children.SkipWhile(child => !living.Contains(child.Id)).Skip(1),
            "Elsa.While" or "Elsa.For" or "Elsa.ForEach" => node.Ports.GetValueOrDefault("body") ?? [],
            BulkDispatch.Type => node.Ports.Where(port => port.Key != BulkDispatch.ChildPort).SelectMany(port => port.Value),
            _ => [],
        };
    }
}

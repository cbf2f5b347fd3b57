using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Definitions;

/// <summary>Looks at the steps that are to start their workflow, and at the rule for starts beside a running instance.</summary>
internal static class TriggerCheck
{
    public static IEnumerable<DefinitionProblem> Check(WorkflowDefinition definition)
    {
        if (definition.Activation is { Length: > 0 } activation && !Activation.Known.Contains(activation))
            yield return new("options.activationStrategyType", null, $"la règle de démarrage « {activation} » n’existe pas ici : choisissez parmi {string.Join(", ", Activation.Known)}.");
        foreach (var node in definition.Root.Descendants().Where(Trigger.IsOne))
        {
            if (definition.Root.Graph is null || !definition.Root.Children.Contains(node))
                yield return new(node.Path, node.Label, "l’étape doit lancer le circuit, mais elle n’est pas directement dans son premier organigramme : elle ne le lancerait jamais. Déplacez-la, ou retirez ce choix.");
            else if (definition.Root.Graph is { Start.Type: "Elsa.Start" } graph && graph.ForwardInbound(node.Id).Count > 0)
                yield return new(node.Path, node.Label, "l’étape attend au milieu du circuit, où une flèche mène, et le lancerait pourtant aussi à chaque fois : retirez ce choix (« lancer le circuit »), ou la flèche.");
            foreach (var problem in Inputs(node))
            {
                yield return problem;
            }
        }
    }

    private static IEnumerable<DefinitionProblem> Inputs(Node node)
    {
        var needed = Trigger.Inputs[node.Type];
        foreach (var name in new[] { needed, "timeZone", "workingDays", "missed" })
        {
            if (node.Json.Propriete(name) is { } property && WrittenInput.IsComputed(property))
                yield return new($"{node.Path}.{name}", node.Label, $"l’entrée « {name} » est calculée, alors qu’elle est lue avant qu’aucune instance n’existe : écrivez sa valeur.");
            else if (name == needed && !WrittenInput.Says(WrittenInput.Parsed(node, name)))
                yield return new($"{node.Path}.{name}", node.Label, $"l’étape doit lancer le circuit, mais l’entrée « {name} » est vide : écrivez sa valeur.");
        }
    }
}

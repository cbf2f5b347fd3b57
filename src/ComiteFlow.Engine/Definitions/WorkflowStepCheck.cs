using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Engine.Definitions;

/// <summary>Looks at steps that run another workflow by its name: that it is there, offers itself as a step, and has the inputs that they give.</summary>
internal sealed class WorkflowStepCheck(IEnumerable<WorkflowDefinition> published)
{
    private readonly Dictionary<string, WorkflowDefinition> _published = published.GroupBy(d => d.DefinitionId).ToDictionary(group => group.Key, group => group.Last());

    /// <summary>The workflow that a step runs; null when it runs none, or one that is not published.</summary>
    public WorkflowDefinition? Of(Node node) => WorkflowStep.IsOne(node) ? _published.GetValueOrDefault(node.Json.Texte(WorkflowStep.Names)!) : null;

    public IEnumerable<DefinitionProblem> Check(Node node, WorkflowDefinition around)
    {
        var id = node.Json.Texte(WorkflowStep.Names)!;
        if (id == around.DefinitionId)
            yield return new(node.Path, node.Label, "l’étape lance le circuit où elle se trouve : il se relancerait sans fin. Retirez-la.");
        else if (Of(node) is not { } child)
            yield return new(node.Path, node.Label, $"le circuit « {node.Type} » ({id}) n’est pas publié ; la définition reste un brouillon.");
        else if (!child.IsUsableAsActivity)
            yield return new(node.Path, node.Label, $"le circuit « {child.Name} » ne s’offre pas comme étape : cochez « utilisable comme activité » dans ses réglages, et publiez-le.");
        else
        {
            foreach (var name in Unknown(node, child))
            {
                yield return new($"{node.Path}.{name}", node.Label, child.Inputs.Count == 0
                    ? $"l’entrée « {name} » n’existe pas pour le circuit « {child.Name} », qui n’en a aucune : elle serait ignorée. Retirez-la."
                    : $"l’entrée « {name} » n’existe pas pour le circuit « {child.Name} » : elle serait ignorée. Retirez-la, ou choisissez parmi : {string.Join(", ", child.Inputs)}.");
            }
        }
    }

    private static IEnumerable<string> Unknown(Node node, WorkflowDefinition child) => node.Json.EnumerateObject()
        .Where(property => !NameCheck.Structure.Contains(property.Name) && !Is(property.Name, WorkflowStep.Own) && !Is(property.Name, child.Inputs) && !Is(property.Name, child.Outputs))
        .Where(property => WrittenInput.SaysSomething(property.Value)).Select(property => property.Name);

    private static bool Is(string name, IEnumerable<string> names) => names.Contains(name, StringComparer.OrdinalIgnoreCase);
}

using ComiteFlow.Engine.Activities.Flux;

namespace ComiteFlow.Engine.Definitions;

/// <summary>Looks at steps that ask people, and at decisions: somebody must be able to answer, and somebody must notice when nobody does.</summary>
internal static class PersonCheck
{
    public static IEnumerable<DefinitionProblem> Check(Node node)
    {
        if (node.Type == "Elsa.FlowDecision" && !IsSet(node, "condition"))
            yield return new($"{node.Path}.condition", node.Label, "la décision n’a pas de condition : elle répondrait toujours non. Écrivez-la, par exemple variables.montant > 1000.");
        if (node.Type != RunTask.Type)
            yield break;
        if (IsSet(node, "outcomes") && !IsSet(node, "candidates") && !IsSet(node, "assignee"))
            yield return new($"{node.Path}.candidates", node.Label, "personne ne peut prendre cette décision : nommez une fonction dans « Fonctions », par exemple decisionMaker, ou une personne.");
        if (!IsSet(node, "rungs"))
            yield return new($"{node.Path}.rungs", node.Label, "l’étape attend une personne sans que rien ne la relance : si elle oublie, le dossier attend sans fin. Ajoutez un rappel et une escalade.") { IsAdvice = true };
    }

    private static bool IsSet(Node node, string name) => node.Json.Propriete(name) is { } property && WrittenInput.SaysSomething(property);
}

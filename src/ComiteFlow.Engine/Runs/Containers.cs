using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Definitions;

namespace ComiteFlow.Engine.Runs;

/// <summary>Children one after the other.</summary>
[ActivityType("Elsa.Sequence", DisplayName = "Suite", Category = "Boucles et groupes", Help = "Ses étapes l’une après l’autre.", IsOffered = false)]
internal sealed class Sequence : IContainer
{
    public void Start(Burst burst, Node node, Execution execution) => Next(burst, node, execution, 0);

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes) =>
        Next(burst, node, execution, (execution.Data?["position"]?.GetValue<int>() ?? 0) + 1);

    private static void Next(Burst burst, Node node, Execution execution, int position)
    {
        execution.Data ??= new JsonObject();
        execution.Data["position"] = position;
        if (position < node.Children.Count)
            burst.Schedule(node.Children[position], execution, "activities");
        else
            burst.Complete(execution, ["Done"]);
    }
}

/// <summary>One of two children, by a condition.</summary>
[ActivityType("Elsa.If", DisplayName = "Si", Category = "Boucles et groupes", Help = "Une étape ou l’autre, selon une condition.", IsOffered = false)]
[ActivityInput("condition", InputKind.Boolean, Label = "Condition", Help = "Condition à vérifier.", IsRequired = true)]
internal sealed class If : IContainer
{
    public void Start(Burst burst, Node node, Execution execution)
    {
        var condition = burst.Inputs.Read(node, "condition", () => burst.Scope(execution));
        var port = Values.IsTrue(condition) ? "then" : "else";
        if (node.Ports.TryGetValue(port, out var children))
            burst.Schedule(children[0], execution, port);
        else
            burst.Complete(execution, ["Done"]);
    }

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes) =>
        burst.Complete(execution, ["Done"]);
}

/// <summary>Children all at once; done when all are.</summary>
[ActivityType(
    "Elsa.Parallel", DisplayName = "Ensemble", Category = "Boucles et groupes", Help = "Ses étapes toutes en même temps ; se termine avec la dernière.",
    IsOffered = false)]
internal sealed class Parallel : IContainer
{
    public void Start(Burst burst, Node node, Execution execution) => Branches.Start(burst, execution, [.. node.Children], "activities");

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes) =>
        Branches.CompleteAfterAll(burst, execution);
}

/// <summary>Branches all at once; done when all are, or when the first one is: then the others are cancelled.</summary>
[ActivityType(
    "Elsa.Fork", DisplayName = "Branches", Category = "Boucles et groupes",
    Help = "Ses branches toutes en même temps ; se termine avec la dernière, ou avec la première.", IsOffered = false)]
[ActivityInput("branches", InputKind.List, Label = "Branches", Help = "Étapes qui commencent en même temps.", IsPlain = true)]
[ActivityInput(
    "joinMode", InputKind.Text, "WaitAll", "WaitAny", Label = "Attendre", Help = "Toutes les branches, ou la première.",
    ChoiceLabels = ["Toutes les branches", "La première"], Default = "\"WaitAll\"")]
internal sealed class Fork : IContainer
{
    public void Start(Burst burst, Node node, Execution execution) =>
        Branches.Start(burst, execution, node.Ports.GetValueOrDefault("branches") ?? [], "branches");

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes)
    {
        if (new BurstContext(burst, node, execution).Input<string>("joinMode") == "WaitAny")
            burst.Cancel(execution, ["Done"]);
        else
            Branches.CompleteAfterAll(burst, execution);
    }
}

/// <summary>The step of the first (or of every) case whose condition holds, else the default one.</summary>
[ActivityType("Elsa.Switch", DisplayName = "Cas", Category = "Boucles et groupes", Help = "L’étape de chaque cas dont la condition est vraie.", IsOffered = false)]
[ActivityInput("cases", InputKind.List, Label = "Cas", Help = "Nom, condition et étape de chaque cas.", IsPlain = true, Editor = InputEditor.Json)]
[ActivityInput(
    "mode", InputKind.Text, Cases.MatchFirst, Cases.MatchAny, Label = "Cas suivis", Help = "Le premier cas dont la condition est vraie, ou tous.",
    ChoiceLabels = ["Le premier", "Tous"], Default = "\"MatchFirst\"")]
internal sealed class Switch : IContainer
{
    public void Start(Burst burst, Node node, Execution execution)
    {
        var context = new BurstContext(burst, node, execution);
        var matched = Cases.Matching(context, context.Input<string>("mode") == Cases.MatchAny);
        var ports = matched.Count == 0 ? ["default"] : matched.Select(rank => $"cases[{rank}]");
        Branches.Start(burst, execution, [.. ports.SelectMany(port => node.Ports.GetValueOrDefault(port) ?? [])], "cases");
    }

    public void ChildEnded(Burst burst, Node node, Execution execution, Execution child, Node childNode, IReadOnlyList<string> outcomes) =>
        Branches.CompleteAfterAll(burst, execution);
}

/// <summary>Children that run side by side.</summary>
internal static class Branches
{
    public static void Start(Burst burst, Execution execution, List<Node> branches, string port)
    {
        foreach (var branch in branches)
        {
            burst.Schedule(branch, execution, port);
        }

        CompleteAfterAll(burst, execution);
    }

    public static void CompleteAfterAll(Burst burst, Execution execution)
    {
        if (!burst.State.ChildrenOf(execution).Any())
            burst.Complete(execution, ["Done"]);
    }
}

/// <summary>The cases of a switch.</summary>
internal static class Cases
{
    public const string MatchFirst = "MatchFirst";
    public const string MatchAny = "MatchAny";

    /// <summary>Ranks of the first (or of every) case whose condition holds.</summary>
    public static List<int> Matching(BurstContext context, bool all)
    {
        var matched = new List<int>();
        var rank = 0;
        foreach (var choice in context.Node.Json.Elements("cases"))
        {
            if (choice.Propriete("condition") is { ValueKind: JsonValueKind.Object } condition && Values.IsTrue(context.Evaluate(condition)))
                matched.Add(rank);
            if (matched.Count > 0 && !all)
                break;
            rank++;
        }

        return matched;
    }

    public static string Label(Node node, int rank) => node.Json.Elements("cases").ElementAt(rank).Texte("label") ?? "";
}

/// <summary>Values of expressions as containers and flow steps need them.</summary>
internal static class Values
{
    public static bool IsTrue(JsonElement? value) => value is { } element
        && (element.ValueKind == JsonValueKind.True
            || (element.ValueKind == JsonValueKind.String && string.Equals(element.GetString(), "true", StringComparison.OrdinalIgnoreCase)));

    public static JsonArray Items(Burst burst, Node node, Execution execution) =>
        WrittenInput.List(burst.Inputs.Read(node, "items", () => burst.Scope(execution))) is { ValueKind: JsonValueKind.Array } array
            ? (JsonArray)JsonNode.Parse(array.GetRawText())!
            : [];
}

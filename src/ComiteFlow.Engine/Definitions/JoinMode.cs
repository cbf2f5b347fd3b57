using System.Text.Json;

namespace ComiteFlow.Engine.Definitions;

/// <summary>How many arrows of a step must be followed for it to run, by its own mode or by the merge mode that the designer wrote.</summary>
internal static class JoinMode
{
    public const string WaitAll = "WaitAll";
    public const string WaitAllActive = "WaitAllActive";
    public const string WaitAny = "WaitAny";
    public const string Join = "Elsa.FlowJoin";

    /// <summary>Merge modes with an exact meaning here.</summary>
    private static readonly Dictionary<string, string> Merges = new(StringComparer.OrdinalIgnoreCase)
    {
        ["None"] = WaitAllActive, ["Stream"] = WaitAllActive, ["Merge"] = WaitAll, ["Converge"] = WaitAll, ["Race"] = WaitAny,
    };

    /// <summary>The mode of a step whose own input <c>mode</c> is not set.</summary>
    public static string OfMerge(Node node) => node.MergeMode is { } merge && Merges.TryGetValue(merge, out var mode)
        ? mode
        : node.Type == Join ? WaitAny : WaitAllActive;

    /// <summary>The mode as it stands in the file; null when it is computed in a run.</summary>
    public static string? Written(Node node)
    {
        if (node.Type != Join || node.Json.Propriete("mode") is not { ValueKind: not JsonValueKind.Null } mode)
            return OfMerge(node);
        if (mode.ValueKind == JsonValueKind.String)
            return mode.GetString();
        if (mode.Propriete("expression") is not { ValueKind: JsonValueKind.Object } expression)
            return OfMerge(node);
        return (expression.Texte("type") ?? "Literal") == "Literal" ? expression.Texte("value") ?? OfMerge(node) : null;
    }

    /// <summary>Why the merge mode of a step of a flowchart cannot be followed; null when it can.</summary>
    public static string? Refusal(Node node, FlowGraph graph)
    {
        if (node.MergeMode is not { } merge)
            return null;
        var isCascade = merge.Equals("Cascade", StringComparison.OrdinalIgnoreCase);
        if (!isCascade && !Merges.ContainsKey(merge))
            return $"le mode de réunion « {merge} » n’existe pas : choisissez Stream (attendre les branches suivies), Merge (attendre toutes les branches) ou Race (la première arrivée).";
        if (isCascade && graph.ForwardInbound(node.Id).Count > 1)
            return "le mode de réunion « Cascade » ferait tourner l’étape une fois par arrivée, alors qu’une étape tourne ici une fois par tour : "
                + "choisissez Stream (attendre les branches suivies), Merge (attendre toutes les branches) ou Race (la première arrivée), ou placez une copie de l’étape sur chaque branche.";
        if (merge.Equals("Converge", StringComparison.OrdinalIgnoreCase) && graph.HasBackInbound(node.Id))
            return "le mode de réunion « Converge » attendrait aussi la flèche de retour, qui ne peut venir qu’après l’étape : choisissez Merge, qui ne compte pas les retours.";
        if (node.Type == Join && !isCascade && Written(node) is { } mode && mode != Merges[merge])
            return $"l’étape a deux modes de réunion qui se contredisent, « {mode} » et « {merge} » : gardez « {mode} » et retirez l’autre.";
        return null;
    }
}

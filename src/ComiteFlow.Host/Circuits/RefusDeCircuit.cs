using ComiteFlow.Domain;

namespace ComiteFlow.Host.Circuits;

/// <summary>Why a workflow definition is not kept or not published, in French: what, why, how to repair.</summary>
internal static class RefusDeCircuit
{
    /// <summary>Key of the details under which several sentences stand one by one.</summary>
    public const string Lignes = "lines";

    public static BrokenRuleException De(string code, params IReadOnlyList<string> sentences) => new(
        code, string.Join(' ', sentences), sentences.Count > 1 ? new Dictionary<string, object?> { [Lignes] = sentences } : null);

    public static BrokenRuleException Illisible(string why) => De("invalidDefinition", why);

    public static BrokenRuleException Inconnu(string definitionId) => De(
        "unknownReference", $"Le circuit « {Saisies.Citer(definitionId)} » n’existe pas ici : choisissez-en un dans la liste des circuits.");

    public static BrokenRuleException VersionInconnue(string name, int version) => De(
        "unknownReference", $"Le circuit « {Saisies.Citer(name)} » n’a pas de version {version} : choisissez-en une dans son historique.");

    /// <summary>The sentences, one by one.</summary>
    public static IReadOnlyList<string> Phrases(BrokenRuleException refusal) =>
        refusal.Details.GetValueOrDefault(Lignes) as IReadOnlyList<string> ?? [refusal.Message];
}

namespace ComiteFlow.Host.Circuits;

/// <summary>A draft that an update of the product left behind: a version that ships came after it, and nobody went on with it since.</summary>
internal static class BrouillonLaisse
{
    /// <param name="versions">Versions of one workflow, newest first.</param>
    /// <returns>The draft; null when none was left behind.</returns>
    public static VersionDeCircuit? De(IReadOnlyList<VersionDeCircuit> versions) =>
        versions.Count > 0 && versions[0].IsShipped && versions.FirstOrDefault(version => !version.IsShipped) is { PublishedAt: null, IsPublished: false, Motif: null } draft ? draft : null;

    /// <summary>What happened, in one sentence.</summary>
    public static string Phrase(VersionDeCircuit draft, VersionDeCircuit latest) =>
        $"Une mise à jour de ComiteFlow a {(latest.PublishedAt is null ? "livré" : "publié")} la version {latest.Version} ; le brouillon de ce circuit, la version {draft.Version}, part d’une version plus ancienne. Il est gardé.";
}

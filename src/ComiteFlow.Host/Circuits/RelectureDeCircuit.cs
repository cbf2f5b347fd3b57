using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits.Differences;

namespace ComiteFlow.Host.Circuits;

/// <summary>What a second person reads before a draft is published: checks, what changes, what becomes of running files.</summary>
internal sealed class RelectureDeCircuit(BrouillonsDeCircuit brouillons, LectureCircuits lecture, DifferencesDeCircuit differences, EffetSurLesDossiers effets)
{
    public DifferencesDeCircuit Differences => differences;

    public EffetSurLesDossiers Effets => effets;

    /// <summary>The checks: what forbids the publication first, then advice, else that all is well.</summary>
    public async Task<IReadOnlyList<PointControle>> ControlesAsync(VersionDeCircuit version, CancellationToken ct)
    {
        var text = (await lecture.TexteAsync(version.DefinitionId, version.Version, ct))!;
        var (problems, advice) = (await brouillons.ProblemesAsync(text, ct), await brouillons.ConseilsAsync(text, ct));
        return
        [
            .. problems.Select(problem => Point(IconePoint.Missing, problem, "À corriger : la publication est refusée tant que ce point demeure.")),
            .. advice.Select(sentence => Point(IconePoint.Next, sentence, "À vérifier : rien n’empêche de publier.")),
            .. problems.Count == 0
                ? [new PointControle(IconePoint.Done, $"{Engine.Definitions.DefinitionRules.All.Count} règles respectées", "Ni impasse, ni boucle sans fin, ni courriel sans destinataire.")]
                : Array.Empty<PointControle>(),
        ];
    }

    /// <summary>The step first, for people; the place in the file after.</summary>
    private static PointControle Point(IconePoint icon, string problem, string what)
    {
        var parts = problem.Split(" : ", 2);
        return parts.Length == 2 ? new PointControle(icon, Formats.Majuscule(parts[1]), $"{parts[0]}. {what}") : new PointControle(icon, problem, what);
    }
}

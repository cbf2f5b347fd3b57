using ComiteFlow.Domain.Conventions;

namespace ComiteFlow.Activities.Conventions;

/// <summary>Looks again at the startups that a convention shares, once something from which their periods are counted has changed. Both dossiers are saved in the one transaction.</summary>
public static class SuiviDesPartages
{
    public static Task ReviewSharedAsync(this IDossiers dossiers, Dossier dossier, DateOnly today, CancellationToken ct) =>
        ReviewAsync(dossiers, dossier, dossier.Partages.Select(p => p.OtherConvention).Distinct().ToList(), today, ct);

    /// <param name="textes">All registered texts: a new one may share a startup with any of them.</param>
    public static Task ReviewSharedAsync(
        this IDossiers dossiers, Dossier dossier, IReadOnlyList<TexteConvention> textes, DateOnly today, CancellationToken ct) =>
        ReviewAsync(dossiers, dossier, new Partages(dossier).Others(textes), today, ct);

    private static async Task ReviewAsync(IDossiers dossiers, Dossier dossier, IReadOnlyList<string> others, DateOnly today, CancellationToken ct)
    {
        foreach (var id in others)
        {
            if (await dossiers.FindAsync(id, ct) is { } other)
                new Partages(dossier).Review(other, today);
        }
    }
}

using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Ecrans;

/// <summary>Conventions that have something in common and that an actor may see, in order of registration.</summary>
internal sealed class LectureCroisee(IDossiers dossiers, LectureDossiers lecture, ComiteFlowDb db)
{
    /// <summary>The dossiers of which some text says so, and of those that are named besides.</summary>
    public async Task<IReadOnlyList<Dossier>> OfAsync(Actor actor, Func<TexteConvention, bool> concerned, IReadOnlyCollection<string> others, CancellationToken ct)
    {
        var ids = (await dossiers.TextesAsync(ct)).Where(concerned).Select(texte => texte.IsAvenant ? texte.Amends ?? "" : texte.Id).Concat(others).ToHashSet();
        if (await lecture.VisiblesAsync(actor, ct) is { } visible)
            ids.IntersectWith(visible);
        var order = await db.Set<FaitRow>().AsNoTracking().Where(f => f.Name == "document.registered" && f.Convention != null)
            .OrderBy(f => f.Number).Select(f => f.Convention!).ToListAsync(ct);
        var found = new List<Dossier>();
        foreach (var id in order.Concat(ids.Order(StringComparer.Ordinal)).Distinct().Where(ids.Contains))
        {
            if (await dossiers.FindAsync(id, ct) is { } dossier)
                found.Add(dossier);
        }

        return found;
    }

    public Task<IReadOnlyList<Dossier>> OfStartupAsync(Actor actor, string startup, CancellationToken ct) =>
        OfAsync(actor, texte => texte.Startups.Any(s => s.Id == startup), [], ct);

    public async Task<IReadOnlyList<Dossier>> OfActivityAsync(Actor actor, string activite, CancellationToken ct)
    {
        var completed = await db.Set<CleChorus>().AsNoTracking().Where(c => c.Activite == activite).Select(c => c.ConventionId).ToListAsync(ct);
        return await OfAsync(actor, texte => texte.Chorus.Any(key => key.Activites.Contains(activite)), completed, ct);
    }

    /// <summary>All startups and all activities that the texts name which the actor may see.</summary>
    public async Task<(IReadOnlyList<string> Startups, IReadOnlyList<string> Activites)> NamesAsync(Actor actor, CancellationToken ct)
    {
        var visible = await lecture.VisiblesAsync(actor, ct);
        var textes = (await dossiers.TextesAsync(ct)).Where(t => visible is null || visible.Contains(t.IsAvenant ? t.Amends ?? "" : t.Id)).ToList();
        return ([.. textes.SelectMany(t => t.Startups).Select(s => s.Id).Distinct()], [.. textes.SelectMany(t => t.Chorus).SelectMany(c => c.Activites).Distinct()]);
    }
}

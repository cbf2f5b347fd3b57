using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Demonstration;

/// <summary>The parties and startups that the registered texts name.</summary>
internal sealed class SqlFonctions(ComiteFlowDb db) : IFonctionsDemonstration
{
    public async Task<PorteesDemonstration> ReadAsync(CancellationToken ct)
    {
        var textes = (await db.Set<TexteRow>().AsNoTracking().OrderBy(t => t.ConventionId).ThenBy(t => t.Rank).ToListAsync(ct)).Select(SqlDossiers.TexteOf).ToList();
        return new PorteesDemonstration(
            Distinct(textes.SelectMany(t => t.Parties).Select(p => new Portee(p.Id, Noms.Typo(p.Name)))),
            Distinct(textes.SelectMany(t => t.Startups).Select(s => new Portee(s.Id, Noms.Typo(s.Name)))))
        {
            Delegants = Distinct(textes.Select(t => t.Delegant).OfType<TextePartie>().Select(p => new Portee(p.Id, Noms.Typo(p.Name)))),
        };
    }

    private static IReadOnlyList<Portee> Distinct(IEnumerable<Portee> all) => [.. all.DistinctBy(p => p.Id).OrderBy(p => p.Id, StringComparer.Ordinal)];
}

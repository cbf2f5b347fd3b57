using System.Data.Common;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Jobs;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Sante;

/// <summary>The health of the host as its database tells it.</summary>
internal sealed class SqlSante(ComiteFlowDb db, IEngine engine, ReglagesCourants reglages, CircuitsLivres circuits, EtatDeMessagerie messagerie, Annuaire annuaire, ModelesDuSite modeles)
    : ILectureSante
{
    public async Task<EtatSante> ReadAsync(CancellationToken ct)
    {
        try
        {
            return new EtatSante(true, await NextAsync(ct))
            {
                IncidentsOuverts = await db.Set<Incident>().CountAsync(i => i.ClosedAt == null, ct),
                CourrielsNonRemis = await db.Set<CourrielRow>().CountAsync(c => c.Failure != null, ct),
                ProblemeDAnnuaire = annuaire.Probleme,
                ProblemeDeMessagerie = messagerie.Probleme,
                ProblemesDeCircuits = await ProblemsAsync(ct),
                ProblemesDeModeles = modeles.Signales,
            };
        }
        catch (DbException)
        {
            return new EtatSante(false, null);
        }
    }

    /// <summary>Files that could not be read, and the newest version of each workflow where something is wrong with it.</summary>
    private async Task<IReadOnlyList<string>> ProblemsAsync(CancellationToken ct)
    {
        var rows = await db.Set<DefinitionRow>().AsNoTracking().OrderBy(d => d.DefinitionId).ThenBy(d => d.Version)
            .Select(d => new { d.DefinitionId, d.Name, d.Problems }).ToListAsync(ct);
        var newest = rows.GroupBy(d => d.DefinitionId).Select(versions => versions.Last()).Where(d => d.Problems is not null);
        return [.. circuits.Unreadable, .. newest.Select(d => $"{d.Name} : {d.Problems}")];
    }

    /// <summary>The next timer, or the job that issues the next reminder.</summary>
    private async Task<DateTimeOffset?> NextAsync(CancellationToken ct)
    {
        var timer = await engine.NextDueAsync(ct);
        var rung = await db.Set<HumanTask>().Where(t => t.NextRungOn != null).MinAsync(t => t.NextRungOn, ct);
        DateTimeOffset? reminder = rung is { } day ? HeureDeParis.At(day, reglages.Politiques.HeureDesTravaux) : null;
        return new[] { timer, reminder }.Min();
    }
}

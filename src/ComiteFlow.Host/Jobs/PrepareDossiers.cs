using ComiteFlow.Activities.Courriels;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Comites;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Jobs;

/// <summary>
/// Seven days before a comité, makes its dossier de séance, attendance sheet and sheet for the sponsor, and tells the parties, once for each day that the séance is to be held: whether the
/// dossier was made by hand before, or the séance moved since, in which case they are made anew. People may do that as well.
/// </summary>
internal sealed class PrepareDossiers(IServiceScopeFactory scopes, Pompe pompe, CourrielsDuSite site, TimeProvider clock) : IJob
{
    /// <summary>Days before the séance.</summary>
    public const int DaysBefore = 7;

    private static readonly Func<ComiteFlowDb, DateOnly, IAsyncEnumerable<string>> Unmade = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, DateOnly until) => db.Set<Comite>()
            .Where(c => c.State == ComiteState.Planned && c.On <= until && !db.Set<DocumentRow>().Any(d => d.Key == "dossier/" + c.Id)).Select(c => c.Id)));

    private bool Tells => site.Envoie(CourrielsDuSite.DossierPret);

    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var ids = await ConcernedAsync(ct);
        foreach (var id in ids)
        {
            await PrepareAsync(id, ct);
        }

        if (ids.Count > 0 && Tells)
            await pompe.DeliverAsync(ct);
        return ids.Count > 0;
    }

    /// <summary>Séances without a dossier, and those whose parties have not been told of theirs.</summary>
    private async Task<IReadOnlyCollection<string>> ConcernedAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        var (today, ids) = (clock.Today(), new SortedSet<string>(StringComparer.Ordinal));
        await foreach (var id in Unmade(db, today.AddDays(DaysBefore)).WithCancellation(ct))
        {
            ids.Add(id);
        }

        if (!Tells)
            return ids;
        var last = today.AddDays(DaysBefore);
        var near = await db.Set<Comite>().Where(c => c.State == ComiteState.Planned && c.On >= today && c.On <= last).Select(c => new { c.Id, c.On }).ToListAsync(ct);
        foreach (var seance in near)
        {
            if (!await AvisDeSeance.IsToldAsync(db, CourrielsDeSeance.ClePret(seance.Id, seance.On), ct))
                ids.Add(seance.Id);
        }

        return ids;
    }

    private async Task PrepareAsync(string id, CancellationToken ct)
    {
        using var turn = await pompe.TurnAsync(ct);
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(ct);
        var dossier = await scope.ServiceProvider.GetRequiredService<IDossiers>().RequireAsync(id.Split('/')[0], ct);
        var documents = scope.ServiceProvider.GetRequiredService<IDocuments>();
        var (db, comite, today) = (scope.ServiceProvider.GetRequiredService<ComiteFlowDb>(), dossier.Comites.First(c => c.Id == id), clock.Today());
        var told = CourrielsDeSeance.ClePret(id, comite.On);
        var isNew = Tells && comite.On >= today && !await AvisDeSeance.IsToldAsync(db, told, ct);
        foreach (var document in (DocumentRequest[])[DemandesDeDocument.DossierDeSeance(dossier, comite, today), DemandesDeDocument.Presence(dossier, comite), DemandesDeDocument.Sponsor(dossier, comite, today)])
        {
            await (isNew ? documents.RemakeAsync(document, ct) : documents.MakeAsync(document, ct));
        }

        if (isNew)
            await scope.ServiceProvider.GetRequiredService<CourrielsDeSeance>().PretAsync(dossier, comite, await AvisDeSeance.TimesAsync(db, told, ct), ct);
        await work.CommitAsync(ct);
    }
}

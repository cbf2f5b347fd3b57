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

/// <summary>Seven days before a comité, makes its dossier de séance, attendance sheet and sheet for the sponsor, once, and tells the parties; people may have them made anew.</summary>
internal sealed class PrepareDossiers(IServiceScopeFactory scopes, Pompe pompe, CourrielsDuSite site, TimeProvider clock) : IJob
{
    private const int DaysBefore = 7;

    private static readonly Func<ComiteFlowDb, DateOnly, IAsyncEnumerable<string>> Concerned = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, DateOnly until) => db.Set<Comite>()
            .Where(c => c.State == ComiteState.Planned && c.On <= until && !db.Set<DocumentRow>().Any(d => d.Key == "dossier/" + c.Id)).Select(c => c.Id)));

    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var ids = new List<string>();
        await using (var scope = scopes.CreateAsyncScope())
        {
            await foreach (var id in Concerned(scope.ServiceProvider.GetRequiredService<ComiteFlowDb>(), clock.Today().AddDays(DaysBefore)).WithCancellation(ct))
            {
                ids.Add(id);
            }
        }

        foreach (var id in ids.Order(StringComparer.Ordinal))
        {
            await PrepareAsync(id, ct);
        }

        if (ids.Count > 0 && site.Envoie(CourrielsDuSite.DossierPret))
            await pompe.DeliverAsync(ct);
        return ids.Count > 0;
    }

    private async Task PrepareAsync(string id, CancellationToken ct)
    {
        using var turn = await pompe.TurnAsync(ct);
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(ct);
        var dossier = await scope.ServiceProvider.GetRequiredService<IDossiers>().RequireAsync(id.Split('/')[0], ct);
        var documents = scope.ServiceProvider.GetRequiredService<IDocuments>();
        var (comite, today) = (dossier.Comites.First(c => c.Id == id), clock.Today());
        await documents.MakeAsync(DemandesDeDocument.DossierDeSeance(dossier, comite, today), ct);
        await documents.MakeAsync(DemandesDeDocument.Presence(dossier, comite), ct);
        await documents.MakeAsync(DemandesDeDocument.Sponsor(dossier, comite, today), ct);
        if (site.Envoie(CourrielsDuSite.DossierPret) && comite.On >= today)
            await scope.ServiceProvider.GetRequiredService<CourrielsDeSeance>().PretAsync(dossier, comite, ct);
        await work.CommitAsync(ct);
    }
}

using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Gestion;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Gestion;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Jobs;

/// <summary>Each working morning, issues the planned warnings that are due and still have an object, with their mail; one transaction per convention.</summary>
internal sealed class IssueAlerts(IServiceScopeFactory scopes, Pompe pompe, TimeProvider clock) : IJob
{
    private static readonly Func<ComiteFlowDb, DateOnly, IAsyncEnumerable<string>> Concerned = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, DateOnly today) => db.Set<AlertePrevue>().Where(a => a.SettledOn == null && a.Due <= today).Select(a => a.ConventionId).Distinct()));

    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var ids = new List<string>();
        await using (var scope = scopes.CreateAsyncScope())
        {
            await foreach (var id in Concerned(scope.ServiceProvider.GetRequiredService<ComiteFlowDb>(), clock.Today()).WithCancellation(ct))
            {
                ids.Add(id);
            }
        }

        foreach (var id in ids.Order(StringComparer.Ordinal))
        {
            await IssueAsync(id, ct);
        }

        if (ids.Count > 0)
            await pompe.DeliverAsync(ct);
        return ids.Count > 0;
    }

    private async Task IssueAsync(string convention, CancellationToken ct)
    {
        using var turn = await pompe.TurnAsync(ct);
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(ct);
        var dossier = await scope.ServiceProvider.GetRequiredService<IDossiers>().RequireAsync(convention, ct);
        var mail = scope.ServiceProvider.GetRequiredService<CourrielsDeGestion>();
        foreach (var alerte in new Alertes(dossier).Issue(clock.Today()))
        {
            await mail.SendAsync(dossier, alerte, ct);
        }

        await work.CommitAsync(ct);
    }
}

using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Revoyures;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Jobs;

/// <summary>Each morning, looks at the rules that bring a comité forward, where a convention has one switched on; one transaction per convention.</summary>
internal sealed class VerifyRules(IServiceScopeFactory scopes, Pompe pompe, TimeProvider clock) : IJob
{
    private static readonly Func<ComiteFlowDb, DateOnly, IAsyncEnumerable<string>> Concerned = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, DateOnly today) => db.Set<Dossier>().Where(d => d.RulesDueOn <= today).Select(d => d.Id)));

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
            await VerifyAsync(id, ct);
        }

        if (ids.Count > 0)
            await pompe.DrainAsync(ct);
        return ids.Count > 0;
    }

    private async Task VerifyAsync(string convention, CancellationToken ct)
    {
        using var turn = await pompe.TurnAsync(ct);
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(ct);
        var dossier = await scope.ServiceProvider.GetRequiredService<IDossiers>().RequireAsync(convention, ct);
        var today = clock.Today();
        new OuverturesParRegle(dossier).Verify(today);
        await scope.ServiceProvider.GetRequiredService<CourrielDeRevoyure>().SendAsync(dossier, NatureDeCourriel.Invitation, ct);
        if (new Planification(dossier).IsBehind(today))
            await scope.ServiceProvider.GetRequiredService<IWorkflows>().PublishAsync(Evenements.ConventionJalon, dossier.Id, null, ct);
        new VerificationDesRegles(dossier).Schedule(today);
        await work.CommitAsync(ct);
    }
}

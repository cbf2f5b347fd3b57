using ComiteFlow.Activities.Courriels;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;

namespace ComiteFlow.Host.Jobs;

/// <summary>On Monday, sends each mailbox that wants it the list of what it is awaited for, if there is any.</summary>
internal sealed class SendDigests(IServiceScopeFactory scopes, Pompe pompe, CourrielsDuSite site, TimeProvider clock) : IJob
{
    public async Task<bool> RunAsync(CancellationToken ct)
    {
        if (!site.Envoie(CourrielsDuSite.Recapitulatif))
            return false;
        using (await pompe.TurnAsync(ct))
        {
            await using var scope = scopes.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            await work.BeginAsync(ct);
            await scope.ServiceProvider.GetRequiredService<RecapitulatifDeLaSemaine>().SendAsync(clock.Today(), ct);
            await work.CommitAsync(ct);
        }

        await pompe.DeliverAsync(ct);
        return true;
    }
}

using ComiteFlow.Activities.Relances;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Jobs;

/// <summary>Each morning, issues every reminder and escalation that is due, grouped per person.</summary>
internal sealed class IssueReminders(IServiceScopeFactory scopes, Pompe pompe, TimeProvider clock) : IJob
{
    private static readonly Func<ComiteFlowDb, DateOnly, Task<bool>> AnyDue = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, DateOnly today) => db.Set<HumanTask>().Any(t => t.NextRungOn <= today)));

    public async Task<bool> RunAsync(CancellationToken ct)
    {
        if (!await IssueAsync(ct))
            return false;
        await pompe.DeliverAsync(ct);
        return true;
    }

    private async Task<bool> IssueAsync(CancellationToken ct)
    {
        using var turn = await pompe.TurnAsync(ct);
        await using var scope = scopes.CreateAsyncScope();
        if (!await AnyDue(scope.ServiceProvider.GetRequiredService<ComiteFlowDb>(), clock.Today()))
            return false;
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(ct);
        await scope.ServiceProvider.GetRequiredService<EmissionDesRelances>().IssueAsync(clock.Today(), ct);
        await work.CommitAsync(ct);
        return true;
    }
}

using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Jobs;

/// <summary>On the opening day of each month, starts the account of every month that is asked for and not open yet.</summary>
internal sealed class OpenMonthlyReports(IServiceScopeFactory scopes, Pompe pompe, TimeProvider clock) : IJob
{
    /// <summary>The workflow that follows a monthly account; a published name.</summary>
    private const string Circuit = "compte-rendu-mensuel";

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var id in await ConcernedAsync(ct))
        {
            using var turn = await pompe.TurnAsync(ct);
            await using var scope = scopes.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            await work.BeginAsync(ct);
            var dossier = await scope.ServiceProvider.GetRequiredService<IDossiers>().RequireAsync(id, ct);
            var workflows = scope.ServiceProvider.GetRequiredService<IWorkflows>();
            foreach (var month in new SuiviDesRapports(dossier).MonthsToOpen(clock.Today()))
            {
                var rapport = Rapport.MonthlyId(dossier.Id, month);
                await workflows.StartAsync(Circuit, "compte/" + rapport, rapport, new Dictionary<string, object?>(), ct);
            }

            await work.CommitAsync(ct);
        }

        await pompe.DrainAsync(ct);
    }

    private async Task<List<string>> ConcernedAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<Dossier>()
            .Where(d => d.MonthlyFrom != null).OrderBy(d => d.Id).Select(d => d.Id).ToListAsync(ct);
    }
}

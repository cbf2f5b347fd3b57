using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>Starts a workflow of one's own in a rehearsal, once for each thing that it is about.</summary>
internal sealed class LanceurDeRepetition(string circuit, Lancement lancement)
{
    private readonly HashSet<string> _started = [];

    public async Task LancerAsync(IServiceProvider services, ComiteFlowDb db, CancellationToken ct)
    {
        var subjects = lancement == Lancement.SurChaqueComite
            ? db.Set<Comite>().Where(c => c.State == ComiteState.Planned).OrderBy(c => c.On).Select(c => c.Id)
            : db.Set<Dossier>().OrderBy(d => d.Id).Select(d => d.Id);
        foreach (var subject in (await subjects.ToListAsync(ct)).Where(_started.Add))
        {
            await StartAsync(services, subject, ct);
        }
    }

    private async Task StartAsync(IServiceProvider services, string subject, CancellationToken ct)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            await work.BeginAsync(ct);
            await scope.ServiceProvider.GetRequiredService<IWorkflows>().StartAsync(circuit, $"lance/{circuit}/{subject}", subject, new Dictionary<string, object?>(), ct);
            await work.CommitAsync(ct);
        }

        await services.GetRequiredService<Pompe>().DrainAsync(ct);
    }
}

using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Rapports;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Activities.Comites;

/// <summary>What follows when a séance moves, falls away or comes back, whoever does it: its workflow is told, and so are those convened.</summary>
public sealed class SuitesDUneSeance(IWorkflows workflows, ITasks tasks, Convocations convocations)
{
    public async Task MovedAsync(Dossier dossier, Comite comite, string? reason, DateTimeOffset now, CancellationToken ct)
    {
        await workflows.PublishAsync(Evenements.ComiteDeplace, comite.Id, null, ct);
        await convocations.TellAsync(dossier, comite, new ChangementDeSeance(GenreDeChangement.Deplacement, reason), HeureDeParis.Day(now), ct);
    }

    public async Task CancelledAsync(Dossier dossier, Comite comite, string reason, DateTimeOffset now, CancellationToken ct)
    {
        await workflows.PublishAsync(Evenements.ComiteAnnule, comite.Id, null, ct);
        // After the event: it ends the workflow of the séance, and the end of a task that nobody waits for wakes nothing.
        await tasks.CancelAsync(RequestStatusReport.TaskKey(Rapport.StatusId(comite.Id)), now, ct);
        await convocations.TellAsync(dossier, comite, new ChangementDeSeance(GenreDeChangement.Annulation, reason), HeureDeParis.Day(now), ct);
    }

    /// <summary>The planning step starts its workflow.</summary>
    public async Task RestoredAsync(Dossier dossier, Comite comite, string? reason, DateTimeOffset now, CancellationToken ct)
    {
        var key = RequestStatusReport.TaskKey(Rapport.StatusId(comite.Id));
        if (await tasks.FindAsync(key, ct) is { State: TaskState.Cancelled })
            await tasks.ActAsync(key, task => task.Reopen(now), ct);
        await convocations.TellAsync(dossier, comite, new ChangementDeSeance(GenreDeChangement.Retablissement, reason), HeureDeParis.Day(now), ct);
    }
}

using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Rapports;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Comites;

/// <summary>The coordinator applies the dates that the planner proposed.</summary>
internal sealed class ConfirmPlanning(IDossiers dossiers, IWorkflows workflows, ITasks tasks, TimeProvider clock) : IUseCase<ConfirmPlanning.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        var (moved, _) = new Planification(dossier).Confirm(clock.Today());
        foreach (var comite in moved)
        {
            var isCancelled = comite.State == ComiteState.Cancelled;
            await workflows.PublishAsync(isCancelled ? Evenements.ComiteAnnule : Evenements.ComiteDeplace, comite.Id, null, ct);
            // After the event: it ends the workflow of the séance, and the end of a task that nobody waits for wakes nothing.
            if (isCancelled)
                await tasks.CancelAsync(RequestStatusReport.TaskKey(Rapport.StatusId(comite.Id)), clock.GetUtcNow(), ct);
        }

        // New occurrences get their workflow from the planning step, which looks again.
        await workflows.PublishAsync(Evenements.ConventionJalon, dossier.Id, null, ct);
    }

    internal sealed record Commande : Actes.Commande;
}

/// <summary>The coordinator moves one comité.</summary>
internal sealed class RescheduleCommittee(IDossiers dossiers, IWorkflows workflows, TimeProvider clock) : IUseCase<RescheduleCommittee.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        new Planification(dossier).Reschedule(comite, Saisies.Date(commande.To), commande.Reason, clock.Today());
        await workflows.PublishAsync(Evenements.ComiteDeplace, comite.Id, null, ct);
    }

    internal sealed record Commande : CommandeDeComite
    {
        public string To { get; init; } = "";

        public string Reason { get; init; } = "";
    }
}

using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Comites;

/// <summary>The coordinator applies the dates that the planner proposed.</summary>
internal sealed class ConfirmPlanning(IDossiers dossiers, IWorkflows workflows, TimeProvider clock) : IUseCase<ConfirmPlanning.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        var (moved, _) = new Planification(dossier).Confirm(clock.Today());
        foreach (var comite in moved)
        {
            await workflows.PublishAsync(comite.State == ComiteState.Cancelled ? Evenements.ComiteAnnule : Evenements.ComiteDeplace, comite.Id, null, ct);
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

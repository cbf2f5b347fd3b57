using ComiteFlow.Activities.Comites;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Comites;

/// <summary>The coordinator applies the dates that the planner proposed.</summary>
internal sealed class ConfirmPlanning(IDossiers dossiers, IWorkflows workflows, SuitesDUneSeance suites, TimeProvider clock) : IUseCase<ConfirmPlanning.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        var (moved, _) = new Planification(dossier).Confirm(clock.Today());
        foreach (var comite in moved)
        {
            if (comite.State == ComiteState.Cancelled)
                await suites.CancelledAsync(dossier, comite, Planification.ApresLaFin, clock.GetUtcNow(), ct);
            else
                await suites.MovedAsync(dossier, comite, comite.Rule is { } rule ? Domain.Revoyures.ReglesDOuverture.EnMots(rule) : null, clock.GetUtcNow(), ct);
        }

        // New occurrences get their workflow from the planning step, which looks again.
        await workflows.PublishAsync(Evenements.ConventionJalon, dossier.Id, null, ct);
    }

    internal sealed record Commande : Actes.Commande;
}

/// <summary>The coordinator moves one comité.</summary>
internal sealed class RescheduleCommittee(IDossiers dossiers, SuitesDUneSeance suites, TimeProvider clock) : IUseCase<RescheduleCommittee.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        new Planification(dossier).Reschedule(comite, Saisies.Date(commande.To), commande.Reason, clock.Today());
        await suites.MovedAsync(dossier, comite, commande.Reason, clock.GetUtcNow(), ct);
    }

    internal sealed record Commande : CommandeDeComite
    {
        public string To { get; init; } = "";

        public string Reason { get; init; } = "";
    }
}

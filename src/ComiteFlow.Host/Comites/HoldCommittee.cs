using ComiteFlow.Activities.Comites;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Revoyures;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Comites;

/// <summary>The meeting took place.</summary>
internal sealed class HoldCommittee(IDossiers dossiers, IWorkflows workflows, ITasks tasks, TimeProvider clock) : IUseCase<HoldCommittee.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, comite) = await dossiers.RequireComiteAsync(commande, ct);
        new Revoyure(dossier).Hold(comite, commande.Attendees, clock.Today());
        await workflows.PublishAsync(Evenements.ComiteTenu, comite.Id, null, ct);
        await tasks.CompleteAsync(HoldComite.TaskKey(comite.Id), Fonctions.Nom(actor), clock.GetUtcNow(), ct);
    }

    internal sealed record Commande : CommandeDeComite
    {
        /// <summary>Who was there; null for all those due.</summary>
        public IReadOnlyList<string>? Attendees { get; init; }
    }
}

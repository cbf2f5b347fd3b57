using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Avenants;

/// <summary>The parties ask for an avenant outside a revoyure.</summary>
internal sealed class RequestAvenant(IDossiers dossiers, IWorkflows workflows, TimeProvider clock) : IUseCase<RequestAvenant.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        var changes = new Changements(
            commande.Changes.CeilingCents?.Lire(), commande.Changes.AllocationCents?.Lire(), Actes.Dossiers.Jour(commande.Changes.End));
        var acte = new Domain.Avenants.Avenants(dossier).Request(changes, clock.Today());
        await workflows.StartAsync("avenant", "avenant/" + acte.Id, acte.Id, new Dictionary<string, object?>(), ct);
    }

    internal sealed record Commande : Actes.Commande
    {
        public ChangementsSaisis Changes { get; init; } = new();
    }

    internal sealed record ChangementsSaisis
    {
        public MontantSaisi? CeilingCents { get; init; }

        public MontantSaisi? AllocationCents { get; init; }

        public string? End { get; init; }
    }
}

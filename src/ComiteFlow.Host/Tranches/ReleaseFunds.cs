using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Tranches;

/// <summary>The délégant puts credits at the délégataire's disposal.</summary>
internal sealed class ReleaseFunds(IDossiers dossiers, TimeProvider clock) : IUseCase<ReleaseFunds.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        new Fonds(dossier).Release(
            commande.Startup, commande.Tranche, (commande.AeCents ?? commande.AmountCents)?.Lire(), (commande.CpCents ?? commande.AmountCents)?.Lire(), clock.Today());
    }

    internal sealed record Commande : Actes.Commande
    {
        public string? Startup { get; init; }

        public int? Tranche { get; init; }

        public MontantSaisi? AmountCents { get; init; }

        public MontantSaisi? AeCents { get; init; }

        public MontantSaisi? CpCents { get; init; }
    }
}

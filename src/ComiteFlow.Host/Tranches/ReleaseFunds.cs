using ComiteFlow.Activities.Tranches;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Tranches;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Tranches;

/// <summary>The délégant puts credits at the délégataire's disposal.</summary>
internal sealed class ReleaseFunds(IDossiers dossiers, ITasks tasks, TimeProvider clock) : IUseCase<ReleaseFunds.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var dossier = await dossiers.RequireAsync(commande.Convention, ct);
        new Fonds(dossier).Release(
            commande.Startup, commande.Tranche, (commande.AeCents ?? commande.AmountCents)?.Lire(), (commande.CpCents ?? commande.AmountCents)?.Lire(), clock.Today());
        // Whatever names no tranche puts the credits of all of its startup, or of all, at disposal.
        foreach (var tranche in dossier.Tranches.Where(t => commande.Tranche is { } number ? t.Number == number : commande.Startup is null || t.Startup == commande.Startup))
        {
            await tasks.CompleteAsync(RequestRelease.TaskKey(tranche), Fonctions.Nom(actor), clock.GetUtcNow(), ct);
        }
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

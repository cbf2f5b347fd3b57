using ComiteFlow.Activities.Comites;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Resiliations;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;

namespace ComiteFlow.Host.Resiliations;

/// <summary>The party takes its running notice back.</summary>
internal sealed class WithdrawTermination(IDossiers dossiers, IWorkflows workflows, SuitesDUneSeance suites, CourrielsDePreavis mail, TimeProvider clock) : IUseCase<WithdrawTermination.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, today) = (await dossiers.RequireAsync(commande.Convention, ct), clock.Today());
        if (actor.Scope != commande.Party)
            throw Saisies.PartieInterdite($"retirer le préavis de {Saisies.Citer(commande.Party)}", actor.Scope ?? "");
        var resiliation = new Preavis(dossier).Withdraw(commande.Party, today);
        foreach (var comite in resiliation.Comites)
        {
            await suites.RestoredAsync(dossier, dossier.Comite(comite), null, clock.GetUtcNow(), ct);
        }

        await workflows.PublishAsync(Evenements.ConventionFin, dossier.Id, null, ct);
        // The planning step starts the workflows of the comités that stand again.
        await workflows.PublishAsync(Evenements.ConventionJalon, dossier.Id, null, ct);
        await dossiers.ReviewSharedAsync(dossier, today, ct);
        await mail.SendAsync(dossier, resiliation, isWithdrawn: true, ct);
    }

    internal sealed record Commande : Actes.Commande
    {
        public string Party { get; init; } = "";
    }
}

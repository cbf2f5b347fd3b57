using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Signatures;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Courriels;

namespace ComiteFlow.Host.Conventions;

/// <summary>A publication is recorded; without a place, the one that gives effect.</summary>
internal sealed class PublishDocument(IDossiers dossiers, IWorkflows workflows, Annuaire annuaire, TimeProvider clock) : IUseCase<PublishDocument.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, acte) = await dossiers.RequireActeAsync(commande.Document, ct);
        annuaire.Require(dossier);
        var before = dossier.EffectOn;
        new PriseDEffet(dossier).Publish(acte, commande.Place, Actes.Dossiers.Jour(commande.On) ?? clock.Today(), clock.Today());
        if (before is null && dossier.EffectOn is not null)
        {
            await workflows.PublishAsync(Evenements.ConventionEffet, dossier.Id, null, ct);
            await dossiers.ReviewSharedAsync(dossier, clock.Today(), ct);
            await Suites.JalonAsync(workflows, dossier, ct);
        }
    }

    internal sealed record Commande : Actes.Commande, ICommandeDeDocument
    {
        public string Document { get; init; } = "";

        public string? Place { get; init; }

        public string? On { get; init; }

        public string? DocumentVise => Document;
    }
}

using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Signatures;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Domain.Signatures;
using ComiteFlow.Domain;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Personnes;

namespace ComiteFlow.Host.Signatures;

/// <summary>A party signs, or a signature made outside is recorded.</summary>
internal sealed class SignDocument(IDossiers dossiers, IWorkflows workflows, ITasks tasks, Annuaire annuaire, DemandesDeModification demandes, TimeProvider clock) : IUseCase<SignDocument.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var (dossier, acte) = await dossiers.RequireActeAsync(commande.Document, ct);
        if (actor.Scope != commande.Party)
            throw Saisies.PartieInterdite($"signer {acte.Id} pour {Saisies.Citer(commande.Party)}", actor.Scope ?? "");
        annuaire.Require(dossier);
        var missing = acte.Missing.Count;
        new CircuitDeSignature(dossier).Sign(acte, commande.Party, Actes.Dossiers.Jour(commande.On), clock.Today());
        if (acte.SignedOn is not null)
            await dossiers.ReviewSharedAsync(dossier, clock.Today(), ct);
        await tasks.CompleteAsync(RequestSignatures.TaskKey(acte.Id, commande.Party), Fonctions.Nom(actor), clock.GetUtcNow(), ct);
        await demandes.CloseAsync(acte, commande.Party, Fonctions.Nom(actor), resumes: true, ct);
        await Suites.AnnounceAsync(workflows, dossier, acte, missing, ct);
    }

    internal sealed record Commande : Actes.Commande, ICommandeDeDocument
    {
        public string Document { get; init; } = "";

        public string Party { get; init; } = "";

        public string? On { get; init; }

        public string? DocumentVise => Document;
    }
}

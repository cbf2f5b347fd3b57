using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;

namespace ComiteFlow.Host.Circuits;

/// <summary>Deletes a draft; its text stays in the history. What was published, or what ships, stays for good.</summary>
internal sealed class DeleteCircuit(ComiteFlowDb db, EcrituresDeCircuit ecritures) : IUseCase<DeleteCircuit.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "deleteCircuit";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var versions = await ecritures.PrendreAsync(commande.Circuit, ct);
        if (versions.Count == 0)
            throw RefusDeCircuit.Inconnu(commande.Circuit);
        var latest = versions[^1];
        // A draft that an update left behind is given up: its row stays, as that of any version that a later one followed.
        if (latest.IsShipped && versions.FindLast(version => !version.IsShipped) is { PublishedAt: null, IsPublished: false } left && left.Version == commande.Version)
        {
            left.Reason = "Brouillon abandonné après une mise à jour.";
            await ecritures.AjouterAsync(left, actor, EcrituresDeCircuit.Session(actor, commande.Fenetre), Moyens.Suppression, left.Reason, isText: true, ct);
            return;
        }

        if (commande.Version is { } number && number != latest.Version)
            throw RefusDeCircuit.De("published", $"La version {number} n’est pas le brouillon en cours : elle reste à l’historique, car des dossiers peuvent l’avoir suivie.");
        if (latest.PublishedAt is not null || latest.IsPublished || latest.IsShipped)
            throw RefusDeCircuit.De("published", $"Le circuit « {latest.Name} » a été publié : une version publiée reste à l’historique. Publiez-en une autre, ou retirez-le.");
        if (commande.Version is null && versions.Count > 1)
            throw RefusDeCircuit.De("published", $"Le circuit « {latest.Name} » a une version publiée, qui reste : supprimez seulement son brouillon, la version {latest.Version}.");
        await ecritures.AjouterAsync(latest, actor, EcrituresDeCircuit.Session(actor, commande.Fenetre), Moyens.Suppression, null, isText: true, ct);
        db.Remove(latest);
    }

    internal sealed record Commande : Actes.Commande
    {
        public string Circuit { get; init; } = "";

        /// <summary>The draft; null to delete a workflow that was never published.</summary>
        public int? Version { get; init; }

        /// <summary>The page that writes, by the random name that it gave itself.</summary>
        public string? Fenetre { get; init; }
    }
}

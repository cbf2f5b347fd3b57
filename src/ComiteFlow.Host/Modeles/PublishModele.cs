using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Modeles;

/// <summary>A second person publishes a draft that they have read: from then on mails and documents are made from it. Those already made stay as they are.</summary>
internal sealed class PublishModele(VersionsDeModele versions, ControleDeModele controle, ModelesDuSite site, EpreuveDeModele epreuve, UnitOfWork work, TimeProvider clock)
    : IUseCase<PublishModele.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "publishModele";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var state = await versions.PrendreAsync(commande.Modele, ct);
        if (state.Brouillon is not { } draft)
            throw RefusDeModele.De("nothingToDo", "Ce modèle n’a pas de brouillon : il n’y a rien à publier.");
        if (state.Base != commande.Base)
            throw RefusDeModele.De("outdated", "Le brouillon a changé depuis que vous l’avez relu : relisez-le avant de le publier. Rien n’a été publié.");
        if (state.Auteurs.Contains(actor.Person))
            throw RefusDeModele.De("secondPerson", "Vous avez écrit dans ce brouillon : une autre personne, de la coordination ou de l’administration, le relit et le publie.");
        if (string.IsNullOrWhiteSpace(commande.Motif))
            throw RefusDeModele.De("commentRequired", "La publication demande un motif : écrivez en une phrase pourquoi ce texte remplace le précédent. Il est porté à l’historique.");
        await versions.SuivreAsync(ct);
        if (controle.Controler(state.Nom, draft.Text).Where(remark => remark.Bloque).Select(remark => remark.ToString()).ToList() is { Count: > 0 } faults)
            throw RefusDeModele.De("invalidTemplate", ["Ce brouillon ne peut pas être publié : corrigez ce que les contrôles signalent.", .. faults]);
        (draft.PublishedBy, draft.PublishedAt, draft.PublishedBecause) = (actor.Person, clock.GetUtcNow(), commande.Motif.Trim());
        var published = await versions.PublieesAsync(ct);
        work.AfterCommit(() => site.Poser(published.Append(new VersionPubliee(draft.Name, draft.Version, draft.Text, draft.ShippedHash)), epreuve));
    }

    internal sealed record Commande : Actes.Commande
    {
        public string Modele { get; init; } = "";

        /// <summary>What the person has read; see <see cref="EtatDeModele.Base"/>.</summary>
        public string Base { get; init; } = "";

        public string? Motif { get; init; }
    }
}

using System.Text;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;

namespace ComiteFlow.Host.Modeles;

/// <summary>A person writes a template: a draft that a second person reads and publishes. What is in force does not change.</summary>
internal sealed class SaveModele(ComiteFlowDb db, VersionsDeModele versions, TimeProvider clock) : IUseCase<SaveModele.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "editModele";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var state = await versions.PrendreAsync(commande.Modele, ct);
        if (state.Base != commande.Base)
            throw state.Rows.Count == 0
                ? RefusDeModele.De("outdated", "Le texte livré a changé depuis que vous l’avez ouvert : rechargez la page, puis refaites votre changement. Rien n’est enregistré.")
                : RefusDeModele.Depasse(state.Rows[^1], actor);
        var text = Ranger(commande.Texte);
        var comesFrom = commande.PrendreEnCompte ? state.EmpreinteLivree : (state.Brouillon ?? (state.EstAdapte ? state.Publiee : null))?.ShippedHash ?? state.EmpreinteLivree;
        if (state.Courant == text && (state.Brouillon ?? state.Publiee)?.ShippedHash is var hash && (hash is null || hash == comesFrom))
            throw RefusDeModele.De("unchanged", "Ce texte est déjà celui du modèle : il n’y a rien à enregistrer.");
        Ecrire(state, text, comesFrom, actor, commande.Motif?.Trim() ?? "");
    }

    /// <summary>The draft of the same person takes the text; that of somebody else stays, and a further version follows it.</summary>
    private void Ecrire(EtatDeModele state, string text, string comesFrom, Actor actor, string reason)
    {
        if (state.Brouillon is { } draft && draft.WrittenBy == actor.Person)
        {
            (draft.Text, draft.ShippedHash, draft.WrittenAt, draft.Reason) = (text, comesFrom, clock.GetUtcNow(), reason.Length > 0 ? reason : draft.Reason);
            return;
        }

        db.Add(new VersionDeModeleRow
        {
            Name = state.Nom, Version = (state.Rows.Count == 0 ? 0 : state.Rows[^1].Version) + 1, Text = text, ShippedHash = comesFrom,
            WrittenBy = actor.Person, WrittenAt = clock.GetUtcNow(), Reason = reason,
        });
    }

    /// <exception cref="Domain.BrokenRuleException">Nothing was written, or too much.</exception>
    internal static string Ranger(string? typed)
    {
        var text = (typed ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        if (string.IsNullOrWhiteSpace(text))
            throw RefusDeModele.De("invalidTemplate", "Le texte est vide : écrivez le modèle, ou revenez au texte livré.");
        if (text.Contains('\0', StringComparison.Ordinal))
            throw RefusDeModele.De("invalidTemplate", "Le texte contient un signe nul, qui ne se lit pas : retirez-le.");
        text = text.EndsWith('\n') ? text : text + "\n";
        return Encoding.UTF8.GetByteCount(text) <= ModelesLus.Taille
            ? text
            : throw RefusDeModele.De("invalidTemplate", $"Le texte dépasse {ModelesLus.Taille / 1024} Ko : raccourcissez-le.");
    }

    internal sealed record Commande : Actes.Commande
    {
        /// <summary>Name such as <c>courriels/decision</c>.</summary>
        public string Modele { get; init; } = "";

        public string Texte { get; init; } = "";

        /// <summary>What the writing builds on; see <see cref="EtatDeModele.Base"/>.</summary>
        public string Base { get; init; } = "";

        /// <summary>True when the person has read what the product ships now, and has decided what becomes of it.</summary>
        public bool PrendreEnCompte { get; init; }

        public string? Motif { get; init; }
    }
}

/// <summary>A person gives a draft up: what is in force does not change.</summary>
internal sealed class GiveUpModele(ComiteFlowDb db, VersionsDeModele versions) : IUseCase<GiveUpModele.Commande>
{
    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var state = await versions.PrendreAsync(commande.Modele, ct);
        if (state.Brouillon is null)
            throw RefusDeModele.De("nothingToDo", "Ce modèle n’a pas de brouillon : il n’y a rien à abandonner.");
        if (state.Base != commande.Base)
            throw RefusDeModele.Depasse(state.Rows[^1], actor);
        db.RemoveRange(state.Rows.Reverse().TakeWhile(row => row.PublishedAt is null));
    }

    internal sealed record Commande : Actes.Commande
    {
        public string Modele { get; init; } = "";

        /// <summary>What the person has seen; see <see cref="EtatDeModele.Base"/>.</summary>
        public string Base { get; init; } = "";
    }
}

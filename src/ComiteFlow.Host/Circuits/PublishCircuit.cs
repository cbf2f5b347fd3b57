using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits;

/// <summary>A second person publishes a draft that they have read: from then on new files follow it, and its text never changes.</summary>
internal sealed class PublishCircuit(ComiteFlowDb db, EcrituresDeCircuit ecritures, BrouillonsDeCircuit brouillons, Triggers triggers, TimeProvider clock) : IUseCase<PublishCircuit.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "publishCircuit";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var versions = await ecritures.PrendreAsync(commande.Circuit, ct);
        var draft = Brouillon(versions, commande);
        await ExigerSecondePersonneAsync(draft, actor, ct);
        if (string.IsNullOrWhiteSpace(commande.Motif))
            throw RefusDeCircuit.De("commentRequired", "La publication demande un motif : écrivez en une phrase pourquoi cette version remplace la précédente. Il est porté à l’historique.");
        if (await brouillons.ProblemesAsync(draft.Json, ct) is { Count: > 0 } problems)
            throw RefusDeCircuit.De("invalidDefinition", ["Ce brouillon ne peut pas être publié : corrigez ce que les contrôles signalent.", .. problems]);
        await PublierAsync(versions, draft, actor, commande, ct);
    }

    private static DefinitionRow Brouillon(List<DefinitionRow> versions, Commande commande)
    {
        if (versions.Count == 0)
            throw RefusDeCircuit.Inconnu(commande.Circuit);
        if (versions.Find(version => version.Version == commande.Version) is not { } draft)
            throw RefusDeCircuit.VersionInconnue(versions[^1].Name, commande.Version);
        if (draft.IsPublished)
            throw RefusDeCircuit.De("alreadyPublished", $"La version {draft.Version} est déjà publiée : il n’y a rien à faire.");
        if (draft != versions[^1] || draft.PublishedAt is not null)
            throw RefusDeCircuit.De("outdated", $"La version {draft.Version} n’est plus le brouillon en cours : reprenez-la d’abord depuis l’historique, puis faites-la publier.");
        return draft.Hash == commande.Empreinte
            ? draft
            : throw RefusDeCircuit.De("outdated", "Le brouillon a changé depuis que vous l’avez relu : relisez-le avant de le publier. Rien n’a été publié.");
    }

    private async Task ExigerSecondePersonneAsync(DefinitionRow draft, Actor actor, CancellationToken ct)
    {
        if ((await ecritures.AuteursAsync(draft.DefinitionId, draft.Version, ct)).Any(author => author.Person == actor.Person))
            throw RefusDeCircuit.De("secondPerson", "Vous avez écrit dans ce brouillon : une autre personne, de la coordination ou de l’administration, le relit et le publie.");
    }

    private async Task PublierAsync(List<DefinitionRow> versions, DefinitionRow draft, Actor actor, Commande commande, CancellationToken ct)
    {
        foreach (var former in versions.Where(version => version.IsPublished))
        {
            former.IsPublished = false;
        }

        var text = TexteDeCircuit.Lire(draft.Json);
        text["isPublished"] = true;
        draft.Json = TexteDeCircuit.Ecrire(text);
        draft.Hash = TexteDeCircuit.Empreinte(draft.Json);
        draft.IsPublished = true;
        draft.PublishedAt = clock.GetUtcNow();
        draft.PublishedBy = Personnes.Fonctions.Nom(actor);
        draft.Reason = commande.Motif!.Trim();
        var line = await ecritures.AjouterAsync(draft, actor, EcrituresDeCircuit.Session(actor, commande.Fenetre), Moyens.Publication, draft.Reason, isText: false, ct);
        await db.Set<WritingRow>().Where(w => w.DefinitionId == draft.DefinitionId && w.Version == draft.Version).ExecuteUpdateAsync(set => set.SetProperty(w => w.Content, (byte[]?)null), ct);
        await triggers.ArmAsync(DefinitionReader.Read(draft.Json).Definition!.AtVersion(draft.Version), ct);
        commande.Recu.Circuit = draft.DefinitionId;
        commande.Recu.Version = draft.Version;
        commande.Recu.Revision = line.Number;
    }

    internal sealed record Commande : Actes.Commande
    {
        public string Circuit { get; init; } = "";

        public int Version { get; init; }

        /// <summary>Hash of the text that the person has read.</summary>
        public string Empreinte { get; init; } = "";

        public string? Motif { get; init; }

        /// <summary>The page that writes, by the random name that it gave itself.</summary>
        public string? Fenetre { get; init; }

        /// <summary>Filled by the act.</summary>
        public Recu Recu { get; } = new();
    }
}

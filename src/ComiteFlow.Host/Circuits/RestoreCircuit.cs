using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence.Moteur;

namespace ComiteFlow.Host.Circuits;

/// <summary>Brings back a former text as a draft: that of a version, or the one before the last writing of the draft.</summary>
internal sealed class RestoreCircuit(EcrituresDeCircuit ecritures, BrouillonsDeCircuit brouillons) : IUseCase<RestoreCircuit.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "restoreCircuit";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var versions = await ecritures.PrendreAsync(commande.Circuit, ct);
        if (versions.Count == 0)
            throw RefusDeCircuit.Inconnu(commande.Circuit);
        var session = EcrituresDeCircuit.Session(actor, commande.Fenetre);
        if (commande.Revision is { } revision)
            await ecritures.ExigerAJourAsync(commande.Circuit, session, revision, ct);
        else
            await ecritures.ExigerSansAutreAuteurAsync(versions[^1], actor, ct);
        var (text, restores) = commande.Version is { } number ? (Version(versions, number).Json, null) : await AvantAsync(versions, ct);
        var plume = new Plume(actor, session, restores is null ? Moyens.Retour : Moyens.Annulation, commande.Motif ?? (commande.Version is { } from ? $"Retour à la version {from}." : null));
        var (version, next) = await brouillons.EcrireAsync(commande.Circuit, versions, TexteDeCircuit.Lire(text), plume, ct, restores);
        commande.Recu.Circuit = version.DefinitionId;
        commande.Recu.Version = version.Version;
        commande.Recu.Revision = next;
    }

    private static DefinitionRow Version(List<DefinitionRow> versions, int number) =>
        versions.Find(version => version.Version == number) ?? throw RefusDeCircuit.VersionInconnue(versions[^1].Name, number);

    /// <summary>The text before the last writing that is not taken back yet; before the first of a draft stands the version that it began from.</summary>
    private async Task<(string Text, long? Restores)> AvantAsync(List<DefinitionRow> versions, CancellationToken ct)
    {
        var latest = versions[^1];
        if (latest.PublishedAt is not null || latest.IsShipped || await ecritures.AvantAsync(latest.DefinitionId, latest.Version, versions.Count > 1, ct) is not { } before)
            throw RienAAnnuler();
        return (before.Number == EcrituresDeCircuit.Debut ? versions[^2].Json : await ecritures.TexteAsync(before.Number, ct), before.Restores);
    }

    private static Domain.BrokenRuleException RienAAnnuler() => RefusDeCircuit.De("nothingToUndo", "Il n’y a pas de changement à annuler dans ce brouillon.");

    internal sealed record Commande : Actes.Commande
    {
        public string Circuit { get; init; } = "";

        /// <summary>Version whose text comes back; null to take back the last writing of the draft.</summary>
        public int? Version { get; init; }

        /// <summary>The revision that the page knows; null where it knows none.</summary>
        public long? Revision { get; init; }

        public string? Motif { get; init; }

        /// <summary>The page that writes, by the random name that it gave itself.</summary>
        public string? Fenetre { get; init; }

        /// <summary>Filled by the act.</summary>
        public Recu Recu { get; } = new();
    }
}

using System.Text.Json.Nodes;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits;

/// <summary>Takes a workflow out of use: no new file follows it, those that run go on. What the product or another workflow starts stays.</summary>
internal sealed class RetractCircuit(ComiteFlowDb db, EcrituresDeCircuit ecritures, Triggers triggers) : IUseCase<RetractCircuit.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "retractCircuit";

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var versions = await ecritures.PrendreAsync(commande.Circuit, ct);
        if (versions.Count == 0)
            throw RefusDeCircuit.Inconnu(commande.Circuit);
        if (versions.Find(version => version.IsPublished) is not { } published)
            throw RefusDeCircuit.De("notPublished", $"Le circuit « {versions[^1].Name} » n’est pas publié : il n’y a rien à retirer.");
        if (versions.Exists(version => version.IsShipped))
            throw RefusDeCircuit.De("inUse", $"Le circuit « {published.Name} » est livré avec ComiteFlow, qui le lance lui-même : publiez-en une autre version plutôt que de le retirer.");
        var callers = await AppelantsAsync(published, ct);
        if (callers.Count > 0)
            throw RefusDeCircuit.De("inUse", $"Le circuit « {published.Name} » est lancé par {Domain.Mise.Liste(callers)} : retirez d’abord cet appel.");
        published.IsPublished = false;
        await triggers.DisarmAsync(published.DefinitionId, ct);
        var line = await ecritures.AjouterAsync(published, actor, EcrituresDeCircuit.Session(actor, commande.Fenetre), Moyens.Retrait, commande.Motif, isText: false, ct);
        commande.Recu.Circuit = published.DefinitionId;
        commande.Recu.Version = published.Version;
        commande.Recu.Revision = line.Number;
    }

    private async Task<List<string>> AppelantsAsync(DefinitionRow published, CancellationToken ct)
    {
        var others = await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.IsPublished && d.DefinitionId != published.DefinitionId).ToListAsync(ct);
        return [.. others.Where(other => Appelle(other.Json, published)).Select(other => $"« {other.Name} »")];
    }

    private static bool Appelle(string text, DefinitionRow called) => FusionDeCircuit.Steps(TexteDeCircuit.Lire(text)["root"]).Any(step =>
        step.TexteDe("type") == called.Name
        || ((step["workflowDefinitionId"] as JsonObject)?["expression"]?["value"] ?? step["workflowDefinitionId"]) is JsonValue value && value.TryGetValue<string>(out var id) && id == called.DefinitionId);

    internal sealed record Commande : Actes.Commande
    {
        public string Circuit { get; init; } = "";

        public string? Motif { get; init; }

        /// <summary>The page that writes, by the random name that it gave itself.</summary>
        public string? Fenetre { get; init; }

        /// <summary>Filled by the act.</summary>
        public Recu Recu { get; } = new();
    }
}

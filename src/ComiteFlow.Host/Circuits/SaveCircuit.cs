using System.Text.Json.Nodes;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits;

/// <summary>A person writes a workflow definition: a new one, a draft, or a file that is brought in. What is published never changes.</summary>
internal sealed class SaveCircuit(ComiteFlowDb db, EcrituresDeCircuit ecritures, BrouillonsDeCircuit brouillons) : IUseCase<SaveCircuit.Commande>
{
    /// <summary>The act, by its verb.</summary>
    public const string Verbe = "editCircuit";

    /// <summary>Addresses beside those of the workflows, which no workflow may take.</summary>
    private static readonly HashSet<string> PagesDeCircuits = ["nouveau", "importer", "instances"];

    public async Task RunAsync(Actor actor, Commande commande, CancellationToken ct)
    {
        var definition = TexteDeCircuit.Lire(commande.Texte);
        var definitionId = commande.Circuit ?? await NouveauAsync(definition, commande.Moyen, ct);
        var versions = await ecritures.PrendreAsync(definitionId, ct);
        if (commande.Circuit is not null && versions.Count == 0)
            throw RefusDeCircuit.Inconnu(commande.Circuit);
        var session = EcrituresDeCircuit.Session(actor, commande.Fenetre);
        if (commande.Moyen == Moyens.Import)
            await AccepterAsync(definition, definitionId, versions, actor, ct);
        else
            await ecritures.ExigerAJourAsync(definitionId, session, commande.Revision ?? Revision(definition, commande.Circuit), ct);
        var (version, revision) = await brouillons.EcrireAsync(definitionId, versions, definition, new Plume(actor, session, commande.Moyen, commande.Motif), ct);
        commande.Recu.Circuit = definitionId;
        commande.Recu.Version = version.Version;
        commande.Recu.Revision = revision;
    }

    /// <summary>A file that uses what is not here is refused whole, each place by its name.</summary>
    private async Task AccepterAsync(JsonObject definition, string definitionId, List<DefinitionRow> versions, Actor actor, CancellationToken ct)
    {
        definition["definitionId"] = definitionId;
        if (await brouillons.ManquesAsync(definition.ToJsonString(), ct) is { Count: > 0 } missing)
        {
            throw RefusDeCircuit.De("missingActivities",
                ["Ce fichier n’est pas importé : il emploie ce que ComiteFlow n’a pas. Remplacez ces étapes dans l’éditeur d’origine, puis exportez-le de nouveau.", .. missing]);
        }

        await ecritures.ExigerSansAutreAuteurAsync(versions.LastOrDefault(), actor, ct);
    }

    /// <summary>A file keeps the id that it brings; a new definition is called by its name.</summary>
    private async Task<string> NouveauAsync(JsonObject definition, string moyen, CancellationToken ct)
    {
        if (moyen == Moyens.Import && definition.TexteDe("definitionId") is { Length: > 0 and <= 64 } brought && brought.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') && !PagesDeCircuits.Contains(brought))
            return brought;
        var wanted = TexteDeCircuit.Adresse(TexteDeCircuit.Nom(definition));
        var taken = (await db.Set<DefinitionRow>().Where(d => d.DefinitionId.StartsWith(wanted)).Select(d => d.DefinitionId).ToListAsync(ct)).Concat(PagesDeCircuits).ToHashSet();
        return taken.Contains(wanted) ? Enumerable.Range(2, taken.Count + 1).Select(rank => $"{wanted}-{rank}").First(free => !taken.Contains(free)) : wanted;
    }

    /// <summary>The revision that the designer carries along; that of a copy or of a file is another one's.</summary>
    private static long? Revision(JsonObject definition, string? circuit) =>
        circuit is not null && definition["customProperties"]?[TexteDeCircuit.Propre]?["revision"] is JsonValue value && value.TryGetValue<long>(out var revision) ? revision : null;

    internal sealed record Commande : Actes.Commande
    {
        /// <summary>Definition that is written; null for a new one.</summary>
        public string? Circuit { get; init; }

        /// <summary>The whole definition, JSON.</summary>
        public string Texte { get; init; } = "";

        /// <summary>The revision that the text builds on; null where the text itself carries it.</summary>
        public long? Revision { get; init; }

        /// <summary>The page that writes, by the random name that it gave itself.</summary>
        public string? Fenetre { get; init; }

        /// <summary>One of <see cref="Moyens"/>.</summary>
        public string Moyen { get; init; } = Moyens.Diagramme;

        public string? Motif { get; init; }

        /// <summary>Filled by the act.</summary>
        public Recu Recu { get; } = new();
    }
}

/// <summary>What an act on a definition wrote: the page that asked builds its next writing on it.</summary>
internal sealed class Recu
{
    public string Circuit { get; set; } = "";

    public int Version { get; set; }

    public long Revision { get; set; }
}

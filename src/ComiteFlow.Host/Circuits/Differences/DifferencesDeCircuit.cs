using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Obligations;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Circuits.Descripteurs;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Circuits.Differences;

/// <summary>What two texts of a workflow say differently, in the words of this site: its circuits, its directory, its policies.</summary>
internal sealed class DifferencesDeCircuit(ComiteFlowDb db, ActivityRegistry registry, ReglagesCourants reglages, Annuaire annuaire)
{
    /// <param name="avant">The text that counts now.</param>
    /// <param name="apres">The text that is to count.</param>
    public async Task<Difference> EntreAsync(string avant, string apres, CancellationToken ct)
    {
        var (before, after) = (JsonNode.Parse(avant) as JsonObject ?? [], JsonNode.Parse(apres) as JsonObject ?? []);
        return new ComparaisonDeCircuits(await MotsAsync(ct)).Comparer(before, after);
    }

    /// <summary>The difference of two versions; null when one of them is not there.</summary>
    public async Task<Difference?> EntreAsync(string definitionId, int avant, int apres, CancellationToken ct)
    {
        var texts = await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.DefinitionId == definitionId && (d.Version == avant || d.Version == apres))
            .Select(d => new { d.Version, d.Json }).ToDictionaryAsync(d => d.Version, d => d.Json, ct);
        return texts.TryGetValue(avant, out var before) && texts.TryGetValue(apres, out var after) ? await EntreAsync(before, after, ct) : null;
    }

    /// <summary>The words of this site.</summary>
    public async Task<MotsDeCircuit> MotsAsync(CancellationToken ct)
    {
        var circuits = await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.IsPublished).ToDictionaryAsync(d => d.DefinitionId, d => d.Name, ct);
        return new MotsDeCircuit(registry, reglages.Politiques, Choix(circuits, annuaire));
    }

    /// <summary>The words of values that are chosen.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Choix(IReadOnlyDictionary<string, string> circuits, Annuaire annuaire)
    {
        var people = new Dictionary<string, string>(annuaire.Boites.ToDictionary(boite => boite.Id, boite => boite.Nom))
        {
            ["delegant"] = "le délégant", ["delegataire"] = "le délégataire", ["parties"] = "les parties", ["copies"] = "les destinataires des copies",
        };
        return new Dictionary<string, IReadOnlyDictionary<string, string>>
        {
            [ChoiceSources.Workflows] = circuits,
            [ChoiceSources.Events] = EvenementsEnFrancais.Tous,
            [SourcesDeChoix.Destinataires] = people,
            [SourcesDeChoix.Obligations] = Catalogue.Tous.ToDictionary(one => one.Id, one => $"{one.Id} – {one.Title}"),
        };
    }
}

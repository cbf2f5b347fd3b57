using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Host.Circuits.Differences;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>The boxes that the ladders of published circuits ask for support, for the registered parties: a text may come, or the directory change, after a circuit was published.</summary>
internal sealed class BoitesAttendues(ComiteFlowDb db, Annuaire annuaire)
{
    /// <summary>Those that the directory does not name, in order.</summary>
    public async Task<IReadOnlyList<string>> ManquantesAsync(CancellationToken ct)
    {
        var circuits = await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.IsPublished).Select(d => d.Json).ToListAsync(ct);
        var words = circuits.SelectMany(Demandes).Distinct().ToList();
        if (words.Count == 0)
            return [];
        var textes = (await db.Set<TexteRow>().AsNoTracking().ToListAsync(ct)).ConvertAll(SqlDossiers.TexteOf);
        var parties = textes.SelectMany(texte => texte.Parties).Select(party => party.Id).Distinct().ToList();
        return [.. words.SelectMany(word => Echelon.Boites(word, parties) ?? [word]).Distinct().Where(box => !annuaire.Nomme(box)).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whom the ladders of a circuit ask, without the words that mean parties.</summary>
    private static IEnumerable<string> Demandes(string circuit) =>
        from step in new EtapesDuTexte(JsonNode.Parse(circuit)!.AsObject()).Etapes.Values
        from line in MotsDeCircuit.Textes(step, EchelleLisible.Entree)
        from word in Echelon.Parse(line)?.To ?? []
        where !Destinataires.Mots.Contains(word)
        select word;
}

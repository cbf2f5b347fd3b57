using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Relances;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Circuits.Differences;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Courriels;

/// <summary>The boxes that the ladders of published circuits ask for support, for the registered parties: a text may come, or the directory change, after a circuit was published.</summary>
internal sealed class BoitesAttendues(ComiteFlowDb db, Annuaire annuaire, ActivityRegistry registry)
{
    /// <summary>Input that says whom a step reminds.</summary>
    private const string Vers = "to";

    /// <summary>Those that the directory does not name, in order.</summary>
    public async Task<IReadOnlyList<string>> ManquantesAsync(CancellationToken ct)
    {
        var circuits = await db.Set<DefinitionRow>().AsNoTracking().Where(d => d.IsPublished).Select(d => d.Json).ToListAsync(ct);
        var textes = (await db.Set<TexteRow>().AsNoTracking().ToListAsync(ct)).ConvertAll(SqlDossiers.TexteOf);
        var parties = textes.SelectMany(texte => texte.Parties).Select(party => party.Id).Distinct().ToList();
        return [.. circuits.SelectMany(circuit => Demandes(circuit, parties)).Distinct().Where(box => !annuaire.Nomme(box)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The boxes that the ladders of a circuit ask, without those of the parties themselves.</summary>
    private IEnumerable<string> Demandes(string circuit, IReadOnlyList<string> parties) =>
        from step in new EtapesDuTexte(JsonNode.Parse(circuit)!.AsObject()).Etapes.Values
        from line in MotsDeCircuit.Textes(step, EchelleLisible.Entree)
        from word in Echelon.Parse(line)?.To ?? []
        where !Destinataires.Mots.Contains(word)
        from box in Echelon.Boites(word, Rappeles(step, parties)) ?? [word]
        select box;

    /// <summary>Whom a step reminds: the deputy of each of them may be asked.</summary>
    private IReadOnlyList<string> Rappeles(EtapeLue step, IReadOnlyList<string> parties)
    {
        var named = MotsDeCircuit.Textes(step, Vers);
        if (named.Count == 0 && registry.Describe(step.Type)?.Inputs.FirstOrDefault(input => input.Name == Vers)?.Default is { } usual)
            named = JsonSerializer.Deserialize<string[]>(usual)!;
        return named.Count == 0 ? parties : [.. named.SelectMany(word => Destinataires.Mots.Contains(word) ? parties : [word]).Distinct()];
    }
}

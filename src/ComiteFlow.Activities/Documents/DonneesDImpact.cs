using ComiteFlow.Activities.Courriels;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Rapports;

namespace ComiteFlow.Activities.Documents;

/// <summary>What the papers of a séance tell of impact: the five levels, the measures with what they were, the cost.</summary>
public static class DonneesDImpact
{
    /// <summary>Null while no état des réalisations with measures or levels is in.</summary>
    public static Dictionary<string, object?>? Of(Dossier dossier, Comite comite)
    {
        if (dossier.Rapports.FirstOrDefault(r => r.Id == Rapport.StatusId(comite.Id))?.Impact is not { } impact)
            return null;
        var costs = new CoutDImpact(dossier);
        var before = costs.Precedent(comite);
        return new()
        {
            ["precedentLe"] = DonneesDeCourriel.Iso(before?.ReceivedOn),
            ["niveaux"] = impact.Levels.Count == 0 ? [] : Impact.Niveaux.Select(name => (object?)Niveau(name, impact.Levels.FirstOrDefault(l => l.Level == name))).ToList(),
            ["mesures"] = impact.Measures.Select(m => (object?)Mesure(m, before?.Impact?.Measures.FirstOrDefault(old => old.Name == m.Name))).ToList(),
            ["cout"] = costs.Of(comite) is { } cost ? Cout(cost) : null,
        };
    }

    private static Dictionary<string, object?> Niveau(string name, ConstatDImpact? told) => new() { ["nom"] = name, ["constat"] = told?.Text, ["tendance"] = told?.Trend };

    private static Dictionary<string, object?> Mesure(Mesure now, Mesure? before) => new()
    {
        ["nom"] = now.Name, ["unite"] = now.Unit, ["cible"] = now.Target, ["realise"] = now.Value, ["source"] = now.Origin, ["methode"] = now.Method,
        ["precedent"] = before is null ? null : new Dictionary<string, object?>
        {
            ["realise"] = before.Value, ["unite"] = before.Unit, ["autreUnite"] = before.Unit != now.Unit, ["autreMethode"] = before.Method != now.Method,
        },
    };

    private static Dictionary<string, object?> Cout(Cout cost) => new()
    {
        ["du"] = DonneesDeCourriel.Iso(cost.From), ["au"] = DonneesDeCourriel.Iso(cost.Until), ["paye"] = cost.Paid.Cents,
        ["mesure"] = cost.Measure?.Name, ["unite"] = cost.Measure?.Unit, ["realise"] = cost.Measure?.Value,
        ["actuel"] = cost.PerUnit?.Cents, ["sans"] = Code(cost.Without),
        ["precedent"] = cost.Previous?.Cents, ["precedentLe"] = DonneesDeCourriel.Iso(cost.PreviousOn), ["sansPrecedent"] = Code(cost.WithoutPrevious),
    };

    private static string? Code(SansCout without) => without switch
    {
        SansCout.Rien => null,
        SansCout.AucuneMesure => "noMeasure",
        SansCout.MesureNulle => "zero",
        SansCout.AucunPaiement => "noPayment",
        SansCout.PremierEtat => "first",
        SansCout.AutreMesure => "otherMeasure",
        SansCout.AutreMethode => "otherMethod",
        _ => "otherUnit",
    };
}

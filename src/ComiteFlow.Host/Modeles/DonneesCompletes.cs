using ComiteFlow.Host.Courriels;

namespace ComiteFlow.Host.Modeles;

/// <summary>
/// Whether the data of a text hold all that its template reads, in whatever branch. A condition takes what is missing for false, so that data of before an upgrade would leave a hole that nobody sees.
/// </summary>
internal sealed class DonneesCompletes(ModelesDuSite site, EpreuveDeModele epreuve, ModeleStore store)
{
    /// <summary>What is missing, in a sentence with its remedy; null for nothing.</summary>
    /// <param name="name">Such as <c>courriels/decision</c>.</param>
    public string? Manque(string name, IReadOnlyDictionary<string, object?> data)
    {
        var source = site.Figee();
        var usages = new UsagesDesPartiels(source, epreuve, site.Livres, store.Communes);
        var known = Forme.Vide();
        known.Ajouter(store.Communes);
        known.Ajouter(data);
        var missing = new VariablesConnues(source, known, usages).Controler(name).Select(remark => remark.Variable).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? null : CauseDEchec.Incomplet(name, missing);
    }
}

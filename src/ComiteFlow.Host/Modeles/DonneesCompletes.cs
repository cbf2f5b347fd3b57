using ComiteFlow.Host.Courriels;

namespace ComiteFlow.Host.Modeles;

/// <summary>
/// Whether the data of a text hold all that its template reads, in whatever branch. A condition takes what is missing for false, so that data of before an upgrade would leave a hole that nobody sees.
/// </summary>
internal sealed class DonneesCompletes(ModelesDuSite site, EpreuveDeModele epreuve, ModeleStore store)
{
    private volatile UsagesDesPartiels? _usages;

    /// <summary>What is missing, in a sentence with its remedy; null for nothing.</summary>
    /// <param name="name">Such as <c>courriels/decision</c>.</param>
    public string? Manque(string name, IReadOnlyDictionary<string, object?> data)
    {
        var usages = Usages();
        var known = Forme.Vide();
        known.Ajouter(store.Communes);
        known.Ajouter(data);
        var missing = new VariablesConnues(usages.Source, known, usages).Controler(name).Select(remark => remark.Variable).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        return missing.Count == 0 ? null : CauseDEchec.Incomplet(name, missing);
    }

    /// <summary>Those of the texts of this moment: a queue of mails asks once for each of them.</summary>
    private UsagesDesPartiels Usages()
    {
        var now = site.Figee();
        return _usages is { } known && ReferenceEquals(known.Source, now) ? known : _usages = new UsagesDesPartiels(now, epreuve, site.Livres, store.Communes);
    }
}

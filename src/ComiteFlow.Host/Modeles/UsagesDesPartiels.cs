using System.Collections.Concurrent;

namespace ComiteFlow.Host.Modeles;

/// <summary>How templates use each partial: the names that any of them hands over, and the data that it then reads. Each answer takes the whole folder, and is kept.</summary>
internal sealed class UsagesDesPartiels(IModeleSource source, EpreuveDeModele epreuve, DossierDeModeles livres, IReadOnlyDictionary<string, object?> communes)
{
    private readonly ConcurrentDictionary<string, Forme> _data = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _names = new(StringComparer.Ordinal);

    /// <summary>The texts that were read.</summary>
    public IModeleSource Source => source;

    /// <summary>What the samples of all templates that include a partial hold.</summary>
    public Forme Donnees(string partial) => _data.GetOrAdd(partial, _ => Exemples(epreuve.Incluants(source, partial)));

    /// <summary>Names that some template or partial hands over to a partial: those that another leaves out are optional.</summary>
    public IReadOnlyList<string> Parametres(string partial) => _names.GetOrAdd(partial, _ => [.. livres.Noms().SelectMany(name => Remis(name, partial)).Distinct()]);

    /// <summary>What the samples of templates hold, with what every template may use.</summary>
    public Forme Exemples(IReadOnlyList<string> names)
    {
        var data = Forme.Vide();
        foreach (var sample in names.SelectMany(livres.Exemples))
        {
            data.Ajouter(epreuve.Donnees(sample));
        }

        data.Ajouter(communes);
        return data;
    }

    private IEnumerable<string> Remis(string name, string partial) => StructureDeModele.Codes().Matches(source.Read(NomDeModele.Chemin(name)) ?? "")
        .Where(code => code.Groups["tag"].Value == "include").Select(code => StructureDeModele.Inclure(code.Groups["args"].Value))
        .Where(include => $"{NomDeModele.Partiels}/{include.Groups["partiel"].Value}" == partial)
        .SelectMany(include => include.Groups["nom"].Captures.Select(handed => handed.Value));
}

using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace ComiteFlow.Host.Modeles;

/// <summary>Looks at the addresses that a template writes: they lead to a page of this site.</summary>
/// <param name="pages">Null where a host without pages reads.</param>
/// <param name="adresse">Address of the site, without a final slash.</param>
internal sealed partial class LiensDeModele(IPagesDuSite? pages, string adresse)
{
    public IEnumerable<Remarque> Controler(string text)
    {
        var lines = new Lignes(text, 1);
        foreach (Match link in Address().Matches(text))
        {
            if (Faute(link) is { } fault)
                yield return new Remarque(true, fault, lines.De(link.Index));
        }
    }

    /// <summary>Addresses that only show once the text is composed, pieced together from words, conditions and data: each leads to this site.</summary>
    /// <param name="data">The sample as it is written: an address quoted from it is words, not a link.</param>
    public IEnumerable<Remarque> Controler(Rendu rendu, string sample, string data)
    {
        if (adresse.Length == 0)
            return [];
        var fragments = rendu.Arbre.Descendants<LeafBlock>().SelectMany(block => Fragment.Of(rendu.Modele, block)).ToList();
        var written = fragments.SelectMany(fragment => Written().Matches(fragment.Text)).Select(match => match.Value.TrimEnd('.', ',', ';', ':', '!', '*', ')'));
        return fragments.Select(fragment => fragment.Link).OfType<string>().Concat(written.Where(one => !data.Contains(one, StringComparison.Ordinal)))
            .Where(address => !EstDuSite(address)).Distinct()
            .Select(address => new Remarque(true, $"Composé avec l’exemple « {sample} », le lien « {address} » mène à un autre site : les textes ne mènent qu’au nôtre."));
    }

    private bool EstDuSite(string address) => adresse.Length > 0
        && address.StartsWith(adresse, StringComparison.Ordinal) && HorsDuNom().IsMatch(address[adresse.Length..]);

    private string? Faute(Match link)
    {
        if (link.Groups["relatif"] is { Success: true } relative)
            return $"Le lien « {relative.Value} » ne dit pas de quel site il est : commencez-le par « {{{{ service.adresse }}}} ».";
        if (link.Groups["schema"] is { Success: true } scheme)
            return $"Le lien « {scheme.Value} » est interdit : un lien commence par « {{{{ service.adresse }}}} ».";
        if (link.Groups["donnee"] is { Success: true } value)
            return $"L’adresse du lien vient d’une donnée seule (« {value.Value.Trim()} ») : commencez-la par « {{{{ service.adresse }}}} ».";
        if (link.Groups["ailleurs"] is { Success: true } foreign)
        {
            return EstDuSite(foreign.Value)
                ? null
                : $"Le lien « {foreign.Value} » mène à un autre site : les textes ne mènent qu’au nôtre.";
        }

        var behind = link.Groups["chemin"].Value;
        if (!HorsDuNom().IsMatch(behind))
            return $"Derrière « {{{{ service.adresse }}}} », « {behind} » ferait un autre site : un chemin commence par « / ».";
        var way = Code().Replace(behind, "x").Split('?', '#')[0].TrimEnd('.', ',', ';', '*');
        return way.Length == 0 || way[0] != '/' || pages is null || pages.Existe(way) ? null : $"Le lien « {way} » ne mène à aucune page de ce site.";
    }

    [GeneratedRegex(@"\{\{\s*service\.adresse\s*\}\}(?<chemin>(?:\{\{.*?\}\}|[^\s)""»<>{])*)|(?<ailleurs>https?://[^\s)""»<>]+)|\]\((?<schema>(?!https?:)[a-zA-Z][a-zA-Z0-9+.-]*:[^)]*)\)|\]\((?<donnee>\{\{(?!\s*service\.)[^)]*)\)|\]\((?<relatif>(?!\{\{)(?![a-zA-Z][a-zA-Z0-9+.-]*:)[^)]*)\)")]
    private static partial Regex Address();

    [GeneratedRegex(@"\{\{.*?\}\}")]
    private static partial Regex Code();

    [GeneratedRegex(@"https?://[^\s""»<>]+")]
    private static partial Regex Written();

    /// <summary>What may follow the name of the site without making another name of it: a way, a value (kept harmless when inserted), the end of a sentence.</summary>
    [GeneratedRegex(@"^(?:[/?#{]|[.,;:!*)]*$)")]
    private static partial Regex HorsDuNom();
}

using System.Text.RegularExpressions;

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

    private string? Faute(Match link)
    {
        if (link.Groups["schema"] is { Success: true } scheme)
            return $"Le lien « {scheme.Value} » est interdit : un lien commence par « {{{{ service.adresse }}}} ».";
        if (link.Groups["donnee"] is { Success: true } value)
            return $"L’adresse du lien vient d’une donnée seule (« {value.Value.Trim()} ») : commencez-la par « {{{{ service.adresse }}}} ».";
        if (link.Groups["ailleurs"] is { Success: true } foreign)
        {
            return adresse.Length > 0 && (foreign.Value == adresse || foreign.Value.StartsWith(adresse + "/", StringComparison.Ordinal))
                ? null
                : $"Le lien « {foreign.Value} » mène à un autre site : les textes ne mènent qu’au nôtre.";
        }

        var way = Code().Replace(link.Groups["chemin"].Value, "x").Split('?', '#')[0].TrimEnd('.', ',', ';', '*');
        return way.Length == 0 || way[0] != '/' || pages is null || pages.Existe(way) ? null : $"Le lien « {way} » ne mène à aucune page de ce site.";
    }

    [GeneratedRegex(@"\{\{\s*service\.adresse\s*\}\}(?<chemin>(?:\{\{.*?\}\}|[^\s)""»<>{])*)|(?<ailleurs>https?://[^\s)""»<>]+)|\]\((?<schema>(?!https?:)[a-zA-Z][a-zA-Z0-9+.-]*:[^)]*)\)|\]\((?<donnee>\{\{(?!\s*service\.)[^)]*)\)")]
    private static partial Regex Address();

    [GeneratedRegex(@"\{\{.*?\}\}")]
    private static partial Regex Code();
}

using System.Globalization;
using System.Text.RegularExpressions;
using Markdig.Syntax;

namespace ComiteFlow.Host.Modeles;

/// <summary>Looks at a composed text as its reader will.</summary>
internal static partial class LectureDeRendu
{
    /// <summary>Words of a sentence beyond which a mail, or a document, is hard to read.</summary>
    public const int MotsDeCourriel = 35, MotsDeDocument = 70;

    private const string Obligations = NomDeModele.Partiels + "/obligations-servies";

    public static IEnumerable<Remarque> Courriel(RenduCourriel mail, string sample, IReadOnlyList<string> partials)
    {
        if (!partials.Contains(Obligations))
            yield return new Remarque(true, "Le courriel ne dit pas l’obligation qu’il sert : ajoutez « {% include 'obligations-servies' pourquoi: pourquoi -%} » avant le pied.");
        if (mail.Objet.Length > ModeleStore.SubjectLimit)
            yield return new Remarque(false, string.Create(CultureInfo.InvariantCulture, $"L’objet fait {mail.Objet.Length} signes, même en court, avec l’exemple « {sample} » ; les boîtes en montrent {ModeleStore.SubjectLimit} : raccourcissez « objetCourt »."));
        if (mail.Objet.Length == 0)
            yield return new Remarque(true, $"L’objet est vide avec l’exemple « {sample} ».");
        foreach (var hidden in Caches(mail.Corps))
        {
            yield return new Remarque(true, $"L’adresse du lien « {hidden} » n’est pas visible : un lecteur sans HTML ne peut pas le suivre. Écrivez l’adresse sous le lien, ou employez le partiel « lien-action ».");
        }
    }

    /// <summary>Sentences longer than a limit, with their words.</summary>
    public static IEnumerable<Remarque> Phrases(Rendu rendu, int words) => rendu.Arbre.Descendants<LeafBlock>()
        .Where(block => block.Inline is not null)
        .SelectMany(block => Fin().Split(Fragment.Plain(Fragment.Of(rendu.Modele, block)).Replace('\n', ' ')))
        .Select(sentence => (Sentence: sentence.Trim(), Count: sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length))
        .Where(one => one.Count > words).DistinctBy(one => one.Sentence).OrderByDescending(one => one.Count).Take(5)
        .Select(one => new Remarque(false, string.Create(CultureInfo.InvariantCulture, $"Une phrase a {one.Count} mots (au plus {words}) : « {one.Sentence} » Coupez-la en deux.")));

    /// <summary>Words of links whose address stands nowhere in the text.</summary>
    private static IEnumerable<string> Caches(Rendu rendu)
    {
        var fragments = rendu.Arbre.Descendants<LeafBlock>().SelectMany(block => Fragment.Of(rendu.Modele, block)).ToList();
        var plain = Fragment.Plain(fragments);
        return fragments.Where(fragment => fragment.Link is { } link && !plain.Contains(link.Replace("mailto:", "", StringComparison.Ordinal), StringComparison.Ordinal)).Select(fragment => fragment.Text).Distinct();
    }

    [GeneratedRegex(@"(?<=[.!?…])\s+")]
    private static partial Regex Fin();
}

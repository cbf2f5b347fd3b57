using System.Text.RegularExpressions;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Domain.Conventions.Examen;

/// <summary>Doubts on CHORUS keys: a code that differs from a known one by misread zeros, and a programme that is not the convention's.</summary>
internal sealed partial class DoutesChorus(TexteConvention texte, TexteConvention? amended, IReadOnlyList<TexteConvention> others)
{
    private const string Convention = "convention";

    public IEnumerable<DoubtFlagged> All() => [.. texte.Chorus.SelectMany(Codes), .. texte.Chorus.SelectMany(Programmes)];

    /// <summary>The code once each letter O is a zero and zeros in a row are one.</summary>
    internal static string Normal(string code) => Zeros().Replace(code.Replace('O', '0').Replace('o', '0'), "0");

    private IEnumerable<DoubtFlagged> Codes(TexteChorus key)
    {
        var parts = PartsOf(key).ToList();
        var sure = SureCodes(key);
        foreach (var (printed, place) in key.RawAsPrinted.Select(DoutesDuTexte.Split))
        {
            if (!parts.Contains(printed) && Like(printed, parts.Concat(sure)) is { } proposal)
                yield return Code(key, printed, proposal, place ?? DoutesDuTexte.Article(key.Source));
        }

        if (!key.Uncertain)
            yield break;
        foreach (var part in parts)
        {
            if (!sure.Contains(part) && Like(part, sure) is { } proposal)
                yield return Code(key, part, proposal, DoutesDuTexte.Article(key.Source));
        }
    }

    private IEnumerable<DoubtFlagged> Programmes(TexteChorus key)
    {
        var common = (texte.Chorus.FirstOrDefault(k => k.Scope == Convention) ?? amended?.Chorus.FirstOrDefault(k => k.Scope == Convention))?.ProgrammesLus() ?? [];
        if (key.Scope == Convention || common.Count == 0)
            yield break;
        foreach (var programme in key.ProgrammesLus().Except(common))
        {
            yield return new DoubtFlagged
            {
                Document = texte.Id,
                Subject = "programme",
                Printed = programme,
                Startup = key.Scope,
                Article = DoutesDuTexte.Article(key.Source),
                Why = DoutesDuTexte.Why($"La convention impute sur le programme {string.Join(" ou ", common)}.", programme, null, key.Source),
            };
        }
    }

    private DoubtFlagged Code(TexteChorus key, string printed, string proposal, string? article) => new()
    {
        Document = texte.Id,
        Subject = "chorusCode",
        Printed = printed,
        Proposal = proposal,
        Startup = key.Scope == Convention ? null : key.Scope,
        Article = article,
        Why = DoutesDuTexte.Why("Ce code ne diffère d’un code connu que par des zéros mal lus.", printed, proposal, key.Source),
    };

    /// <summary>Codes that other keys print without doubt, those of the same document first.</summary>
    private List<string> SureCodes(TexteChorus key) =>
        [.. new[] { texte, amended }.OfType<TexteConvention>().Concat(others).DistinctBy(t => t.Id)
            .SelectMany(t => t.Chorus).Where(k => !k.Uncertain && !ReferenceEquals(k, key))
            .SelectMany(k => PartsOf(k).Concat(k.CentresDeCoutPossibles.Select(c => c.Code))).Distinct()];

    private static string? Like(string code, IEnumerable<string> known) => known.FirstOrDefault(k => k != code && Normal(k) == Normal(code));

    private static IEnumerable<string> PartsOf(TexteChorus key) =>
        new[] { key.AxeMinisteriel1, key.DomaineFonctionnel, key.CentreFinancier }.Concat(key.Activites).Append(key.CentreDeCout)
            .OfType<string>().Where(p => p.Length > 0);

    [GeneratedRegex("0+")]
    private static partial Regex Zeros();
}

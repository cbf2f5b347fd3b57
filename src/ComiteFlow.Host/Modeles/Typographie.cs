using System.Text.RegularExpressions;

namespace ComiteFlow.Host.Modeles;

/// <summary>French typography: no-break spaces and the curved apostrophe, for the words of templates and for inserted values.</summary>
internal static partial class Typographie
{
    public const string NoBreak = "\u00A0";
    private const string Thin = "\u202F";

    /// <summary>Stands for an inserted value or a tag while the text around it is corrected.</summary>
    public const char Value = '\uE000';

    public static string Correct(string text)
    {
        if (text.Length < 2) return text;

        text = Apostrophe().Replace(text, "’");
        text = text.Replace("« ", "«" + NoBreak, StringComparison.Ordinal).Replace(" »", NoBreak + "»", StringComparison.Ordinal);
        text = BeforeDoubleSign().Replace(text, Thin);
        text = BeforeColon().Replace(text, NoBreak);
        text = AfterReference().Replace(text, NoBreak);
        text = BeforeMonth().Replace(text, NoBreak);
        text = Thousands().Replace(text, match => match.Value.Replace(" ", NoBreak, StringComparison.Ordinal));
        return BeforeUnit().Replace(text, NoBreak);
    }

    [GeneratedRegex("(?<=[\\p{L}\uE000])'(?=[\\p{L}\\d«\uE000])")]
    private static partial Regex Apostrophe();

    [GeneratedRegex("(?<=\\S) (?=[;?!])")]
    private static partial Regex BeforeDoubleSign();

    [GeneratedRegex("(?<=\\S) (?=:(?:[\\s*_)\uE000]|$))")]
    private static partial Regex BeforeColon();

    [GeneratedRegex("(?<=(?:[nN]°|\\b[aA]rticles?|\\b[aA]nnexes?|\\bart\\.)) (?=[\\d\uE000])")]
    private static partial Regex AfterReference();

    [GeneratedRegex("(?<=\\b(?:\\d{1,2}|1er)) (?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\\b)")]
    private static partial Regex BeforeMonth();

    [GeneratedRegex("\\b\\d{1,3}(?: \\d{3})+(?=(?:,\\d{1,2})?[ \u00A0](?:€|euros))")]
    private static partial Regex Thousands();

    [GeneratedRegex("(?<=[\\d\uE000]) (?=[€%])")]
    private static partial Regex BeforeUnit();
}

using System.Text.RegularExpressions;
using ComiteFlow.Domain;
using ComiteFlow.Host.Fichiers;
using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests.Saisies;

/// <summary>Says what is wrong with the way in which a step was refused.</summary>
internal sealed partial class JugeDeSaisies
{
    /// <summary>Longest sentence that a person still reads; lists of what exists are the longest.</summary>
    private const int Longueur = 1500;

    private readonly HashSet<string> _codes = Codes();

    /// <summary>A file refused for its shape: one French line with the path in it.</summary>
    public static Issue Forme(IReadOnlyList<FileProblem> problems)
    {
        var line = problems.Count == 0 ? "" : problems[0].ToString();
        var faute = Phrase(line) ?? (line.Contains(": $", StringComparison.Ordinal) ? null : "sans chemin JSON");
        return new Issue(Sorte.Forme, null, line, faute);
    }

    /// <summary>A refused act: a code of the list, one French sentence, one fact that says so, and not one row besides.</summary>
    public Issue Refus(BrokenRuleException refusal, long writes, IReadOnlyList<FaitLaisse> facts)
    {
        var faute = _codes.Contains(refusal.Code) ? Phrase(refusal.Message) ?? Reparer(refusal.Message) : $"code {refusal.Code} hors de la liste";
        return new Issue(Sorte.Refus, refusal.Code, refusal.Message, faute ?? Traces(refusal, writes, facts));
    }

    private static string? Traces(BrokenRuleException refusal, long writes, IReadOnlyList<FaitLaisse> facts)
    {
        var refused = facts.Where(f => f.Name == "refused").ToList();
        var others = facts.Where(f => f.Name != "refused").ToList();
        if (refused.Count != 1)
            return $"{refused.Count} faits « refused »";
        if (refused[0].Text("code") != refusal.Code || refused[0].Text("message") != refusal.Message)
            return "le fait ne dit pas le refus";
        var warned = others.Any(f => f.Name == "alert.raised" && f.Text("alert") == "insufficientCredits");
        if (others.Any(f => !(warned && f.Name is "alert.raised" or "email.sent")))
            return "autres faits : " + string.Join(", ", others.Select(f => f.Name));
        return writes == 0 || warned ? null : $"{writes} lignes écrites";
    }

    private static string? Phrase(string text)
    {
        if (text.Length is < 20 or > Longueur)
            return $"phrase de {text.Length} caractères : {text[..Math.Min(text.Length, 200)]}…";
        if (Invisible().IsMatch(text))
            return "caractères invisibles dans la phrase : " + text;
        return text.EndsWith('.') ? null : "phrase sans point final : " + text;
    }

    private static string? Reparer(string text) => ColonBeforeRemedy().IsMatch(text) ? null : "la phrase ne dit pas quoi faire : " + text;

    private static HashSet<string> Codes()
    {
        var format = File.ReadAllText(Depot.Path("scenarios", "FORMAT.md"));
        var table = format[format.IndexOf("### Refusal codes", StringComparison.Ordinal)..format.IndexOf("## Policies", StringComparison.Ordinal)];
        return [.. table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).SelectMany(line => Code().Matches(line.Split('|')[1]).Select(m => m.Groups[1].Value))];
    }

    [GeneratedRegex("`([a-zA-Z]+)`")]
    private static partial Regex Code();

    /// <summary>Controls, and the marks that turn or hide text.</summary>
    [GeneratedRegex("[\\p{Cc}\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF]")]
    private static partial Regex Invisible();

    [GeneratedRegex("[ \\u00A0]: ")]
    private static partial Regex ColonBeforeRemedy();
}

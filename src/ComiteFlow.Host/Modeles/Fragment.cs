using System.Text.RegularExpressions;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ComiteFlow.Host.Modeles;

/// <summary>A run of words of one look; an end of line is a fragment of its own, whose text is a line feed.</summary>
internal sealed partial record Fragment(string Text, bool Bold = false, bool Italic = false, bool Raised = false, string? Link = null)
{
    public bool IsLineBreak => Text == "\n";

    /// <summary>The words of a heading, a paragraph or a table cell, flattened; « 1er » ends with a raised fragment.</summary>
    /// <exception cref="ModeleException">The Markdown holds something that templates may not use.</exception>
    public static List<Fragment> Of(string modele, LeafBlock block)
    {
        var fragments = new List<Fragment>();
        if (block.Inline is not null) Collect(modele, block, block.Inline, new Fragment(""), fragments);
        return fragments;
    }

    public static string Plain(IEnumerable<Fragment> fragments) => string.Concat(fragments.Select(fragment => fragment.Text));

    private static void Collect(string modele, LeafBlock block, ContainerInline parent, Fragment look, List<Fragment> fragments)
    {
        foreach (var inline in parent)
        {
            switch (inline)
            {
                case LiteralInline literal: Add(fragments, look with { Text = literal.Content.ToString() }); break;
                case CodeInline code: Add(fragments, look with { Text = code.Content }); break;
                case HtmlEntityInline entity: Add(fragments, look with { Text = entity.Transcoded.ToString() }); break;
                case LineBreakInline line: Add(fragments, line.IsHard ? new Fragment("\n") : look with { Text = " " }); break;
                case EmphasisInline emphasis:
                    Collect(modele, block, emphasis, emphasis.DelimiterCount == 2 ? look with { Bold = true } : look with { Italic = true }, fragments);
                    break;
                case LinkInline { IsImage: false } link: Collect(modele, block, link, look with { Link = SafeAddress(link.Url) }, fragments); break;
                case AutolinkInline auto: Add(fragments, look with { Text = auto.Url, Link = SafeAddress(auto.Url) }); break;
                default:
                    throw new ModeleException(modele, $"le texte contient {(inline is LinkInline ? "une image" : $"un élément de trop ({inline.GetType().Name})")} : les modèles ne le permettent pas.") { LigneDuRendu = Math.Max(inline.Line, block.Line) };
            }
        }
    }

    private static void Add(List<Fragment> fragments, Fragment next)
    {
        // Escaped signs come one by one: words of one look are joined again.
        if (fragments.Count > 0 && !next.IsLineBreak && fragments[^1] is { IsLineBreak: false } last && last with { Text = "" } == next with { Text = "" })
            fragments[^1] = last with { Text = last.Text + next.Text };
        else
            fragments.Add(next);
    }

    /// <summary>Cuts the « er » of « 1er », the « e » of « 2e » and the « re » of « 1re » off, for the writers that can raise it.</summary>
    public IEnumerable<Fragment> CutOrdinals()
    {
        var start = 0;
        foreach (Match match in Ordinal().Matches(Text))
        {
            yield return this with { Text = Text[start..match.Index] };
            yield return this with { Text = match.Value, Raised = true };
            start = match.Index + match.Length;
        }

        if (start < Text.Length) yield return this with { Text = Text[start..] };
    }

    private static string? SafeAddress(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme is "https" or "http" or "mailto") ? url : null;

    [GeneratedRegex(@"(?<=\b1)(?:er|re)\b|(?<=\b(?:[2-9]|[1-9][0-9]))e\b")]
    private static partial Regex Ordinal();
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using DotLiquid;
using DotLiquid.Exceptions;

namespace ComiteFlow.Host.Modeles;

/// <summary>Reads a template's text once: checks tags and filters, corrects its typography, notes each place where a value goes.</summary>
internal sealed partial class CompilateurLiquid
{
    private static readonly HashSet<string> Tags =
        new(["if", "elsif", "else", "endif", "unless", "endunless", "for", "endfor", "include"], StringComparer.Ordinal);

    private readonly ConcurrentDictionary<int, Insertion> _places = new();
    private int _last;

    // Liquid's own « for » cannot be replaced, so ours goes by another name inside.
    static CompilateurLiquid() => Template.RegisterTag<BoucleStricte>(BoucleStricte.Balise);

    public Insertion Place(int number) => _places[number];

    /// <param name="markdown">The text is Markdown, so that inserted values are escaped; otherwise a line of a mail's head.</param>
    /// <exception cref="ModeleException">A tag, a filter or a variable is not one that templates may use.</exception>
    public Template Compile(string modele, string text, bool markdown)
    {
        var codes = new Queue<string>();
        var words = Code().Replace(text, match =>
        {
            codes.Enqueue(Rewrite(modele, match, markdown));
            return Typographie.Value.ToString();
        });

        var liquid = new StringBuilder(text.Length * 2);
        foreach (var sign in Typographie.Correct(words))
        {
            if (sign == Typographie.Value) liquid.Append(codes.Dequeue());
            else liquid.Append(sign);
        }

        return Parse(modele, liquid.ToString());
    }

    private static Template Parse(string modele, string liquid)
    {
        try
        {
            var template = Template.Parse(liquid, SyntaxCompatibility.DotLiquid22a);
            template.MakeThreadSafe();
            return template;
        }
        catch (LiquidException wrong)
        {
            throw new ModeleException(modele, wrong.Message, wrong);
        }
    }

    private string Rewrite(string modele, Match code, bool markdown)
    {
        if (code.Value.StartsWith("{%", StringComparison.Ordinal))
        {
            var tag = code.Groups["tag"].Value;
            if (!Tags.Contains(tag)) throw new ModeleException(modele, $"« {code.Value} » : les modèles ne connaissent pas cette balise.");
            if (tag == "include" && !markdown) throw new ModeleException(modele, $"« {code.Value} » : l’en-tête n’inclut pas de partiel, seul le corps le peut.");

            var at = code.Groups["tag"].Index - code.Index;
            return tag is "for" or "endfor" ? code.Value[..at] + tag.Replace("for", BoucleStricte.Balise, StringComparison.Ordinal) + code.Value[(at + tag.Length)..] : code.Value;
        }

        var insertion = Insertion.Parse(modele, code.Groups["value"].Value, markdown);
        var place = Interlocked.Increment(ref _last);
        _places[place] = insertion;
        return string.Create(CultureInfo.InvariantCulture, $"{{{{ {insertion.Path} | {FiltreDeDepot.Name}: {place} }}}}");
    }

    [GeneratedRegex(@"\{\{(?<value>.*?)\}\}|\{%\s*(?<tag>[^\s%]*).*?%\}", RegexOptions.Singleline)]
    private static partial Regex Code();
}

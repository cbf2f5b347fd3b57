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
    private readonly ConcurrentDictionary<int, Insertion> _places = new();
    private int _last;

    // Liquid's own « for » cannot be replaced, so ours goes by another name inside.
    static CompilateurLiquid() => Template.RegisterTag<BoucleStricte>(BoucleStricte.Balise);

    public Insertion Place(int number) => _places[number];

    /// <param name="modele">Name that errors carry.</param>
    /// <param name="markdown">The text is Markdown, so that inserted values are escaped; otherwise a line of a mail's head.</param>
    /// <param name="premiere">Line of the file on which the text begins.</param>
    /// <exception cref="ModeleException">A tag, a filter or a variable is not one that templates may use.</exception>
    public Template Compile(string modele, string text, bool markdown, int premiere = 1)
    {
        StructureDeModele.Verifier(modele, text, premiere, inclut: markdown);
        var codes = new Queue<string>();
        var lines = new Lignes(text, premiere);
        var words = StructureDeModele.Codes().Replace(text, match =>
        {
            codes.Enqueue(Rewrite(modele, text, match, markdown, lines.De(match.Index)));
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

    private string Rewrite(string modele, string text, Match code, bool markdown, int line)
    {
        if (code.Value.StartsWith("{%", StringComparison.Ordinal))
        {
            var tag = code.Groups["tag"];
            var at = tag.Index - code.Index;
            return tag.Value switch
            {
                "for" => string.Create(CultureInfo.InvariantCulture, $"{code.Value[..at]}{BoucleStricte.Balise} {line}{code.Value[(at + tag.Length)..]}"),
                "endfor" => code.Value[..at] + "end" + BoucleStricte.Balise + code.Value[(at + tag.Length)..],
                _ => code.Value,
            };
        }

        var insertion = Insertion.Parse(new Endroit(modele, line, Place(text, code.Index), markdown), code.Groups["value"].Value);
        var place = Interlocked.Increment(ref _last);
        _places[place] = insertion;
        return string.Create(CultureInfo.InvariantCulture, $"{{{{ {insertion.Path} | {FiltreDeDepot.Name}: {place} }}}}");
    }

    /// <summary>What an inserted value becomes part of: words, a link's address, or the way behind the address of the site.</summary>
    private static GenreDInsertion Place(string text, int index) =>
        BehindTheSite().IsMatch(text[Math.Max(0, index - 60)..index]) ? GenreDInsertion.Chemin
        : index > 0 && text.LastIndexOf("](", index - 1, StringComparison.Ordinal) is >= 0 and var link && link > text.LastIndexOf(')', index - 1) ? GenreDInsertion.Adresse
        : GenreDInsertion.Mots;

    [GeneratedRegex(@"\{\{\s*service\.adresse\s*\}\}$")]
    private static partial Regex BehindTheSite();
}

/// <summary>What an inserted value becomes part of.</summary>
internal enum GenreDInsertion
{
    /// <summary>Words that people read.</summary>
    Mots,

    /// <summary>The address of a link.</summary>
    Adresse,

    /// <summary>The way behind the address of this site, in a link or in words: it must never make another site of it.</summary>
    Chemin,
}

/// <summary>Where a value goes.</summary>
/// <param name="Markdown">The value goes into Markdown and is escaped; otherwise into a line of a mail's head, as it is.</param>
internal sealed record Endroit(string Modele, int Ligne, GenreDInsertion Genre, bool Markdown);

using System.Text.RegularExpressions;

namespace ComiteFlow.Host.Modeles;

/// <summary>Looks at the tags of a template before Liquid does: each is one that templates may use, closed, and not nested without end.</summary>
internal static partial class StructureDeModele
{
    /// <summary>Blocks within blocks.</summary>
    private const int Profondeur = 20;

    private const int LongueurDInsertion = 500;

    private const string Operande = @"[A-Za-z]\w*(?:\.[A-Za-z]\w*)*|'[^']*'|-?\d+";

    private const string Suite = @"(?:\s*(?:==|!=|<>|<=|>=|<|>|contains)\s*(?:" + Operande + "))?";

    /// <summary>Each tag with the sentence about its right form; null where the form is free.</summary>
    private static readonly Dictionary<string, (Func<Regex>? Form, string Example)> Tags = new(StringComparer.Ordinal)
    {
        ["if"] = (Condition, "{% if nom == 'texte' and liste.size > 0 %}"),
        ["elsif"] = (Condition, "{% elsif nom == 'texte' %}"),
        ["unless"] = (Condition, "{% unless nom %}"),
        ["for"] = (Boucle, "{% for nom in liste %}"),
        ["include"] = (Inclusion, "{% include 'lien-action' lien: lien %}"),
        ["else"] = (null, ""), ["endif"] = (null, ""), ["endunless"] = (null, ""), ["endfor"] = (null, ""),
    };

    /// <summary>Every place between double braces and every tag, in order.</summary>
    public static Regex Codes() => Code();

    /// <param name="premiere">Line of the file on which the text begins.</param>
    /// <param name="inclut">A line of the head includes nothing.</param>
    /// <exception cref="ModeleException">A tag is unknown, wrong, or not closed.</exception>
    public static void Verifier(string modele, string text, int premiere, bool inclut)
    {
        Fermer(modele, text, premiere);
        var open = new Stack<(string Tag, string Code, int Line, bool HasElse)>();
        var lines = new Lignes(text, premiere);
        foreach (Match code in Code().Matches(text))
        {
            var line = lines.De(code.Index);
            if (code.Length > LongueurDInsertion)
                throw new ModeleException(modele, "une balise dépasse 500 signes : coupez-la.", ligne: line);
            if (code.Value.StartsWith("{%", StringComparison.Ordinal))
                Suivre(modele, code, line, open, inclut);
        }

        if (open.TryPeek(out var left))
            throw new ModeleException(modele, $"« {left.Code} » n’est pas fermé : ajoutez « {{% end{left.Tag} %}} ».", ligne: left.Line);
    }

    private static void Suivre(string modele, Match code, int line, Stack<(string Tag, string Code, int Line, bool HasElse)> open, bool inclut)
    {
        var tag = code.Groups["tag"].Value;
        if (!Tags.TryGetValue(tag, out var known))
            throw new ModeleException(modele, $"« {code.Value} » : les modèles ne connaissent pas cette balise.", ligne: line);
        if (tag == "include" && !inclut)
            throw new ModeleException(modele, $"« {code.Value} » : l’en-tête n’inclut pas de partiel, seul le corps le peut.", ligne: line);
        if (known.Form is { } form && !form().IsMatch(code.Groups["args"].Value))
            throw new ModeleException(modele, $"« {code.Value} » n’est pas lisible : écrivez par exemple « {known.Example} ».", ligne: line);
        switch (tag)
        {
            case "if" or "unless" or "for":
                if (open.Count == Profondeur)
                    throw new ModeleException(modele, $"« {code.Value} » : plus de {Profondeur} blocs se tiennent l’un dans l’autre.", ligne: line);
                open.Push((tag, code.Value, line, false));
                break;
            case "endif" or "endunless" or "endfor":
                if (!open.TryPop(out var closed) || closed.Tag != tag[3..])
                    throw new ModeleException(modele, $"« {code.Value} » ne ferme rien : {(closed.Tag is null ? "aucun bloc n’est ouvert" : $"« {closed.Code} » (ligne {closed.Line}) est encore ouvert")}.", ligne: line);
                break;
            case "else" or "elsif":
                if (!open.TryPop(out var block) || block.HasElse || (tag == "elsif" && block.Tag == "for"))
                    throw new ModeleException(modele, $"« {code.Value} » n’est pas à sa place.", ligne: line);
                open.Push(block with { HasElse = tag == "else" });
                break;
        }
    }

    /// <summary>Every opening sign has its closing one.</summary>
    private static void Fermer(string modele, string text, int premiere)
    {
        for (var at = 0; (at = Ouvrant(text, at)) >= 0;)
        {
            var end = text.IndexOf(text[at + 1] == '{' ? "}}" : "%}", at + 2, StringComparison.Ordinal);
            // Another one that opens first says that this one was forgotten.
            if (end < 0 || Ouvrant(text, at + 2) is >= 0 and var next && next < end)
                throw new ModeleException(modele, $"« {text[at..(at + 2)]} » n’est pas fermé.", ligne: new Lignes(text, premiere).De(at));
            at = end + 2;
        }
    }

    private static int Ouvrant(string text, int from)
    {
        while ((from = text.IndexOf('{', Math.Min(from, text.Length))) >= 0 && from + 1 < text.Length)
        {
            if (text[from + 1] is '{' or '%')
                return from;
            from++;
        }

        return -1;
    }

    [GeneratedRegex(@"\{\{(?<value>.*?)\}\}|\{%\s*(?<tag>[^\s%]*)(?<args>.*?)-?%\}", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"^\s+(?:" + Operande + ")" + Suite + @"(?:\s+(?:and|or)\s+(?:" + Operande + ")" + Suite + @")*\s*$")]
    private static partial Regex Condition();

    [GeneratedRegex(@"^\s+[A-Za-z]\w*\s+in\s+[A-Za-z]\w*(?:\.[A-Za-z]\w*)*\s*$")]
    private static partial Regex Boucle();

    [GeneratedRegex(@"^\s+'(?<partiel>[A-Za-z0-9-]+)'(?:\s+(?<nom>[A-Za-z]\w*)\s*:\s*(?<valeur>[A-Za-z]\w*(?:\.[A-Za-z]\w*)*|'[^']*'|-?\d+|true|false)\s*,?)*\s*$")]
    private static partial Regex Inclusion();

    /// <summary>What an <c>include</c> names and hands over.</summary>
    public static Match Inclure(string args) => Inclusion().Match(args);
}

/// <summary>Lines of a text by the place of a sign, asked in rising order.</summary>
internal sealed class Lignes(string text, int premiere)
{
    private int _at;
    private int _line = premiere;

    public int De(int index)
    {
        for (; _at < index; _at++)
        {
            if (text[_at] == '\n')
                _line++;
        }

        return _line;
    }
}

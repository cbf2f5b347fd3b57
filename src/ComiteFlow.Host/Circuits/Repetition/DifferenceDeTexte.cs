namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>A run of words that stays, goes or comes.</summary>
internal sealed record MotsDeTexte(string Texte, char Signe);

/// <summary>Which words of a paragraph change: the longest common run of words stays.</summary>
internal static class DifferenceDeTexte
{
    public const char Reste = '=', Part = '-', Vient = '+';

    /// <summary>Words beyond which a paragraph is shown as changed from end to end.</summary>
    private const int Long = 600;

    public static IReadOnlyList<MotsDeTexte> Mots(string avant, string apres)
    {
        var (before, after) = (avant.Split(' '), apres.Split(' '));
        if (avant == apres)
            return [new MotsDeTexte(apres, Reste)];
        return before.Length > Long || after.Length > Long ? [new MotsDeTexte(avant, Part), new MotsDeTexte(apres, Vient)] : Fondre(Suivre(before, after));
    }

    /// <summary>Paragraphs of two texts side by side; one that has no fellow goes or comes whole.</summary>
    public static IReadOnlyList<IReadOnlyList<MotsDeTexte>> Paragraphes(IReadOnlyList<string> avant, IReadOnlyList<string> apres)
    {
        var lines = new List<IReadOnlyList<MotsDeTexte>>();
        var (gone, come) = (new List<string>(), new List<string>());
        foreach (var paragraph in Suivre([.. avant], [.. apres]))
        {
            if (paragraph.Signe == Reste)
            {
                lines.AddRange(Apparier(gone, come));
                lines.Add([paragraph]);
                gone.Clear();
                come.Clear();
            }
            else
            {
                (paragraph.Signe == Part ? gone : come).Add(paragraph.Texte);
            }
        }

        lines.AddRange(Apparier(gone, come));
        return lines;
    }

    /// <summary>Paragraphs that go with those that come in their place, as long as they are alike.</summary>
    private static IEnumerable<IReadOnlyList<MotsDeTexte>> Apparier(List<string> gone, List<string> come)
    {
        var next = 0;
        foreach (var before in gone)
        {
            var fellow = come.FindIndex(next, after => Ressemblent(before, after));
            if (fellow < 0)
            {
                yield return [new MotsDeTexte(before, Part)];
                continue;
            }

            while (next < fellow)
            {
                yield return [new MotsDeTexte(come[next++], Vient)];
            }

            yield return Mots(before, come[next++]);
        }

        foreach (var after in come.Skip(next))
        {
            yield return [new MotsDeTexte(after, Vient)];
        }
    }

    /// <summary>Two of five words in common.</summary>
    private static bool Ressemblent(string before, string after)
    {
        var (one, other) = (before.Split(' '), after.Split(' '));
        return 5 * one.Intersect(other).Count() >= 2 * Math.Max(one.Length, other.Length);
    }

    private static IEnumerable<MotsDeTexte> Suivre(string[] before, string[] after)
    {
        var table = Table(before, after);
        var (i, j) = (0, 0);
        while (i < before.Length || j < after.Length)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j])
            {
                yield return new MotsDeTexte(after[j++], Reste);
                i++;
            }
            else if (i < before.Length && (j == after.Length || table[i + 1, j] >= table[i, j + 1]))
            {
                yield return new MotsDeTexte(before[i++], Part);
            }
            else
            {
                yield return new MotsDeTexte(after[j++], Vient);
            }
        }
    }

    /// <summary>Length of the longest common part of what is left.</summary>
    private static int[,] Table(string[] before, string[] after)
    {
        var table = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
        {
            for (var j = after.Length - 1; j >= 0; j--)
            {
                table[i, j] = before[i] == after[j] ? table[i + 1, j + 1] + 1 : Math.Max(table[i + 1, j], table[i, j + 1]);
            }
        }

        return table;
    }

    private static IReadOnlyList<MotsDeTexte> Fondre(IEnumerable<MotsDeTexte> words)
    {
        var runs = new List<MotsDeTexte>();
        foreach (var word in words)
        {
            if (runs.Count > 0 && runs[^1].Signe == word.Signe)
                runs[^1] = runs[^1] with { Texte = $"{runs[^1].Texte} {word.Texte}" };
            else
                runs.Add(word);
        }

        return runs;
    }
}

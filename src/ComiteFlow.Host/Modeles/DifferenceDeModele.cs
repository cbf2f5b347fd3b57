using ComiteFlow.Host.Circuits.Repetition;

namespace ComiteFlow.Host.Modeles;

/// <summary>A line of a difference: what stays, goes or comes in it.</summary>
/// <param name="Numero">Line of the later text; null for one that goes, or where lines are left out.</param>
internal sealed record LigneDeDifference(int? Numero, IReadOnlyList<MotsDeTexte> Mots)
{
    /// <summary>Stands for lines that are the same in both.</summary>
    public static LigneDeDifference Saut { get; } = new(null, []);

    public bool EstChangee => Mots.Any(words => words.Signe != DifferenceDeTexte.Reste);
}

/// <summary>What one text of a template says otherwise than another, line by line.</summary>
internal static class DifferenceDeModele
{
    /// <summary>Lines shown around a change.</summary>
    private const int Autour = 2;

    /// <summary>Changed lines beyond which a text is shown as replaced from end to end.</summary>
    private const int Long = 1500;

    public static IReadOnlyList<LigneDeDifference> Entre(string avant, string apres)
    {
        if (avant == apres)
            return [];
        var (before, after) = (avant.TrimEnd('\n').Split('\n'), apres.TrimEnd('\n').Split('\n'));
        var start = 0;
        while (start < before.Length && start < after.Length && before[start] == after[start])
        {
            start++;
        }

        var end = 0;
        while (end < before.Length - start && end < after.Length - start && before[^(end + 1)] == after[^(end + 1)])
        {
            end++;
        }

        var (gone, come) = (before[start..^end], after[start..^end]);
        var changed = gone.Length > Long || come.Length > Long
            ? [.. gone.Select(line => new[] { new MotsDeTexte(line, DifferenceDeTexte.Part) }), .. come.Select(line => new[] { new MotsDeTexte(line, DifferenceDeTexte.Vient) })]
            : DifferenceDeTexte.Paragraphes(gone, come);
        return Montrer([.. after[..start].Select(Reste), .. changed, .. after[^end..].Select(Reste)]);
    }

    private static IReadOnlyList<MotsDeTexte> Reste(string line) => [new MotsDeTexte(line, DifferenceDeTexte.Reste)];

    private static List<LigneDeDifference> Montrer(List<IReadOnlyList<MotsDeTexte>> all)
    {
        var number = 0;
        var lines = all.ConvertAll(words => new LigneDeDifference(words.Any(word => word.Signe != DifferenceDeTexte.Part) ? ++number : null, words));
        var shown = new HashSet<int>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].EstChangee)
                shown.UnionWith(Enumerable.Range(i - Autour, (2 * Autour) + 1));
        }

        var found = new List<LigneDeDifference>();
        for (var i = 0; i < lines.Count; i++)
        {
            if (shown.Contains(i))
                found.Add(lines[i]);
            else if (found.Count == 0 || found[^1].Mots.Count > 0)
                found.Add(LigneDeDifference.Saut);
        }

        return found;
    }
}

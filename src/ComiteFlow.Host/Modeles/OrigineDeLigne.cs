using System.Text.RegularExpressions;

namespace ComiteFlow.Host.Modeles;

/// <summary>Finds the line of a template that a composed line comes from: the one whose own words are all in it, the most of them.</summary>
internal static class OrigineDeLigne
{
    /// <param name="files">Bodies to look in, each with the line of its file on which it begins; of two lines that fit alike the first is told.</param>
    public static (string Modele, int Ligne)? Trouver(string composed, IEnumerable<(string Modele, string Body, int Premiere)> files)
    {
        (string Modele, int Ligne)? found = null;
        var most = 0;
        foreach (var (modele, body, first) in files)
        {
            var lines = Mots(body).Split('\n');
            for (var number = 0; number < lines.Length; number++)
            {
                var words = lines[number].TrimEnd().Split(Typographie.Value);
                if (words.Sum(word => word.Trim().Length) is var length && length > most && Convient(words, composed.TrimEnd()))
                    (found, most) = ((modele, first + number), length);
            }
        }

        return found;
    }

    /// <summary>The words of a template as they are composed, each tag and value as one sign.</summary>
    private static string Mots(string body) => Typographie.Correct(
        StructureDeModele.Codes().Replace(body, code => Typographie.Value + new string('\n', code.Value.Count(sign => sign == '\n'))));

    private static bool Convient(string[] words, string composed) =>
        Regex.IsMatch(composed, $"^{string.Join(".*", words.Select(Regex.Escape))}$", RegexOptions.NonBacktracking);
}

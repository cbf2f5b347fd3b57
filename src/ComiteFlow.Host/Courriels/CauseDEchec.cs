using System.Globalization;
using System.Text.RegularExpressions;

namespace ComiteFlow.Host.Courriels;

/// <summary>Why a mail is given up: one sentence in its row, for the page of what is sent, and the same as a code that the mail to the coordination words.</summary>
internal static partial class CauseDEchec
{
    public static string SansAdresse(string recipient) => $"Aucune adresse n’est connue pour « {recipient} » : complétez l’annuaire.";

    /// <param name="status">Code of the answer of the server.</param>
    public static string Refuse(int status, string answer) => string.Create(CultureInfo.InvariantCulture, $"Le serveur de messagerie refuse le message ({status}) : {answer}");

    /// <param name="weight">Kilobytes.</param>
    /// <param name="most">Kilobytes that may be handed over.</param>
    public static string TropLourd(long weight, int most) =>
        string.Create(CultureInfo.InvariantCulture, $"Le courriel pèse {weight} Ko, et {most} Ko au plus sont remis : allégez son modèle, ou ce qu’il énumère.");

    /// <summary>The cause that a row tells, as a template reads it: <c>code</c>, <c>statut</c>, <c>reponse</c>, <c>poids</c>.</summary>
    public static Dictionary<string, object?> Lire(string? failure)
    {
        var (unknown, refused, heavy) = (Adresse().Match(failure ?? ""), Refus().Match(failure ?? ""), Poids().Match(failure ?? ""));
        return new()
        {
            ["code"] = unknown.Success ? "sansAdresse" : refused.Success ? "refus" : heavy.Success ? "tropLourd" : "autre",
            ["statut"] = refused.Success ? refused.Groups[1].Value : null,
            ["reponse"] = refused.Success ? refused.Groups[2].Value.TrimEnd('.') : unknown.Success || heavy.Success ? null : failure?.Trim().TrimEnd('.'),
            ["poids"] = heavy.Success ? heavy.Groups[1].Value : null,
        };
    }

    [GeneratedRegex("^Aucune adresse n’est connue pour ")]
    private static partial Regex Adresse();

    [GeneratedRegex(@"^Le serveur de messagerie refuse le message \((\d+)\) : (.*)$", RegexOptions.Singleline)]
    private static partial Regex Refus();

    [GeneratedRegex(@"^Le courriel pèse (\d+) Ko")]
    private static partial Regex Poids();
}

using System.Globalization;
using System.Text.RegularExpressions;
using ComiteFlow.Domain;
using ComiteFlow.Host.Modeles;

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

    /// <param name="name">Template, such as <c>courriels/decision</c>.</param>
    /// <param name="missing">Names that its data lack.</param>
    public static string Incomplet(string name, IReadOnlyList<string> missing) =>
        $"{name} : il manque {Mise.Liste([.. missing.Select(one => $"« {one} »")])} à ce qui a été écrit avant que ce modèle ne change, et rien ne part avec un blanc. Publiez un modèle qui s’en passe, puis renvoyez.";

    /// <param name="name">Template, such as <c>courriels/decision</c>.</param>
    public static string Illisible(string name) =>
        $"{name} : ce qui a été écrit pour ce courriel ne se lit plus, et il ne part pas. Les autres courriels partent ; la cause est dans le journal du service.";

    /// <summary>True where the reason is the template, or what fills it, and not the box.</summary>
    public static bool EstDuModele(string? failure) =>
        failure?.StartsWith($"{NomDeModele.Courriels}/", StringComparison.Ordinal) == true || failure?.StartsWith($"{NomDeModele.Partiels}/", StringComparison.Ordinal) == true;

    /// <summary>The cause that a row tells, as a template reads it: <c>code</c>, <c>statut</c>, <c>reponse</c>, <c>poids</c>.</summary>
    public static Dictionary<string, object?> Lire(string? failure)
    {
        var (unknown, refused, heavy) = (Adresse().Match(failure ?? ""), Refus().Match(failure ?? ""), Poids().Match(failure ?? ""));
        var holes = Manque().Match(failure ?? "");
        return new()
        {
            ["code"] = unknown.Success ? "sansAdresse" : refused.Success ? "refus" : heavy.Success ? "tropLourd" : holes.Success ? "donnees" : "autre",
            ["statut"] = refused.Success ? refused.Groups[1].Value : null,
            ["reponse"] = holes.Success ? holes.Groups[1].Value : refused.Success ? refused.Groups[2].Value.TrimEnd('.') : unknown.Success || heavy.Success ? null : failure?.Trim().TrimEnd('.'),
            ["poids"] = heavy.Success ? heavy.Groups[1].Value : null,
        };
    }

    [GeneratedRegex(@"^\S+ : il manque (« .* ») à ce qui ")]
    private static partial Regex Manque();

    [GeneratedRegex("^Aucune adresse n’est connue pour ")]
    private static partial Regex Adresse();

    [GeneratedRegex(@"^Le serveur de messagerie refuse le message \((\d+)\) : (.*)$", RegexOptions.Singleline)]
    private static partial Regex Refus();

    [GeneratedRegex(@"^Le courriel pèse (\d+) Ko")]
    private static partial Regex Poids();
}

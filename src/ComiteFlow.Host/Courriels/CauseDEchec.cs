using System.Globalization;
using System.Text.RegularExpressions;
using ComiteFlow.Domain;
using ComiteFlow.Host.Modeles;
using MailKit.Net.Smtp;

namespace ComiteFlow.Host.Courriels;

/// <summary>Why a mail is given up: one sentence in its row, for the page of what is sent, and the same as a code that the mail to the coordination words.</summary>
internal static partial class CauseDEchec
{
    public static string SansAdresse(string recipient) => $"Aucune adresse n’est connue pour « {recipient} » : complétez l’annuaire.";

    /// <param name="status">Code of the answer of the server.</param>
    public static string Refuse(int status, string answer) => string.Create(CultureInfo.InvariantCulture, $"Le serveur de messagerie refuse le message ({status}) : {answer}");

    /// <summary>Two days of attempts came to nothing: what the last one met.</summary>
    public static string SansSucces(Exception last) => last is SmtpCommandException later
        ? string.Create(CultureInfo.InvariantCulture, $"Le serveur de messagerie remet le message à plus tard depuis 48 heures ({(int)later.StatusCode}) : {later.Message}")
        : $"Aucun essai n’a abouti depuis 48 heures : {last.Message}";

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

    /// <summary>The text that a reason blames, such as <c>courriels/decision</c> or <c>partiels/lien-action</c>; null where it blames none.</summary>
    public static string? Modele(string? failure) => Texte().Match(failure ?? "") is { Success: true } text ? text.Value : null;

    /// <summary>
    /// The cause that a row tells, as a template reads it: <c>code</c>, <c>statut</c> and <c>reponse</c> (words of the server, or names that lack), <c>poids</c>.
    /// </summary>
    public static Dictionary<string, object?> Lire(string? failure)
    {
        var told = failure ?? "";
        var (answered, heavy, holes) = (Reponse().Match(told), Poids().Match(told), Manque().Match(told));
        return new()
        {
            ["code"] = answered.Success ? (answered.Groups["plusTard"].Success ? "report" : "refus") : heavy.Success ? "tropLourd" : holes.Success ? "donnees" : Code(told),
            ["statut"] = answered.Success ? answered.Groups["statut"].Value : null,
            ["reponse"] = holes.Success ? holes.Groups[1].Value : answered.Success ? answered.Groups["dit"].Value.Trim().TrimEnd('.') : null,
            ["poids"] = heavy.Success ? heavy.Groups[1].Value : null,
        };
    }

    private static string Code(string told) =>
        Adresse().IsMatch(told) ? "sansAdresse" : Essais().IsMatch(told) ? "essais" : Illisible().IsMatch(told) ? "illisible" : Modele(told) is not null ? "modele" : "autre";

    [GeneratedRegex(@"^\S+ : il manque (« .* ») à ce qui ")]
    private static partial Regex Manque();

    [GeneratedRegex("^Aucune adresse n’est connue pour ")]
    private static partial Regex Adresse();

    [GeneratedRegex(@"^Le serveur de messagerie (?:refuse le message|(?<plusTard>remet le message à plus tard depuis 48 heures)) \((?<statut>\d+)\) : (?<dit>.*)$", RegexOptions.Singleline)]
    private static partial Regex Reponse();

    [GeneratedRegex(@"^\S+ : ce qui a été écrit pour ce courriel ne se lit plus\b")]
    private static partial Regex Illisible();

    [GeneratedRegex($@"^(?:{NomDeModele.Courriels}|{NomDeModele.Partiels})/[\w-]+")]
    private static partial Regex Texte();

    [GeneratedRegex("^Aucun essai n’a abouti depuis ")]
    private static partial Regex Essais();

    [GeneratedRegex(@"^Le courriel pèse (\d+) Ko")]
    private static partial Regex Poids();
}

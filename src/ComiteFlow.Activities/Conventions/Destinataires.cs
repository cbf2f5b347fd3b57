using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Personnes;

namespace ComiteFlow.Activities.Conventions;

/// <summary>Who is meant by the words that a coordinator writes into a step: <c>delegant</c>, <c>delegataire</c>, <c>parties</c>, <c>copies</c>, or an id.</summary>
public static class Destinataires
{
    /// <summary>Ends of the ids of boxes that stand beside that of a party: of its deputy, and of its superior.</summary>
    public const string Suppleance = "-SUPPLEANCE", Hierarchie = "-HIERARCHIE";

    /// <summary>Words for parties that every convention has.</summary>
    public static IReadOnlyList<string> Mots { get; } = ["delegant", "delegataire", "parties"];

    private static readonly string[] Articles = ["le ", "la ", "les ", "l’", "l'"];

    /// <summary>The word for those to whom a text has copies of an act sent.</summary>
    public const string Copies = "copies";

    public static IReadOnlyList<string> Resolve(this Dossier dossier, IEnumerable<string>? names, Acte? acte = null) =>
        [.. (names ?? []).SelectMany(name => One(dossier, name, acte)).Distinct()];

    /// <summary>Why nobody can be written to by a word that is to mean somebody in every convention, as the end of a sentence that names it; null where somebody can.</summary>
    /// <param name="isBox">True for the id of a box of the directory.</param>
    public static string? Inconnu(string word, Func<string, bool> isBox) => word switch
    {
        Copies => "« copies », qui ne désigne personne ici : écrivez delegant, delegataire, parties ou une boîte de l’annuaire.",
        _ when Mots.Contains(word) || isBox(word) => null,
        _ => $"« {word} », que l’annuaire ne connaît pas : ce courriel n’arriverait à personne. Corrigez ce nom, par exemple coordinator ou delegant, ou ajoutez sa boîte à annuaire.json.",
    };

    /// <summary>A recipient as a sentence names it, with its article; what has one already is a name that was written so, as rows of before do.</summary>
    public static string Nom(string recipient) => recipient switch
    {
        _ when Array.Exists(Articles, article => recipient.StartsWith(article, StringComparison.Ordinal)) => recipient,
        _ when Roles.Tous.Contains(recipient) => Droits.Label(recipient),
        _ when Before(recipient, Suppleance) is { } party => "la suppléance de la " + party,
        _ when Before(recipient, Hierarchie) is { } party => "la hiérarchie de la " + party,
        "CBCM-DELEGANT" => "le CBCM du délégant",
        "CBCM-DELEGATAIRE" => "le CBCM du délégataire",
        _ when recipient.StartsWith("CBCM-", StringComparison.Ordinal) => "le CBCM " + recipient["CBCM-".Length..],
        _ => "la " + recipient,
    };

    private static string? Before(string recipient, string end) => recipient.EndsWith(end, StringComparison.Ordinal) ? recipient[..^end.Length] : null;

    private static IEnumerable<string> One(Dossier dossier, string name, Acte? acte) => name switch
    {
        "delegant" => [dossier.Delegant],
        "delegataire" => [dossier.Delegataire],
        "parties" => dossier.Texte.Parties.Select(p => p.Id),
        Copies => acte is null ? [] : dossier.Taches.Where(t => t.Kind == "copy" && t.Document == acte.Id).Select(t => t.To!),
        _ => [name],
    };
}

using System.Globalization;

namespace ComiteFlow.Domain;

/// <summary>The refusals of FORMAT.md in French sentences: what, why, and how to repair.</summary>
internal static class Refus
{
    private const int LongueurCitee = 60;

    /// <summary>What was typed as a sentence may repeat it: short, on one line, without characters that hide or turn the text.</summary>
    public static string Citer(string? saisi)
    {
        var visible = new string([.. (saisi ?? "").Select(c => char.IsWhiteSpace(c) ? ' ' : c).Where(c => char.GetUnicodeCategory(c) is not (UnicodeCategory.Control or UnicodeCategory.Format))]).Trim();
        if (visible.Length > LongueurCitee)
            visible = visible[..(char.IsHighSurrogate(visible[LongueurCitee - 1]) ? LongueurCitee - 1 : LongueurCitee)] + "…";
        return visible.Length == 0 ? "vide" : visible;
    }

    public static BrokenRuleException Interdit(string acte, IEnumerable<string> permis, string role) => new(
        "forbidden",
        $"Cet acte ({acte}) revient à {Mise.Liste([.. permis])} et vous agissez comme {role} : transmettez la demande à la personne qui en a la charge.");

    public static BrokenRuleException PartieInterdite(string acte, string partie) => new(
        "forbidden", $"{(string.IsNullOrWhiteSpace(partie) ? "Cette fonction" : Citer(partie))} n’a pas le droit de faire cet acte ({acte}) : demandez à une partie signataire de s’en charger.");

    public static BrokenRuleException Inconnu(string quoi, string id, IEnumerable<string> valeurs)
    {
        var liste = valeurs.ToList();
        var repare = liste.Count == 0 ? "vérifiez l’identifiant" : $"choisissez une valeur de la liste ({Mise.Liste(liste)})";
        return new("unknownReference", $"{quoi} « {Citer(id)} » n’existe pas ici : {repare}.");
    }

    public static BrokenRuleException Montant(string saisi) => new(
        "invalidAmount",
        $"Le montant saisi ({Citer(saisi)}) n’est pas recevable, car il doit être supérieur à zéro et s’arrêter au centime : corrigez-le, par exemple 12 400,50.");

    public static BrokenRuleException MontantDemesure(string saisi, Money max) => new(
        "invalidAmount", $"Le montant saisi ({Citer(saisi)} €) n’est pas recevable, car il dépasse {max} : corrigez-le, par exemple 12 400,50.");

    public static BrokenRuleException Date(DateOnly date, string raison, string remede) => new(
        "invalidDate", $"La date du {Mise.EnForme(date)} n’est pas recevable, car {raison} : {remede}.");

    public static BrokenRuleException DateImpossible(string saisie) => new(
        "invalidDate", $"La date saisie ({Citer(saisie)}) n’existe pas au calendrier : vérifiez le jour, le mois et l’année, par exemple 14/03/2021.");

    public static BrokenRuleException DejaFait(string quoi, string depuis) => new(
        "alreadyDone", $"C’est déjà fait pour {quoi} ({depuis}) : rien n’est à refaire, ou signalez une erreur à la coordination.");

    public static BrokenRuleException SansReponse() => new(
        "choiceRequired", "Aucun point n’a reçu de réponse : choisissez déjà fait, encore dû ou sans objet pour au moins un point.");

    public static BrokenRuleException SansClause(string quoi, string remede) => new("noSuchClause", $"Le texte ne prévoit pas {quoi} : {remede}.");

    public static BrokenRuleException SansMotif(string quoi) => new("commentRequired", $"Le motif {quoi} manque : écrivez-le en une phrase.");

    public static BrokenRuleException Signatures(string document, IReadOnlyList<string> missing) => new(
        "notFullySigned",
        $"Il manque {(missing.Count == 1 ? "une signature" : $"{missing.Count} signatures")} sur {document} ({Mise.Liste(missing)}) : relancez les signataires, puis recommencez.",
        new Dictionary<string, object?> { ["missing"] = missing });
}

using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Circuits.Repetition;

/// <summary>What becomes of a mail when the tried text takes the place of the published one.</summary>
internal enum SortDeCourriel
{
    Identique,
    TexteModifie,
    Deplace,
    Nouveau,
    Supprime,
}

/// <summary>A mail of the run, beside the one that the published text writes in its place.</summary>
/// <param name="Apres">Null when it is not written any more.</param>
/// <param name="Avant">Null for a new one, and where nothing is compared.</param>
/// <param name="JoursOuvres">Working days by which it comes later; below zero when it comes earlier.</param>
internal sealed record CourrielCompare(SortDeCourriel Sort, CourrielRepete? Apres, CourrielRepete? Avant, int JoursOuvres)
{
    public CourrielRepete Courriel => Apres ?? Avant!;

    public Badge? Badge => Sort switch
    {
        SortDeCourriel.Nouveau => new Badge(TonBadge.New, "Nouveau"),
        SortDeCourriel.Supprime => new Badge(TonBadge.Late, "Supprimé"),
        SortDeCourriel.Deplace => new Badge(TonBadge.Moved, Deplacement),
        SortDeCourriel.TexteModifie => new Badge(TonBadge.Moved, "Texte modifié"),
        _ => new Badge(TonBadge.End, "Identique"),
    };

    private string Deplacement => JoursOuvres == 0
        ? "Heure modifiée"
        : $"{(JoursOuvres < 0 ? "Avancé" : "Retardé")} de {Formats.Compte(Math.Abs(JoursOuvres), "jour ouvré", "jours ouvrés")}";
}

/// <summary>Pairs the mails of two runs: by their business key, then those of one kind to one reader, nearest first.</summary>
internal static class ComparaisonDePassages
{
    /// <param name="avant">Mails of the published text; null where nothing is compared.</param>
    public static IReadOnlyList<CourrielCompare> Comparer(IReadOnlyList<CourrielRepete> apres, IReadOnlyList<CourrielRepete>? avant, JoursOuvres jours)
    {
        if (avant is null)
            return [.. apres.Select(mail => new CourrielCompare(SortDeCourriel.Identique, mail, null, 0))];
        var left = avant.Where(mail => mail.Annule is null).ToDictionary(mail => mail.Cle);
        var written = apres.Where(mail => mail.Annule is null).ToList();
        var pairs = new Dictionary<string, CourrielRepete>();
        foreach (var mail in written.Where(mail => left.ContainsKey(mail.Cle)))
        {
            left.Remove(mail.Cle, out var before);
            pairs[mail.Cle] = before!;
        }

        ApparierLesReunis(written, apres, avant, left, pairs);
        foreach (var mail in written.Where(mail => !pairs.ContainsKey(mail.Cle)))
        {
            if (Voisin(mail, left.Values) is not { } before)
                continue;
            left.Remove(before.Cle);
            pairs[mail.Cle] = before;
        }

        return
        [
            .. written.Select(mail => De(mail, pairs.GetValueOrDefault(mail.Cle), jours))
                .Concat(left.Values.Select(mail => new CourrielCompare(SortDeCourriel.Supprime, null, mail, 0)))
                .OrderBy(mail => mail.Courriel.Le).ThenBy(mail => mail.Courriel.Cle, StringComparer.Ordinal),
        ];
    }

    /// <summary>A reminder that one text sends alone and the other within a joined message is the same reminder; that message tells the change where it is the one that is left.</summary>
    private static void ApparierLesReunis(
        List<CourrielRepete> written, IReadOnlyList<CourrielRepete> apres, IReadOnlyList<CourrielRepete> avant, Dictionary<string, CourrielRepete> left, Dictionary<string, CourrielRepete> pairs)
    {
        var joined = avant.Where(mail => mail.EstReuni).ToDictionary(mail => mail.Cle);
        foreach (var mail in written.Where(mail => !pairs.ContainsKey(mail.Cle) && joined.ContainsKey(mail.Cle)))
        {
            pairs[mail.Cle] = joined[mail.Cle];
        }

        foreach (var mail in apres.Where(mail => mail.EstReuni))
        {
            left.Remove(mail.Cle);
        }
    }

    /// <summary>The mail of the same kind to the same reader that comes nearest in time.</summary>
    private static CourrielRepete? Voisin(CourrielRepete mail, IEnumerable<CourrielRepete> others) => others
        .Where(other => other.Modele == mail.Modele && other.Destinataire == mail.Destinataire && other.Convention == mail.Convention)
        .Where(other => (other.Le - mail.Le).Duration() <= TimeSpan.FromDays(Proche))
        .OrderBy(other => (other.Le - mail.Le).Duration()).ThenBy(other => other.Cle, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>Days beyond which two mails of one kind are about different things.</summary>
    private const int Proche = 45;

    private static CourrielCompare De(CourrielRepete mail, CourrielRepete? before, JoursOuvres jours)
    {
        if (before is null)
            return new CourrielCompare(SortDeCourriel.Nouveau, mail, null, 0);
        var (day, was) = (Formats.JourParis(mail.Le), Formats.JourParis(before.Le));
        if (mail.Le != before.Le)
            return new CourrielCompare(SortDeCourriel.Deplace, mail, before, day >= was ? jours.Entre(was, day) : -jours.Entre(day, was));
        var isSame = (mail.Message ?? []).AsSpan().SequenceEqual(before.Message ?? []);
        return new CourrielCompare(isSame ? SortDeCourriel.Identique : SortDeCourriel.TexteModifie, mail, before, 0);
    }
}

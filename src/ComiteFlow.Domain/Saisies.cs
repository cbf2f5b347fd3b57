using System.Globalization;
using System.Text.RegularExpressions;

namespace ComiteFlow.Domain;

/// <summary>What people typed, as amounts and dates; a wrong value is a refusal that says how to repair it.</summary>
public static partial class Saisies
{
    /// <summary>Highest amount in cents that every reader of JSON keeps to the cent; no public budget comes near it.</summary>
    public const long CentsMax = 9_007_199_254_740_991;

    /// <summary>Years of the dates that people may type.</summary>
    private const int PremiereAnnee = 2000, DerniereAnnee = 2099;

    /// <param name="cents">Integer cents as text.</param>
    /// <exception cref="BrokenRuleException">Zero, negative, a fraction of a cent, or beyond <see cref="CentsMax"/>.</exception>
    public static Money Montant(string cents)
    {
        if (long.TryParse(cents, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= CentsMax)
            return Money.FromCents(value);
        if (!decimal.TryParse(cents, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact))
            throw Refus.Montant(cents);
        var typed = (exact / 100).ToString("#,##0.####", CultureInfo.GetCultureInfo("fr-FR"));
        throw exact > CentsMax ? Refus.MontantDemesure(typed, Money.FromCents(CentsMax)) : Refus.Montant(typed);
    }

    /// <summary>As <see cref="Montant"/>, zero allowed.</summary>
    public static Money MontantOuZero(string cents) => cents == "0" ? Money.Zero : Montant(cents);

    /// <param name="iso"><c>yyyy-MM-dd</c>.</param>
    /// <exception cref="BrokenRuleException">No such day, or one of another century.</exception>
    public static DateOnly Date(string iso)
    {
        if (!DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            throw Refus.DateImpossible(iso);
        Annee(day.Year);
        return day;
    }

    /// <param name="typed">An hour of the day: <c>14:30</c>, <c>14 h 30</c>, <c>14h</c>.</param>
    /// <exception cref="BrokenRuleException">No such hour.</exception>
    public static TimeOnly Heure(string typed) => HeureLue(typed)
        ?? throw new BrokenRuleException("invalidDate", $"L’heure saisie ({Refus.Citer(typed)}) n’existe pas : écrivez-la comme 14 h 30.");

    /// <summary>As <see cref="Heure"/>; null for no such hour.</summary>
    public static TimeOnly? HeureLue(string typed) =>
        HeureEcrite().Match(typed.Trim()) is { Success: true } read
        && int.Parse(read.Groups[1].Value, CultureInfo.InvariantCulture) is < 24 and var hour
        && (read.Groups[2].Success ? int.Parse(read.Groups[2].Value, CultureInfo.InvariantCulture) : 0) is < 60 and var minute
            ? new TimeOnly(hour, minute) : null;

    /// <summary>A text as one line, without characters that control or turn it.</summary>
    public static string SurUneLigne(string? typed) => Blancs().Replace(
        new string([.. (typed ?? "").Select(c => char.IsControl(c) ? ' ' : c).Where(c => char.GetUnicodeCategory(c) != UnicodeCategory.Format)]), " ").Trim();

    /// <exception cref="BrokenRuleException">A year of another century.</exception>
    public static int Annee(int year) => year is >= PremiereAnnee and <= DerniereAnnee
        ? year
        : throw new BrokenRuleException(
            "invalidDate", $"L’année saisie ({year}) n’est pas recevable, car aucune convention ne court hors des années {PremiereAnnee} à {DerniereAnnee} : vérifiez l’année.");

    /// <summary>A number that is no whole number, or beyond all counting.</summary>
    public static BrokenRuleException NumeroImpossible(string saisi) => new(
        "unknownReference", $"Le numéro saisi ({Refus.Citer(saisi)}) ne désigne rien, car un numéro est un nombre entier : corrigez-le, par exemple 1.");

    /// <summary>A year that is no whole number, or beyond all counting.</summary>
    public static BrokenRuleException AnneeImpossible(string saisi) => new(
        "invalidDate", $"L’année saisie ({Refus.Citer(saisi)}) n’existe pas au calendrier : indiquez ses quatre chiffres, par exemple 2021.");

    /// <summary>A value of which nothing can be read.</summary>
    public static BrokenRuleException Illisible(string ou, string saisi) => new(
        "unknownReference", $"La valeur saisie ({Refus.Citer(saisi)}) ne se lit pas{ou} : saisissez un texte.");

    /// <summary>What was typed as a sentence may repeat it: short, on one line, without characters that hide or turn the text.</summary>
    public static string Citer(string? saisi) => Refus.Citer(saisi);

    /// <summary>An amount that is missing.</summary>
    public static BrokenRuleException SansMontant() => new("invalidAmount", "Le montant manque : indiquez-le en euros, par exemple 12 400,50.");

    /// <summary>An id that nothing bears.</summary>
    public static BrokenRuleException Inconnu(string quoi, string id, IEnumerable<string> valeurs) => Refus.Inconnu(quoi, id, valeurs);

    /// <summary>A party that may not do the act.</summary>
    public static BrokenRuleException PartieInterdite(string acte, string partie) => Refus.PartieInterdite(acte, partie);

    /// <summary>Something that is done already.</summary>
    public static BrokenRuleException DejaFait(string quoi, string depuis) => Refus.DejaFait(quoi, depuis);

    [GeneratedRegex(@"^([0-9]{1,2})[\s\u00A0]*(?:[hH:][\s\u00A0]*([0-9]{2})?)$")]
    private static partial Regex HeureEcrite();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blancs();
}

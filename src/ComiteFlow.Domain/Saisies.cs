using System.Globalization;

namespace ComiteFlow.Domain;

/// <summary>What people typed, as amounts and dates; a wrong value is a refusal that says how to repair it.</summary>
public static class Saisies
{
    /// <param name="cents">Integer cents as text.</param>
    /// <exception cref="BrokenRuleException">Zero, negative, or a fraction of a cent.</exception>
    public static Money Montant(string cents) =>
        long.TryParse(cents, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value > 0
            ? Money.FromCents(value)
            : throw Refus.Montant(decimal.TryParse(cents, NumberStyles.Number, CultureInfo.InvariantCulture, out var euros)
                ? (euros / 100).ToString("#,##0.####", CultureInfo.GetCultureInfo("fr-FR"))
                : cents);

    /// <summary>As <see cref="Montant"/>, zero allowed.</summary>
    public static Money MontantOuZero(string cents) => cents == "0" ? Money.Zero : Montant(cents);

    /// <param name="iso"><c>yyyy-MM-dd</c>.</param>
    /// <exception cref="BrokenRuleException">No such day.</exception>
    public static DateOnly Date(string iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : throw Refus.DateImpossible(iso);

    /// <summary>An amount that is missing.</summary>
    public static BrokenRuleException SansMontant() => new("invalidAmount", "Le montant manque : indiquez-le en euros, par exemple 12 400,50.");

    /// <summary>An id that nothing bears.</summary>
    public static BrokenRuleException Inconnu(string quoi, string id, IEnumerable<string> valeurs) => Refus.Inconnu(quoi, id, valeurs);

    /// <summary>A party that may not do the act.</summary>
    public static BrokenRuleException PartieInterdite(string acte, string partie) => Refus.PartieInterdite(acte, partie);

    /// <summary>Something that is done already.</summary>
    public static BrokenRuleException DejaFait(string quoi, string depuis) => Refus.DejaFait(quoi, depuis);
}

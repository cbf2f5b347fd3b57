using System.Globalization;

namespace ComiteFlow.Domain.Calendrier;

/// <summary>Words of the texts as days (policy P4): « mi-M », « fin M », « en M », « quinzaine ».</summary>
public static class Mots
{
    /// <summary>The day that a word means in a month (<c>yyyy-MM</c>).</summary>
    public static DateOnly Jour(string? mot, string mois, Politiques politiques)
    {
        var reglage = mot switch
        {
            "mi" => politiques.Texte("words.mi"),
            "quinzaine" => politiques.Texte("words.quinzaine"),
            "fin" => politiques.Texte("words.fin"),
            _ => politiques.Texte("words.en"),
        };
        var premier = PremierDuMois(mois);
        return reglage == "last"
            ? FinDeMois(mois)
            : premier.AddDays(Math.Min(int.Parse(reglage, CultureInfo.InvariantCulture), DateTime.DaysInMonth(premier.Year, premier.Month)) - 1);
    }

    public static DateOnly PremierDuMois(string mois) => DateOnly.ParseExact(mois + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly FinDeMois(string mois) => PremierDuMois(mois).AddMonths(1).AddDays(-1);

    public static string Mois(DateOnly jour) => jour.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

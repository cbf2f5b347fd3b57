using System.Globalization;

namespace ComiteFlow.Domain.Calendrier;

/// <summary>Words of the texts as days (policy P4): « mi-M », « fin M », « en M », « quinzaine », « avant mi-M ».</summary>
public static class Mots
{
    private const int MiDuMois = 15;

    /// <summary>The day that a word means in a month (<c>yyyy-MM</c>).</summary>
    public static DateOnly Jour(string? mot, string mois, Politiques politiques)
    {
        var premier = PremierDuMois(mois);
        if (mot == "avantMi")
            return politiques.Jours.Ajouter(premier.AddDays(MiDuMois - 1), -1);
        var reglage = mot switch
        {
            "mi" => politiques.Texte("words.mi"),
            "quinzaine" => politiques.Texte("words.quinzaine"),
            "fin" => politiques.Texte("words.fin"),
            _ => politiques.Texte("words.en"),
        };
        return reglage == "last"
            ? FinDeMois(mois)
            : premier.AddDays(Math.Min(int.Parse(reglage, CultureInfo.InvariantCulture), DateTime.DaysInMonth(premier.Year, premier.Month)) - 1);
    }

    public static DateOnly PremierDuMois(string mois) => DateOnly.ParseExact(mois + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateOnly FinDeMois(string mois) => PremierDuMois(mois).AddMonths(1).AddDays(-1);

    public static string Mois(DateOnly jour) => jour.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}

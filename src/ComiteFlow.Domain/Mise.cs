using System.Globalization;
using ComiteFlow.Domain.Calendrier;

namespace ComiteFlow.Domain;

/// <summary>Dates and durations as French sentences write them.</summary>
public static class Mise
{
    private static readonly CultureInfo Francais = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary><c>1er janvier 2020</c>, <c>24 septembre 2021</c>, with no-break spaces before the month.</summary>
    public static string EnForme(DateOnly jour) =>
        (jour.Day == 1 ? "1er" : jour.Day.ToString(Francais)) + "\u00A0" + jour.ToString("MMMM yyyy", Francais);

    public static string JourDeSemaine(DateOnly jour) => jour.ToString("dddd", Francais);

    public static string Duree(Periode periode) => (periode.Mois, periode.Jours) switch
    {
        (0, var jours) => Compte(jours, "jour", "jours"),
        (var mois, 0) => $"{mois} mois",
        var (mois, jours) => $"{mois} mois et {Compte(jours, "jour", "jours")}",
    };

    /// <summary>How often something comes back: <c>tous les 6 mois</c>, <c>chaque mois</c>.</summary>
    public static string Rythme(Periode periode) => (periode.Mois, periode.Jours) switch
    {
        (1, 0) => "chaque mois",
        (0, 1) => "chaque jour",
        (1, _) => "à intervalles de " + Duree(periode),
        _ => "tous les " + Duree(periode),
    };

    /// <summary><c>1 séance</c>, <c>3 séances</c>.</summary>
    public static string Compte(int nombre, string un, string plusieurs) => $"{nombre.ToString(Francais)} {(nombre < 2 ? un : plusieurs)}";

    /// <summary><c>A, B et C</c>.</summary>
    public static string Liste(IReadOnlyList<string> mots) => mots.Count switch
    {
        0 => "",
        1 => mots[0],
        _ => string.Join(", ", mots.Take(mots.Count - 1)) + " et " + mots[^1],
    };
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace ComiteFlow.Domain.Calendrier;

/// <summary>A calendar duration of whole months and days, written in ISO 8601 (<c>P6M</c>, <c>P7D</c>, <c>P1Y</c>, <c>P2W</c>).</summary>
public readonly partial record struct Periode(int Mois, int Jours)
{
    /// <exception cref="FormatException">Not a duration of whole years, months, weeks or days.</exception>
    public static Periode Parse(string iso)
    {
        var match = Iso().Match(iso);
        if (!match.Success || iso.Length < 3)
            throw new FormatException($"« {iso} » n’est pas une durée ISO 8601 en années, mois, semaines ou jours, par exemple P6M ou P7D.");
        int Nombre(int groupe) => match.Groups[groupe].Success ? int.Parse(match.Groups[groupe].Value, CultureInfo.InvariantCulture) : 0;
        return new Periode((12 * Nombre(1)) + Nombre(2), (7 * Nombre(3)) + Nombre(4));
    }

    /// <summary>As ISO 8601 writes it.</summary>
    public string EnIso => string.Create(CultureInfo.InvariantCulture, $"P{(Mois > 0 ? $"{Mois}M" : "")}{(Jours > 0 || Mois == 0 ? $"{Jours}D" : "")}");

    /// <summary>This duration n times.</summary>
    public Periode Fois(int n) => new(Mois * n, Jours * n);

    /// <summary>Days between two reminders of this rhythm. The work that repeats counts in days; a month is 30 of them, for a rhythm is ours and no text counts it.</summary>
    public int EnJours => Jours + (30 * Mois);

    /// <summary>A day plus this duration; the day of the month is clamped to the month's length.</summary>
    public DateOnly Apres(DateOnly jour) => jour.AddMonths(Mois).AddDays(Jours);

    /// <summary>A day plus this duration; a day that the month does not have becomes the 1st of the next one.</summary>
    public DateOnly ApresSansRetenue(DateOnly jour)
    {
        var arrivee = jour.AddMonths(Mois);
        return (arrivee.Day < jour.Day ? arrivee.AddDays(1) : arrivee).AddDays(Jours);
    }

    [GeneratedRegex(@"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$")]
    private static partial Regex Iso();
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace ComiteFlow.Host.Affichage;

/// <summary>Dates, amounts and numbers as the pages write them in French.</summary>
internal static partial class Formats
{
    // U+00A0 everywhere: the narrow U+202F of the culture data vanishes in bold type.
    private const char Insecable = '\u00A0';
    private const char Moins = '\u2212';

    private static readonly TimeZoneInfo ParisZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    private static readonly NumberFormatInfo Nombres = new()
    {
        NumberGroupSeparator = Insecable.ToString(),
        NumberDecimalSeparator = ",",
        NumberGroupSizes = [3],
    };

    private static readonly string[] Jours = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    private static readonly string[] Mois =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    /// <summary>Civil time in Paris of an instant.</summary>
    public static DateTime Paris(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, ParisZone).DateTime;

    public static DateOnly JourParis(DateTimeOffset instant) => DateOnly.FromDateTime(Paris(instant));

    /// <summary><c>24/09/2021</c>, for tables and time lines.</summary>
    public static string DateCourte(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    /// <summary><c>ven. 24/09/2021</c>.</summary>
    public static string DateAbregee(DateOnly date) => $"{Jour(date)[..3]}.{Insecable}{DateCourte(date)}";

    /// <summary><c>24 septembre 2021</c>, <c>1er janvier 2021</c>.</summary>
    public static string DateLongue(DateOnly date) =>
        $"{Quantieme(date)}{Insecable}{Mois[date.Month - 1]}{Insecable}{date.Year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary><c>vendredi 24 septembre 2021</c>, for sentences.</summary>
    public static string DateJour(DateOnly date) => $"{Jour(date)} {DateLongue(date)}";

    public static string Jour(DateOnly date) => Jours[(int)date.DayOfWeek];

    /// <summary><c>septembre 2021</c>.</summary>
    public static string MoisAnnee(DateOnly date) =>
        $"{Mois[date.Month - 1]}{Insecable}{date.Year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary><c>2021-09-24</c>, for the <c>datetime</c> attribute.</summary>
    public static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary><c>10 h 30</c>, <c>8 h</c> at the full hour; Paris.</summary>
    public static string Heure(DateTimeOffset instant)
    {
        var paris = Paris(instant);
        return Heure(new TimeOnly(paris.Hour, paris.Minute));
    }

    /// <summary><c>14 h 30</c>.</summary>
    public static string Heure(TimeOnly time)
    {
        var heure = string.Create(CultureInfo.InvariantCulture, $"{time.Hour}{Insecable}h");
        return time.Minute == 0 ? heure : string.Create(CultureInfo.InvariantCulture, $"{heure}{Insecable}{time.Minute:00}");
    }

    /// <summary><c>mardi 14 septembre 2021, 10 h 30</c>; Paris.</summary>
    public static string Instant(DateTimeOffset instant) => $"{DateJour(JourParis(instant))}, {Heure(instant)}";

    /// <summary><c>14/09/2021 à 10 h 30</c>; Paris.</summary>
    public static string InstantCourt(DateTimeOffset instant) => $"{DateCourte(JourParis(instant))} à {Heure(instant)}";

    /// <summary><c>1 406 616,00 €</c>.</summary>
    public static string Euros(long cents) => $"{Montant(cents)}{Insecable}€";

    /// <summary>The amount without its unit, as a form field holds it: <c>1 406 616,00</c>.</summary>
    public static string Montant(long cents) => Signe(cents) + (Math.Abs((decimal)cents) / 100).ToString("N2", Nombres);

    /// <summary><c>1 406 616 €</c>, rounded half away from zero; only where the page says so.</summary>
    public static string EurosEntiers(long cents)
    {
        var euros = decimal.Round((decimal)cents / 100, MidpointRounding.AwayFromZero);
        return $"{(euros < 0 ? Moins : null)}{Math.Abs(euros).ToString("N0", Nombres)}{Insecable}€";
    }

    public static string Nombre(long value) => Signe(value) + Math.Abs((decimal)value).ToString("N0", Nombres);

    /// <summary><c>2 450</c>, <c>70,5</c>: a figure as a field holds it, four decimals at most.</summary>
    public static string Decimal(decimal value) => Signe(value) + Math.Abs(value).ToString("#,##0.####", Nombres);

    /// <summary><c>93,3 %</c>; an empty whole gives a dash.</summary>
    public static string Part(long part, long whole)
    {
        if (whole == 0)
        {
            return "–";
        }

        var percent = decimal.Round((decimal)part / whole * 100, 1, MidpointRounding.AwayFromZero);
        return Signe(percent) + Math.Abs(percent).ToString("#,##0.#", Nombres) + Insecable + "%";
    }

    /// <summary><c>1,8 Mo</c>.</summary>
    public static string Taille(long bytes) => bytes switch
    {
        < 1_000 => $"{Nombre(bytes)}{Insecable}{(bytes < 2 ? "octet" : "octets")}",
        < 1_000_000 => $"{(bytes / 1_000m).ToString("N0", Nombres)}{Insecable}Ko",
        _ => $"{(bytes / 1_000_000m).ToString("0.#", Nombres)}{Insecable}Mo",
    };

    /// <summary><c>1 jour</c>, <c>0 jour</c>, <c>2 jours</c>: the French plural begins at two.</summary>
    public static string Compte(long count, string one, string many) => $"{Nombre(count)}{Insecable}{(Math.Abs(count) < 2 ? one : many)}";

    /// <summary><c>aujourd’hui</c>, <c>demain</c>, <c>dans 3 jours</c>, <c>il y a 5 jours</c>.</summary>
    public static string Relatif(DateOnly date, DateOnly today) => (date.DayNumber - today.DayNumber) switch
    {
        0 => "aujourd’hui",
        1 => "demain",
        -1 => "hier",
        > 1 and var days => $"dans {Compte(days, "jour", "jours")}",
        var days => $"il y a {Compte(-days, "jour", "jours")}",
    };

    public static string Majuscule(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Binds what a line must not part: signs to their word, the digits of an amount, a number to its <c>n°</c>, <c>art.</c> or <c>tranche</c>.</summary>
    public static string? Lier(string? text) => text is null ? null : Liens().Replace(text, Insecable.ToString());

    [GeneratedRegex("(?<=«|n°|[Tt]ranche|[Aa]rt\\.) | (?=[:;?!»€%])|(?<=[0-9]) (?=[0-9]{3}(?![0-9]))")]
    private static partial Regex Liens();

    private static string Quantieme(DateOnly date) => date.Day == 1 ? "1er" : date.Day.ToString(CultureInfo.InvariantCulture);

    private static string Signe(decimal value) => value < 0 ? Moins.ToString() : "";
}

using System.Globalization;
using System.Text.RegularExpressions;

namespace ComiteFlow.Host.Modeles;

/// <summary>ISO days, months, times and durations as French texts write them.</summary>
internal static partial class DatesEnFrancais
{
    private const string NoBreak = Typographie.NoBreak;

    private static readonly string[] Months =
    [
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ];

    private static readonly string[] Days = ["dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"];

    public static string Long(string iso)
    {
        var day = Day(iso);
        return $"{(day.Day == 1 ? "1er" : Digits(day.Day))}{NoBreak}{Months[day.Month - 1]} {Digits(day.Year)}";
    }

    public static string WithWeekday(string iso) => $"{Days[(int)Day(iso).DayOfWeek]} {Long(iso)}";

    public static string Short(string iso) => Day(iso).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    public static string Month(string iso)
    {
        if (iso.Length == 7) iso += "-01";
        var day = Day(iso);
        return $"{Months[day.Month - 1]} {Digits(day.Year)}";
    }

    public static string OfMonth(string iso)
    {
        var month = Month(iso);
        return month[0] is 'a' or 'o' ? "d’" + month : "de " + month;
    }

    public static string Time(string iso)
    {
        var text = iso.Length > 10 && iso[10] == 'T' ? iso[11..] : iso;
        if (!TimeOnly.TryParseExact(text, ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            throw new FormatException($"« {iso} » n’est pas une heure (2020-09-24T14:00 ou 14:00 attendu)");

        return time.Minute == 0 ? $"{Digits(time.Hour)}{NoBreak}h" : $"{Digits(time.Hour)}{NoBreak}h{NoBreak}{time.Minute:00}";
    }

    public static string Duration(string iso)
    {
        var match = IsoDuration().Match(iso);
        if (!match.Success) throw new FormatException($"« {iso} » n’est pas une durée (P3M, P7D ou P1Y attendu)");

        var count = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var words = NombreEnLettres.Write(count);
        return match.Groups[2].Value switch
        {
            "D" => $"{words} {(count < 2 ? "jour" : "jours")}",
            "Y" => $"{words} {(count < 2 ? "an" : "ans")}",
            _ => $"{words} mois",
        };
    }

    private static DateOnly Day(string iso) =>
        DateOnly.TryParseExact(iso.Length > 10 && iso[10] == 'T' ? iso[..10] : iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"« {iso} » n’est pas une date (2020-09-24 attendu)");

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("^P(\\d{1,4})([DMY])$")]
    private static partial Regex IsoDuration();
}

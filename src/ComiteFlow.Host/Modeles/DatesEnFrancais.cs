using System.Globalization;
using System.Text.RegularExpressions;
using ComiteFlow.Domain;

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

    /// <summary>In the order in which a duration gives them.</summary>
    private static readonly Unit[] Units = [new("an", "ans", "année"), new("mois", "mois", "mois"), new("semaine", "semaines", "semaine", IsFeminine: true), new("jour", "jours", "jour")];

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

    /// <summary><c>P1M15D</c> as « un mois et quinze jours ».</summary>
    public static string Duration(string iso) => Parts(iso) is { Count: > 0 } parts ? Words(parts) : "zéro jour";

    /// <summary>How often something comes back: « tous les six mois », « chaque mois ».</summary>
    public static string Rhythm(string iso) => Parts(iso) switch
    {
        [] => throw new FormatException($"« {iso} » n’est pas un rythme (P1M ou P7D attendu)"),
        [(1, var unit)] => $"chaque {unit.Each}",
        [(1, _), ..] and var parts => $"à intervalles d’{Words(parts)}",
        var parts => $"{(parts[0].Unit.IsFeminine ? "toutes" : "tous")} les {Words(parts)}",
    };

    /// <summary>What a duration counts, without what it has none of.</summary>
    private static List<(int Count, Unit Unit)> Parts(string iso)
    {
        var match = IsoDuration().Match(iso);
        if (!match.Success)
            throw new FormatException($"« {iso} » n’est pas une durée (P3M, P7D, P1M15D ou P1Y attendu)");
        int Count(Group digits) => digits.Success ? int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture) : 0;
        return [.. Units.Select((unit, rank) => (Count: Count(match.Groups[rank + 1]), Unit: unit)).Where(part => part.Count > 0)];
    }

    private static string Words(List<(int Count, Unit Unit)> parts) => Mise.Liste([.. parts.Select(part => Words(part.Count, part.Unit))]);

    private static string Words(int count, Unit unit)
    {
        var number = NombreEnLettres.Write(count);
        return $"{number}{(unit.IsFeminine && number.EndsWith("un", StringComparison.Ordinal) ? "e" : "")} {(count < 2 ? unit.One : unit.Several)}";
    }

    private static DateOnly Day(string iso) =>
        DateOnly.TryParseExact(iso.Length > 10 && iso[10] == 'T' ? iso[..10] : iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"« {iso} » n’est pas une date (2020-09-24 attendu)");

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,4})D)?$")]
    private static partial Regex IsoDuration();

    /// <summary>What durations count in.</summary>
    /// <param name="Each">What follows « chaque ».</param>
    private sealed record Unit(string One, string Several, string Each, bool IsFeminine = false);
}

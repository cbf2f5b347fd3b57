using ComiteFlow.Domain;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;

namespace ComiteFlow.Host.Comites;

/// <summary>What all our calendar files share: texts that cannot become lines of their own, and the zone of Paris.</summary>
internal static class TexteIcs
{
    private const string Fuseau = "Europe/Paris";

    /// <summary>A text of a value: line ends stay, and are escaped by the writer; no other control character does.</summary>
    public static string? Valeur(string? text) =>
        text is null ? null : string.Concat(text.ReplaceLineEndings("\n").Where(sign => sign == '\n' || !char.IsControl(sign)));

    /// <summary>A text of a parameter, such as a name beside an address: nothing there can be escaped, so it keeps one line and no quotation mark.</summary>
    public static string? Parametre(string? text) => text is null ? null : Saisies.SurUneLigne(text).Replace('"', '\'');

    public static CalDateTime AParis(DateTime local) => new(local, Fuseau);

    /// <summary>The rule of the European Union since 1996, written out, so that a file does not depend on the day on which it is made.</summary>
    public static VTimeZone Paris()
    {
        var zone = new VTimeZone(Fuseau);
        zone.Children.Add(Heure("DAYLIGHT", "CEST", 3, new DateTime(1996, 3, 31, 2, 0, 0, DateTimeKind.Unspecified), 1, 2));
        zone.Children.Add(Heure("STANDARD", "CET", 10, new DateTime(1996, 10, 27, 3, 0, 0, DateTimeKind.Unspecified), 2, 1));
        return zone;
    }

    private static VTimeZoneInfo Heure(string kind, string name, int month, DateTime first, int from, int to)
    {
        return new VTimeZoneInfo(kind)
        {
            TimeZoneName = name, OffsetFrom = new UtcOffset(TimeSpan.FromHours(from)), OffsetTo = new UtcOffset(TimeSpan.FromHours(to)), Start = new CalDateTime(first),
            RecurrenceRule = new RecurrenceRule(FrequencyType.Yearly) { ByMonth = [month], ByDay = [new WeekDay(DayOfWeek.Sunday, -1)] },
        };
    }
}

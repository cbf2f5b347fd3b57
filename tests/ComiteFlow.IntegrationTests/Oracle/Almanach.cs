namespace ComiteFlow.IntegrationTests.Oracle;

/// <summary>The oracle's own calendar: days worked in France, months added by hand, words of the texts.</summary>
internal sealed class Almanach(OracleSettings settings)
{
    private readonly Dictionary<int, HashSet<DateOnly>> _holidays = [];

    /// <summary>A nominal date on the day that it is held: the next day worked, or the one before where the next passes the bound.</summary>
    public DateOnly Place(DateOnly nominal, DateOnly? bound)
    {
        var day = Next(nominal);
        return day > bound && settings.AtBound == "previous" ? Previous(nominal) : day;
    }

    public bool IsWorked(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !Holidays(day.Year).Contains(day);

    /// <summary>The first day worked from this one on.</summary>
    public DateOnly Next(DateOnly day)
    {
        while (!IsWorked(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>The last day worked up to this one.</summary>
    public DateOnly Previous(DateOnly day)
    {
        while (!IsWorked(day))
            day = day.AddDays(-1);
        return day;
    }

    /// <summary>So many days worked after the day, or before it.</summary>
    public DateOnly Worked(DateOnly day, int count)
    {
        for (var left = Math.Abs(count); left > 0;)
        {
            day = day.AddDays(Math.Sign(count));
            left -= IsWorked(day) ? 1 : 0;
        }

        return day;
    }

    /// <summary>Days worked after the first day, up to the second and with it.</summary>
    public int Between(DateOnly day, DateOnly end)
    {
        var count = 0;
        while (day < end)
        {
            day = day.AddDays(1);
            count += IsWorked(day) ? 1 : 0;
        }

        return count;
    }

    /// <summary>The same day so many months later; where the month has none, its last, or the first of the next without the clamp.</summary>
    public DateOnly AddMonths(DateOnly day, int months)
    {
        var rank = (day.Year * 12) + day.Month - 1 + months;
        var (year, month) = (rank / 12, (rank % 12) + 1);
        var length = Length(year, month);
        return day.Day <= length ? new DateOnly(year, month, day.Day) : new DateOnly(year, month, length).AddDays(settings.Clamp ? 0 : 1);
    }

    /// <summary>Adds whole months, always clamped: ends of durations and of periods.</summary>
    public static DateOnly AddClamped(DateOnly day, int months)
    {
        var rank = (day.Year * 12) + day.Month - 1 + months;
        return new DateOnly(rank / 12, (rank % 12) + 1, Math.Min(day.Day, Length(rank / 12, (rank % 12) + 1)));
    }

    /// <summary>The day that a word places in a month.</summary>
    public DateOnly Word(string? word, DateOnly first) => word switch
    {
        "mi" => first.AddDays(14),
        "quinzaine" => first.AddDays(14),
        "avantMi" => Previous(first.AddDays(13)),
        _ => EndOfMonth(first),
    };

    public static DateOnly EndOfMonth(DateOnly day) => new(day.Year, day.Month, Length(day.Year, day.Month));

    public static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);

    private static int Length(int year, int month) => month switch
    {
        2 => (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    private HashSet<DateOnly> Holidays(int year)
    {
        if (_holidays.TryGetValue(year, out var known))
            return known;
        var easter = Easter(year);
        HashSet<DateOnly> days =
        [
            new(year, 1, 1), new(year, 5, 1), new(year, 5, 8), new(year, 7, 14), new(year, 8, 15), new(year, 11, 1), new(year, 11, 11), new(year, 12, 25),
            easter.AddDays(1), easter.AddDays(39), easter.AddDays(50),
        ];
        if (settings.Holidays == "alsaceMoselle")
            days.UnionWith([easter.AddDays(-2), new(year, 12, 26)]);
        return _holidays[year] = days;
    }

    // The Sunday after the full moon of the tables: golden number, epact, then the week day.
    private static DateOnly Easter(int year)
    {
        var (golden, century) = ((year % 19) + 1, (year / 100) + 1);
        var epact = ((11 * golden) + 20 + ((8 * century) + 5) / 25 - 5 - ((3 * century / 4) - 12)) % 30;
        epact += epact < 0 ? 30 : 0;
        epact += (epact == 25 && golden > 11) || epact == 24 ? 1 : 0;
        var moon = 44 - epact;
        moon += moon < 21 ? 30 : 0;
        var day = new DateOnly(year, 3, 1).AddDays(moon - 1);
        do
            day = day.AddDays(1);
        while (day.DayOfWeek != DayOfWeek.Sunday);
        return day;
    }
}

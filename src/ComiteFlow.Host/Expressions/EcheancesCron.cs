using ComiteFlow.Engine.Activities;
using ComiteFlow.Domain.Calendrier;
using Cronos;

namespace ComiteFlow.Host.Expressions;

/// <summary>Cron expressions of workflow files, computed by the library that also keeps the timetable of jobs.</summary>
internal sealed class EcheancesCron : ICronCalendar
{
    private const string Paris = "Europe/Paris";

    /// <summary>Any instant will do to see whether a moment ever comes.</summary>
    private static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public string? Check(string cron, string? zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone ?? Paris, out _))
            return $"le fuseau « {zone} » n’existe pas ; écrivez par exemple Europe/Paris ou Indian/Reunion.";
        try
        {
            return Next(cron, zone, Start) is null ? "aucune date n’y correspond." : null;
        }
        catch (CronFormatException)
        {
            return "il faut cinq champs (minute, heure, jour du mois, mois, jour de la semaine), ou six avec les secondes en tête ; par exemple 0 8 * * 1 pour chaque lundi à 8 heures.";
        }
    }

    public DateTimeOffset? Next(string cron, string? zone, DateTimeOffset after, bool isWorkingDays = false)
    {
        var place = TimeZoneInfo.FindSystemTimeZoneById(zone ?? Paris);
        var local = TimeZoneInfo.ConvertTime(after, place);
        return (isWorkingDays ? NextWorking(Parse(cron), local, place) : Parse(cron).GetNextOccurrence(local, place))?.ToUniversalTime();
    }

    /// <summary>The earliest moment once each is moved to a working day; those of the days off just before count too.</summary>
    private static DateTimeOffset? NextWorking(CronExpression cron, DateTimeOffset after, TimeZoneInfo place)
    {
        var days = new JoursOuvres("metropole", "next", "none");
        var first = days.Precedent(DateOnly.FromDateTime(after.Date).AddDays(-1)).AddDays(1);
        DateTimeOffset? earliest = null;
        for (var moment = cron.GetNextOccurrence(At(first, TimeOnly.MinValue, place).AddTicks(-1), place); moment is { } found; moment = cron.GetNextOccurrence(found, place))
        {
            // What comes later is moved to later still.
            if (earliest is { } best && found >= best)
                break;
            var (day, time) = (DateOnly.FromDateTime(found.Date), TimeOnly.FromDateTime(found.DateTime));
            var moved = days.EstOuvre(day) ? found : At(days.Suivant(day), time, place);
            if (moved > after && (earliest is null || moved < earliest))
                earliest = moved;
        }

        return earliest;
    }

    /// <summary>An hour that the change of time leaves out is taken an hour later.</summary>
    private static DateTimeOffset At(DateOnly day, TimeOnly time, TimeZoneInfo place)
    {
        var local = day.ToDateTime(time);
        local = place.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(local, place.GetUtcOffset(local));
    }

    private static CronExpression Parse(string cron)
    {
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        return CronExpression.Parse(cron, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
    }
}

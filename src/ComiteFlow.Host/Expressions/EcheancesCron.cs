using ComiteFlow.Engine.Activities;
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

    public DateTimeOffset? Next(string cron, string? zone, DateTimeOffset after)
    {
        var place = TimeZoneInfo.FindSystemTimeZoneById(zone ?? Paris);
        return Parse(cron).GetNextOccurrence(TimeZoneInfo.ConvertTime(after, place), place)?.ToUniversalTime();
    }

    private static CronExpression Parse(string cron)
    {
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        return CronExpression.Parse(cron, fields == 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
    }
}

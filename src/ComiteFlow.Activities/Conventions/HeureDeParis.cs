namespace ComiteFlow.Activities.Conventions;

/// <summary>Civil time is Europe/Paris. A local time that does not exist moves forward; one that exists twice is the first.</summary>
public static class HeureDeParis
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateTimeOffset At(DateOnly day, TimeOnly time) => At(day.ToDateTime(time));

    public static DateTimeOffset At(DateTime local)
    {
        while (Paris.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        var offset = Paris.IsAmbiguousTime(local) ? Paris.GetAmbiguousTimeOffsets(local).Max() : Paris.GetUtcOffset(local);
        return new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), offset);
    }

    public static DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Paris).DateTime;

    public static DateOnly Day(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant));
}

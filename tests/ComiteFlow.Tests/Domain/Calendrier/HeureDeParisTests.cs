using System.Globalization;
using ComiteFlow.Activities.Conventions;

namespace ComiteFlow.Tests.Domain.Calendrier;

public sealed class HeureDeParisTests
{
    /// <summary>2021: clocks go forward on 28 March at 2:00, back on 31 October at 3:00.</summary>
    [Theory]
    [InlineData("2021-03-28T01:59", "2021-03-28T00:59Z")]
    [InlineData("2021-03-28T02:00", "2021-03-28T01:00Z")]
    [InlineData("2021-03-28T02:30", "2021-03-28T01:00Z")]
    [InlineData("2021-03-28T03:00", "2021-03-28T01:00Z")]
    [InlineData("2021-03-28T08:00", "2021-03-28T06:00Z")]
    [InlineData("2021-10-31T01:59", "2021-10-30T23:59Z")]
    [InlineData("2021-10-31T02:00", "2021-10-31T00:00Z")]
    [InlineData("2021-10-31T02:30", "2021-10-31T00:30Z")]
    [InlineData("2021-10-31T03:00", "2021-10-31T02:00Z")]
    [InlineData("2021-10-31T08:00", "2021-10-31T07:00Z")]
    public void At_OnTheDaysWhenClocksChange_IsTheFirstInstantOfThatTime(string local, string instant) =>
        Assert.Equal(Instant(instant), HeureDeParis.At(DateTime.Parse(local, CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2021-03-27T22:59Z", "2021-03-27")]
    [InlineData("2021-03-27T23:00Z", "2021-03-28")]
    [InlineData("2021-03-28T21:59Z", "2021-03-28")]
    [InlineData("2021-03-28T22:00Z", "2021-03-29")]
    [InlineData("2021-10-30T22:00Z", "2021-10-31")]
    [InlineData("2021-10-31T22:59Z", "2021-10-31")]
    [InlineData("2021-10-31T23:00Z", "2021-11-01")]
    public void Day_AroundTheDaysWhenClocksChange_EndsAtMidnightInParis(string instant, string day) =>
        Assert.Equal(DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture), HeureDeParis.Day(Instant(instant)));

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}

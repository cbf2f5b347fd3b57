using System.Globalization;
using ComiteFlow.Domain.Calendrier;

namespace ComiteFlow.Tests.Domain.Calendrier;

public sealed class PeriodeTests
{
    /// <summary>From the anchor, never chained: the day comes back where the month has it.</summary>
    [Theory]
    [InlineData("2020-08-31", "P6M", 1, "2021-02-28", "2021-03-01")]
    [InlineData("2019-08-31", "P6M", 1, "2020-02-29", "2020-03-01")]
    [InlineData("2019-08-29", "P6M", 1, "2020-02-29", "2020-02-29")]
    [InlineData("2020-08-31", "P6M", 2, "2021-08-31", "2021-08-31")]
    [InlineData("2020-10-31", "P1M", 1, "2020-11-30", "2020-12-01")]
    [InlineData("2020-02-29", "P1Y", 1, "2021-02-28", "2021-03-01")]
    [InlineData("2020-02-29", "P1Y", 4, "2024-02-29", "2024-02-29")]
    [InlineData("2021-11-30", "P3M", 1, "2022-02-28", "2022-03-01")]
    [InlineData("2020-01-31", "P1M1D", 1, "2020-03-01", "2020-03-02")]
    [InlineData("2020-12-28", "P2W", 1, "2021-01-11", "2021-01-11")]
    public void Apres_ADayThatTheMonthLacks_IsClampedOrGoesOnToTheFirst(string from, string duration, int times, string clamped, string goesOn)
    {
        var period = Periode.Parse(duration).Fois(times);

        Assert.Equal(Day(clamped), period.Apres(Day(from)));
        Assert.Equal(Day(goesOn), period.ApresSansRetenue(Day(from)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("6M")]
    [InlineData("P6")]
    [InlineData("PT6H")]
    [InlineData("P-6M")]
    [InlineData("P6M ")]
    [InlineData("P1M1Y")]
    public void Parse_WhatIsNoDuration_IsRefused(string text) => Assert.Throws<FormatException>(() => Periode.Parse(text));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

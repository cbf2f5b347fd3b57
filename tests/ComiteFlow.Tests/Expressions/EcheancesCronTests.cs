using ComiteFlow.Host.Expressions;

namespace ComiteFlow.Tests.Expressions;

/// <summary>Moments of cron expressions in civil time.</summary>
public sealed class EcheancesCronTests
{
    private readonly EcheancesCron _calendar = new();

    [Theory]
    [InlineData("0 8 * * *", null, "2027-03-27T12:00:00Z", "2027-03-28T06:00:00Z")]
    [InlineData("0 8 * * *", null, "2027-03-26T12:00:00Z", "2027-03-27T07:00:00Z")]
    [InlineData("30 2 * * *", null, "2027-03-28T00:00:00Z", "2027-03-28T01:00:00Z")]
    [InlineData("0 8 * * *", "UTC", "2027-03-27T12:00:00Z", "2027-03-28T08:00:00Z")]
    [InlineData("15 0 8 * * *", "Indian/Reunion", "2027-03-27T12:00:00Z", "2027-03-28T04:00:15Z")]
    public void Next_AcrossTheChangeOfTime_IsCivilTimeOfTheZone(string cron, string? zone, string after, string expected) =>
        Assert.Equal(Instant(expected), _calendar.Next(cron, zone, Instant(after)));

    [Theory]
    [InlineData("0 8 * * *", "2027-01-08T12:00:00Z", "2027-01-11T07:00:00Z")]
    [InlineData("0 8 * * *", "2027-01-09T12:00:00Z", "2027-01-11T07:00:00Z")]
    [InlineData("0 8 * * *", "2027-01-11T07:00:00Z", "2027-01-12T07:00:00Z")]
    [InlineData("0 18 * * 6", "2027-01-11T12:00:00Z", "2027-01-11T17:00:00Z")]
    [InlineData("0 8 1 * *", "2027-04-15T12:00:00Z", "2027-05-03T06:00:00Z")]
    [InlineData("0 8,18 * * *", "2027-01-08T18:00:00Z", "2027-01-11T07:00:00Z")]
    [InlineData("0 8 25 12 *", "2027-01-01T12:00:00Z", "2027-12-27T07:00:00Z")]
    public void Next_OfWorkingDays_MovesToTheNextOne(string cron, string after, string expected) =>
        Assert.Equal(Instant(expected), _calendar.Next(cron, null, Instant(after), isWorkingDays: true));

    [Theory]
    [InlineData("0 8 * * 1", null)]
    [InlineData("0 0 8 * * 1", "Europe/Paris")]
    public void Check_WhatCanBeUsed_IsSound(string cron, string? zone) => Assert.Null(_calendar.Check(cron, zone));

    [Theory]
    [InlineData("", null, "il faut cinq champs")]
    [InlineData("* * * *", null, "il faut cinq champs")]
    [InlineData("99 8 * * *", null, "il faut cinq champs")]
    [InlineData("0 8 30 2 *", null, "aucune date n’y correspond")]
    [InlineData("0 8 * * *", "Paris", "le fuseau « Paris » n’existe pas")]
    public void Check_WhatCannot_SaysWhy(string cron, string? zone, string expected) => Assert.StartsWith(expected, _calendar.Check(cron, zone), StringComparison.Ordinal);

    private static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}

using System.Globalization;
using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Courriels;

namespace ComiteFlow.Tests.Courriels;

public sealed class HeuresDePosteTests
{
    private static readonly HeuresDePoste Heures = new(
        new OptionsDePoste(), new ReglagesCourants(File.ReadAllText(Depot.Path("conventions", "policies.json")), new Dictionary<string, JsonElement>()));

    [Theory]
    [InlineData("2021-09-10T08:00", "2021-09-10T08:00")] // a Friday morning
    [InlineData("2021-09-10T07:59", "2021-09-10T08:00")]
    [InlineData("2021-09-10T17:59", "2021-09-10T17:59")]
    [InlineData("2021-09-10T18:00", "2021-09-13T08:00")]
    [InlineData("2021-09-11T10:00", "2021-09-13T08:00")] // a Saturday
    [InlineData("2021-11-10T19:00", "2021-11-12T08:00")] // the eve of 11 November
    [InlineData("2021-03-26T20:00", "2021-03-29T08:00")] // the clocks change on that Sunday
    [InlineData("2022-01-01T00:00", "2022-01-03T08:00")]
    public void Next_OfAnInstant_IsWhenThePostIsOpen(string now, string expected) =>
        Assert.Equal(expected, HeureDeParis.Local(Heures.Next(Paris(now))).ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));

    [Fact]
    public void After_AWorkingDay_IsTheNextMorning() => Assert.Equal(Paris("2021-09-13T08:00"), Heures.After(new DateOnly(2021, 9, 10)));

    private static DateTimeOffset Paris(string text) => HeureDeParis.At(DateTime.Parse(text, CultureInfo.InvariantCulture));
}

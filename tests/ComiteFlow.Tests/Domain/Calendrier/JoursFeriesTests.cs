using ComiteFlow.Domain.Calendrier;

namespace ComiteFlow.Tests.Domain.Calendrier;

public sealed class JoursFeriesTests
{
    [Theory]
    [InlineData(2020, "2020-04-12")]
    [InlineData(2021, "2021-04-04")]
    [InlineData(2022, "2022-04-17")]
    [InlineData(2023, "2023-04-09")]
    [InlineData(2038, "2038-04-25")]
    [InlineData(2285, "2285-03-22")]
    public void Paques_KnownYears_IsTheGregorianSunday(int annee, string attendu) =>
        Assert.Equal(DateOnly.Parse(attendu, System.Globalization.CultureInfo.InvariantCulture), JoursFeries.Paques(annee));

    [Fact]
    public void De_Metropole2021_HasTheElevenDays()
    {
        var jours = JoursFeries.De(2021, "metropole");

        Assert.Equal(
            ["01-01", "04-05", "05-01", "05-08", "05-13", "05-24", "07-14", "08-15", "11-01", "11-11", "12-25"],
            jours.Order().Select(jour => jour.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("alsaceMoselle", 4, 2)]
    [InlineData("alsaceMoselle", 12, 26)]
    [InlineData("guadeloupe", 5, 27)]
    [InlineData("martinique", 5, 22)]
    [InlineData("guyane", 6, 10)]
    [InlineData("reunion", 12, 20)]
    [InlineData("mayotte", 4, 27)]
    public void De_OtherTerritory_AddsItsOwnDay(string territoire, int mois, int jour)
    {
        var jours = JoursFeries.De(2021, territoire);

        Assert.Contains(new DateOnly(2021, mois, jour), jours);
        Assert.DoesNotContain(new DateOnly(2021, mois, jour), JoursFeries.De(2021, "metropole"));
    }
}

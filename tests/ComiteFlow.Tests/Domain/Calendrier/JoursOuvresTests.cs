using System.Globalization;
using ComiteFlow.Domain.Calendrier;

namespace ComiteFlow.Tests.Domain.Calendrier;

public sealed class JoursOuvresTests
{
    [Theory]
    [InlineData("next", "2021-05-08", "2021-05-10")]
    [InlineData("previous", "2021-05-08", "2021-05-07")]
    [InlineData("none", "2021-05-08", "2021-05-08")]
    [InlineData("next", "2021-05-07", "2021-05-07")]
    public void Deplacer_WithoutBound_FollowsTheRoll(string roll, string jour, string attendu) =>
        Assert.Equal(Jour(attendu), Jours(roll).Deplacer(Jour(jour)));

    [Theory]
    [InlineData("previous", "2021-10-29")]
    [InlineData("none", "2021-11-02")]
    public void Deplacer_SundayBeforeAHolidayAtItsBound_FollowsAtBound(string atBound, string attendu)
    {
        var jours = new JoursOuvres("metropole", "next", atBound);

        Assert.Equal(Jour(attendu), jours.Deplacer(Jour("2021-10-31"), Jour("2021-10-31")));
    }

    [Theory]
    [InlineData("2020-09-24", -10, "2020-09-10")]
    [InlineData("2021-05-14", -1, "2021-05-12")]
    [InlineData("2021-05-12", 1, "2021-05-14")]
    [InlineData("2021-05-15", 0, "2021-05-15")]
    public void Ajouter_AcrossWeekendsAndHolidays_CountsWorkingDaysOnly(string jour, int combien, string attendu) =>
        Assert.Equal(Jour(attendu), Jours().Ajouter(Jour(jour), combien));

    [Theory]
    [InlineData("2021-05-12", "2021-05-17", 2)]
    [InlineData("2021-05-12", "2021-05-12", 0)]
    [InlineData("2021-05-17", "2021-05-12", 0)]
    public void Entre_TwoDays_CountsAfterTheFirstUpToTheSecond(string premier, string dernier, int attendu) =>
        Assert.Equal(attendu, Jours().Entre(Jour(premier), Jour(dernier)));

    private static JoursOuvres Jours(string roll = "next") => new("metropole", roll, "previous");

    private static DateOnly Jour(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Tests.Affichage;

public sealed class FormatsTests
{
    private static readonly DateOnly Today = new(2021, 9, 14);

    [Theory]
    [InlineData(140_661_600, "1 406 616,00 €")]
    [InlineData(0, "0,00 €")]
    [InlineData(5, "0,05 €")]
    [InlineData(-2_591_600, "−25 916,00 €")]
    [InlineData(long.MinValue, "−92 233 720 368 547 758,08 €")]
    public void Euros_AnyAmount_IsExactWithHardSpaces(long cents, string expected) => Assert.Equal(Hard(expected), Formats.Euros(cents));

    [Theory]
    [InlineData(140_661_649, "1 406 616 €")]
    [InlineData(140_661_650, "1 406 617 €")]
    [InlineData(-50, "−1 €")]
    [InlineData(-49, "0 €")]
    public void EurosEntiers_Halves_RoundAwayFromZero(long cents, string expected) => Assert.Equal(Hard(expected), Formats.EurosEntiers(cents));

    [Fact]
    public void DateCourte_AnyDay_HasTwoDigits() => Assert.Equal("04/09/2021", Formats.DateCourte(new(2021, 9, 4)));

    [Fact]
    public void DateAbregee_AnyDay_BeginsWithItsName() => Assert.Equal(Hard("ven. 24/09/2021"), Formats.DateAbregee(new(2021, 9, 24)));

    [Fact]
    public void DateJour_AnyDay_IsWrittenOut() => Assert.Equal("vendredi 24\u00A0septembre\u00A02021", Formats.DateJour(new(2021, 9, 24)));

    [Fact]
    public void DateLongue_FirstOfMonth_IsOrdinal() => Assert.Equal(Hard("1er janvier 2021"), Formats.DateLongue(new(2021, 1, 1)));

    [Theory]
    [InlineData("2021-09-14T08:30:00Z", "10 h 30")]
    [InlineData("2021-01-14T07:00:00Z", "8 h")]
    [InlineData("2021-01-14T07:05:00Z", "8 h 05")]
    public void Heure_UtcInstant_IsParisTime(string instant, string expected) => Assert.Equal(Hard(expected), Formats.Heure(At(instant)));

    [Fact]
    public void Instant_LateEveningUtc_IsNextDayInParis() =>
        Assert.Equal("mercredi 15\u00A0septembre\u00A02021, 0\u00A0h\u00A030", Formats.Instant(At("2021-09-14T22:30:00Z")));

    [Theory]
    [InlineData(0, "aujourd’hui")]
    [InlineData(1, "demain")]
    [InlineData(-1, "hier")]
    [InlineData(3, "dans 3 jours")]
    [InlineData(-47, "il y a 47 jours")]
    public void Relatif_DaysAway_IsSaidInWords(int days, string expected) =>
        Assert.Equal(expected, Formats.Relatif(Today.AddDays(days), Today).Replace('\u00A0', ' '));

    [Theory]
    [InlineData(0, "0 jour")]
    [InlineData(1, "1 jour")]
    [InlineData(2, "2 jours")]
    [InlineData(1200, "1 200 jours")]
    public void Compte_BelowTwo_IsSingular(long count, string expected) => Assert.Equal(Hard(expected), Formats.Compte(count, "jour", "jours"));

    [Theory]
    [InlineData(131_248, 140_661, "93,3 %")]
    [InlineData(1, 2, "50 %")]
    [InlineData(1, 0, "–")]
    public void Part_AnyRatio_HasOneDecimalAtMost(long part, long whole, string expected) => Assert.Equal(Hard(expected), Formats.Part(part, whole));

    [Theory]
    [InlineData(1, "1 octet")]
    [InlineData(212_000, "212 Ko")]
    [InlineData(1_800_000, "1,8 Mo")]
    public void Taille_Bytes_AreRounded(long bytes, string expected) => Assert.Equal(Hard(expected), Formats.Taille(bytes));

    [Theory]
    [InlineData("Un refus : 1 200 000,00 € au plus ; « oui » ?", "Un refus~: 1~200~000,00~€ au plus~; «~oui~»~?")]
    [InlineData("comité n° 3 du 24 septembre 2021", "comité n°~3 du 24 septembre 2021")]
    [InlineData("le 24 2021", "le 24 2021")]
    [InlineData("Tranche 2 (art. 3)", "Tranche~2 (art.~3)")]
    [InlineData(null, null)]
    public void Lier_FreeText_BindsSignsAndDigits(string? text, string? expected) => Assert.Equal(expected?.Replace('~', '\u00A0'), Formats.Lier(text));

    private static string Hard(string text) => text.Replace(' ', '\u00A0');

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}

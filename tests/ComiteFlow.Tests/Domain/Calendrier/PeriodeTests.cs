using ComiteFlow.Domain.Calendrier;

namespace ComiteFlow.Tests.Domain.Calendrier;

public sealed class PeriodeTests
{
    [Theory]
    [InlineData("P6M", 6, 0)]
    [InlineData("P1Y2M", 14, 0)]
    [InlineData("P2W3D", 0, 17)]
    public void Parse_IsoDuration_IsMonthsAndDays(string iso, int mois, int jours) => Assert.Equal(new Periode(mois, jours), Periode.Parse(iso));

    [Theory]
    [InlineData("P")]
    [InlineData("6M")]
    [InlineData("PT6H")]
    [InlineData("P-6M")]
    public void Parse_SomethingElse_IsRefused(string iso) => Assert.Throws<FormatException>(() => Periode.Parse(iso));

    [Fact]
    public void Apres_DayThatTheMonthLacks_IsClamped() => Assert.Equal(new DateOnly(2021, 2, 28), new Periode(6, 0).Apres(new DateOnly(2020, 8, 31)));

    [Fact]
    public void ApresSansRetenue_DayThatTheMonthLacks_IsTheDayAfter() =>
        Assert.Equal(new DateOnly(2021, 3, 1), new Periode(6, 0).ApresSansRetenue(new DateOnly(2020, 8, 31)));

    [Theory]
    [InlineData("mi", 15)]
    [InlineData("quinzaine", 15)]
    [InlineData("fin", 28)]
    [InlineData("en", 28)]
    [InlineData(null, 28)]
    public void Jour_WordOfAText_IsTheDayOfThePolicy(string? mot, int jour) =>
        Assert.Equal(new DateOnly(2021, 2, jour), Mots.Jour(mot, "2021-02", new DossierDEssai().Dossier.Politiques));

    [Fact]
    public void Jour_PolicyBeyondTheMonth_IsItsLastDay() =>
        Assert.Equal(new DateOnly(2021, 2, 28), Mots.Jour("mi", "2021-02", new DossierDEssai().Regle("words.mi", 30).Dossier.Politiques));
}

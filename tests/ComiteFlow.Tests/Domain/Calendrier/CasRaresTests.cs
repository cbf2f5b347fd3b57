using System.Globalization;
using System.Text.Json;
using ComiteFlow.Domain.Calendrier;

namespace ComiteFlow.Tests.Domain.Calendrier;

/// <summary>Days on the edges: the corrections of Easter, a bound that is itself a holiday, the settings that hold for all.</summary>
public sealed class CasRaresTests
{
    /// <summary>The years whose moon the Gregorian calendar corrects, from published tables of Easter.</summary>
    [Theory]
    [InlineData("1609-04-19")]
    [InlineData("1818-03-22")]
    [InlineData("1886-04-25")]
    [InlineData("1943-04-25")]
    [InlineData("1954-04-18")]
    [InlineData("1981-04-19")]
    [InlineData("2000-04-23")]
    [InlineData("2008-03-23")]
    [InlineData("2038-04-25")]
    [InlineData("2049-04-18")]
    [InlineData("2076-04-19")]
    [InlineData("2106-04-18")]
    [InlineData("2285-03-22")]
    public void Paques_InACorrectedYear_IsThePublishedDay(string iso)
    {
        var jour = DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

        Assert.Equal(jour, JoursFeries.Paques(jour.Year));
    }

    [Theory]
    [InlineData("2020-10-31", "2020-10-31", "2020-10-30")]
    [InlineData("2020-10-31", "2020-11-01", "2020-10-30")]
    [InlineData("2020-10-31", "2020-10-25", "2020-10-23")]
    [InlineData("2020-10-31", "2020-11-02", "2020-11-02")]
    [InlineData("2020-10-30", "2020-10-25", "2020-10-30")]
    public void Deplacer_BeyondItsBound_GoesBackBeforeTheEarlierOfBoth(string jour, string borne, string attendu) =>
        Assert.Equal(Le(attendu), new JoursOuvres("metropole", "next", "previous").Deplacer(Le(jour), Le(borne)));

    [Fact]
    public void Deplacer_WhereTheBoundDoesNotCount_GoesOn() =>
        Assert.Equal(Le("2020-11-02"), new JoursOuvres("metropole", "next", "none").Deplacer(Le("2020-10-31"), Le("2020-10-31")));

    [Theory]
    [InlineData("P7D", 7)]
    [InlineData("P2W", 14)]
    [InlineData("P1M", 30)]
    [InlineData("P2M3D", 63)]
    public void EnJours_RhythmOfReminders_CountsThirtyDaysForAMonth(string iso, int jours) => Assert.Equal(jours, Periode.Parse(iso).EnJours);

    [Fact]
    public void Valeur_ThatNoLayerHolds_IsAnErrorWithItsName() =>
        Assert.Contains("« inconnu »", Assert.Throws<KeyNotFoundException>(() => new Politiques().Valeur("inconnu")).Message, StringComparison.Ordinal);

    [Fact]
    public void Liste_OfOneWordOrOfSeveral_IsAList()
    {
        var politiques = new Politiques(new Dictionary<string, JsonElement> { ["un"] = Json("\"mot\""), ["nombre"] = Json("3"), ["deux"] = Json("[\"a\", 2]") });

        Assert.Equal(["mot"], politiques.Liste("un"));
        Assert.Equal(["3"], politiques.Liste("nombre"));
        Assert.Equal(["a", "2"], politiques.Liste("deux"));
    }

    [Fact]
    public void Reglages_ThatHoldForTheServiceOrAreReservedOrOptional_AreThese()
    {
        static IEnumerable<string> Noms(Func<ReglagePossible, bool> choix) => ReglagesPossibles.Tous.Where(choix).Select(r => r.Nom).Order(StringComparer.Ordinal);

        Assert.Equal(["jobs.time", "monthly.openDay", "ocr.autoCorrect", "tax.rate"], Noms(r => r.EstCommun));
        Assert.Equal(["revoyure.decidedBy"], Noms(r => r.EstReserve));
        Assert.Equal(
            ["committee.endNotice", "committee.exhaustionDays", "revoyure.consumption", "revoyure.lateReport", "revoyure.missedImpact"], Noms(r => r.EstFacultatif));
    }

    [Theory]
    [InlineData("revoyure.consumption", "0", true)]
    [InlineData("revoyure.consumption", "100", true)]
    [InlineData("revoyure.consumption", "100.5", false)]
    [InlineData("revoyure.consumption", "-1", false)]
    [InlineData("monthly.day", "31", true)]
    [InlineData("monthly.day", "32", false)]
    [InlineData("monthly.day", "0", false)]
    public void Accepte_OnTheEdgeOfItsRange_TakesTheBounds(string nom, string valeur, bool accepte) =>
        Assert.Equal(accepte, ReglagesPossibles.Tous.Single(r => r.Nom == nom).Accepte(Json(valeur)));

    [Fact]
    public void Attendu_OfASettingThatMayBeLeftOut_SaysSo()
    {
        Assert.EndsWith("ou rien (null) pour ne pas appliquer la règle", ReglagesPossibles.Tous.Single(r => r.Nom == "revoyure.consumption").Attendu, StringComparison.Ordinal);
        Assert.Equal("un nombre entier, de 1 à 31", ReglagesPossibles.Tous.Single(r => r.Nom == "monthly.day").Attendu);
    }

    private static DateOnly Le(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}

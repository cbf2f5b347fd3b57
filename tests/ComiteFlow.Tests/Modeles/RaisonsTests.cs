using System.Text.Json;
using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Tests.Modeles;

/// <summary>Why a date or a revoyure is asked for, in French for any setting that a convention may have.</summary>
public sealed class RaisonsTests
{
    [Theory]
    [InlineData("P6M", "un comité se tient tous les six mois à partir du 24 juin 2021, donc le 24 décembre 2021.")]
    [InlineData("P1M", "un comité se tient chaque mois à partir du 24 juin 2021, donc le 24 décembre 2021.")]
    [InlineData("P1M15D", "un comité se tient à intervalles d’un mois et quinze jours à partir du 24 juin 2021, donc le 24 décembre 2021.")]
    [InlineData("P2M15D", "un comité se tient tous les deux mois et quinze jours à partir du 24 juin 2021, donc le 24 décembre 2021.")]
    public void Date_OfACadenceOfAnyPeriod_IsFrench(string tous, string expected) => Expect(
        expected, "comiteAPlanifier", $$"""{ "regle": "cadence", "lignes": [], "tous": "{{tous}}", "depart": "2021-06-24", "le": "2021-12-24", "deplace": null }""");

    [Theory]
    [InlineData("P3M", "le premier comité se tient trois mois après le 24 juin 2021, puis un comité se tient tous les six mois : celui-ci tombe le 24 mars 2022, jour non ouvré : la date passe au 25 mars 2022.")]
    [InlineData("P0D", "le premier comité se tient le 24 juin 2021, puis un comité se tient tous les six mois : celui-ci tombe le 24 mars 2022, jour non ouvré : la date passe au 25 mars 2022.")]
    public void Date_OfACadenceWhoseFirstComiteComesAfterAnotherTime_AddsUp(string premier, string expected) => Expect(
        expected, "comiteAPlanifier", $$"""{ "regle": "cadence", "lignes": [], "premier": "{{premier}}", "tous": "P6M", "depart": "2021-06-24", "le": "2022-03-24", "deplace": "2022-03-25" }""");

    [Theory]
    [InlineData("P3M", "et un comité se tient trois mois avant.")]
    [InlineData("P1M15D", "et un comité se tient un mois et quinze jours avant.")]
    [InlineData("P1D", "et un comité se tient un jour avant.")]
    [InlineData("P0D", "et un comité se tient ce jour-là.")]
    public void Date_OfTheEndOfTheConvention_TakesAnyNotice(string avant, string expected) => Expect(
        "la convention prend fin le 31 mars 2022, " + expected, "comiteAPlanifier",
        $$"""{ "regle": "conventionEnd", "lignes": [], "fin": "2022-03-31", "avant": "{{avant}}", "cadence": "2022-03-24", "le": "2021-12-31" }""");

    private static void Expect(string expected, string template, string raison)
    {
        var data = new Dictionary<string, object?>(Depot.Sample($"courriels/{template}/donnees.json")) { ["raison"] = JsonDocument.Parse(raison).RootElement };

        var text = Depot.Readable(Depot.Store.RenderCourriel(template, data).Corps.Markdown).Replace('\u00A0', ' ').Replace('\u202F', ' ');

        Assert.Contains(expected, text, StringComparison.Ordinal);
    }
}

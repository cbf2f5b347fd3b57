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

    [Theory]
    [InlineData("45", "le comité se tient 45 jours avant.")]
    [InlineData("1", "le comité se tient 1 jour avant.")]
    [InlineData("0", "le comité se tient ce jour-là.")]
    public void Date_OfTheExhaustion_TakesAnyNumberOfDays(string jours, string expected) => Expect(
        "seront tous engagés le 30 mars 2022 ; " + expected, "comiteAPlanifier",
        $$"""{ "regle": "exhaustion", "lignes": [], "epuisement": "2022-03-30", "engage": "1 €", "disposition": "2 €", "jours": "{{jours}}", "tropProche": null, "cadence": "2022-01-24", "le": "2021-12-30" }""");

    [Theory]
    [InlineData("30", "30", "et manque depuis 30 jours ouvrés ; la convention ouvre une revoyure à partir de 30 jours.")]
    [InlineData("1", "1", "et manque depuis 1 jour ouvré ; la convention ouvre une revoyure à partir de 1 jour.")]
    public void Revoyure_OfALateReport_TakesAnyNumberOfDays(string retard, string seuil, string expected) => Expect(
        "était attendu le 8 février 2021 " + expected, "revoyureOuverte",
        $$"""{ "regle": "lateReport", "lignes": [], "rapport": "monthly", "mois": "2021-01", "attendu": "2021-02-08", "retard": "{{retard}}", "seuil": "{{seuil}}" }""");

    private static void Expect(string expected, string template, string raison)
    {
        var data = new Dictionary<string, object?>(Depot.Sample($"courriels/{template}/donnees.json")) { ["raison"] = JsonDocument.Parse(raison).RootElement };

        var text = Depot.Readable(Depot.Store.RenderCourriel(template, data).Corps.Markdown).Replace('\u00A0', ' ').Replace('\u202F', ' ');

        Assert.Contains(expected, text, StringComparison.Ordinal);
    }
}

using System.Text.Json.Nodes;

namespace ComiteFlow.Tests.Conventions.Examen;

public sealed class ControleMensuelTests
{
    private const string Table = """
        {
         "id": "T", "source": "texte.txt, annexe 1", "months": ["2020-01", "2020-02"],
         "lines": [
          { "section": "tech", "label": "Dev (OCR)", "monthlyCents": [1000, 2000], "printedTotalCents": 3000 },
          { "section": "tech", "label": "Serveurs", "monthlyCents": [100, 100], "printedTotalCents": 200 },
          { "section": "coach", "label": "Coach", "monthlyCents": [50, 50], "printedTotalCents": 100 }
         ],
         "subtotals": [
          { "section": "tech", "printedMonthlyCents": [1100, 2100], "printedTotalCents": 3200 },
          { "section": "coach", "printedMonthlyCents": [50, 50], "printedTotalCents": 100 }
         ],
         "printedTotalHtCents": 3300, "printedTotalTtcCents": 3960,
         "printedRows": [
          ["PLAN", "janv-20", "févr-20", "TOTAL"],
          ["Dev", "10 €", "20 €", "30 €"],
          ["Total tech", "11 €", "21 €", "32 €"],
          ["", "", "Total TTC", "2071 700 208 €"]
         ]
        }
        """;

    [Fact]
    public void Of_TableThatAgrees_GivesChecksAndNoAnomaly()
    {
        var facts = Examine(Table);

        Assert.DoesNotContain(facts, f => (string?)f["fact"] == "anomaly.flagged");
        Assert.Equal(
            ["lineTotal", "lineTotal", "lineTotal", "sectionTotal", "sectionTotal", "tableTotal", "taxTotal", "headers", "outsidePeriod", "aboveCeiling"],
            facts.Where(f => (string?)f["fact"] == "import.checked").Select(f => (string?)f["kind"]));
        Assert.True(facts.Any("""{ "kind": "lineTotal", "table": "T", "item": "Dev (OCR)", "printedCents": 3000, "computedCents": 3000 }"""));
        Assert.True(facts.Any("""{ "kind": "taxTotal", "table": "T", "item": "total", "printedCents": 3960, "computedCents": 3960 }"""));
    }

    [Fact]
    public void Of_Table_IsRegisteredUnverifiedFirst() =>
        Assert.Equal(("table.registered", "T", "unverified"), Examine(Table)[0] is var f ? ((string?)f["fact"], (string?)f["table"], (string?)f["state"]) : default);

    [Fact]
    public void Of_PrintedCells_AreReadUnderTheirLineOrSection()
    {
        var facts = Examine(Table);

        Assert.True(facts.Any("""{ "fact": "amount.read", "table": "T", "item": "Dev (OCR)", "printed": "30 €", "cents": 3000 }"""));
        Assert.True(facts.Any("""{ "fact": "amount.read", "table": "T", "item": "tech", "printed": "32 €", "cents": 3200 }"""));
    }

    [Fact]
    public void Of_UnreadableCell_IsNotReadAndChecksNothing()
    {
        var facts = Examine(Table.Replace("\"printedTotalTtcCents\": 3960", "\"printedTotalTtcCents\": null", StringComparison.Ordinal));

        Assert.False(facts.Any("""{ "fact": "amount.read", "printed": "2071 700 208 €" }"""));
        Assert.False(facts.Any("""{ "kind": "taxTotal" }"""));
    }

    [Theory]
    [InlineData("\"printedTotalCents\": 200 }", "\"printedTotalCents\": 210 }", """{ "kind": "lineTotal", "item": "Serveurs", "printedCents": 210, "computedCents": 200, "differenceCents": 10 }""")]
    [InlineData("[1100, 2100]", "[1100, 2150]", """{ "kind": "sectionMonth", "item": "tech", "month": "2020-02", "printedCents": 2150, "computedCents": 2100, "differenceCents": 50 }""")]
    [InlineData("\"printedTotalCents\": 3200", "\"printedTotalCents\": 3000", """{ "kind": "sectionTotal", "item": "tech", "printedCents": 3000, "computedCents": 3200, "differenceCents": -200, "fromLinesCents": 3200 }""")]
    [InlineData("\"printedTotalHtCents\": 3300", "\"printedTotalHtCents\": 3400", """{ "kind": "tableTotal", "item": "total", "printedCents": 3400, "computedCents": 3300, "differenceCents": 100, "fromLinesCents": 3300 }""")]
    [InlineData("\"printedTotalTtcCents\": 3960", "\"printedTotalTtcCents\": 3961", """{ "kind": "taxTotal", "item": "total", "printedCents": 3961, "computedCents": 3960, "differenceCents": 1 }""")]
    [InlineData("\"janv-20\", \"févr-20\"", "\"janv-19\", \"févr-19\"", """{ "kind": "headers", "item": "months", "printed": "janv-19 … févr-19" }""")]
    [InlineData("[\"2020-01\", \"2020-02\"]", "[\"2019-12\", \"2020-01\"]", """{ "kind": "outsidePeriod", "table": "T" }""")]
    [InlineData("[\"2020-01\", \"2020-02\"]", "[\"2020-12\", \"2021-01\"]", """{ "kind": "outsidePeriod", "table": "T" }""")]
    [InlineData("\"printedTotalHtCents\": 3300", "\"printedTotalHtCents\": 5001", """{ "kind": "aboveCeiling", "printedCents": 5001, "computedCents": 5000, "differenceCents": 1 }""")]
    public void Of_OneWrongFigure_IsFlagged(string right, string wrong, string anomaly)
    {
        Assert.Contains(right, Table, StringComparison.Ordinal);
        var facts = Examine(Table.Replace(right, wrong, StringComparison.Ordinal));

        Assert.True(facts.Where(f => (string?)f["fact"] == "anomaly.flagged").Any(anomaly));
    }

    [Fact]
    public void Of_TotalsEqualToTheCeiling_AreWithinIt() =>
        Assert.True(Examine(Table.Replace("HtCents\": 3300", "HtCents\": 5000", StringComparison.Ordinal)).Any("""{ "fact": "import.checked", "kind": "aboveCeiling" }"""));

    [Fact]
    public void Of_TwoTables_AddTheirTotalsAgainstTheCeiling() =>
        Assert.True(Examine(Table, Table).Any("""{ "fact": "anomaly.flagged", "kind": "aboveCeiling", "item": "total", "printedCents": 6600, "computedCents": 5000 }"""));

    [Fact]
    public void Of_DurationFromSignature_BoundsTheTable()
    {
        var text = Convention("\"end\": { \"duration\": \"P1M\", \"from\": \"signature\", \"latestPayment\": \"2021-12-31\" }", Table);

        Assert.True(FaitsEnJson.Examine(text).Any("""{ "fact": "anomaly.flagged", "kind": "outsidePeriod", "table": "T" }"""));
    }

    [Fact]
    public void Of_TableOfAnotherShape_IsRegisteredWithoutChecks()
    {
        var facts = Examine("""{ "id": "X", "months": "2020", "lines": [{ "monthlyCents": ["a"], "printedTotalCents": "12" }], "printedRows": ["a"] }""");

        Assert.Equal(["table.registered"], facts.Select(f => (string?)f["fact"]));
    }

    private static List<JsonObject> Examine(params string[] tables) => FaitsEnJson.Examine(Convention("\"end\": { \"date\": \"2020-12-31\" }", tables));

    private static string Convention(string end, params string[] tables) => $$"""
        {
         "id": "C", "signing": { "date": "2020-01-01" }, {{end}},
         "ceilings": [{ "scope": "convention", "amountCents": 5000 }], "budgetTables": [{{string.Join(",", tables)}}]
        }
        """;
}

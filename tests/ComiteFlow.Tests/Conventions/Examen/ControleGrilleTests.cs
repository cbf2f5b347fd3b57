namespace ComiteFlow.Tests.Conventions.Examen;

public sealed class ControleGrilleTests
{
    private const string Printed = """
        "printedColumns": ["total", "days", "tech", "tech.share", "tech.days", "frais"],
        "printedRows": [["1,200", "10", "1 000", "83%", "10", "200"], ["1200", "5", "800", "67%", "5", "400"], ["2 400", "15", "1 800", "75%", "15", "600"]]
        """;

    private const string Typed = """
        "rows": [
         { "row": 1, "totalCents": 120000, "days": 10, "tech": { "cents": 100000, "days": 10 }, "fraisCents": 20000 },
         { "row": 2, "totalCents": 120000, "days": 5, "tech": { "cents": 80000, "days": 5 }, "fraisCents": 40000 }
        ],
        "printedTotal": { "row": 0, "totalCents": 240000, "days": 15, "tech": { "cents": 180000, "days": 15 }, "fraisCents": 60000 }
        """;

    [Theory]
    [InlineData(Printed)]
    [InlineData(Typed)]
    public void Of_GridThatAgrees_GivesChecksAndNoAnomaly(string grid)
    {
        var facts = FaitsEnJson.Examine(Convention(grid));

        Assert.DoesNotContain(facts, f => (string?)f["fact"] == "anomaly.flagged");
        Assert.True(facts.Any("""{ "fact": "import.checked", "table": "G", "item": "row1.total", "kind": "rowTotal", "printedCents": 120000, "computedCents": 120000 }"""));
        Assert.True(facts.Any("""{ "fact": "import.checked", "table": "G", "item": "total.tech", "kind": "columnTotal", "printedCents": 180000 }"""));
        Assert.True(facts.Any("""{ "fact": "import.checked", "table": "G", "item": "total.days", "kind": "columnTotal", "printed": 15, "computed": 15 }"""));
    }

    [Fact]
    public void Of_PrintedCells_AreReadWithoutDaysOrShares()
    {
        var read = FaitsEnJson.Examine(Convention(Printed)).Where(f => (string?)f["fact"] == "amount.read").ToList();

        Assert.Equal(9, read.Count);
        Assert.True(read.Any("""{ "table": "G", "item": "row1.total", "printed": "1,200", "cents": 120000 }"""));
        Assert.True(read.Any("""{ "table": "G", "item": "total.frais", "printed": "600", "cents": 60000 }"""));
    }

    [Theory]
    [InlineData("\"200\"]", "\"210\"]", """{ "kind": "rowTotal", "item": "row1.total", "printedCents": 120000, "computedCents": 121000, "differenceCents": -1000 }""")]
    [InlineData("\"600\"]", "\"610\"]", """{ "kind": "columnTotal", "item": "total.frais", "printedCents": 61000, "computedCents": 60000, "differenceCents": 1000 }""")]
    [InlineData("\"15\", \"1 800\"", "\"14\", \"1 800\"", """{ "kind": "columnTotal", "item": "total.days", "printed": 14, "computed": 15 }""")]
    [InlineData("67%", "66%", """{ "kind": "share", "item": "row2.tech.share", "printed": 66, "computed": 66.67 }""")]
    public void Of_OneWrongCell_IsFlagged(string right, string wrong, string anomaly)
    {
        Assert.Contains(right, Printed, StringComparison.Ordinal);
        var facts = FaitsEnJson.Examine(Convention(Printed.Replace(right, wrong, StringComparison.Ordinal)));

        Assert.True(facts.Where(f => (string?)f["fact"] == "anomaly.flagged").Any(anomaly));
    }

    [Fact]
    public void Of_UnreadableCell_LeavesItsTotalsUnchecked()
    {
        var facts = FaitsEnJson.Examine(Convention(Printed.Replace("\"200\"]", "\"2OO\"]", StringComparison.Ordinal)));

        Assert.False(facts.Any("""{ "item": "total.frais", "kind": "columnTotal" }"""));
        Assert.False(facts.Any("""{ "item": "row1.total", "kind": "rowTotal" }"""));
    }

    private static string Convention(string grid) => $$"""{ "id": "C", "budgetTables": [{ "id": "G", {{grid}} }] }""";
}

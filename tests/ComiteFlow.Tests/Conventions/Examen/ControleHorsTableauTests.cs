namespace ComiteFlow.Tests.Conventions.Examen;

public sealed class ControleHorsTableauTests
{
    private const string Text = """
        {
         "id": "C",
         "startups": [
          { "id": "A", "annex": "9/1", "budgetCents": 1000, "lines": [{ "poste": "Dev", "cents": 395, "printedPct": 40 }, { "poste": "Frais", "cents": 605, "printedPct": 61 }] },
          { "id": "B", "annex": "9/1", "budgetCents": 500, "resources": [{ "days": 3 }, { "days": 4 }], "resourceDaysTotal": 7 }
         ],
         "annexTotals": [{ "annex": "9/1", "printedTotalCents": 1500 }],
         "tranches": [{ "no": 2, "amountCents": 300, "earmarks": [{ "id": "X", "amountCents": 100 }, { "id": "Y", "amountCents": 200 }] }]
        }
        """;

    [Fact]
    public void Of_SumsThatAgree_GiveChecksAndNoAnomaly()
    {
        var facts = FaitsEnJson.Examine(Text);

        Assert.DoesNotContain(facts, f => (string?)f["fact"] == "anomaly.flagged");
        Assert.True(facts.Any("""{ "fact": "import.checked", "item": "A", "kind": "sum", "printedCents": 1000, "computedCents": 1000 }"""));
        Assert.True(facts.Any("""{ "fact": "import.checked", "item": "annexe 1", "kind": "sum", "printedCents": 1500, "computedCents": 1500 }"""));
        Assert.True(facts.Any("""{ "fact": "import.checked", "item": "tranche 2", "kind": "earmarks", "printedCents": 300, "computedCents": 300 }"""));
        Assert.True(facts.Any("""{ "fact": "import.checked", "item": "Dev", "kind": "share", "printed": 40, "computed": 39.5 }"""));
        Assert.True(facts.Any("""{ "fact": "import.checked", "item": "B", "kind": "sum", "printed": 7, "computed": 7 }"""));
    }

    [Theory]
    [InlineData("\"budgetCents\": 1000", "\"budgetCents\": 1100", """{ "item": "A", "kind": "sum", "printedCents": 1100, "computedCents": 1000, "differenceCents": 100 }""")]
    [InlineData("TotalCents\": 1500", "TotalCents\": 1400", """{ "item": "annexe 1", "kind": "sum", "printedCents": 1400, "computedCents": 1500, "differenceCents": -100 }""")]
    [InlineData("\"amountCents\": 200", "\"amountCents\": 250", """{ "item": "tranche 2", "kind": "earmarks", "printedCents": 300, "computedCents": 350, "differenceCents": -50 }""")]
    [InlineData("\"printedPct\": 40", "\"printedPct\": 39", """{ "item": "Dev", "kind": "share", "printed": 39, "computed": 39.5 }""")]
    [InlineData("DaysTotal\": 7", "DaysTotal\": 8", """{ "item": "B", "kind": "sum", "printed": 8, "computed": 7 }""")]
    public void Of_OneWrongFigure_IsFlagged(string right, string wrong, string anomaly)
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);
        var facts = FaitsEnJson.Examine(Text.Replace(right, wrong, StringComparison.Ordinal));

        Assert.True(facts.Where(f => (string?)f["fact"] == "anomaly.flagged").Any(anomaly));
    }
}

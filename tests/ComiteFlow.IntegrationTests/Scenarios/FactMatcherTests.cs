using System.Text.Json;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>The matcher takes a right run for right, and each kind of wrong one for wrong.</summary>
public sealed class FactMatcherTests
{
    private const string Run = """
        {"at": "2021-03-01T00:00:00", "fact": "document.signed", "document": "A", "on": "2021-03-01"}
        {"at": "2021-04-06T09:00:00", "fact": "expense.committed", "convention": "A", "amountCents": 2500, "remainingAeCents": 1}

        {"at": "2021-04-06T11:30:05", "fact": "refused", "do": "pay", "code": "cpCutoff", "byCents": 77, "offers": ["x", "y"], "detail": {"a": 1, "b": [true]}}
        {"at": "2021-04-06T11:30:05", "fact": "alert.raised", "to": ["A"], "note": null, "late": true}
        {"at": "2021-05-10T08:00:00", "fact": "report.reminded", "month": "2021-04"}
        {"at": "2021-05-17T08:00:00", "fact": "report.reminded", "month": "2021-04"}
        """;

    // One more than the entries: the order of the facts is always checked.
    [Theory]
    [InlineData("a fact by its name alone", """{"expect": [{"fact": "refused"}]}""", 2, 0)]
    [InlineData("a fact that is not there", """{"expect": [{"fact": "document.published"}]}""", 1, 1)]
    [InlineData("another amount", """{"expect": [{"fact": "refused", "byCents": 78}]}""", 1, 1)]
    [InlineData("a key that is not there", """{"expect": [{"fact": "refused", "maxCents": 77}]}""", 1, 1)]
    [InlineData("the same number written otherwise", """{"expect": [{"fact": "expense.committed", "amountCents": 2.5e3}]}""", 2, 0)]
    [InlineData("a text for a number", """{"expect": [{"fact": "expense.committed", "amountCents": "2500"}]}""", 1, 1)]
    [InlineData("true for one", """{"expect": [{"fact": "expense.committed", "remainingAeCents": true}]}""", 1, 1)]
    [InlineData("one for true", """{"expect": [{"fact": "alert.raised", "late": 1}]}""", 1, 1)]
    [InlineData("true for true", """{"expect": [{"fact": "alert.raised", "late": true}]}""", 2, 0)]
    [InlineData("null for null", """{"expect": [{"fact": "alert.raised", "note": null}]}""", 2, 0)]
    [InlineData("null for a text", """{"expect": [{"fact": "document.signed", "on": null}]}""", 1, 1)]
    [InlineData("anything, also null", """{"expect": [{"fact": "alert.raised", "note": "*"}]}""", 2, 0)]
    [InlineData("anything, but no key", """{"expect": [{"fact": "document.signed", "note": "*"}]}""", 1, 1)]
    [InlineData("a list", """{"expect": [{"fact": "refused", "offers": ["x", "*"]}]}""", 2, 0)]
    [InlineData("a list in another order", """{"expect": [{"fact": "refused", "offers": ["y", "x"]}]}""", 1, 1)]
    [InlineData("a shorter list", """{"expect": [{"fact": "refused", "offers": ["x"]}]}""", 1, 1)]
    [InlineData("an object by some of its keys", """{"expect": [{"fact": "refused", "detail": {"b": [true]}}]}""", 2, 0)]
    [InlineData("the day", """{"expect": [{"fact": "refused", "at": "2021-04-06"}]}""", 2, 0)]
    [InlineData("the minute", """{"expect": [{"fact": "refused", "at": "2021-04-06T11:30"}]}""", 2, 0)]
    [InlineData("another day", """{"expect": [{"fact": "refused", "at": "2021-04-07"}]}""", 1, 1)]
    [InlineData("from a day on", """{"expect": [{"fact": "refused", "at": "2021-04-06.."}]}""", 2, 0)]
    [InlineData("up to a day", """{"expect": [{"fact": "refused", "at": "..2021-04-06"}]}""", 2, 0)]
    [InlineData("up to the day before", """{"expect": [{"fact": "refused", "at": "..2021-04-05"}]}""", 1, 1)]
    [InlineData("between two days", """{"expect": [{"fact": "refused", "at": "2021-04-05..2021-04-06T11"}]}""", 2, 0)]
    [InlineData("at any time", """{"expect": [{"fact": "refused", "at": "*"}]}""", 2, 0)]
    [InlineData("one fact for two entries", """{"expect": [{"fact": "refused"}, {"code": "cpCutoff"}]}""", 2, 1)]
    [InlineData("the wider entry first", """{"expect": [{"month": "2021-04"}, {"month": "2021-04", "at": "2021-05-10"}]}""", 3, 0)]
    [InlineData("three where two are", """{"expect": [{"month": "2021-04"}, {"month": "2021-04"}, {"month": "2021-04"}]}""", 3, 1)]
    [InlineData("in their order", """{"expectInOrder": [{"fact": "document.signed"}, {"fact": "refused"}, {"fact": "report.reminded"}]}""", 4, 0)]
    [InlineData("in another order", """{"expectInOrder": [{"fact": "refused"}, {"fact": "document.signed"}]}""", 2, 1)]
    [InlineData("after one that is missing", """{"expectInOrder": [{"fact": "nothing"}, {"fact": "document.signed"}]}""", 2, 1)]
    [InlineData("one fact twice in order", """{"expectInOrder": [{"fact": "refused"}, {"fact": "refused"}]}""", 2, 1)]
    [InlineData("in order and apart from expect", """{"expect": [{"fact": "refused"}], "expectInOrder": [{"fact": "refused"}]}""", 3, 0)]
    [InlineData("what never happened", """{"never": [{"fact": "report.reminded", "at": "2021-05-18.."}]}""", 2, 0)]
    [InlineData("what happened all the same", """{"never": [{"fact": "alert.raised", "to": ["A"]}]}""", 1, 1)]
    [InlineData("the right number", """{"count": [{"match": {"fact": "report.reminded"}, "equals": 2}]}""", 2, 0)]
    [InlineData("another number", """{"count": [{"match": {"fact": "report.reminded"}, "equals": 1}]}""", 1, 1)]
    public void Check_OneRun_CountsWhatIsFulfilled(string what, string scenario, int passed, int failed)
    {
        var result = FactMatcher.Check(JsonDocument.Parse(scenario).RootElement, FactMatcher.ReadFacts(Run));

        Assert.True((passed, failed) == (result.Passed, result.Failures.Count), $"{what}: {result.Passed} passed; {string.Join("; ", result.Failures)}");
    }

    [Fact]
    public void Check_FactsOutOfOrder_Fails()
    {
        var result = FactMatcher.Check(JsonDocument.Parse("{}").RootElement, [.. FactMatcher.ReadFacts(Run).Reverse()]);

        Assert.Equal((0, 1), (result.Passed, result.Failures.Count));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"fact": "x"}""")]
    [InlineData("""{"at": "2021-01-01T00:00:00"}""")]
    public void ReadFacts_LineThatIsNoFact_Throws(string line) => Assert.Throws<FormatException>(() => FactMatcher.ReadFacts(line));
}

using System.Text.Json.Nodes;

namespace ComiteFlow.Tests.Conventions.Examen;

public sealed class DoutesTests
{
    private const string Signed = "\"signing\": { \"date\": \"2020-03-24\" }";

    [Fact]
    public void Of_TextWithoutDoubt_GivesNone() => Assert.Empty(Doubts($$"""{ "id": "C", {{Signed}}, "end": { "date": "2021-12-31" } }"""));

    [Fact]
    public void Of_RawStringThatIsNoPartOfTheKey_ProposesThePart()
    {
        var doubt = Assert.Single(Doubts($$"""
            { "id": "C", {{Signed}}, "chorus": [{ "centreFinancier": "0103-CEFP-C003", "rawAsPrinted": ["0103-CEFP-C003 (art. 1)", "0103-CEFP-CO003 (art. 7)", "AUTRE (art. 2)"] }] }
            """));

        Assert.True(new[] { doubt }.Any("""{ "subject": "chorusCode", "printed": "0103-CEFP-CO003", "proposal": "0103-CEFP-C003", "article": "art. 7" }"""));
    }

    [Fact]
    public void Of_PartOfAnUncertainKey_ProposesTheCodeThatASureKeyPrints()
    {
        var other = """{ "id": "O", "chorus": [{ "centreDeCout": "EMPEF00075", "centreFinancier": "0103-CEFP-C003" }] }""";
        var doubt = Assert.Single(Doubts(
            $$"""{ "id": "C", {{Signed}}, "chorus": [{ "scope": "S", "uncertain": true, "centreDeCout": "EMPEF0O75", "centreFinancier": "0103-CEFP-C003", "source": "t.txt, annexe 2" }] }""",
            null,
            other));

        Assert.True(new[] { doubt }.Any("""{ "subject": "chorusCode", "printed": "EMPEF0O75", "proposal": "EMPEF00075", "startup": "S", "article": "annexe 2" }"""));
    }

    [Theory]
    [InlineData("\"uncertain\": false", "\"uncertain\": false")]
    [InlineData("\"uncertain\": true", "\"uncertain\": true")]
    public void Of_KeyThatIsSureOrHasNoSureLikeness_GivesNoDoubt(string own, string others)
    {
        var other = $$"""{ "id": "O", "chorus": [{ {{others}}, "centreDeCout": "EMPEF00075" }] }""";

        Assert.Empty(Doubts($$"""{ "id": "C", {{Signed}}, "chorus": [{ {{own}}, "centreDeCout": "EMPEF0075" }] }""", null, other));
    }

    [Fact]
    public void Of_StartupOnAnotherProgramme_NamesIt()
    {
        var amended = """{ "id": "O", "chorus": [{ "domaineFonctionnel": "0363-04-01", "centreFinancier": "0363-DNUM-CSOC" }] }""";
        var doubts = Doubts($$"""
            { "id": "A", "kind": "avenant", "amends": "O", {{Signed}}, "chorus": [
              { "scope": "S", "domaineFonctionnel": "0103-04", "centreFinancier": "0103-CEFP-C003", "activites": ["010300000624"] },
              { "scope": "T", "domaineFonctionnel": "0363-04", "centreFinancier": "0363-DNUM-CSOC" }] }
            """, amended);

        Assert.True(new[] { Assert.Single(doubts) }.Any("""{ "convention": "O", "document": "A", "subject": "programme", "printed": "0103", "startup": "S" }"""));
    }

    [Fact]
    public void Of_StartupDoubts_AreListed()
    {
        var doubts = Doubts($$"""
            { "id": "C", {{Signed}}, "startups": [{ "id": "S", "name": "Immersion facilitée", "periodEnd": "2021-11", "source": "t.txt, annexe 2",
              "namesAsPrinted": ["Immersion facile (art. 1)", "Immersion facilitée (annexe 2)"], "committeeToPlan": { "uncertain": true },
              "transferFrom": { "delegataire": "DINUM", "printedDelegataire": "DNUM", "source": "t.txt, art. 3" } }] }
            """);

        Assert.Equal(3, doubts.Count);
        Assert.True(doubts.Any("""{ "subject": "name", "printed": "Immersion facile", "article": "art. 1", "startup": "S" }"""));
        Assert.True(doubts.Any("""{ "subject": "party", "printed": "DNUM", "proposal": "DINUM", "article": "art. 3", "startup": "S" }"""));
        Assert.True(doubts.Any("""{ "subject": "committeeDate", "startup": "S", "proposal": "2021-11-30" }"""));
    }

    [Fact]
    public void Of_UncertainSignaturesDateAndLink_AreListed()
    {
        var doubts = Doubts("""
            { "id": "A", "kind": "avenant", "amends": "O", "amendsUncertain": true, "signing": { "date": null },
              "signatories": [{ "partyId": "P", "uncertain": true, "signedOn": "2021-09-24", "rawAsPrinted": "24 SEP. 2021" }, { "partyId": "Q", "signedOn": "2021-09-24" }] }
            """);

        Assert.Equal(["signature", "signingDate", "link"], doubts.Select(d => (string?)d["subject"]));
        Assert.True(doubts.Any("""{ "subject": "signature", "printed": "24 SEP. 2021", "proposal": "2021-09-24" }"""));
    }

    [Theory]
    [InlineData("\"statedDuration\": { \"iso\": \"P24M\" }, \"end\": { \"date\": \"2021-12-31\" }", 1)]
    [InlineData("\"statedDuration\": { \"iso\": \"P24M\" }, \"end\": { \"date\": \"2022-03-24\" }", 0)]
    [InlineData("\"founding\": { \"until\": \"2020-10-31\" }, \"end\": { \"duration\": \"P6M\", \"from\": \"signature\", \"latestPayment\": \"2020-12-31\" }", 1)]
    [InlineData("\"founding\": { \"until\": \"2020-09-24\" }, \"end\": { \"duration\": \"P6M\", \"from\": \"signature\", \"latestPayment\": \"2020-12-31\" }", 0)]
    [InlineData("\"founding\": { \"until\": \"2020-10-31\" }, \"end\": { \"duration\": \"P6M\", \"from\": \"publication\" }", 1)]
    [InlineData("\"end\": { \"duration\": \"P18M\", \"from\": \"publication\", \"latestPayment\": \"2021-06-30\" }", 1)]
    [InlineData("\"end\": { \"duration\": \"P12M\", \"from\": \"publication\", \"latestPayment\": \"2021-06-30\" }", 0)]
    public void Of_EndThatTheTextContradicts_IsDoubtful(string members, int count) =>
        Assert.Equal(count, Doubts($$"""{ "id": "C", {{Signed}}, {{members}} }""").Count(d => (string?)d["subject"] == "endDate"));

    private static List<JsonObject> Doubts(string text, string? amended = null, params string[] others) =>
        [.. FaitsEnJson.Examine(text, amended, others).Where(f => (string?)f["fact"] == "doubt.flagged")];
}

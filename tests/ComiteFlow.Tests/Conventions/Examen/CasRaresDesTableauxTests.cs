using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Conventions.Examen;
using ComiteFlow.Domain.Faits;

namespace ComiteFlow.Tests.Conventions.Examen;

/// <summary>Tables that lack a part: what can still be compared is, the rest is left alone; and the words of a check.</summary>
public sealed class CasRaresDesTableauxTests
{
    [Theory]
    [InlineData("\"monthlyCents\": [10, 20], \"printedTotalCents\": 31", "\"printedTotalHtCents\": 31", 30L)]
    [InlineData("\"printedTotalCents\": 31", "\"printedTotalHtCents\": 30", 31L)]
    [InlineData("\"monthlyCents\": [10, null], \"printedTotalCents\": 31", "\"printedTotalHtCents\": 30", 31L)]
    [InlineData("\"monthlyCents\": [10, null]", "\"printedTotalHtCents\": 30", null)]
    public void Of_TableWithoutSubtotals_AddsItsLinesByTheirMonthsElseAsPrinted(string ligne, string total, long? calcule)
    {
        var faits = Examiner($$"""{ "id": "T", "months": ["2020-01", "2020-02"], "lines": [{ "section": "s", "label": "l", {{ligne}} }], {{total}} }""");

        Assert.Equal(calcule, faits.OfType<AnomalyFlagged>().SingleOrDefault(a => a.Kind == "tableTotal")?.ComputedCents);
    }

    [Fact]
    public void Of_TableWithSubtotals_AddsThemAndTheLinesOutsideThem()
    {
        var faits = Examiner("""
            { "id": "T", "lines": [{ "section": "a", "label": "1", "printedTotalCents": 5 }, { "section": "b", "label": "2", "printedTotalCents": 7 }, { "section": "b", "label": "3", "printedTotalCents": 7 }],
              "subtotals": [{ "section": "a", "printedTotalCents": 6 }], "printedTotalHtCents": 100 }
            """);

        var anomalie = faits.OfType<AnomalyFlagged>().Single(a => a.Kind == "tableTotal");
        Assert.Equal((20L, 19L), (anomalie.ComputedCents, anomalie.FromLinesCents));
        Assert.Equal((6L, 5L), faits.OfType<AnomalyFlagged>().Where(a => a.Kind == "sectionTotal").Select(a => (a.PrintedCents!.Value, a.ComputedCents!.Value)).Single());
    }

    [Fact]
    public void Of_SectionMonth_IsToldWithItsMonthAndItsWords()
    {
        var faits = Examiner("""
            { "id": "T", "source": "texte.txt, annexe 1", "months": ["2020-01", "2020-02"], "lines": [{ "section": "a", "label": "1", "monthlyCents": [5, 7], "printedTotalCents": 12 }],
              "subtotals": [{ "section": "a", "printedMonthlyCents": [5, 8], "printedTotalCents": 13 }] }
            """);

        var anomalie = faits.OfType<AnomalyFlagged>().Single(a => a.Kind == "sectionMonth");
        Assert.Equal(("2020-02", "texte.txt, annexe 1"), (anomalie.Month, anomalie.Why!.Source));
        Assert.Equal(["Élément", "Mois", "Imprimé", "Calculé"], anomalie.Why.Inputs.Select(i => i.Key));
        Assert.Equal(["Élément", "Imprimé", "Calculé"], faits.OfType<ImportChecked>().First().Why!.Inputs.Select(i => i.Key));
    }

    [Theory]
    [InlineData("janv-20 févr-20", "2020-01,2020-02", null)]
    [InlineData("janv-19 févr-19", "2020-01,2020-02", "janv-19 févr-19")]
    [InlineData("janv-20 déc-20", "2020-01,2020-02,2020-12", null)]
    [InlineData("janv-20 déc-21", "2020-01,2020-02,2020-12", "janv-20 déc-21")]
    [InlineData("janv-19 déc-20", "2020-01,2020-02,2020-12", "janv-19 déc-20")]
    [InlineData("janvier 2020 février 2020", "2020-01,2020-02", null)]
    [InlineData("janvier 1999 février 1999", "1999-01,1999-02", null)]
    public void Of_Headers_NameTheYearOfTheMonths(string entetes, string mois, string? anomalie)
    {
        var faits = Examiner($$"""{ "id": "T", "months": ["{{mois.Replace(",", "\", \"", StringComparison.Ordinal)}}"], "monthHeadersAsPrinted": "{{entetes}}", "lines": [] }""");

        Assert.Equal(anomalie, faits.OfType<AnomalyFlagged>().SingleOrDefault(a => a.Kind == "headers")?.Printed);
        Assert.Equal(anomalie is null, faits.OfType<ImportChecked>().Any(a => a.Kind == "headers"));
    }

    [Fact]
    public void Of_HeadersInTheRows_GoBeforeThoseQuoted()
    {
        var faits = Examiner("""{ "id": "T", "months": ["2020-01", "2020-02"], "monthHeadersAsPrinted": "janv-19 févr-19", "lines": [], "printedRows": [["janv-18", "x"], ["janv-20", "févr-20"]] }""");

        Assert.Single(faits.OfType<ImportChecked>(), a => a.Kind == "headers");
    }

    [Theory]
    [InlineData("\"2020-02-01\"", "\"2020-12-31\"", true)]
    [InlineData("\"2020-01-15\"", "\"2020-03-30\"", true)]
    [InlineData("\"2020-02-01\"", "null", true)]
    [InlineData("null", "\"2020-03-31\"", false)]
    [InlineData("null", "\"2020-03-30\"", true)]
    public void Of_Months_LieBetweenTheSignatureAndTheEnd(string signe, string fin, bool dehors)
    {
        var faits = FaitsDe($$"""
            { "id": "C", "signing": { "date": {{signe}} }, "end": { "date": {{fin}} }, "budgetTables": [{ "id": "T", "months": ["2020-03", "2020-01"], "lines": [] }] }
            """);

        Assert.Equal(dehors, faits.OfType<AnomalyFlagged>().Any(a => a.Kind == "outsidePeriod"));
        Assert.Equal("2020-01 … 2020-03", faits.Select(f => f is AnomalyFlagged { Kind: "outsidePeriod" } a ? a.Printed : f is ImportChecked { Kind: "outsidePeriod" } c ? c.Printed : null).OfType<string>().Single());
    }

    [Fact]
    public void Of_MonthsWithoutASignatureOrAnEnd_AreNotCompared() =>
        Assert.DoesNotContain(FaitsDe("""{ "id": "C", "budgetTables": [{ "id": "T", "months": ["2020-03"], "lines": [] }] }"""), f => f is ImportChecked or AnomalyFlagged);

    [Theory]
    [InlineData(null, 10L, 5L, "aboveCeiling", null)]
    [InlineData("T", 10L, null, "aboveCeiling", null)]
    [InlineData("T", 11L, null, null, "aboveCeiling")]
    public void Of_Ceiling_IsComparedWithAllTablesTogether(string? table, long un, long? autre, string? accord, string? anomalie)
    {
        var seconde = autre is null ? "" : $$""", { "id": "U", "lines": [], "printedTotalHtCents": {{autre}} }""";
        var faits = FaitsDe($$"""{ "id": "C", "ceilings": [{ "amountCents": {{(autre is null ? 10 : 15)}} }], "budgetTables": [{ "id": "T", "lines": [], "printedTotalHtCents": {{un}} }{{seconde}}] }""");

        Assert.Equal(accord, faits.OfType<ImportChecked>().SingleOrDefault(c => c.Kind == "aboveCeiling" && c.Table == table)?.Kind);
        Assert.Equal(anomalie, faits.OfType<AnomalyFlagged>().SingleOrDefault(c => c.Kind == "aboveCeiling")?.Kind);
    }

    [Fact]
    public void Of_CeilingOfAnAvenant_GoesBeforeThatOfItsConvention()
    {
        var convention = new TexteConvention { Id = "C", Ceilings = [new() { AmountCents = 5 }] };
        const string Table = """ "budgetTables": [{ "id": "T", "lines": [], "printedTotalHtCents": 10 }] """;
        bool Depasse(string plafond) => ExamenDuTexte.Of(TexteConvention.Read($$"""{ "id": "AV", "kind": "avenant", "amends": "C", {{plafond}} {{Table}} }"""), convention, [], new ReglagesExamen(20))
            .OfType<AnomalyFlagged>().Any(a => a.Kind == "aboveCeiling");

        Assert.False(Depasse(""" "ceilings": [{ "amountCents": 20 }], """));
        Assert.True(Depasse(""));
    }

    [Fact]
    public void Of_EqualityWithTheCeiling_AgreesWhereThePolicySaysSo()
    {
        var texte = TexteConvention.Read("""{ "id": "C", "ceilings": [{ "amountCents": 10 }], "budgetTables": [{ "id": "T", "lines": [], "printedTotalHtCents": 10 }] }""");

        Assert.Single(ExamenDuTexte.Of(texte, null, [], new ReglagesExamen(20, CeilingEqualityAccepted: false)).OfType<AnomalyFlagged>(), a => a.Kind == "aboveCeiling");
        Assert.Single(ExamenDuTexte.Of(texte, null, [], new ReglagesExamen(20, CeilingEqualityAccepted: true)).OfType<ImportChecked>(), a => a.Kind == "aboveCeiling");
    }

    [Theory]
    [InlineData("\"budgetCents\": 200,", 25L)]
    [InlineData("", 50L)]
    public void Of_ShareOfALine_IsThatOfTheBudgetElseOfTheLines(string budget, long part)
    {
        var faits = FaitsDe($$"""{ "id": "C", "startups": [{ "id": "S", {{budget}} "lines": [{ "poste": "dev", "cents": 50, "printedPct": {{part}} }, { "poste": "frais", "cents": 50 }], "resourceDaysTotal": 3 }] }""");

        Assert.Single(faits.OfType<ImportChecked>(), c => c.Kind == "share");
        Assert.DoesNotContain(faits, f => f is ImportChecked { Kind: "sum", Item: "S", Printed: 3 } or AnomalyFlagged { Kind: "sum", Printed: 3 });
    }

    [Theory]
    [InlineData("\"budgetCents\": 5", 1)]
    [InlineData("\"budgetCents\": null", 0)]
    public void Of_AnnexeOfSeveralStartups_IsComparedWhenAllHaveABudget(string budget, int comparees)
    {
        var faits = FaitsDe($$"""
            { "id": "C", "annexTotals": [{ "annex": "1/2", "printedTotalCents": 12 }, { "annex": "1/9", "printedTotalCents": 12 }],
              "startups": [{ "id": "A", "annex": "1/2", "budgetCents": 7 }, { "id": "B", "annex": "1/2", {{budget}} }] }
            """);

        Assert.Equal(comparees, faits.OfType<ImportChecked>().Count(c => c.Kind == "sum" && c.Item == "annexe 2"));
        Assert.DoesNotContain(faits, f => f is AnomalyFlagged { Kind: "sum" });
    }

    [Theory]
    [InlineData("programme 129 du budget", "0129")]
    [InlineData("n° 0103", null)]
    [InlineData("programme", null)]
    public void Of_ProgrammeNamedInWords_IsComparedWithThatOfTheConvention(string programme, string? doute)
    {
        var faits = FaitsDe($$"""{ "id": "C", "chorus": [{ "scope": "S", "programme": "{{programme}}" }, { "scope": "convention", "domaineFonctionnel": "0103-01" }] }""");

        Assert.Equal(doute, faits.OfType<DoubtFlagged>().SingleOrDefault(d => d.Subject == "programme")?.Printed);
    }

    [Fact]
    public void Of_ShareOfNothing_IsNotCompared() =>
        Assert.DoesNotContain(FaitsDe("""{ "id": "C", "startups": [{ "id": "S", "budgetCents": 0, "lines": [{ "poste": "dev", "cents": 0, "printedPct": 5 }] }] }"""), f => f is ImportChecked { Kind: "share" } or AnomalyFlagged { Kind: "share" });

    [Theory]
    [InlineData("\"rawAsPrinted\": \"M. X\", \"name\": \"X\"", "M. X")]
    [InlineData("\"name\": \"X\"", "X")]
    public void Of_UncertainSignature_IsToldAsPrintedElseByItsName(string qui, string imprime)
    {
        var doute = FaitsDe($$"""{ "id": "C", "signatories": [{ "partyId": "A", "uncertain": true, "signedOn": "2020-01-15", {{qui}} }] }""").OfType<DoubtFlagged>().Single(d => d.Subject == "signature");

        Assert.Equal((imprime, "2020-01-15"), (doute.Printed, doute.Proposal));
        Assert.Equal([("Imprimé", imprime), ("Proposé", "2020-01-15")], doute.Why!.Inputs.Select(i => (i.Key, i.Value)));
    }

    [Theory]
    [InlineData("", "vide", null)]
    [InlineData("\"signing\": { \"date\": \"2020-01-15\", \"uncertain\": true },", "douteuse", "2020-01-15")]
    public void Of_SigningDate_IsSaidToBeEmptyOrDoubtful(string signature, string mot, string? lu)
    {
        var doute = FaitsDe($$"""{ {{signature}} "id": "C" }""").OfType<DoubtFlagged>().Single(d => d.Subject == "signingDate");

        Assert.Equal((lu, $"La date de signature est {mot}."), (doute.Printed, doute.Why!.Rule));
    }

    [Fact]
    public void Of_GridOfTypedRows_HasTheirNumbersItsTotalAndTheDaysOfItsColumns()
    {
        var faits = FaitsDe("""
            { "id": "C", "budgetTables": [{ "id": "G", "rows": [{ "row": 4, "days": 9, "tech": { "cents": 5, "days": 6 }, "frais": { "cents": 1, "days": 4 }, "totalCents": 6 }],
              "printedTotal": { "tech": { "cents": 5 }, "totalCents": 7 } }] }
            """);

        Assert.Equal(
            [("row4.total", null), ("row4.days", (object)9m), ("total.tech", null)],
            faits.Select(f => f is ImportChecked c ? (c.Item, c.Printed) : f is AnomalyFlagged a ? (a.Item, a.Printed) : default).Where(i => i.Item is "row4.total" or "row4.days" or "total.tech"));
        Assert.Contains(faits, f => f is AnomalyFlagged { Item: "row4.days", Kind: "rowTotal" });
        Assert.Equal((7L, 6L), faits.OfType<AnomalyFlagged>().Where(a => a.Item == "total.total" && a.Kind == "columnTotal").Select(a => (a.PrintedCents!.Value, a.ComputedCents!.Value)).Single());
    }

    private static IReadOnlyList<Fait> Examiner(string table) => FaitsDe($$"""{ "id": "C", "signing": { "date": "1990-01-01" }, "budgetTables": [{{table}}] }""");

    private static IReadOnlyList<Fait> FaitsDe(string texte) => ExamenDuTexte.Of(TexteConvention.Read(texte), null, [], new ReglagesExamen(20));
}

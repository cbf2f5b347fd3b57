using System.Diagnostics;
using System.Globalization;
using ComiteFlow.Tests;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>What <c>simulate</c> leaves when it is asked: accounts, invitations, PDF files, explanations.</summary>
public sealed class SortiesTests(SortiesTests.Passage passage) : IClassFixture<SortiesTests.Passage>
{
    private const string Nom = "compte-rendu-DIAGORIENTE-2020-2020-05";

    [Fact]
    public void Reports_EachReceivedAccount_IsAPairOfFiles() => Assert.Equal(
        new[] { "2020-04", "2020-05" }.SelectMany(month => new[] { ".csv", ".xlsx" }.Select(end => $"compte-rendu-DIAGORIENTE-2020-{month}{end}")),
        Directory.GetFiles(passage.Out("reports")).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Fact]
    public async Task Reports_Csv_HasTheLedgerTheDeclarationAndAHarmlessComment()
    {
        var lines = (await File.ReadAllTextAsync(passage.Out("reports", Nom + ".csv"))).Split("\r\n");

        Assert.StartsWith("Convention;Mois;Ligne;Startup;Enveloppe;", lines[0], StringComparison.Ordinal);
        Assert.Equal("DIAGORIENTE-2020;2020-05;Détail du registre;;;2000,50;500,00;3000,50;500,00;;;;;", lines[1]);
        Assert.Equal("DIAGORIENTE-2020;2020-05;Total du registre;;;2000,50;500,00;3000,50;500,00;;;803615,50;806116,00;", lines[2]);
        Assert.Equal("DIAGORIENTE-2020;2020-05;Déclaré par le délégataire;;;;;3000,50;500,00;10000,00;9000,00;803615,50;806116,00;\"'=HYPERLINK(\"\"http://exemple.example\"\";\"\"x\"\")\"", lines[3]);
    }

    [Fact]
    public void Reports_Xlsx_IsValidAndItsAmountsAreNumbers()
    {
        using var book = SpreadsheetDocument.Open(passage.Out("reports", Nom + ".xlsx"), isEditable: false);

        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(book).Select(error => $"{error.Path?.XPath} {error.Description}"));
        var sheet = book.WorkbookPart!.WorksheetParts.Single().Worksheet;
        Assert.Empty(sheet.Descendants<CellFormula>());
        var total = sheet.Descendants<Row>().ElementAt(2).Elements<Cell>().ToList();
        Assert.Equal("Total du registre", total[2].InnerText);
        Assert.Equal([2000.50m, 500m, 3000.50m, 500m], total[5..9].Select(cell => decimal.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture)));
        Assert.All(total[5..9], cell => Assert.Null(cell.DataType));
        Assert.Equal("=HYPERLINK(\"http://exemple.example\";\"x\")", sheet.Descendants<Row>().ElementAt(3).Elements<Cell>().Last().InnerText);
    }

    [Fact]
    public async Task Calendar_RescheduledComite_ReplacesItsEntry()
    {
        var file = Assert.Single(Directory.GetFiles(passage.Out("calendar")));
        var lines = (await File.ReadAllTextAsync(file)).Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");

        Assert.Equal("DIAGORIENTE-2020-COSTRAT-1.ics", Path.GetFileName(file));
        Assert.Contains("METHOD:REQUEST", lines);
        Assert.Contains("UID:DIAGORIENTE-2020-COSTRAT-1@comiteflow.example", lines);
        Assert.Contains("SEQUENCE:1", lines);
        Assert.Contains("DTSTART;VALUE=DATE:20201001", lines);
        Assert.Equal(2, lines.Count(line => line.StartsWith("ATTENDEE;", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Explain_DateOfAComite_TellsRuleInputsAndSourceOnStandardError()
    {
        var text = await File.ReadAllTextAsync(passage.Out("explications.txt"));

        Assert.Contains("2020-09-24 | DIAGORIENTE-2020 | Comité stratégique n° 1, date fixée | Tous les 6 mois depuis", text, StringComparison.Ordinal);
        Assert.Contains("000_14b9270f9bf99a79.txt, art. 3", text, StringComparison.Ordinal);
        Assert.Contains(" | Fin de la convention | ", text, StringComparison.Ordinal);
        Assert.EndsWith(text, passage.Run.Error, StringComparison.Ordinal);
        Assert.Equal(passage.Run.Output, await File.ReadAllTextAsync(passage.Out("facts.jsonl")));
    }

    [RequiresToolFact("libreoffice", "pdftotext")]
    public async Task Pdf_DecisionOfAComite_HoldsItsText()
    {
        Assert.All(Directory.GetFiles(passage.Out("documents"), "*.docx"), document => Assert.True(File.Exists(Path.ChangeExtension(document, ".pdf")), document));
        var decision = Assert.Single(Directory.GetFiles(passage.Out("documents"), "releve-*.pdf"));
        var start = new ProcessStartInfo(Outils.Find("pdftotext")!, [decision, "-"]) { RedirectStandardOutput = true };

        using var process = Process.Start(start)!;
        var text = await process.StandardOutput.ReadToEndAsync();

        Assert.Contains("Relevé de décisions", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Simulate_PdfWithoutConverter_StillWritesTheDocuments()
    {
        var start = CommandLine.StartInfo("simulate", passage.Scenario, "--out", passage.Out("..", "sans"), "--pdf");
        start.Environment["PATH"] = "/nulle-part";

        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Passage.Patience);

        Assert.Equal(0, process.ExitCode);
        Assert.Equal(passage.Run.Output, await output);
        Assert.StartsWith("Aucun convertisseur PDF n’a été trouvé", Assert.Single((await error).Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Equal(
            Files(passage.Out()).Where(name => !name.EndsWith(".pdf", StringComparison.Ordinal) && name != "explications.txt"), Files(passage.Out("..", "sans")));
    }

    private static List<string> Files(string folder) =>
        [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    /// <summary>One run of a small scenario with every output.</summary>
    public sealed class Passage : IAsyncLifetime, IDisposable
    {
        internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

        private readonly TemporaryFolder _folder = new();

        internal CommandRun Run { get; private set; } = null!;

        internal string Scenario { get; private set; } = "";

        public async Task InitializeAsync()
        {
            Scenario = await _folder.WriteAsync(Texte, "sorties.json");
            Run = await CommandLine.RunAsync(Patience, "simulate", Scenario, "--out", Out(), "--pdf", "--explain");
            Assert.True(Run.ExitCode == 0, Run.Error);
            Assert.DoesNotContain("\"refused\"", Run.Output, StringComparison.Ordinal);
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _folder.Dispose();

        internal string Out(params string[] parts) => _folder.Path(["sortie", .. parts]);

        private const string Texte = """
            {
              "name": "Sorties", "conventions": ["DIAGORIENTE-2020"], "from": "2020-03-24", "until": "2020-10-02",
              "steps": [
                {"at": "2020-03-24T10:00", "do": "publish", "document": "DIAGORIENTE-2020", "on": "2020-03-24"},
                {"at": "2020-03-24T11:00", "do": "releaseFunds", "convention": "DIAGORIENTE-2020", "tranche": 1},
                {"at": "2020-04-14", "do": "commit", "convention": "DIAGORIENTE-2020", "amountCents": 100000},
                {"at": "2020-05-05", "do": "submitExpenseReport", "convention": "DIAGORIENTE-2020", "month": "2020-04"},
                {"at": "2020-05-14", "do": "commit", "convention": "DIAGORIENTE-2020", "amountCents": 200050},
                {"at": "2020-05-28", "do": "pay", "convention": "DIAGORIENTE-2020", "amountCents": 50000},
                {"at": "2020-06-08", "do": "submitExpenseReport", "convention": "DIAGORIENTE-2020", "month": "2020-05",
                 "forecastAeCents": 1000000, "forecastCpCents": 900000, "comment": "=HYPERLINK(\"http://exemple.example\";\"x\")"},
                {"at": "2020-09-08", "do": "submitStatusReport", "convention": "DIAGORIENTE-2020", "committee": "COSTRAT", "occurrence": 1},
                {"at": "2020-09-10", "do": "rescheduleCommittee", "convention": "DIAGORIENTE-2020", "committee": "COSTRAT", "occurrence": 1, "to": "2020-10-01", "reason": "salle prise"},
                {"at": "2020-10-01", "do": "holdCommittee", "convention": "DIAGORIENTE-2020", "committee": "COSTRAT", "occurrence": 1},
                {"at": "2020-10-01T15:00", "do": "decideRevoyure", "convention": "DIAGORIENTE-2020", "committee": "COSTRAT", "occurrence": 1, "outcome": "grant", "amountCents": 60000000}
              ]
            }
            """;
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using ComiteFlow.Domain.Rapports;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Tests;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ComiteFlow.IntegrationTests.Documents;

/// <summary>Every document type through LibreOffice: tagged, numbered, one page where one is promised, and word for word what the Word file and the page say.</summary>
public sealed partial class PdfTests(PdfTests.Conversion conversion) : IClassFixture<PdfTests.Conversion>
{
    private const string Sponsor = "fiche-sponsor";

    [RequiresToolFact("libreoffice", "pdfinfo")]
    public async Task EverySample_IsTaggedWithTitleLanguageHeadingsAndTables()
    {
        foreach (var (sample, made) in conversion.Made)
        {
            var about = await ReadAsync("pdfinfo", made.Pdf);
            var structure = await ReadAsync("pdfinfo", "-struct-text", made.Pdf);
            Assert.Matches($@"Title:\s+{Regex.Escape(Conversion.Title)}", about);
            Assert.Matches(@"Tagged:\s+yes", about);
            Assert.Contains("/Lang(fr-FR)", Encoding.Latin1.GetString(await File.ReadAllBytesAsync(made.Pdf)), StringComparison.Ordinal);
            Assert.True(made.Rendu.Markdown.Contains("\n# ", StringComparison.Ordinal) == structure.Contains("H1 (block)", StringComparison.Ordinal) || made.Rendu.Markdown.StartsWith("# ", StringComparison.Ordinal), sample);
            Assert.True(!made.Rendu.Markdown.Contains("| ---", StringComparison.Ordinal) || structure.Contains("TH:", StringComparison.Ordinal), $"{sample}: no head of a table");
            Assert.True(!made.Rendu.Markdown.Contains("\n- ", StringComparison.Ordinal) || structure.Contains("LI (block)", StringComparison.Ordinal), $"{sample}: no item of a list");
        }
    }

    [RequiresToolFact("libreoffice", "pdftotext")]
    public async Task EverySample_HasItsFootOnEachPageAndNoEmptyPage()
    {
        foreach (var (sample, made) in conversion.Made)
        {
            var pages = (await ReadAsync("pdftotext", "-layout", made.Pdf, "-")).TrimEnd('\f', '\n').Split('\f');
            for (var page = 0; page < pages.Length; page++)
            {
                Assert.Matches($@"{Conversion.Number}, version[\s\u00A0]1\s+Page[\s\u00A0]{page + 1} sur {pages.Length}\b", pages[page]);
                Assert.Contains("aaaa aaaa aaaa aaaa", pages[page], StringComparison.Ordinal);
                Assert.True(Words(pages[page]).Count > 3, $"{sample}: page {page + 1} is empty: {pages[page]}");
            }
        }
    }

    [RequiresToolFact("libreoffice", "pdftotext")]
    public async Task EverySample_SaysTheSameWordsInWordPdfAndPage()
    {
        foreach (var (sample, made) in conversion.Made)
        {
            var word = Words(await WordAsync(made.Docx));
            var page = Words(new HtmlParser().ParseDocument(Spaced(HtmlWriter.Write(made.Rendu))).Body!.TextContent);
            var pdf = Words(await ReadAsync("pdftotext", made.Pdf, "-"));

            Assert.True(word.Count > 30, sample);
            Assert.True(word.SequenceEqual(page), $"{sample}, Word and page: {Difference(word, page)}");
            Assert.True(word.SequenceEqual(pdf), $"{sample}, Word and PDF: {Difference(word, pdf)}");
        }
    }

    [RequiresToolFact("libreoffice", "pdfinfo")]
    public async Task SponsorSheet_WhateverItsData_IsOnePage()
    {
        foreach (var (sample, made) in conversion.Made.Where(one => one.Key.StartsWith(Sponsor, StringComparison.Ordinal)))
        {
            Assert.True(Regex.IsMatch(await ReadAsync("pdfinfo", made.Pdf), @"Pages:\s+1\b"), sample);
        }

        Assert.Contains(Conversion.LongSponsor, conversion.Made.Keys);
    }

    /// <summary>Words in a fixed order, without what only pages have: foot, marks of lists, cuts at hyphens, raised ends of ordinals.</summary>
    private static List<string> Words(string text)
    {
        var plain = Foot().Replace(text.Normalize(NormalizationForm.FormKC), " ");
        return [.. plain.Replace("-", "", StringComparison.Ordinal).Replace("1 er", "1er", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(word => word != "–").Order(StringComparer.Ordinal)];
    }

    private static string Difference(List<string> one, List<string> other) =>
        $"only there: {string.Join(' ', Without(one, other))}; only here: {string.Join(' ', Without(other, one))}";

    private static IEnumerable<string> Without(List<string> one, List<string> other)
    {
        var left = new List<string>(other);
        return one.Where(word => !left.Remove(word)).ToList();
    }

    private static async Task<string> WordAsync(byte[] docx)
    {
        await using var bytes = new MemoryStream(docx);
        using var document = WordprocessingDocument.Open(bytes, false);
        return string.Join('\n', document.MainDocumentPart!.Document.Body!.Descendants<Paragraph>()
            .Select(paragraph => string.Concat(paragraph.Descendants().Select(part => part is Text text ? text.Text : part is Break ? " " : ""))));
    }

    private static string Spaced(string html) => html.Replace("</t", " </t", StringComparison.Ordinal).Replace("<br>", " ", StringComparison.Ordinal);

    private static async Task<string> ReadAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Outils.Find(tool)!, arguments) { RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadToEndAsync();
    }

    [GeneratedRegex(Conversion.Number + @", version 1|Page \d+ sur \d+|Empreinte du texte et de ses données \(SHA-256, début\) : aaaa aaaa aaaa aaaa")]
    private static partial Regex Foot();

    /// <summary>What one sample became.</summary>
    internal sealed record Forme(Rendu Rendu, byte[] Docx, string Pdf);

    /// <summary>Each sample that ships, and a sponsor's sheet with more than it can hold, made once; kept in the folder <c>CAPTURES</c> when it is set.</summary>
    public sealed class Conversion : IAsyncLifetime, IDisposable
    {
        internal const string Title = "Avenant n°\u00A01", Number = "DIAGORIENTE-2020-AV1", LongSponsor = Sponsor + "-long";

        private static readonly string Samples = Depot.Path("templates", "documents");

        private readonly TemporaryFolder _folder = new();

        internal Dictionary<string, Forme> Made { get; } = [];

        public async Task InitializeAsync()
        {
            if (Outils.Find("libreoffice") is null)
                return;
            var source = new DossierDeModeles(Depot.Path("templates"));
            var store = new ModeleStore(source, new Dictionary<string, object?>());
            foreach (var file in Directory.EnumerateFiles(Samples, "donnees*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                var sample = Path.GetRelativePath(Samples, file).Replace('/', '-').Replace(".json", "", StringComparison.Ordinal);
                await AddAsync(sample, store.RenderDocument(Path.GetFileName(Path.GetDirectoryName(file)!), Data(file)), source);
            }

            await AddAsync(LongSponsor, store.RenderDocument(Sponsor, Long(Data(Path.Combine(Samples, Sponsor, "donnees.json")))), source);
            Assert.Null(await new ConversionPdf().BesideAsync([.. Made.Keys.Select(sample => _folder.Path(sample + ".docx"))], default));
            if (Environment.GetEnvironmentVariable("CAPTURES") is { } kept)
                Made.Values.ToList().ForEach(made => File.Copy(made.Pdf, Path.Combine(kept, Path.GetFileName(made.Pdf)), overwrite: true));
        }

        public Task DisposeAsync() => Task.CompletedTask;

        public void Dispose() => _folder.Dispose();

        private async Task AddAsync(string sample, Rendu rendu, DossierDeModeles source)
        {
            var docx = new DocxWriter(source).Write(rendu, new DocxDetails(Title, Number, DateTimeOffset.UnixEpoch) { Empreinte = new string('a', 64) });
            await File.WriteAllBytesAsync(_folder.Path(sample + ".docx"), docx);
            Made[sample] = new Forme(rendu, docx, _folder.Path(sample + ".pdf"));
        }

        private static Dictionary<string, object?> Data(string file) => new(DonneesDeModele.Read(JsonDocument.Parse(File.ReadAllText(file)).RootElement));

        /// <summary>The most that the builder of the sheet gives, each text as long as people may type.</summary>
        private static Dictionary<string, object?> Long(Dictionary<string, object?> data)
        {
            var words = string.Concat(Enumerable.Repeat("accompagnement des bénéficiaires éloignés de l’emploi ", 60)).Trim();
            data["comite"] = With(data["comite"], "lieu", words);
            data["convention"] = With(data["convention"], "titre", words[..130]);
            data["impact"] = LongImpact(words);
            data["compte"] = With(data["compte"], "commentaire", words);
            data["conditions"] = Two(new() { ["texte"] = words, ["responsable"] = "l’équipe (Startup au nom vraiment long)", ["echeance"] = "2021-09-01", ["remplie"] = null, ["preuve"] = words });
            data["autresConditions"] = 12;
            data["decisions"] = Two(new() { ["date"] = "2021-03-24", ["numero"] = 12, ["issue"] = "provisional", ["ae"] = 258070000L, ["cp"] = 258070000L });
            data["prochainesEtapes"] = Two(new() { ["texte"] = words, ["mois"] = "2022-01", ["produit"] = "Startup au nom vraiment long", ["faitLe"] = "2021-07-08" });
            return data;
        }

        /// <summary>Each level told at its full length, and the longest sentence about a cost.</summary>
        private static Dictionary<string, object?> LongImpact(string words) => new()
        {
            ["precedentLe"] = "2021-03-10",
            ["mesures"] = new List<object?>(),
            ["niveaux"] = Impact.Niveaux.Select(name => (object?)new Dictionary<string, object?> { ["nom"] = name, ["constat"] = words[..Impact.ConstatAuPlus], ["tendance"] = "down" }).ToList(),
            ["cout"] = new Dictionary<string, object?>
            {
                ["du"] = "2021-03-11", ["au"] = "2021-09-10", ["paye"] = 258_070_000L, ["mesure"] = words, ["unite"] = words[..Impact.UniteAuPlus], ["realise"] = 999_999_999_999.25m,
                ["actuel"] = 258_070_000L, ["sans"] = null, ["precedent"] = null, ["sansPrecedent"] = "otherMethod",
            },
        };

        private static Dictionary<string, object?> With(object? element, string key, string value) => new(DonneesDeModele.Read((JsonElement)element!)) { [key] = value };

        private static List<object?> Two(Dictionary<string, object?> one) => [one, one];
    }
}

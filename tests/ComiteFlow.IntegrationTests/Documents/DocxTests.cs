using System.Diagnostics;
using System.Text.Json;
using ComiteFlow.Host.Modeles;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;

namespace ComiteFlow.IntegrationTests.Documents;

public sealed class DocxTests : IDisposable
{
    private static readonly string Templates = Path.Combine(Root(), "templates");
    private static readonly DossierDeModeles Source = new(Templates);
    private static readonly ModeleStore Store = new(Source, new Dictionary<string, object?>());

    private readonly string _folder = Directory.CreateTempSubdirectory("comiteflow-docx-").FullName;

    public static TheoryData<string> Samples() => [.. SampleFiles()];

    private static IEnumerable<string> SampleFiles() => Directory.EnumerateFiles(Path.Combine(Templates, "documents"), "donnees*.json", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Path.Combine(Templates, "documents"), file)).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Samples))]
    public void Write_ShippedSample_IsValidWord(string sample)
    {
        using var document = Open(Make(sample));

        Assert.Empty(new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019).Validate(document).Select(error => $"{error.Path?.XPath} {error.Description}"));
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes() => Assert.Equal(Make("avenant/donnees.json"), Make("avenant/donnees.json"));

    [Fact]
    public void Write_Avenant_HasRealHeadingsAndARepeatedHead()
    {
        using var document = Open(Make("avenant/donnees.json"));
        var body = document.MainDocumentPart!.Document.Body!;

        Assert.Equal(["Avenant n°\u00A01"], Texts(body, "Titre1"));
        Assert.Equal(5, Texts(body, "Titre2").Count);
        Assert.Single(body.Descendants<TableHeader>());
        Assert.Equal("fr-FR", document.PackageProperties.Language);
        Assert.Equal(new DateTime(2021, 9, 24, 12, 0, 0, DateTimeKind.Utc), document.PackageProperties.Created!.Value.ToUniversalTime());
    }

    [Fact]
    public void Write_HostileName_StaysPlainText()
    {
        const string hostile = "]]><w:br/>[x](javascript:1)|# **A**\u0001\uD800";
        var data = new Dictionary<string, object?>(DonneesDeModele.Read(Json("avenant/donnees.json").RootElement));
        data["copies"] = new[] { hostile };

        using var document = Open(Write(Store.RenderDocument("avenant", data)));

        Assert.Contains("]]><w:br/>[x](javascript:1)|# **A**.", document.MainDocumentPart!.Document.Body!.InnerText, StringComparison.Ordinal);
        Assert.Empty(document.MainDocumentPart.HyperlinkRelationships);
    }

    [RequiresToolFact("libreoffice")]
    public async Task Convert_Avenant_ReadsTheSameInLibreOffice()
    {
        var file = Path.Combine(_folder, "avenant.docx");
        await File.WriteAllBytesAsync(file, Make("avenant/donnees.json"));

        var profile = "-env:UserInstallation=" + new Uri(Path.Combine(_folder, "profil"));
        await RunAsync("libreoffice", profile, "--headless", "--norestore", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", _folder, file);

        var text = await File.ReadAllTextAsync(Path.Combine(_folder, "avenant.txt"));
        Assert.Contains("Avenant n°\u00A01", text, StringComparison.Ordinal);
        Assert.Contains("2\u00A0700\u00A0000,00\u00A0€", text, StringComparison.Ordinal);
        Assert.Contains("Nadi BOU HANNA", text, StringComparison.Ordinal);
    }

    private static async Task RunAsync(string tool, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Outils.Find(tool)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await output + await errors);
    }

    private static byte[] Make(string sample) =>
        Write(Store.RenderDocument(sample[..sample.IndexOfAny(['/', '\\'])], DonneesDeModele.Read(Json(sample).RootElement)));

    private static byte[] Write(Rendu rendu) =>
        new DocxWriter(Source).Write(rendu, new DocxDetails("Avenant n°\u00A01", "DIAGORIENTE-2020-AV1", new DateTimeOffset(2021, 9, 24, 14, 0, 0, TimeSpan.FromHours(2))) { Empreinte = new string('a', 64) });

    private static JsonDocument Json(string sample) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Templates, "documents", sample)));

    private static WordprocessingDocument Open(byte[] bytes) => WordprocessingDocument.Open(new MemoryStream(bytes), false);

    private static List<string> Texts(Body body, string style) =>
        [.. body.Descendants<Paragraph>().Where(paragraph => paragraph.ParagraphProperties?.ParagraphStyleId?.Val == style).Select(paragraph => paragraph.InnerText)];

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ComiteFlow.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}

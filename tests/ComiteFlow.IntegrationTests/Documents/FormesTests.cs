using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using ComiteFlow.IntegrationTests.Pages;
using ComiteFlow.Tests;
using DocumentFormat.OpenXml.Packaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComiteFlow.IntegrationTests.Documents;

/// <summary>One text, three forms: a page to read, a Word file, a PDF file that is made afterwards.</summary>
public sealed class FormesTests : IAsyncLifetime, IDisposable
{
    private const string Numero = "avenant-DIAGORIENTE-2020-AV1";

    private readonly TemporaryFolder _folder = new();
    private readonly EssaisPdf _essais = new(TimeProvider.System);
    private LivedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LivedServer.StartAsync(new DateOnly(2020, 3, 24));
        foreach (var document in new[] { "DIAGORIENTE-2020", "TRIPARTITE-2021" })
        {
            await Verbes.Find("import")!.RunAsync(
                _server.Services.GetRequiredService<ExecutionDesActes>(), new Actor("coordinator", Roles.Coordinator, null, "essai", default),
                JsonSerializer.SerializeToElement(new { document }), default);
        }

        await MakeAsync(Request());
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Page_OfADocument_ShowsTextNumberVersionAndHash()
    {
        using var client = await SignInAsync("coordinator");

        var page = await client.ReadAsync("/documents/" + Numero);
        var row = await RowAsync();

        Assert.Equal("Avenant n°\u00A01", page.QuerySelector("article.cf-doc h2")!.TextContent);
        Assert.Equal(5, page.QuerySelectorAll("article.cf-doc h3").Length);
        Assert.Contains("2\u00A0700\u00A0000,00\u00A0€", page.QuerySelector("article.cf-doc table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Empreinte.Of(row.Text!, row.Data), page.QuerySelector("aside.cf-flow")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(Numero, page.QuerySelector("aside.cf-flow")!.TextContent, StringComparison.Ordinal);
        Assert.Single(page.QuerySelectorAll("h1"));
    }

    [Fact]
    public async Task Word_OfADocument_HasNumberVersionHashAndPagesAtItsFoot()
    {
        using var client = await SignInAsync("coordinator");
        using var answer = await client.GetAsync($"/documents/{Numero}.docx");
        var row = await RowAsync();

        using var document = WordprocessingDocument.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), false);
        var foot = document.MainDocumentPart!.FooterParts.Single().Footer;

        Assert.StartsWith($"{Numero}, version\u00A01Page\u00A01 sur 1", foot.InnerText, StringComparison.Ordinal);
        Assert.EndsWith(Empreinte.Short(Empreinte.Of(row.Text!, row.Data)), foot.InnerText, StringComparison.Ordinal);
        Assert.Equal(["PAGE", "NUMPAGES"], foot.Descendants<DocumentFormat.OpenXml.Wordprocessing.SimpleField>().Select(field => field.Instruction!.Value!));
    }

    [Fact]
    public async Task Pdf_NotMadeYet_IsNotFoundAndThePageSaysSo()
    {
        using var client = await SignInAsync("coordinator");
        using var answer = await client.GetAsync($"/documents/{Numero}.pdf");

        var page = await client.ReadAsync("/documents/" + Numero);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Le PDF se prépare", page.QuerySelector("aside.cf-flow")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdf_WithoutConverter_WaitsAndTheListSaysWhy()
    {
        await using var server = await LivedServer.StartAsync(new DateOnly(2020, 3, 24), services => services.AddSingleton(new ConversionPdf(null, TimeSpan.FromSeconds(1))));
        await MakeAsync(Request(), server);
        using var client = await SignInAsync("coordinator", server);

        var list = await client.ReadAsync("/documents");
        var page = await client.ReadAsync("/documents/" + Numero);

        Assert.Contains("1\u00A0PDF attend", list.QuerySelector(".fr-alert")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Aucun convertisseur PDF", list.QuerySelector(".fr-alert")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Aucun convertisseur PDF", page.QuerySelector("aside.cf-flow")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("article.cf-doc h2"));
    }

    [Fact]
    public async Task Pdf_MadeAfterwards_IsKeptAndDownloaded()
    {
        var program = await ProgramAsync("for last; do :; done\nprintf '%%PDF-essai' > \"${last%.docx}.pdf\"\n");
        if (program is null)
            return;
        var atelier = Atelier(new ConversionPdf(program, TimeSpan.FromSeconds(30)));

        Assert.True(await atelier.OnceAsync(default));
        Assert.False(await atelier.OnceAsync(default));

        using var client = await SignInAsync("coordinator");
        using var answer = await client.GetAsync($"/documents/{Numero}.pdf");
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("%PDF-essai", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Pdf_ConverterThatHangs_IsGivenUpAndThePageSaysWhy()
    {
        var program = await ProgramAsync("exec tail -f /dev/null\n");
        if (program is null)
            return;
        var atelier = Atelier(new ConversionPdf(program, TimeSpan.FromSeconds(1)));

        Assert.True(await atelier.OnceAsync(default));
        Assert.False(await atelier.OnceAsync(default));

        using var client = await SignInAsync("coordinator");
        var page = await client.ReadAsync("/documents/" + Numero);
        Assert.Contains("La conversion dépassait 1\u00A0seconde ", (await RowAsync()).PdfFailure, StringComparison.Ordinal);
        Assert.Contains("elle a été arrêtée", page.QuerySelector("aside.cf-flow")!.TextContent, StringComparison.Ordinal);

        await atelier.ForgetFailuresAsync(default);
        Assert.Null((await RowAsync()).PdfFailure);
    }

    [Fact]
    public async Task Remake_ChangedText_IsTheNextVersionAndTheSameTextIsNot()
    {
        var again = await MakeAsync(Request());
        var changed = await MakeAsync(Request("Lyon"));
        var same = await MakeAsync(Request("Lyon"));

        using var client = await SignInAsync("coordinator");
        var page = await client.ReadAsync($"/documents/{Numero}-v2");

        Assert.Equal(Numero + ".docx", again);
        Assert.Equal(Numero + "-v2.docx", changed);
        Assert.Equal(changed, same);
        Assert.Contains("Version 1", page.QuerySelector("aside.cf-flow")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Fait à Lyon", page.QuerySelector("article.cf-doc")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_OfAnotherConvention_IsHiddenInAllForms()
    {
        using var client = await SignInAsync("signatory:DNUM");
        foreach (var path in new[] { $"/documents/{Numero}", $"/documents/{Numero}.docx", $"/documents/{Numero}.pdf" })
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static DocumentRequest Request(string? place = null)
    {
        var sample = File.ReadAllText(Depot.Path("templates", "documents", "avenant", "donnees.json"));
        var data = DonneesDeModele.Read(JsonDocument.Parse(place is null ? sample : sample.Replace("\"Paris\"", $"\"{place}\"", StringComparison.Ordinal)).RootElement);
        return new DocumentRequest("avenant/DIAGORIENTE-2020-AV1", "avenant", "DIAGORIENTE-2020", data);
    }

    private async Task<string> MakeAsync(DocumentRequest request, LivedServer? server = null)
    {
        await using var scope = (server ?? _server).Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(default);
        var file = await scope.ServiceProvider.GetRequiredService<IDocuments>().RemakeAsync(request, default);
        await work.CommitAsync(default);
        return file;
    }

    private async Task<DocumentRow> RowAsync()
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<DocumentRow>().AsNoTracking().FirstAsync(d => d.FileName == Numero + ".docx");
    }

    private AtelierPdf Atelier(ConversionPdf conversion) => new(
        _server.Services.GetRequiredService<IServiceScopeFactory>(), conversion, _essais, _server.Services.GetRequiredService<Tour>(), NullLogger<AtelierPdf>.Instance);

    private async Task<PagesClient> SignInAsync(string function, LivedServer? server = null)
    {
        var client = new PagesClient((server ?? _server).Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    private async Task<string?> ProgramAsync(string script)
    {
        if (OperatingSystem.IsWindows())
            return null;
        var program = await _folder.WriteAsync("#!/bin/sh\n" + script, "soffice");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return program;
    }
}

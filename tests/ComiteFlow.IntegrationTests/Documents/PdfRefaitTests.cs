using System.Net;
using System.Text.Json;
using ComiteFlow.Activities.Documents;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Documents;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using ComiteFlow.IntegrationTests.Pages;
using ComiteFlow.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace ComiteFlow.IntegrationTests.Documents;

/// <summary>A PDF file that fails is tried again, each time later, then waits for a person, who may have it made anew.</summary>
public sealed class PdfRefaitTests : IAsyncLifetime, IDisposable
{
    private const string Numero = "avenant-DIAGORIENTE-2020-AV1", Page = "/documents/" + Numero;

    private readonly TemporaryFolder _folder = new();
    private readonly MontreTechnique _watch = new();
    private EssaisPdf _essais = null!;
    private ConversionPdf _conversion = null!;
    private LivedServer _server = null!;

    public async Task InitializeAsync()
    {
        // Works once the file « bon » stands beside it; counts how often it was asked.
        var program = await _folder.WriteAsync("#!/bin/sh\nd=$(dirname \"$0\"); echo x >> \"$d/appels\"; for last; do :; done\n[ -f \"$d/bon\" ] && printf '%%PDF-essai' > \"${last%.docx}.pdf\"\nexit 0\n", "soffice");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        (_essais, _conversion) = (new EssaisPdf(_watch), new ConversionPdf(program, TimeSpan.FromMinutes(1)));
        _server = await LivedServer.StartAsync(new DateOnly(2020, 3, 24), services => services.AddSingleton(_essais).AddSingleton(_conversion));
        await Verbes.Find("import")!.RunAsync(
            _server.Services.GetRequiredService<ExecutionDesActes>(), new Actor("coordinator", Roles.Coordinator, null, "essai", default),
            JsonSerializer.SerializeToElement(new { document = "DIAGORIENTE-2020" }), default);
        await MakeAsync();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pdf_ThatFails_IsTriedAfterOneFiveAndThirtyMinutesThenWaitsForAPerson()
    {
        if (OperatingSystem.IsWindows())
            return;
        var atelier = Atelier();
        using var client = await SignInAsync("coordinator");
        Assert.True(await atelier.OnceAsync(default));
        Assert.Contains("réessaie dans 1\u00A0minute (essai 2 sur 4)", await AsideAsync(client), StringComparison.Ordinal);

        foreach (var minutes in new[] { 1, 5, 30 })
        {
            Assert.False(await atelier.OnceAsync(default));
            _watch.Pass(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
            Assert.False(await atelier.OnceAsync(default));
            _watch.Pass(TimeSpan.FromSeconds(1));
            Assert.True(await atelier.OnceAsync(default));
        }

        _watch.Pass(TimeSpan.FromDays(30));
        Assert.False(await atelier.OnceAsync(default));
        Assert.Equal(4, await CallsAsync());
        Assert.Contains("4\u00A0essais n’ont pas suffi", await AsideAsync(client), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pdf_MadeAnewByAPerson_IsThereAndTheButtonIsGone()
    {
        if (OperatingSystem.IsWindows())
            return;
        var atelier = Atelier();
        await atelier.OnceAsync(default);
        await _folder.WriteAsync("", "bon");
        using var client = await SignInAsync("coordinator");
        var list = await client.ReadAsync("/documents?attente=oui");
        Assert.Equal("À refaire", Assert.Single(list.QuerySelectorAll("tbody .fr-badge")).TextContent.Trim());
        Assert.Contains("LibreOffice n’a pas écrit de PDF", list.QuerySelector(".fr-alert--warning")!.TextContent, StringComparison.Ordinal);

        using var asked = await client.PostFromAsync(Page, Page);

        Assert.Equal(HttpStatusCode.Redirect, asked.StatusCode);
        Assert.Contains("Le PDF se prépare", await AsideAsync(client), StringComparison.Ordinal);
        Assert.True(await atelier.OnceAsync(default));
        using var pdf = await client.GetAsync(Page + ".pdf");
        Assert.Equal("%PDF-essai", await pdf.Content.ReadAsStringAsync());
        Assert.Null((await client.ReadAsync(Page)).QuerySelector("aside form"));
        Assert.Contains("Aucun PDF n’attend", (await client.ReadAsync("/documents?attente=oui")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var again = await client.PostFromAsync(Page, Page);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("signatory:DGEFP")]
    public async Task Pdf_ThatFailed_IsNotMadeAnewByOthers(string function)
    {
        if (OperatingSystem.IsWindows())
            return;
        await Atelier().OnceAsync(default);
        using var client = await SignInAsync(function);

        Assert.Null((await client.ReadAsync(Page)).QuerySelector("aside form"));
        using var asked = await client.PostFromAsync("/documents", Page);
        Assert.NotEqual(HttpStatusCode.Redirect, asked.StatusCode);
    }

    [Fact]
    public async Task Pdf_ThatFails_HoldsUpNoOther()
    {
        if (OperatingSystem.IsWindows())
            return;
        var atelier = Atelier();
        await atelier.OnceAsync(default);
        await _folder.WriteAsync("", "bon");
        await MakeAsync("Lyon");
        _watch.Pass(TimeSpan.FromMinutes(1));

        await atelier.OnceAsync(default);

        using var client = await SignInAsync("coordinator");
        using var other = await client.GetAsync(Page + "-v2.pdf");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.True(await atelier.OnceAsync(default));
        Assert.False(await atelier.OnceAsync(default));
    }

    [ChromiumTheory]
    [InlineData("coordinator")]
    public async Task Pages_OfAPdfThatFailed_AreAccessibleAndFit(string function)
    {
        await Atelier().OnceAsync(default);
        await MakeAsync("Lyon");

        await LivedBrowserTests.VisitAsync(_server, function, ["/documents", "/documents?attente=oui", Page]);
    }

    private static async Task<string> AsideAsync(PagesClient client) => (await client.ReadAsync(Page)).QuerySelector("aside.cf-flow")!.TextContent;

    private async Task<int> CallsAsync() => (await File.ReadAllLinesAsync(_folder.Path("appels"))).Length;

    private AtelierPdf Atelier() => new(
        _server.Services.GetRequiredService<IServiceScopeFactory>(), _conversion, _essais, _server.Services.GetRequiredService<Tour>(), NullLogger<AtelierPdf>.Instance);

    private async Task MakeAsync(string place = "Paris")
    {
        var sample = (await File.ReadAllTextAsync(Depot.Path("templates", "documents", "avenant", "donnees.json"))).Replace("\"Paris\"", $"\"{place}\"", StringComparison.Ordinal);
        await using var scope = _server.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(default);
        await scope.ServiceProvider.GetRequiredService<IDocuments>().RemakeAsync(
            new DocumentRequest("avenant/DIAGORIENTE-2020-AV1", "avenant", "DIAGORIENTE-2020", DonneesDeModele.Read(JsonDocument.Parse(sample).RootElement)), default);
        await work.CommitAsync(default);
    }

    private async Task<PagesClient> SignInAsync(string function)
    {
        var client = new PagesClient(_server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }
}

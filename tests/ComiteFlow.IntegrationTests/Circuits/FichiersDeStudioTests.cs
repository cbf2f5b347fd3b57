using System.Net;
using System.Text.Json;
using ComiteFlow.Host.Circuits.Studio;
using ComiteFlow.IntegrationTests.Pages;
using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>The files of Elsa Studio as a browser fetches them.</summary>
public sealed class FichiersDeStudioTests(FichiersDeStudioTests.Serveur server) : IClassFixture<FichiersDeStudioTests.Serveur>
{
    private const string Script = FichiersDeStudio.Prefix + "_framework/blazor.webassembly.js";

    [Fact]
    public void Version_OfTheAddress_IsThatOfThePackage()
    {
        using var package = JsonDocument.Parse(File.ReadAllText(Depot.Path("src", "ComiteFlow.Host", "package.json")));

        Assert.Equal(FichiersDeStudio.Version, package.RootElement.GetProperty("devDependencies").GetProperty("@elsa-workflows/elsa-studio-wasm").GetString());
    }

    [StudioFact]
    public async Task File_AskedForPacked_ComesPackedAndForGood()
    {
        using var answer = await GetAsync(Script, "gzip, deflate, br");

        Assert.Equal("br", Assert.Single(answer.Content.Headers.ContentEncoding));
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(["immutable", "max-age=31536000", "private"], answer.Headers.CacheControl!.ToString().Split(", ").Order());
        Assert.Equal("Accept-Encoding", Assert.Single(answer.Headers.Vary));
        Assert.True(answer.Content.Headers.ContentLength > 10_000);
    }

    [StudioTheory]
    [InlineData("gzip")]
    [InlineData("br;q=0")]
    public async Task File_AskedForUnpacked_ComesUnpackedUnderAnotherTag(string encodings)
    {
        using var packed = await GetAsync(Script, "br");
        using var answer = await GetAsync(Script, encodings);

        Assert.Empty(answer.Content.Headers.ContentEncoding);
        Assert.Contains("getBaseURI", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotEqual(packed.Headers.ETag, answer.Headers.ETag);
    }

    [StudioFact]
    public async Task File_AskedForAgainWithItsTag_IsNotSentAgain()
    {
        using var first = await GetAsync(Script, "br");
        using var again = await GetAsync(Script, "br", first.Headers.ETag!.ToString());

        Assert.Equal((HttpStatusCode.NotModified, 0), (again.StatusCode, (await again.Content.ReadAsByteArrayAsync()).Length));
    }

    [StudioTheory]
    [InlineData("_framework/icudt.oh1zvcfom8.dat", "application/octet-stream")]
    [InlineData("_framework/dotnet.native.rw4kynp763.wasm", "application/wasm")]
    [InlineData("Elsa.Studio.Host.CustomElements.styles.css", "text/css")]
    [InlineData("_content/Radzen.Blazor/fonts/MaterialSymbolsOutlined.woff2", "font/woff2")]
    [InlineData("appsettings.json", "application/json")]
    public async Task File_OfEachKind_HasItsType(string path, string type)
    {
        using var answer = await GetAsync(FichiersDeStudio.Prefix + path, "br");

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }

    [StudioTheory]
    [InlineData("absent.js")]
    [InlineData("_framework/blazor.webassembly.js.br")]
    [InlineData("..%2F..%2Fcomiteflow.dll")]
    [InlineData("..%2Fwwwroot%2Ftheme.css")]
    public async Task File_OfElsewhere_IsNotFound(string path)
    {
        using var answer = await GetAsync(FichiersDeStudio.Prefix + path, "br");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task File_WithoutASession_IsRefused()
    {
        using var visitor = server.Pages.Visit();

        using var answer = await visitor.GetAsync(Script);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task<HttpResponseMessage> GetAsync(string path, string encodings, string? tag = null)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, path);
        asked.Headers.TryAddWithoutValidation("Accept-Encoding", encodings);
        if (tag is not null)
            asked.Headers.TryAddWithoutValidation("If-None-Match", tag);
        return await server.Client.Http.SendAsync(asked);
    }

    /// <summary>One server and one session for all of them.</summary>
    public sealed class Serveur : IAsyncLifetime
    {
        internal PagesServer Pages { get; private set; } = null!;

        internal PagesClient Client { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Pages = await PagesServer.StartDemonstrationAsync();
            Client = await Pages.SignInAsync();
        }

        public async Task DisposeAsync()
        {
            Client.Dispose();
            await Pages.DisposeAsync();
        }
    }
}

using System.Net;
using Microsoft.Extensions.Options;

namespace ComiteFlow.IntegrationTests.Pages;

public sealed class ThemeTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("theme");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Theme_OfTheOperator_IsLinkedAfterTheHouseOne()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "dsfr.min.css"), "h1{color:#000}");
        await using var server = await PagesServer.StartAsync("Demonstration=true", "Theme=etat", $"ThemeDossier={_folder.FullName}");
        using var client = await server.SignInAsync();

        using var document = await client.ReadAsync("/");
        using var sheet = await client.GetAsync("/etat/dsfr.min.css");

        var sheets = document.QuerySelectorAll("link[rel=stylesheet]").Select(link => link.GetAttribute("href")!.Split('?')[0]);
        Assert.Equal(["/theme.css", "/etat/dsfr.min.css"], sheets);
        Assert.Equal(HttpStatusCode.OK, sheet.StatusCode);
    }

    [Fact]
    public async Task Theme_ByDefault_IsTheHouseOneAlone()
    {
        await using var server = await PagesServer.StartDemonstrationAsync();
        using var client = await server.SignInAsync();

        using var document = await client.ReadAsync("/");
        using var sheet = await client.GetAsync("/etat/dsfr.min.css");

        Assert.Equal(1, document.QuerySelectorAll("link[rel=stylesheet]").Length);
        Assert.Equal(HttpStatusCode.NotFound, sheet.StatusCode);
    }

    [Fact]
    public async Task Stylesheet_WithItsVersion_IsKeptByBrowsers()
    {
        await using var server = await PagesServer.StartDemonstrationAsync();
        using var client = await server.SignInAsync();
        using var document = await client.ReadAsync("/");

        using var sheet = await client.GetAsync(document.QuerySelector("link[rel=stylesheet]")!.GetAttribute("href")!);

        Assert.Contains("immutable", sheet.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Theme=etat")]
    [InlineData("Theme=autre")]
    public async Task Theme_ThatCannotBeHonoured_StopsTheStart(string setting)
    {
        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() => PagesServer.StartAsync(setting, $"ThemeDossier={_folder.FullName}"));

        Assert.Contains("Theme", refused.Message, StringComparison.Ordinal);
    }
}

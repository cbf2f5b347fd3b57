using System.Text.Json;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Agendas;

/// <summary>The page of private calendars in Chromium, once an address is made: accessible, and not wider than the screen though the address is long.</summary>
public sealed class AgendaBrowserTests(LivedPagesTests.Portfolio portfolio) : IClassFixture<LivedPagesTests.Portfolio>
{
    [ChromiumTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Address_JustMade_IsAccessibleAndFits(int width)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumTheoryAttribute.Browser, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await (await browser.NewContextAsync(new() { Locale = "fr-FR", ViewportSize = new() { Width = width, Height = 900 } })).NewPageAsync();
        await page.GotoAsync(new Uri(portfolio.Server.Address, "/connexion").ToString());
        await page.ClickAsync("button[value='coordinator']");
        await page.GotoAsync(new Uri(portfolio.Server.Address, "/agenda").ToString());

        await page.ClickAsync("button[name='renouveler'] >> nth=0");

        Assert.Matches("/agenda/[A-Za-z0-9_-]{43}[.]ics$", await page.InnerTextAsync(".fr-alert--success a"));
        await BrowserFixture.KeepAsync(page, "coordinator-agenda-adresse", width);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await page.EvaluateAsync(await File.ReadAllTextAsync(ChromiumTheoryAttribute.Axe));
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))");
        Assert.True(found.GetArrayLength() == 0, found.ToString());
    }
}

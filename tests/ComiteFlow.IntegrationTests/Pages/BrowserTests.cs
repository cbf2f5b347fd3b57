using System.Text.Json;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>Each page in Chromium, wide and on a phone: accessible, not wider than the screen, asking nobody else.</summary>
public sealed class BrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    private static readonly string[] Paths =
        ["/", "/?etat=clore", "/conventions/DIAGORIENTE-2020", "/courriels", "/courriels/m1", "/composants", "/connexion", "/absente", "/conventions/REFUS"];

    public static TheoryData<string, int> Views
    {
        get
        {
            var views = new TheoryData<string, int>();
            foreach (var path in Paths)
            {
                foreach (var width in new[] { 1280, 390, 320 })
                {
                    views.Add(path, width);
                }
            }

            return views;
        }
    }

    [ChromiumTheory]
    [MemberData(nameof(Views))]
    public async Task Page_AtEachWidth_IsAccessibleAndFits(string path, int width)
    {
        var page = await browser.OpenAsync(path, width);

        Assert.Empty(await AxeAsync(page));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than its screen.");
        Assert.Empty(browser.Complaints);
    }

    [ChromiumTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Form_Refused_IsAccessibleAndFits(int width)
    {
        var page = await browser.OpenAsync("/composants", width);
        await page.FillAsync("#ae", "1 200 000,00");
        await page.ClickAsync("text=Vérifier l’exemple");

        Assert.Equal(1, await page.Locator("#resume-erreurs").CountAsync());
        Assert.Empty(await AxeAsync(page));
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than its screen.");
        await BrowserFixture.KeepAsync(page, "composants-erreur", width);
    }

    private static async Task<IReadOnlyList<string>> AxeAsync(IPage page)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(ChromiumTheoryAttribute.Axe));
        var result = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))");
        return [.. result.EnumerateArray().Select(violation => violation.GetString()!)];
    }
}

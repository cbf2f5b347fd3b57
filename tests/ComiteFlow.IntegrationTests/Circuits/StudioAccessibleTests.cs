using System.Text.Json;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>What axe finds on the pages that show Elsa Studio: nothing in our own parts, and in the package's only what docs/designer.md names.</summary>
public sealed class StudioAccessibleTests(StudioEnMarche studio) : IClassFixture<StudioEnMarche>
{
    /// <summary>Rules that the package's own elements break, as docs/designer.md lists them with the reason.</summary>
    private static readonly string[] Known = ["nested-interactive"];

    [StudioDansChromiumTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Editor_WithAStepOpen_HasNoOtherProblems(int width)
    {
        var page = await studio.DrawAsync("comite", 13);
        await page.SetViewportSizeAsync(width, 900);
        await page.Locator("[aria-label='Tout voir']").First.ClickAsync();
        await page.Locator(".x6-node").Nth(2).ClickAsync(new() { Position = new() { X = 20, Y = 20 }, Force = true });
        await page.Locator("#studio label", new() { HasText = "Échéance" }).First.WaitForAsync();

        await ExpectAsync(page);
        Assert.Equal(width < 500, await page.Locator("#etroit a").IsVisibleAsync());
        await page.CloseAsync();
    }

    [StudioDansChromiumTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Files_ListedAndOne_HaveNoOtherProblems(int width)
    {
        var id = await DossierSuivi.StartAsync(studio.Server, $"axe-{width}");
        var page = await studio.OpenAsync("/circuits/instances?circuit=" + DossierSuivi.Circuit);
        await page.SetViewportSizeAsync(width, 900);
        await page.Locator("#studio tbody tr", new() { HasText = $"axe-{width}" }).First.WaitForAsync();
        await ExpectAsync(page);
        await StudioEnMarche.KeepAsync(page, "axe-dossiers");
        await page.GotoAsync(new Uri(studio.Server.Address, $"/circuits/instances/{id:N}").ToString());
        await StudioEnMarche.DrawnAsync(page, 6);
        await ExpectAsync(page);
        await page.CloseAsync();
    }

    [StudioDansChromium]
    public async Task Banner_OfARefusal_HasNoProblemsAndHidesTheOtherOne()
    {
        var page = await studio.DrawAsync("revoyure", 7);
        await page.RouteAsync("**/elsa/api/workflow-definitions", route => route.Request.Method == "POST" ? route.FulfillAsync(new() { Status = 409 }) : route.ContinueAsync());
        await page.Locator("#studio button[aria-label='Enregistrer']").ClickAsync();
        await page.Locator("#bandeau .fr-alert").WaitForAsync();

        await ExpectAsync(page);
        Assert.False(await page.Locator("#blazor-error-ui").IsVisibleAsync());
        await page.CloseAsync();
    }

    private static async Task ExpectAsync(IPage page)
    {
        await new ReleveDEcran().NoterAsync(page, "");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than its screen.");
        var axe = await File.ReadAllTextAsync(ChromiumTheoryAttribute.Axe);
        // Where the policy of the page forbids to evaluate, the browser itself does.
        await page.EvaluateAsync(axe);
        var found = await page.EvaluateAsync<JsonElement>("""
            async () => (await axe.run()).violations.flatMap(v => v.nodes.map(n => ({ id: v.id, html: n.html.slice(0, 200),
              ours: !document.querySelector(n.target[0])?.closest('#studio, .mud-popover-provider, .mud-dialog') })))
            """);
        var wrong = found.EnumerateArray().Where(one => one.GetProperty("ours").GetBoolean() || !Known.Contains(one.GetProperty("id").GetString()))
            .Select(one => $"{one.GetProperty("id").GetString()}: {one.GetProperty("html").GetString()}").ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));
    }
}

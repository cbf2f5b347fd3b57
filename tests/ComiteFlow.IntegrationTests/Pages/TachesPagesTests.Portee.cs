using System.Net;
using System.Text.Json;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.TachesHumaines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Pages;

/// <content>Whose a task is, where it is done, and how its pages look.</content>
public sealed partial class TachesPagesTests
{
    [Fact]
    public async Task Task_OfAShippedStep_IsDoneOnThePageOfItsActAndNowhereElse()
    {
        await DoAsync("import", new { document = "TRIPARTITE-2021" });
        await DoAsync("sendForSignature", new { document = "TRIPARTITE-2021" });
        using var client = await SignInAsync("signatory:DGEFP");

        var link = (await client.ReadAsync("/taches")).QuerySelector("tbody a")!;
        using var page = await client.GetAsync("/taches/signature/TRIPARTITE-2021/DGEFP");
        var refused = await Assert.ThrowsAsync<BrokenRuleException>(() => DoAsync("actOnTask", new { task = "signature/TRIPARTITE-2021/DGEFP", gesture = "answer" }, Roles.Signatory, "DGEFP"));

        Assert.Equal(("Signer la convention pour DGEFP", "/conventions/TRIPARTITE-2021/signatures/TRIPARTITE-2021"), (Plain(link.TextContent), link.GetAttribute("href")));
        Assert.Equal((HttpStatusCode.Redirect, link.GetAttribute("href")), (page.StatusCode, page.Headers.Location!.ToString()));
        Assert.Equal("task.ownPage", refused.Code);
    }

    [Fact]
    public async Task Task_OfAnotherTeamOrParty_IsNeitherSeenNorDone()
    {
        await DoAsync("import", new { document = "TRIPARTITE-2021" });
        await DoAsync("sendForSignature", new { document = "TRIPARTITE-2021" });
        foreach (var party in new[] { "DNUM", "DGEFP", "DINUM" })
        {
            await DoAsync("sign", new { document = "TRIPARTITE-2021", party }, Roles.Signatory, party);
        }

        await DoAsync("publish", new { document = "TRIPARTITE-2021", on = "2020-04-07" });
        var comite = "";
        await CircuitAvecTache.DoAsync(_server.Services, async services =>
        {
            comite = await services.GetRequiredService<ComiteFlowDb>().Set<Domain.Comites.Comite>().Where(c => c.Startup == "DORA").OrderBy(c => c.Id).Select(c => c.Id).FirstAsync();
            await services.GetRequiredService<ITasks>().OpenAsync(new TaskRequest("preparer", "Préparer", comite, ["team"], null, []), null, Noon, default);
        });
        using var own = await SignInAsync("team:DORA");
        using var other = await SignInAsync("team:REVA");

        using var page = await other.GetAsync("/taches/preparer");
        var refused = await Assert.ThrowsAsync<BrokenRuleException>(() => DoAsync("actOnTask", new { task = "preparer", gesture = "take" }, Roles.Team, "REVA"));

        Assert.NotNull((await own.ReadAsync("/taches")).QuerySelector("main a[href='/taches/preparer']"));
        Assert.Null((await other.ReadAsync("/taches")).QuerySelector("main a[href='/taches/preparer']"));
        Assert.DoesNotContain("/taches/preparer", (await other.ReadAsync("/a-faire")).Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "task.unknown"), (page.StatusCode, refused.Code));
    }

    [ChromiumTheory]
    [InlineData(1280)]
    [InlineData(390)]
    [InlineData(320)]
    public async Task Pages_AtEachWidth_AreAccessibleAndFit(int width)
    {
        await _server.MoveToAsync(Noon);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumTheoryAttribute.Browser, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await (await browser.NewContextAsync(new() { Locale = "fr-FR" })).NewPageAsync();
        await page.SetViewportSizeAsync(width, 900);
        await page.GotoAsync(new Uri(_server.Address, "/connexion").ToString());
        await page.ClickAsync("button[value='budgetOfficer']");
        await page.GotoAsync(new Uri(_server.Address, "/a-faire").ToString());
        await page.ClickAsync("main a[href='/taches']");
        await CheckAsync(page, "taches-liste", width);
        await page.ClickAsync($"main a[href='{Address}']");
        await CheckAsync(page, "taches-tache", width);
        await page.ClickAsync("button[value=answer]");
        await CheckAsync(page, "taches-erreur", width);
        await page.CheckAsync("input[value=Favorable]");
        await page.FillAsync("#champ-motif", "Le besoin est établi.");
        await page.ClickAsync("button[value=answer]");
        await CheckAsync(page, "taches-faite", width);
        Assert.Equal(TaskState.Done, (await TaskAsync()).State);
    }

    private static async Task CheckAsync(IPage page, string name, int width)
    {
        await page.WaitForSelectorAsync("footer");
        await BrowserFixture.KeepAsync(page, name, width);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), name);
        await page.EvaluateAsync(await File.ReadAllTextAsync(ChromiumTheoryAttribute.Axe));
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))");
        Assert.True(found.GetArrayLength() == 0, $"{name}: {found}");
    }
}

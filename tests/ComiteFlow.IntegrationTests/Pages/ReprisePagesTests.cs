using System.Net;
using System.Text.Json;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The page on which the points of a reprise are confirmed, on conventions of 2020 and 2021 registered in 2026.</summary>
public sealed class ReprisePagesTests
{
    private const string Convention = "/conventions/DIAGORIENTE-2020", Page = Convention + "/reprise";

    [Fact]
    public async Task Notice_OfOpenPoints_LeadsToThePage()
    {
        await using var server = await PastAsync();
        using var client = await SignInAsync(server, "coordinator");

        var file = await client.ReadAsync(Convention);
        var todo = await client.ReadAsync("/a-faire");
        var page = await client.ReadAsync(Page);

        var count = page.QuerySelectorAll("fieldset.cf-point").Length;
        Assert.Equal($"Reprise : {count} points à confirmer", Plain(file.QuerySelector(".fr-alert--warning h2")!.TextContent));
        Assert.Equal(Page, file.QuerySelector(".fr-alert--warning a")!.GetAttribute("href"));
        Assert.Contains($"Reprise : {count} points à confirmer", Plain(todo.Body!.TextContent), StringComparison.Ordinal);
        Assert.Empty(page.QuerySelectorAll("input[checked]"));
        Assert.Equal(
            "Prévue le 24/09/2020 · dépassé · art. 2 ; art. 3 ; art. 7", Plain(page.QuerySelector("fieldset.cf-point .cf-meta")!.TextContent));
        Assert.DoesNotContain('{', page.QuerySelector("main")!.TextContent);
    }

    [Fact]
    public async Task Confirm_SomeLines_KeepsTheOthersOnThePage()
    {
        await using var server = await PastAsync();
        using var client = await SignInAsync(server, "coordinator");
        var before = (await client.ReadAsync(Page)).QuerySelectorAll("fieldset.cf-point").Length;

        using var answer = await client.PostFromAsync(
            Page, Page, ("points[0].Id", "DIAGORIENTE-2020/COSTRAT/1"), ("points[0].Choix", "done"), ("points[0].Le.Jour", "24"), ("points[0].Le.Mois", "9"), ("points[0].Le.Annee", "2020"),
            ("points[1].Id", "DIAGORIENTE-2020/COSTRAT/2"), ("points[1].Choix", "moot"), ("points[1].Motif", "regroupée avec la première"),
            ("points[2].Id", "DIAGORIENTE-2020/COSTRAT/3"), ("points[2].Choix", "owed"), ("points[3].Id", "DIAGORIENTE-2020/COSTRAT/1/status"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var page = await client.ReadAsync(Page);
        Assert.Equal(before - 3, page.QuerySelectorAll("fieldset.cf-point").Length);
        var settled = Plain(page.QuerySelector(".fr-table")!.TextContent);
        Assert.Contains("le 24/09/2020", settled, StringComparison.Ordinal);
        Assert.Contains("regroupée avec la première", settled, StringComparison.Ordinal);
        Assert.Contains("par la coordination", settled, StringComparison.Ordinal);
        Assert.Contains("Enregistrer la tenue", (await client.ReadAsync("/a-faire")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Confirm_WithAGap_SaysWhichLineAndRecordsNothing()
    {
        await using var server = await PastAsync();
        using var client = await SignInAsync(server, "coordinator");
        var facts = (await server.FactsAsync()).Count;

        using var answer = await client.PostFromAsync(
            Page, Page, ("points[0].Id", "DIAGORIENTE-2020/COSTRAT/1"), ("points[0].Choix", "moot"), ("points[1].Id", "DIAGORIENTE-2020/COSTRAT/2"), ("points[1].Choix", "done"));

        using var page = await PagesClient.ParseAsync(answer);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Écrivez pourquoi ce point est sans objet", page.QuerySelector(".fr-alert--error")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector(page.QuerySelector(".fr-alert--error a")!.GetAttribute("href")!));
        Assert.Equal(2, page.QuerySelectorAll("input[checked]").Length);
        Assert.Equal(facts, (await server.FactsAsync()).Count);
    }

    [Fact]
    public async Task Confirm_WithoutAnyAnswer_AsksForOne()
    {
        await using var server = await PastAsync();
        using var client = await SignInAsync(server, "coordinator");

        using var answer = await client.PostFromAsync(Page, Page, ("points[0].Id", "DIAGORIENTE-2020/COSTRAT/1"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Page_ForAnotherFunction_IsReadWithoutForm()
    {
        await using var server = await PastAsync();
        using var client = await SignInAsync(server, "budgetOfficer");

        var page = await client.ReadAsync(Page);
        var file = await client.ReadAsync(Convention);

        Assert.Null(page.QuerySelector("main form"));
        Assert.Contains("Reprise", file.QuerySelector(".fr-alert--warning h2")!.TextContent, StringComparison.Ordinal);
        Assert.Null(file.QuerySelector(".fr-alert--warning a"));
    }

    [ChromiumTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Page_AtEachWidth_IsAccessibleAndFits(int width)
    {
        await using var server = await PastAsync();
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumTheoryAttribute.Browser, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await (await browser.NewContextAsync(new() { Locale = "fr-FR" })).NewPageAsync();
        await page.SetViewportSizeAsync(width, 900);
        await page.GotoAsync(new Uri(server.Address, "/connexion").ToString());
        await page.ClickAsync("button[value='coordinator']");
        await page.GotoAsync(new Uri(server.Address, Convention).ToString());
        await BrowserFixture.KeepAsync(page, "reprise-avis", width);
        await page.GotoAsync(new Uri(server.Address, Page).ToString());
        await page.CheckAsync("#points-0--choix");
        await page.CheckAsync("#points-1--choix-1");
        await page.CheckAsync("#points-2--choix-2");
        await BrowserFixture.KeepAsync(page, "reprise-choix", width);
        await page.ClickAsync("main form button");
        await BrowserFixture.KeepAsync(page, "reprise-erreur", width);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        await page.FillAsync("#points-2--motif", "regroupée avec la séance précédente");
        await page.ClickAsync("main form button");
        await BrowserFixture.KeepAsync(page, "reprise-confirme", width);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"));
        if (!File.Exists(ChromiumTheoryAttribute.Axe))
            return;
        await page.EvaluateAsync(await File.ReadAllTextAsync(ChromiumTheoryAttribute.Axe));
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))");
        Assert.True(found.GetArrayLength() == 0, $"{found}");
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Trim();

    private static async Task<PagesClient> SignInAsync(LivedServer server, string function)
    {
        var client = new PagesClient(server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        return client;
    }

    /// <summary>DIAGORIENTE, signed and published in 2020, registered on 2 March 2026.</summary>
    private static async Task<LivedServer> PastAsync()
    {
        var server = await LivedServer.StartAsync(new DateOnly(2026, 3, 2));
        var actor = new Actor("coordination", Roles.Coordinator, null, "test", DateTimeOffset.UnixEpoch);
        var execution = server.Services.GetRequiredService<ExecutionDesActes>();
        await Verbes.Find("import")!.RunAsync(execution, actor, JsonSerializer.SerializeToElement(new { document = "DIAGORIENTE-2020" }), CancellationToken.None);
        return server;
    }
}

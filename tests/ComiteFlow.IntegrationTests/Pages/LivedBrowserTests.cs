using System.Text.Json;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The pages of a lived portfolio in Chromium, wide and on a phone: accessible, and not wider than the screen.</summary>
public sealed class LivedBrowserTests(LivedPagesTests.Portfolio portfolio) : IClassFixture<LivedPagesTests.Portfolio>
{
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

    [ChromiumTheory]
    [InlineData("coordinator", "/", "/a-faire", "/courriels", "/conventions/DIAGORIENTE-2020", "/conventions/TRIPARTITE-2021", "/conventions/importer", "/conventions/DIAGORIENTE-2020/comites/COSTRAT/3/tenir", "/conventions/TRIPARTITE-2021/doutes")]
    [InlineData("coordinator", "/conventions/TRIPARTITE-2021/comites/COINV/DORA/1/deplacer", "/conventions/TRIPARTITE-2021/evenements/nouveau", "/conventions/DIAGORIENTE-2020/reglages", "/conventions/DIAGORIENTE-2020/reglages/committee.anchor", "/conventions/DIAGORIENTE-2020/reglages/end.warnings", "/conventions/DIAGORIENTE-2020/copies/DIAGORIENTE-2020/CBCM-MEF", "/conventions/EVA-2020/doutes/5")]
    [InlineData("coordinator", "/conventions/TRIPARTITE-2021/obligations", "/conventions/EVA-2020/obligations?etat=a-faire", "/conventions/EVA-2020/obligations/O-01", "/conventions/TRIPARTITE-2021/obligations/O-79/PASS-EMPLOI")]
    [InlineData("coordinator", "/circuits", "/circuits/nouveau", "/circuits/importer")]
    [InlineData("coordinator", "/documents", "/documents/dossier-DIAGORIENTE-2020-COSTRAT-2", "/documents/convocation-DIAGORIENTE-2020-COSTRAT-1", "/documents/sponsor-DIAGORIENTE-2020-COSTRAT-2")]
    [InlineData("coordinator", "/conventions/DIAGORIENTE-2020/comites/COSTRAT/3/documents", "/conventions/TRIPARTITE-2021/signatures/TRIPARTITE-2021-AV1/documents", "/conventions/DIAGORIENTE-2020/signatures/DIAGORIENTE-2020/documents")]
    [InlineData("coordinator", "/agenda", "/conventions/DIAGORIENTE-2020/comites/COSTRAT/3/convocation", "/conventions/DIAGORIENTE-2020/comites/COSTRAT/3", "/conventions/TRIPARTITE-2021/comites/COINV/DORA/1/convocation")]
    [InlineData("signatory:DGEFP", "/agenda", "/documents", "/documents/presence-DIAGORIENTE-2020-COSTRAT-2")]
    [InlineData("decisionMaker", "/conventions/DIAGORIENTE-2020/comites/COSTRAT/3/decider", "/conventions/DIAGORIENTE-2020/comites/COSTRAT/3", "/conventions/DIAGORIENTE-2020/credits")]
    [InlineData("signatory:DGEFP", "/conventions/TRIPARTITE-2021/signatures/TRIPARTITE-2021-AV1", "/a-faire")]
    [InlineData("budgetOfficer", "/conventions/DIAGORIENTE-2020/comptes-rendus/2021-07", "/conventions/TRIPARTITE-2021/engagements/nouveau", "/conventions/DIAGORIENTE-2020/engagements/nouveau", "/conventions/DIAGORIENTE-2020/sous-consommation", "/a-faire")]
    [InlineData("coordinator", "/mon-compte", "/conventions/DIAGORIENTE-2020/comites/COSTRAT/3/creneaux", "/conventions/TRIPARTITE-2021/signatures/TRIPARTITE-2021-AV1")]
    [InlineData("budgetOfficer", "/mon-compte", "/conventions/DIAGORIENTE-2020/comptes-rendus/2020-06")]
    public Task Page_AtEachWidth_IsAccessibleAndFits(string function, params string[] paths) => VisitAsync(portfolio, function, paths);

    internal static Task VisitAsync(LivedPagesTests.Portfolio portfolio, string function, IEnumerable<string> paths) => VisitAsync(portfolio.Server, function, paths);

    /// <param name="function">Null for somebody without a session.</param>
    internal static async Task VisitAsync(LivedServer server, string? function, IEnumerable<string> paths)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumTheoryAttribute.Browser, Args = Flags });
        var page = await (await browser.NewContextAsync(new() { Locale = "fr-FR" })).NewPageAsync();
        if (function is not null)
        {
            await page.GotoAsync(new Uri(server.Address, "/connexion").ToString());
            await page.ClickAsync($"button[value='{function}']");
        }

        foreach (var path in paths)
        {
            foreach (var width in new[] { 1280, 390 })
            {
                await page.SetViewportSizeAsync(width, 900);
                var answer = await page.GotoAsync(new Uri(server.Address, path).ToString());
                Assert.True(answer!.Ok, $"{path}: {answer.Status}");
                await BrowserFixture.KeepAsync(page, Fichier(function, path), width);
                Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{path} is wider than {width}.");
                await page.EvaluateAsync(await File.ReadAllTextAsync(ChromiumTheoryAttribute.Axe));
                var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))");
                Assert.True(found.GetArrayLength() == 0, $"{path}: {found}");
            }
        }
    }

    private static string Fichier(string? function, string path)
    {
        var name = $"{function ?? "sans-session"}-{path.Trim('/')}".Replace(':', '-').Replace('/', '-').Replace('?', '-');
        return name[..Math.Min(name.Length, 100)];
    }
}

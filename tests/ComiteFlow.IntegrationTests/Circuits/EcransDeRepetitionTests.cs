using System.Text.Json;
using ComiteFlow.Host.Circuits.Repetition;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.Playwright;
using static ComiteFlow.IntegrationTests.Circuits.SceneDeRepetition;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>The pages of a rehearsal in Chromium, wide and on a phone: accessible, not wider than the screen, and followed to the end without a script.</summary>
public sealed class EcransDeRepetitionTests(SceneDeRepetition scene) : IClassFixture<SceneDeRepetition>
{
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"];

    [ChromiumTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task ARehearsal_IsFollowedToItsResult(int width)
    {
        await scene.SaveAsync("comite", RepetitionTests.Regler("collecter", "reminders", $"[\"3\", \"5\", \"{width % 7}\"]", "Object"));
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumTheoryAttribute.Browser, Args = Flags });
        var page = await (await browser.NewContextAsync(new() { Locale = "fr-FR", ViewportSize = new() { Width = width, Height = 900 } })).NewPageAsync();
        await page.GotoAsync(new Uri(scene.Server.Address, "/connexion").ToString());
        await page.ClickAsync("button[value=coordinator]");
        await page.GotoAsync(new Uri(scene.Server.Address, "/circuits/comite/repetition").ToString());
        await VerifierAsync(page, "repetition-demande", width);

        await page.ClickAsync("main form button[type=submit]");
        await page.WaitForSelectorAsync("dl.cf-figures");
        await VerifierAsync(page, "repetition-resultat", width);

        var held = await scene.LancerAsync(Demande(Comportement.Silence, mois: 60));
        await page.RouteAsync("**/repetition/*", StandStillAsync);
        await page.GotoAsync(new Uri(scene.Server.Address, $"/circuits/comite/repetition/{held.Id}").ToString());
        await VerifierAsync(page, "repetition-avance", width);
        held.Annuler();
        await held.Fin;
        await page.GotoAsync(new Uri(scene.Server.Address, $"/circuits/comite/repetition/{held.Id}").ToString());
        await VerifierAsync(page, "repetition-annulee", width);
    }

    /// <summary>The page of progress loads itself anew each second: a page that is being looked at stays.</summary>
    private static async Task StandStillAsync(IRoute route)
    {
        var answer = await route.FetchAsync();
        await route.FulfillAsync(new() { Response = answer, Headers = answer.Headers.Where(header => header.Key != "refresh").ToDictionary() });
    }

    private static async Task VerifierAsync(IPage page, string name, int width)
    {
        await BrowserFixture.KeepAsync(page, name, width);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than {width}.");
        await page.EvaluateAsync(await File.ReadAllTextAsync(ChromiumTheoryAttribute.Axe));
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))");
        Assert.True(found.GetArrayLength() == 0, $"{name}: {found}");
    }
}

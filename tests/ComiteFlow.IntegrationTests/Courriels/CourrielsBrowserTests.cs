using System.Text.Json;
using ComiteFlow.Host.Modeles;
using ComiteFlow.IntegrationTests.Pages;
using ComiteFlow.Tests;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>Each shipped mail in Chromium, as a mail reader shows it: on a screen and on a phone, by day and by night.</summary>
public sealed class CourrielsBrowserTests : IAsyncLifetime
{
    private static readonly string[] Flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        if (!File.Exists(ChromiumTheoryAttribute.Browser))
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumTheoryAttribute.Browser, Args = Flags });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
    }

    [ChromiumTheory]
    [InlineData(600, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(600, ColorScheme.Dark)]
    [InlineData(390, ColorScheme.Dark)]
    public async Task Mail_IsAccessibleAndFits(int width, ColorScheme scheme)
    {
        var page = await _browser!.NewPageAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = 900 }, Locale = "fr-FR" });
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        var axe = await File.ReadAllTextAsync(ChromiumTheoryAttribute.Axe);
        var wrong = new List<string>();
        foreach (var (name, html) in Mails())
        {
            await page.SetContentAsync(html);
            await BrowserFixture.KeepAsync(page, $"courriel-{name}{(scheme == ColorScheme.Dark ? "-nuit" : "")}", width);
            await page.EvaluateAsync(axe);
            var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))");
            wrong.AddRange(found.EnumerateArray().Select(violation => $"{name}: {violation.GetString()}"));
            if (!await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"))
                wrong.Add($"{name}: wider than its screen");
            if (await page.EvaluateAsync<string?>(BrokenAmount) is { } broken)
                wrong.Add($"{name}: {broken} on several lines");
        }

        Assert.Empty(wrong);
        Assert.Empty(asked);
    }

    /// <summary>An amount that stands on several lines; null for none.</summary>
    private const string BrokenAmount = """
        () => [...document.querySelectorAll('td.nombre')].find(cell => {
            const text = document.createRange();
            text.selectNodeContents(cell);
            return new Set([...text.getClientRects()].map(line => Math.round(line.top))).size > 1;
        })?.innerText ?? null
        """;

    /// <summary>Every shipped mail with each of its samples.</summary>
    private static IEnumerable<(string Name, string Html)> Mails()
    {
        var source = new DossierDeModeles(Depot.Path("templates"));
        var store = new ModeleStore(source, new Dictionary<string, object?>
        {
            ["service"] = new Dictionary<string, object?>
            {
                ["adresse"] = "https://comites.exemple.fr", ["boite"] = "conventions@exemple.gouv.fr",
            },
        });
        var composer = new CourrielComposer(source, new Expediteur("ComiteFlow", "comiteflow@exemple.fr", () => "conventions@exemple.gouv.fr"));
        foreach (var sample in Directory.EnumerateFiles(Depot.Path("templates", "courriels"), "donnees*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var mail = Path.GetFileName(Path.GetDirectoryName(sample)!);
            var data = DonneesDeModele.Read(JsonDocument.Parse(File.ReadAllText(sample)).RootElement);
            yield return (mail + Path.GetFileNameWithoutExtension(sample)["donnees".Length..], composer.Html(store.RenderCourriel(mail, data)));
        }
    }
}

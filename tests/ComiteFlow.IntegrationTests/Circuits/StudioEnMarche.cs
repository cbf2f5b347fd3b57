using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using ComiteFlow.Host.Circuits;
using ComiteFlow.IntegrationTests.Pages;
using ComiteFlow.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>One host, one Chromium and one session in it for all tests that drive Elsa Studio: what it downloads, it downloads once.</summary>
public sealed partial class StudioEnMarche : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Long enough for a machine that does other things as well; nothing waits for it that goes well.</summary>
    internal const float Patience = 120_000;

    internal LivedServer Server { get; private set; } = null!;

    internal IBrowserContext Context { get; private set; } = null!;

    /// <summary>A program in the name of the person who sits before the browser.</summary>
    internal AppelsDeStudio Anne { get; private set; } = null!;

    /// <summary>Requests to other hosts, refusals of the content policy, errors of scripts.</summary>
    internal List<string> Plaintes { get; } = [];

    public async Task InitializeAsync()
    {
        if (new StudioDansChromiumAttribute().Skip is not null)
            return;
        Server = await LivedServer.StartAsync(new DateOnly(2021, 9, 1));
        await DossierSuivi.InstallAsync(Server);
        Anne = new AppelsDeStudio(Server, "anne");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumTheoryAttribute.Browser, Args = Flags });
        Context = await _browser.NewContextAsync(new() { Locale = "fr-FR", TimezoneId = "Europe/Paris", ViewportSize = new() { Width = 1280, Height = 900 } });
        Context.SetDefaultTimeout(Patience);
        await SignInAsync();
    }

    public Task SignInAsync() => Context.AddCookiesAsync([new() { Name = "comiteflow", Value = Anne.Cookie, Url = Server.Address.ToString() }]);

    public async Task DisposeAsync()
    {
        if (_browser is not null)
            await _browser.CloseAsync();
        _playwright?.Dispose();
        if (Server is not null)
            await Server.DisposeAsync();
    }

    /// <summary>A page of the site, watched from its first request on.</summary>
    internal async Task<IPage> OpenAsync(string path)
    {
        Plaintes.Clear();
        var page = await Context.NewPageAsync();
        await SlowAsync(page);
        page.Console += (_, message) => Note(message.Type == "error" && !message.Text.Contains("Failed to load resource", StringComparison.Ordinal), message.Text);
        page.PageError += (_, error) => Note(true, error);
        page.Request += (_, request) => Note(new Uri(request.Url) is { Scheme: not ("data" or "blob") } asked && asked.Authority != Server.Address.Authority, request.Url);
        await page.GotoAsync(new Uri(Server.Address, path).ToString());
        return page;
    }

    /// <summary>Makes the page as many times slower as <c>COMITEFLOW_TESTS_LENTEUR</c> says: what a test does before the page is ready for it shows then.</summary>
    private static async Task SlowAsync(IPage page)
    {
        if (Environment.GetEnvironmentVariable("COMITEFLOW_TESTS_LENTEUR") is not { } rate)
            return;
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = double.Parse(rate, CultureInfo.InvariantCulture) });
    }

    /// <summary>A workflow in the editor, once all its steps are drawn.</summary>
    internal async Task<IPage> DrawAsync(string id, int steps)
    {
        var page = await OpenAsync("/circuits/" + id);
        await DrawnAsync(page, steps);
        return page;
    }

    internal static Task DrawnAsync(IPage page, int steps) =>
        page.WaitForFunctionAsync("n => document.querySelectorAll('.x6-node').length >= n && document.querySelectorAll('.x6-node .mud-typography, .x6-node svg').length >= n", steps);

    /// <summary>The root of the latest version once it is as expected: saves come by themselves, half a second after the last change.</summary>
    internal async Task<JsonElement> UntilAsync(string id, Func<string, bool> expected, int version = 1, int patience = 120)
    {
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(patience));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            await using var scope = Server.Services.CreateAsyncScope();
            var text = await scope.ServiceProvider.GetRequiredService<LectureCircuits>().TexteAsync(id, version, guard.Token);
            if (text is not null && expected(text))
                return JsonDocument.Parse(text).RootElement.GetProperty("root");
            Assert.True(await timer.WaitForNextTickAsync(guard.Token));
        }
    }

    /// <summary>Keeps a picture in the folder <c>CAPTURES</c>, when it is set.</summary>
    internal static Task KeepAsync(IPage page, string name) => BrowserFixture.KeepAsync(page, "studio-" + name, page.ViewportSize!.Width);

    private void Note(bool wrong, string text)
    {
        if (wrong)
            Plaintes.Add(text);
    }
}

/// <summary>What a screen of Elsa Studio says and how its controls are named.</summary>
internal sealed partial class ReleveDEcran
{
    private const string Script = """
        () => {
          const words = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const element = walk.currentNode.parentElement;
            if (!element || element.closest('script, style, noscript, .monaco-editor') || !element.checkVisibility({ visibilityProperty: true })) continue;
            words.push(walk.currentNode.data.replace(/\s+/g, ' ').trim());
          }
          for (const element of document.querySelectorAll('[placeholder], [title], [aria-label], [data-label]')) {
            if (element.closest('.monaco-editor')) continue;
            for (const name of ['placeholder', 'title', 'aria-label', 'data-label']) words.push(element.getAttribute(name) ?? '');
          }
          for (const field of document.querySelectorAll('#studio input[readonly]:not([type=hidden]), .mud-dialog input[readonly]:not([type=hidden])')) words.push(field.value);
          const named = (element) => element.textContent.trim() || element.getAttribute('aria-label') || element.title || element.getAttribute('aria-labelledby')
            || [...(element.labels ?? [])].some((label) => label.textContent.trim());
          const controls = [...document.querySelectorAll('button, [role=button], input:not([type=hidden]):not([hidden]), textarea, select')].filter((element) => !element.closest('.monaco-editor'));
          return { words: words.filter((text) => text), unnamed: controls.filter((element) => !named(element)).map((element) => element.outerHTML.slice(0, 200)) };
        }
        """;

    private static readonly Dictionary<string, string> Dictionary = JsonDocument.Parse(File.ReadAllText(Depot.Path("src", "ComiteFlow.Host", "wwwroot", "circuits", "francais.json")))
        .RootElement.GetProperty("textes").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!);

    /// <summary>Words on any screen that are not French, each once.</summary>
    public SortedSet<string> Anglais { get; } = new(StringComparer.Ordinal);

    /// <summary>Controls that nobody could name.</summary>
    public SortedSet<string> SansNom { get; } = new(StringComparer.Ordinal);

    public int Textes { get; private set; }

    /// <summary>Takes a screen down once it has come to rest.</summary>
    public async Task NoterAsync(IPage page, string screen)
    {
        await page.EvaluateAsync("() => new Promise((done) => { let timer = setTimeout(done, 400); new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(done, 400); }).observe(document.body, { subtree: true, childList: true, characterData: true }); setTimeout(done, 4000); })");
        var seen = await page.EvaluateAsync<JsonElement>(Script);
        foreach (var text in seen.GetProperty("words").EnumerateArray().Select(word => word.GetString()!))
        {
            Textes++;
            if (IsEnglish(text))
                Anglais.Add($"{screen} : {text}");
        }

        SansNom.UnionWith(seen.GetProperty("unnamed").EnumerateArray().Select(control => $"{screen} : {control.GetString()}"));
    }

    /// <summary>A label of the package, or a sentence with a word that no French one has. What holds a whole state is code.</summary>
    private static bool IsEnglish(string text) =>
        text[0] is not ('{' or '[') && ((Dictionary.TryGetValue(text, out var french) && french != text) || Words().IsMatch(text));

    [GeneratedRegex(@"\b(the|and|of|is|are|to|not|with|this|that|for|when|your|add|edit|no|yes|new|name|workflows?|activit(y|ies)|value|default|select|show|inherit|search|loading|settings|save|delete|cancel|input|output|run|running|finished|suspended|completed|started|details|back|next|previous|close|open|rows|page size)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}

using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>One Chromium and one server for all browser tests, signed in as coordination, scripts of pages forbidden by their own policy.</summary>
public sealed class BrowserFixture : IAsyncLifetime
{
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private readonly List<string> _complaints = [];
    private PagesServer? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private IBrowserContext? _context;

    /// <summary>Requests to other hosts, and what the content policy refused.</summary>
    public IReadOnlyList<string> Complaints => _complaints;

    public async Task InitializeAsync()
    {
        if (!File.Exists(ChromiumTheoryAttribute.Browser))
        {
            return;
        }

        _server = await PagesServer.StartDemonstrationAsync();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumTheoryAttribute.Browser, Args = Flags });
        _context = await _browser.NewContextAsync(new() { Locale = "fr-FR" });
        var page = await _context.NewPageAsync();
        await page.GotoAsync(new Uri(_server.Address, "/connexion").ToString());
        await page.ClickAsync("button[value=coordinator]");
        await page.CloseAsync();
    }

    public async Task<IPage> OpenAsync(string path, int width)
    {
        _complaints.Clear();
        var page = await _context!.NewPageAsync();
        page.Console += (_, message) => Note(message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal), message.Text);
        page.Request += (_, request) => Note(new Uri(request.Url) is { Scheme: not "data" } asked && asked.Authority != _server!.Address.Authority, request.Url);
        await page.SetViewportSizeAsync(width, 900);
        await page.GotoAsync(new Uri(_server!.Address, path).ToString());
        await KeepAsync(page, path.Trim('/').Replace('/', '-').Replace("?", "", StringComparison.Ordinal), width);
        return page;
    }

    /// <summary>Keeps a picture of the whole page in the folder <c>CAPTURES</c>, when it is set.</summary>
    public static async Task KeepAsync(IPage page, string name, int width)
    {
        if (Environment.GetEnvironmentVariable("CAPTURES") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{(name.Length == 0 ? "portefeuille" : name)}-{width}.png"), FullPage = true });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.CloseAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private void Note(bool wrong, string text)
    {
        if (wrong)
        {
            _complaints.Add(text);
        }
    }
}

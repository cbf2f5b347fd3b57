using System.Globalization;
using System.Text.Json;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Tests;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>Does the steps of a scenario as people do: signed in by function, form by form, without scripts.</summary>
internal sealed class ActesParLesPages(IBrowser browser, Uri address) : IAsyncDisposable
{
    private readonly Dictionary<string, IPage> _pages = [];

    /// <summary>The page of the function used last.</summary>
    public IPage Page { get; private set; } = null!;

    public async Task ImportAsync(string convention)
    {
        await AsAsync("coordinator");
        await OpenAsync("/conventions/importer");
        await Page.FillAsync("#texte", await File.ReadAllTextAsync(Depot.Path("conventions", $"{convention.ToLowerInvariant()}.json")));
        await SendAsync("Contrôler et importer");
    }

    /// <returns>True when the act was recorded, false when a rule refused it.</returns>
    public async Task<bool> DoAsync(string verb, JsonElement keys)
    {
        await AsAsync(FunctionFor(verb, keys));
        var convention = Text(keys, "convention") ?? Text(keys, "document")!.Split("-AV")[0];
        var comite = $"/conventions/{convention}/comites/{Text(keys, "committee")}/{Text(keys, "occurrence")}";
        switch (verb)
        {
            case "publish":
                await OpenAsync($"/conventions/{convention}/publications/{Text(keys, "document")}");
                await FillDateAsync("le", Text(keys, "on")!);
                return await SendAsync("Enregistrer");
            case "releaseFunds":
                await OpenAsync($"/conventions/{convention}/credits");
                await Page.SelectOptionAsync("#tranche", Text(keys, "tranche")!);
                return await SendAsync("Mettre à disposition");
            case "submitStatusReport":
                await OpenAsync(comite + "/etat");
                return await SendAsync("Transmettre l’état des réalisations");
            case "holdCommittee":
                await OpenAsync(comite + "/tenir");
                return await SendAsync("Enregistrer la séance");
            case "decideRevoyure":
                return await DecideAsync(comite + "/decider", keys);
            case "requestAvenant":
                await OpenAsync($"/conventions/{convention}/avenants/demander");
                await Page.FillAsync("#plafond", Formats.Montant(keys.GetProperty("changes").GetProperty("ceilingCents").GetInt64()));
                return await SendAsync("Demander l’avenant");
            case "sign":
                await OpenAsync($"/conventions/{convention}/signatures/{Text(keys, "document")}");
                await Page.CheckAsync("#lu");
                return await SendAsync("Signer l’avenant n° 1");
            default:
                throw new NotSupportedException(verb);
        }
    }

    public async Task AsAsync(string function)
    {
        if (!_pages.TryGetValue(function, out var page))
        {
            var context = await browser.NewContextAsync(new() { Locale = "fr-FR", JavaScriptEnabled = false });
            page = await context.NewPageAsync();
            await page.GotoAsync(new Uri(address, "/connexion").ToString());
            await page.ClickAsync($"button[value='{function}']");
            _pages[function] = page;
        }

        Page = page;
    }

    public async Task OpenAsync(string path)
    {
        var answer = await Page.GotoAsync(new Uri(address, path).ToString());
        Assert.True(answer!.Ok, $"{path}: {answer.Status}");
    }

    public async Task KeepAsync(string name)
    {
        foreach (var width in new[] { 1280, 390 })
        {
            await Page.SetViewportSizeAsync(width, 900);
            await BrowserFixture.KeepAsync(Page, name, width);
        }

        await Page.SetViewportSizeAsync(1280, 900);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var page in _pages.Values)
        {
            await page.Context.CloseAsync();
        }
    }

    private async Task<bool> DecideAsync(string path, JsonElement keys)
    {
        await OpenAsync(path);
        await Page.CheckAsync($"input[name=issue][value={Text(keys, "outcome")}]");
        if (Text(keys, "outcome") is "refuse" or "stop")
            await Page.FillAsync("#motif", "La mesure d’impact manque encore.");
        var amount = keys.TryGetProperty("amountCents", out var cents) ? Formats.Montant(cents.GetInt64()) : null;
        if (amount is not null)
        {
            await Page.FillAsync("#ae", amount);
            await Page.FillAsync("#cp", amount);
        }

        await Page.ClickAsync("button[value=continuer]");
        Assert.Contains("relire et confirmer", await Page.TextContentAsync("main"), StringComparison.Ordinal);
        await KeepAsync($"confirmer-{Text(keys, "occurrence")}");
        var recorded = await SendAsync("Confirmer ma décision");
        if (!recorded)
        {
            await KeepAsync("decider-refus");
            Assert.Equal(amount, await Page.InputValueAsync("#ae"));
        }

        return recorded;
    }

    private async Task<bool> SendAsync(string button)
    {
        await Page.EvaluateAsync("document.documentElement.dataset.avant = ''");
        var answer = await Page.RunAndWaitForResponseAsync(
            () => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync(), response => response.Request.Method == "POST");
        // The next page is there when its foot is, and the mark of the one before is gone; waiting for an event may come after it.
        await Page.WaitForSelectorAsync("html:not([data-avant]) footer");
        Assert.True(answer.Status is 302 or 409, $"{Page.Url}: {answer.Status} {await Page.TextContentAsync("main")}");
        return answer.Status == 302;
    }

    private async Task FillDateAsync(string field, string iso)
    {
        var day = DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var (end, value) in new[] { ("Jour", day.Day), ("Mois", day.Month), ("Annee", day.Year) })
        {
            await Page.FillAsync($"input[name='{field}.{end}']", value.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static string FunctionFor(string verb, JsonElement keys) => verb switch
    {
        "sign" => $"signatory:{Text(keys, "party")}",
        "releaseFunds" or "decideRevoyure" => "decisionMaker",
        "submitStatusReport" => "budgetOfficer",
        _ => "coordinator",
    };

    private static string? Text(JsonElement keys, string name) => keys.TryGetProperty(name, out var value) ? value.ToString() : null;
}

using System.Net;
using System.Text.Json;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The pages on which incidents are read and decided.</summary>
public sealed class IncidentsPagesTests : IAsyncLifetime
{
    private const string Circuit = """
        { "definitionId": "attente-reponse", "name": "Suivi d’une réponse", "variables": [{ "id": "v", "name": "delai", "typeName": "String", "value": "bientôt" }],
          "root": { "id": "p", "type": "Elsa.Parallel", "activities": [
            { "id": "tache", "type": "Elsa.RunTask", "taskName": "relire", "key": "relire/c" },
            { "id": "s", "type": "Elsa.Flowchart", "activities": [
                { "id": "attendre", "name": "Attendre le délai de réponse", "type": "Elsa.Delay", "timeSpan": { "typeName": "String", "expression": { "type": "Variable", "value": { "id": "v", "name": "delai" } } } },
                { "id": "suite", "name": "Recueillir la réponse", "type": "Elsa.Event", "eventName": "suite" }],
              "connections": [{ "source": { "activity": "attendre", "port": "Done" }, "target": { "activity": "suite", "port": "In" } }] }] } }
        """;

    private LivedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LivedServer.StartAsync(new DateOnly(2021, 9, 1));
        await InScopeAsync(async (db, services) =>
        {
            db.Add(new DefinitionRow { DefinitionId = "attente-reponse", Version = 1, Name = "Suivi d’une réponse", Json = Circuit, Hash = Circuit, IsPublished = true });
            await db.SaveChangesAsync();
            await services.GetRequiredService<IWorkflows>().StartAsync("attente-reponse", "k", "c", new Dictionary<string, object?>(), default);
        });
        await _server.Services.GetRequiredService<Pompe>().DrainAsync(default);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Portfolio_WithAnOpenIncident_LeadsTheCoordinatorToIt()
    {
        using var client = await SignInAsync("coordinator");

        var home = await client.ReadAsync("/");
        var list = await client.ReadAsync("/incidents");
        var page = await client.ReadAsync(Address(list));

        Assert.Equal("1 circuit arrêté", Plain(home.QuerySelector(".fr-alert--warning h2")!.TextContent));
        Assert.Equal("/incidents", home.QuerySelector(".fr-alert--warning a")!.GetAttribute("href"));
        Assert.Equal("Que faire de l’étape « Attendre le délai de réponse » ?", Plain(page.QuerySelector("h1")!.TextContent));
        Assert.Contains("bientôt", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Le départ du circuit", page.QuerySelector("aside[aria-label=Repères]")!.TextContent, StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("main input:not([type=hidden]), main textarea, main select"), field => Assert.NotNull(page.QuerySelector($"label[for='{field.Id}']")));
    }

    [Theory]
    [InlineData("decisionMaker")]
    [InlineData("auditor")]
    public async Task Incident_ForAnotherFunction_IsRefused(string function)
    {
        using var allowed = await SignInAsync("coordinator");
        var address = Address(await allowed.ReadAsync("/incidents"));
        using var client = await SignInAsync(function);

        using var list = await client.GetAsync("/incidents");
        using var page = await client.GetAsync(address);
        using var posted = await client.PostFromAsync("/", address, ("decision", "cancel"), ("motif", "x"), ("etape", "confirmer"));

        Assert.Equal([HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden], new[] { list.StatusCode, page.StatusCode, posted.StatusCode });
        Assert.Null((await client.ReadAsync("/")).QuerySelector("main a[href='/incidents']"));
        Assert.Null((await IncidentAsync()).ClosedAt);
    }

    [Fact]
    public async Task Decision_WithoutTheToken_IsRefused()
    {
        using var client = await SignInAsync("coordinator");

        using var answer = await client.PostAsync(Address(await client.ReadAsync("/incidents")), ("decision", "cancel"), ("motif", "x"), ("etape", "confirmer"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Null((await IncidentAsync()).ClosedAt);
    }

    [Fact]
    public async Task Decision_WithoutAReason_IsAskedForAndKeepsWhatWasChosen()
    {
        using var client = await SignInAsync("coordinator");

        using var answer = await SendAsync(client, "continuer", ("decision", "set"), ("variable", "delai"), ("valeur", "P1D"));

        using var page = await PagesClient.ParseAsync(answer);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Écrivez le motif en une phrase : il est porté au journal.", Plain(page.QuerySelector(".fr-alert--error li")!.TextContent));
        Assert.Equal(("set", "P1D"), (page.QuerySelector("input[name=decision][checked]")!.GetAttribute("value"), page.QuerySelector("#valeur")!.GetAttribute("value")));
    }

    [Fact]
    public async Task Set_OnceConfirmed_RunsTheWorkflowOnAndIsInTheJournal()
    {
        using var client = await SignInAsync("admin");
        (string, string)[] typed = [("decision", "set"), ("variable", "delai"), ("valeur", "P1D"), ("motif", "Délai convenu.")];

        using var first = await SendAsync(client, "continuer", typed);
        using var confirmation = await PagesClient.ParseAsync(first);
        Assert.Null((await IncidentAsync()).ClosedAt);
        using var second = await SendAsync(client, "confirmer", typed);

        Assert.Contains("La variable « delai » passe de « bientôt » à « P1D »", Plain(confirmation.QuerySelector("main")!.TextContent), StringComparison.Ordinal);
        var result = await client.ReadAsync(second.Headers.Location!.ToString());
        Assert.Equal("Décision enregistrée : le circuit a commencé", Plain(result.QuerySelector("[role=status] h2")!.TextContent));
        Assert.Contains("par Administration budgétaire", Plain(result.QuerySelector("aside[aria-label=Repères]")!.TextContent), StringComparison.Ordinal);
        Assert.Contains("Délai convenu.", result.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Null(result.QuerySelector("main form"));
    }

    [Fact]
    public async Task Skip_OnceConfirmed_GoesToTheNextStep()
    {
        using var client = await SignInAsync("coordinator");

        using var first = await SendAsync(client, "continuer", ("decision", "skip:Done"), ("motif", "Réponse déjà reçue."));
        using var confirmation = await PagesClient.ParseAsync(first);
        using var second = await SendAsync(client, "confirmer", ("decision", "skip:Done"), ("motif", "Réponse déjà reçue."));

        Assert.Contains("« Recueillir la réponse »", Plain(confirmation.QuerySelector(".cf-checks")!.TextContent), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, second.StatusCode);
        await InScopeAsync(async (db, _) => Assert.Contains(await db.Set<Bookmark>().ToListAsync(), wait => wait.Name == "suite"));
    }

    [Fact]
    public async Task Retry_OfACauseThatRemains_LeadsToTheNewIncident()
    {
        using var client = await SignInAsync("coordinator");

        using var answer = await SendAsync(client, "confirmer", ("decision", "retry"), ("motif", "Au cas où."));

        var result = await client.ReadAsync(answer.Headers.Location!.ToString());
        Assert.Contains("arrêté à nouveau", result.QuerySelector("[role=status] h2")!.TextContent, StringComparison.Ordinal);
        var next = await client.ReadAsync(result.QuerySelector("[role=status] a")!.GetAttribute("href")!);
        Assert.NotNull(next.QuerySelector("main form"));
    }

    [Fact]
    public async Task Cancel_OfAnIncidentThatAnotherDecided_IsRefusedWithTheReason()
    {
        using var client = await SignInAsync("coordinator");
        var address = Address(await client.ReadAsync("/incidents"));
        using var first = await SendAsync(client, "confirmer", ("decision", "cancel"), ("motif", "Sans objet."));

        using var second = await client.PostFromAsync("/", address, ("decision", "cancel"), ("motif", "Encore."), ("etape", "confirmer"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode));
        using var page = await PagesClient.ParseAsync(second);
        Assert.Contains("une décision a déjà été prise", page.QuerySelector("#refus")!.ParentElement!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("Aucun incident ouvert", Plain((await client.ReadAsync("/incidents")).QuerySelector(".cf-empty h2")!.TextContent));
    }

    [ChromiumTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Pages_AtEachWidth_AreAccessibleAndFit(int width)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumTheoryAttribute.Browser, Args = ["--no-sandbox", "--disable-gpu"] });
        var page = await (await browser.NewContextAsync(new() { Locale = "fr-FR" })).NewPageAsync();
        await page.SetViewportSizeAsync(width, 900);
        await page.GotoAsync(new Uri(_server.Address, "/connexion").ToString());
        await page.ClickAsync("button[value='coordinator']");
        await CheckAsync(page, "incidents-portefeuille", width);
        await page.ClickAsync("main a[href='/incidents']");
        await CheckAsync(page, "incidents-liste", width);
        await page.ClickAsync("main tbody a");
        await CheckAsync(page, "incidents-decider", width);
        await page.ClickAsync("button[value=continuer]");
        await CheckAsync(page, "incidents-erreur", width);
        await page.CheckAsync("input[value=set]");
        await page.SelectOptionAsync("#variable", "delai");
        await page.FillAsync("#valeur", "P1D");
        await page.FillAsync("#motif", "Délai convenu avec le délégataire.");
        await page.ClickAsync("button[value=continuer]");
        await CheckAsync(page, "incidents-confirmer", width);
        await page.ClickAsync("button[value=confirmer]");
        await CheckAsync(page, "incidents-resultat", width);
        await page.ClickAsync("main a[href='/incidents']");
        await CheckAsync(page, "incidents-clos", width);
    }

    private static async Task CheckAsync(IPage page, string name, int width)
    {
        await page.WaitForSelectorAsync("footer");
        await BrowserFixture.KeepAsync(page, name, width);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), name);
        if (!File.Exists(ChromiumTheoryAttribute.Axe))
            return;
        await page.EvaluateAsync(await File.ReadAllTextAsync(ChromiumTheoryAttribute.Axe));
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))");
        Assert.True(found.GetArrayLength() == 0, $"{name}: {found}");
    }

    private static async Task<HttpResponseMessage> SendAsync(PagesClient client, string step, params (string Name, string Value)[] fields)
    {
        var address = Address(await client.ReadAsync("/incidents"));
        return await client.PostFromAsync(address, address, [.. fields, ("etape", step)]);
    }

    private static string Address(AngleSharp.Dom.IDocument list) => list.QuerySelector("tbody a[href^='/incidents/']")!.GetAttribute("href")!;

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Trim();

    private async Task<PagesClient> SignInAsync(string function)
    {
        var client = new PagesClient(_server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    private async Task<Incident> IncidentAsync()
    {
        Incident found = null!;
        await InScopeAsync(async (db, _) => found = await db.Set<Incident>().AsNoTracking().SingleAsync());
        return found;
    }

    private async Task InScopeAsync(Func<ComiteFlowDb, IServiceProvider, Task> act)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginAsync(default);
        await act(scope.ServiceProvider.GetRequiredService<ComiteFlowDb>(), scope.ServiceProvider);
        await work.CommitAsync(default);
    }
}

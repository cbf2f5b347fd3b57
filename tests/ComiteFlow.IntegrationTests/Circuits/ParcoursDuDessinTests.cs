using System.Text.Json;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Circuits;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>The whole way of a workflow: drawn in Elsa Studio, checked, mended, rehearsed, published by a second person, started on a convention, watched.</summary>
public sealed class ParcoursDuDessinTests(StudioEnMarche studio) : IClassFixture<StudioEnMarche>
{
    private const string Convention = "DIAGORIENTE-2020";

    [StudioDansChromium]
    public async Task Workflow_DrawnFromNothing_IsPublishedBySomebodyElseAndWatchedOnAConvention()
    {
        await Verbes.Find("import")!.RunAsync(
            studio.Server.Services.GetRequiredService<ExecutionDesActes>(), new Actor("anne", Roles.Coordinator, null, "test", default),
            JsonSerializer.SerializeToElement(new { document = Convention }), default);
        var page = await studio.OpenAsync("/circuits/nouveau");
        await DrawAsync(page);

        var before = await ReadAsync(page, "/circuits/parcours/publier");
        await MendAsync(page);
        var after = await ReadAsync(page, "/circuits/parcours/publier");
        await RehearseAsync(page);
        await PublishAsync("bruno");
        await StartAsync(page);
        await page.Locator("#panneau", new() { HasText = "attend l’événement « Comité tenu »" }).WaitForAsync();
        await DossierSuivi.TellAsync(studio.Server, Convention);
        await page.Locator("#panneau", new() { HasText = "AttendreUnEvenement1 : faite" }).WaitForAsync();
        await StudioEnMarche.KeepAsync(page, "parcours");
        await page.CloseAsync();

        Assert.Contains("Il manque « Événement »", before, StringComparison.Ordinal);
        Assert.Contains("règles respectées", after, StringComparison.Ordinal);
        Assert.Contains("Une seconde personne publie", after, StringComparison.Ordinal);
        Assert.Empty(studio.Plaintes);
    }

    /// <summary>A step of the palette, dropped and connected.</summary>
    private async Task DrawAsync(IPage page)
    {
        await page.FillAsync("#nom", "Parcours");
        await page.ClickAsync("main button[type=submit]");
        await StudioEnMarche.DrawnAsync(page, 1);
        await page.Locator("#studio .mud-expand-panel-header", new() { HasText = "Attentes" }).ClickAsync();
        var diagram = page.Locator(".x6-graph").First;
        var box = (await diagram.BoundingBoxAsync())!;
        await page.Locator("#studio [draggable=true]", new() { HasText = "Attendre un événement" }).DragToAsync(diagram, new() { TargetPosition = new() { X = box.Width * 0.72f, Y = box.Height * 0.2f } });
        await StudioEnMarche.DrawnAsync(page, 2);
        await studio.ConnectAsync(page, "parcours");
        await studio.UntilAsync("parcours", text => text.Contains("Elsa.Event", StringComparison.Ordinal) && text.Contains("\"port\": \"Done\"", StringComparison.Ordinal));
    }

    /// <summary>The event that the step waits for.</summary>
    private async Task MendAsync(IPage page)
    {
        await page.GotoAsync(Address("/circuits/parcours"));
        await StudioEnMarche.DrawnAsync(page, 2);
        await page.Locator("[aria-label='Tout voir']").First.ClickAsync();
        await page.Locator(".x6-node", new() { HasText = "Attendre un événement" }).ClickAsync(new() { Position = new() { X = 20, Y = 20 }, Force = true });
        await page.Locator("#studio .mud-select-extended", new() { HasText = "Événement" }).First.ClickAsync();
        await page.Locator(".mud-popover-open").GetByText("Comité tenu").First.ClickAsync();
        // Studio makes the first event that is dropped start the workflow; this one stands in the middle.
        await page.Locator("#studio .mud-tab", new() { HasText = "Général" }).First.EvaluateAsync("tab => tab.click()");
        await StudioEnMarche.KeepAsync(page, "parcours-general");
        await page.GetByLabel("Déclencher le circuit").First.UncheckAsync(new() { Force = true });
        await studio.UntilAsync("parcours", text => text.Contains("comite.tenu", StringComparison.Ordinal) && !text.Contains("\"canStartWorkflow\": true", StringComparison.Ordinal));
    }

    private async Task RehearseAsync(IPage page)
    {
        await page.GotoAsync(Address("/circuits/parcours/repetition"));
        await page.Locator($"input[name=convention][value='{Convention}']").CheckAsync();
        await page.Locator("main form button[type=submit]", new() { HasText = "Répéter" }).ClickAsync();
        await page.WaitForURLAsync("**/repetition/*");
        await page.Locator("main h2", new() { HasText = "Contrôles" }).First.WaitForAsync();
    }

    private async Task PublishAsync(string person)
    {
        var other = new AppelsDeStudio(studio.Server, person);
        await studio.Context.AddCookiesAsync([new() { Name = "comiteflow", Value = other.Cookie, Url = studio.Server.Address.ToString() }]);
        var page = await studio.Context.NewPageAsync();
        await page.GotoAsync(Address("/circuits/parcours/publier"));
        await page.FillAsync("textarea[name=motif]", "Premier circuit de la coordination.");
        await page.ClickAsync("button[value=publier]");
        await page.Locator("[role=status]", new() { HasText = "La version 1 est publiée" }).WaitForAsync();
        await page.CloseAsync();
        await studio.SignInAsync();
    }

    private async Task StartAsync(IPage page)
    {
        await page.GotoAsync(Address("/circuits/parcours/lancer"));
        await page.SelectOptionAsync("select[name=objet]", new SelectOptionValue { Value = $"{Convention} {Convention}" });
        await page.ClickAsync("main form button[type=submit]");
        await page.GotoAsync(Address("/circuits/instances?circuit=parcours"));
        await page.Locator("#studio tbody td", new() { HasText = Convention }).First.ClickAsync();
        await page.WaitForURLAsync("**/circuits/instances/*");
        await StudioEnMarche.DrawnAsync(page, 2);
    }

    private async Task<string> ReadAsync(IPage page, string path)
    {
        await page.GotoAsync(Address(path));
        return (await page.Locator("main").InnerTextAsync()).Replace('\u00A0', ' ').Replace('\u202F', ' ');
    }

    private string Address(string path) => new Uri(studio.Server.Address, path).ToString();
}

using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>The whole way of a workflow: drawn in Elsa Studio, checked, mended, rehearsed, published by a second person, started on a convention, watched.</summary>
public sealed class ParcoursDuDessinTests(StudioEnMarche studio) : IClassFixture<StudioEnMarche>
{
    private const string Convention = "DIAGORIENTE-2020";

    [StudioDansChromium]
    public async Task Workflow_DrawnFromNothing_IsPublishedBySomebodyElseAndWatchedOnAConvention()
    {
        await studio.ImportAsync(Convention);
        var page = await studio.NewAsync("Parcours");
        await studio.DropAsync(page, "parcours", "Attentes", "Attendre un événement", 0.72f, 0.2f);
        await studio.ConnectAsync(page, "parcours", "Début", "Done", "Attendre un événement");

        var before = await ReadAsync(page, "/circuits/parcours/publier");
        await MendAsync(page);
        var after = await ReadAsync(page, "/circuits/parcours/publier");
        await RehearseAsync(page);
        await studio.PublishAsync("parcours", "bruno");
        await studio.StartAsync(page, "parcours", Convention);
        await page.GotoAsync(Address("/circuits/instances?circuit=parcours"));
        await page.Locator("#studio tbody td", new() { HasText = Convention }).First.ClickAsync();
        await StudioEnMarche.AtAsync(page, "/circuits/instances/*");
        await StudioEnMarche.DrawnAsync(page, 2);
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

    /// <summary>The event that the step waits for.</summary>
    private async Task MendAsync(IPage page)
    {
        await page.GotoAsync(Address("/circuits/parcours"));
        await StudioEnMarche.DrawnAsync(page, 2);
        await page.Locator("[aria-label='Tout voir']").First.ClickAsync();
        await StudioEnMarche.SelectAsync(page, "Attendre un événement");
        await StudioEnMarche.ChooseAsync(page, "Événement", "Comité tenu");
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
        await StudioEnMarche.AtAsync(page, "/circuits/parcours/repetition/*");
        await page.Locator("main h2", new() { HasText = "Contrôles" }).First.WaitForAsync();
    }

    private async Task<string> ReadAsync(IPage page, string path)
    {
        await page.GotoAsync(Address(path));
        return (await page.Locator("main").InnerTextAsync()).Replace('\u00A0', ' ').Replace('\u202F', ' ');
    }

    private string Address(string path) => new Uri(studio.Server.Address, path).ToString();
}

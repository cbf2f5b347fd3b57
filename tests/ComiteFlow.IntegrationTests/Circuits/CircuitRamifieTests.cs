using System.Text.Json;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>A workflow with fork, join, loop and child, drawn from nothing in Elsa Studio: it passes all checks and runs.</summary>
public sealed class CircuitRamifieTests(StudioEnMarche studio) : IClassFixture<StudioEnMarche>
{
    private const string Id = "ramifie";
    private const string Convention = "DIAGORIENTE-2020";

    [StudioDansChromium]
    public async Task Workflow_WithForkJoinLoopAndChild_DrawnFromNothing_PassesAllChecksAndRuns()
    {
        await studio.ImportAsync(Convention);
        var page = await studio.NewAsync("Ramifié");
        try
        {
            await DropAsync(page);
            await SetAsync(page);
            await ConnectAsync(page);
            await page.Locator("[aria-label='Ranger le diagramme']").First.ClickAsync();
        }
        finally
        {
            await StudioEnMarche.KeepAsync(page, "ramifie");
        }

        await page.GotoAsync(new Uri(studio.Server.Address, $"/circuits/{Id}/publier").ToString());
        var checks = await page.Locator("main").InnerTextAsync();
        Assert.True(checks.Contains("règles respectées", StringComparison.Ordinal), checks);
        await studio.PublishAsync(Id, "bruno");
        await studio.StartAsync(page, Id, Convention);
        await page.CloseAsync();

        Assert.Equal([(Id, InstanceStatus.Suspended), (DossierSuivi.Circuit, InstanceStatus.Suspended)], await FilesAsync());
        await DossierSuivi.TellAsync(studio.Server, Convention, new { suite = "non" });
        Assert.Equal([(Id, InstanceStatus.Suspended), (DossierSuivi.Circuit, InstanceStatus.Suspended)], await FilesAsync());
        await DossierSuivi.TellAsync(studio.Server, Convention, new { suite = "oui" });
        Assert.Equal([(Id, InstanceStatus.Finished), (DossierSuivi.Circuit, InstanceStatus.Suspended)], await FilesAsync());
        Assert.Empty(studio.Plaintes);
    }

    /// <summary>The workflow and the one that it starts, on the convention.</summary>
    private async Task<IReadOnlyList<(string Workflow, InstanceStatus Status)>> FilesAsync()
    {
        await studio.Server.Services.GetRequiredService<Pompe>().DrainAsync(default);
        await using var scope = studio.Server.Services.CreateAsyncScope();
        var files = await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<Instance>().AsNoTracking()
            .Where(i => i.CorrelationId == Convention && (i.DefinitionId == Id || i.DefinitionId == DossierSuivi.Circuit)).OrderBy(i => i.DefinitionId).ToListAsync();
        return [.. files.Select(file => (file.DefinitionId, file.Status))];
    }

    private async Task DropAsync(IPage page)
    {
        await page.SetViewportSizeAsync(1920, 1300);
        await studio.DropAsync(page, Id, "Attentes", "Attendre un événement", 0.35f, 0.05f);
        await studio.DropAsync(page, Id, "Circuits", "Lancer un circuit", 0.5f, 0.65f);
        await studio.DropAsync(page, Id, "Déroulement", "En parallèle", 0.45f, 0.3f);
        await studio.DropAsync(page, Id, "Déroulement", "Selon une condition", 0.66f, 0.05f);
        await studio.DropAsync(page, Id, "Déroulement", "Réunir les branches", 0.66f, 0.4f);
        await studio.DropAsync(page, Id, "Déroulement", "Fin", 0.8f, 0.75f);
    }

    /// <summary>The inputs, in the panel of each step.</summary>
    private async Task SetAsync(IPage page)
    {
        await StudioEnMarche.SelectAsync(page, "En parallèle");
        await StudioEnMarche.EnterAsync(page, "Branches", "Séance", "Suivi");
        await SavedAsync("Suivi");
        var wait = await WaitAsync(page);
        await StudioEnMarche.SelectAsync(page, "Lancer un circuit");
        await StudioEnMarche.ChooseAsync(page, "Circuit", "Suivi d’essai");
        await SavedAsync(DossierSuivi.Circuit);
        await StudioEnMarche.SelectAsync(page, "Réunir les branches");
        await StudioEnMarche.ChooseAsync(page, "Attendre", "Toutes les branches");
        await SavedAsync("WaitAll");
        await StudioEnMarche.SelectAsync(page, "Selon une condition");
        await page.Locator("#studio [aria-label='Actions : Condition']").ClickAsync();
        await page.Locator(".mud-popover-open").GetByText("Expression").First.ClickAsync();
        await page.Locator("#studio .monaco-editor:visible").First.ClickAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.InsertTextAsync($"getOutputFrom('{wait}').suite === 'oui'");
        await page.Keyboard.PressAsync("Tab");
        await SavedAsync("'oui'");
    }

    /// <summary>The event, in the middle: Studio makes the first one that is dropped start the workflow.</summary>
    /// <returns>Id of the step.</returns>
    private async Task<string> WaitAsync(IPage page)
    {
        await StudioEnMarche.SelectAsync(page, "Attendre un événement");
        await StudioEnMarche.ChooseAsync(page, "Événement", "Comité tenu");
        await SavedAsync("comite.tenu");
        // What the panel holds of a step is older than what was saved of it: chosen anew, it is read anew.
        await StudioEnMarche.SelectAsync(page, "Début");
        await StudioEnMarche.SelectAsync(page, "Attendre un événement");
        await page.Locator("#studio .mud-tab", new() { HasText = "Général" }).First.EvaluateAsync("tab => tab.click()");
        await page.GetByLabel("Déclencher le circuit").First.UncheckAsync(new() { Force = true });
        var root = await studio.UntilAsync(Id, text => text.Contains("comite.tenu", StringComparison.Ordinal) && !text.Contains("\"canStartWorkflow\": true", StringComparison.Ordinal));
        return root.GetProperty("activities").EnumerateArray().Single(step => step.GetProperty("type").GetString() == "Elsa.Event").GetProperty("id").GetString()!;
    }

    private async Task ConnectAsync(IPage page)
    {
        await studio.ConnectAsync(page, Id, "Début", "Done", "En parallèle");
        await studio.ConnectAsync(page, Id, "En parallèle", "Séance", "Attendre un événement");
        await studio.ConnectAsync(page, Id, "En parallèle", "Suivi", "Lancer un circuit");
        await studio.ConnectAsync(page, Id, "Attendre un événement", "Done", "Selon une condition");
        await studio.ConnectAsync(page, Id, "Selon une condition", "False", "Attendre un événement");
        await studio.ConnectAsync(page, Id, "Selon une condition", "True", "Réunir les branches");
        await studio.ConnectAsync(page, Id, "Lancer un circuit", "Done", "Réunir les branches");
        await studio.ConnectAsync(page, Id, "Réunir les branches", "Done", "Fin");
    }

    private Task<JsonElement> SavedAsync(params string[] words) => studio.UntilAsync(Id, text => words.All(word => text.Contains(word, StringComparison.Ordinal)));
}

using System.Text.Json;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>The whole way of a workflow by the keyboard alone: written as a list, checked, mended, rehearsed, published by a second person, started, watched live.</summary>
public sealed class ParcoursAuClavierTests(StudioEnMarche studio) : IClassFixture<StudioEnMarche>
{
    private const string Convention = "DIAGORIENTE-2020";

    private const string Nom = "Startup d’État DiagOriente";

    private const string Circuit = "Parcours au clavier";

    [StudioDansChromium]
    public async Task Workflow_ByTheKeyboardAlone_IsWrittenRehearsedPublishedStartedAndWatched()
    {
        await ImportAsync(Convention, "EVA-2020");
        var page = await studio.OpenAsync("/circuits");
        var keys = new Clavier(page);

        await WriteAsync(page, keys);
        await MendAsync(page, keys);
        await RehearseAsync(page, keys);
        await PublishAsync("bruno");
        await StartAsync(page, keys);
        await WatchAsync(page, keys);
        await page.CloseAsync();

        Assert.Empty(studio.Plaintes);
    }

    private async Task ImportAsync(params string[] conventions)
    {
        foreach (var convention in conventions)
        {
            await Verbes.Find("import")!.RunAsync(
                studio.Server.Services.GetRequiredService<ExecutionDesActes>(), new Actor("anne", Roles.Coordinator, null, "test", default),
                JsonSerializer.SerializeToElement(new { document = convention }), default);
        }
    }

    /// <summary>A new workflow whose one wait lacks what it waits for; the check says so beside the step and before the publication.</summary>
    private static async Task WriteAsync(IPage page, Clavier keys)
    {
        await keys.ActiverAsync("Nouveau circuit");
        await keys.EcrireAsync("Nom du circuit", Circuit);
        await keys.AllerAsync("Dans le diagramme");
        await keys.ToucheAsync("ArrowDown");
        await keys.ActiverAsync("Créer le circuit");
        await KeepAsync(page, "clavier-nouveau");
        Assert.Equal(0, await page.Locator("button[value=annuler]").CountAsync());
        await keys.ActiverAsync("Ajouter ici une étape, après l’étape 1, Début, par Ensuite");
        await keys.ActiverAsync("Ajouter « Attendre un événement »");
        await keys.ActiverAsync("Toutes les étapes");
        Assert.Contains("Il manque « Événement »", await TextAsync(page.Locator(".cf-etape__probleme")), StringComparison.Ordinal);
        await keys.ActiverAsync("Contrôler et publier");
        Assert.Contains("Il manque « Événement »", await TextAsync(page.Locator("main")), StringComparison.Ordinal);
        await keys.ActiverAsync("Voir la liste des étapes");
    }

    private static async Task MendAsync(IPage page, Clavier keys)
    {
        await keys.ActiverAsync("Attendre un événement");
        await keys.ChoisirAsync("Événement", "Comité tenu");
        await keys.ActiverAsync("Enregistrer l’étape");
        await keys.ActiverAsync("Ajouter ici une étape, après l’étape 2, Attendre un événement, par Ensuite");
        await keys.ActiverAsync("Ajouter « Fin »");
        await keys.ActiverAsync("Enregistrer l’étape");
        Assert.Equal(0, await page.Locator(".cf-etape__probleme").CountAsync());
        Assert.Equal(1, await page.Locator("button[value=annuler]").CountAsync());
    }

    /// <summary>On one of two conventions, over a year.</summary>
    private static async Task RehearseAsync(IPage page, Clavier keys)
    {
        await keys.ActiverAsync("Répétition générale");
        await keys.CocherAsync(Nom);
        foreach (var year in new[] { "2020", "2021" })
        {
            await keys.EcrireAsync("Jour", "1");
            await keys.EcrireAsync("Mois", "4");
            await keys.EcrireAsync("Année", year);
        }

        await keys.ActiverAsync("Répéter");
        await page.Locator("dl.cf-figures").WaitForAsync();
        var result = await TextAsync(page.Locator("main"));
        Assert.Contains("copie de Startup d’État DiagOriente", result, StringComparison.Ordinal);
        Assert.Contains("Du 1er avril 2020 au 1er avril 2021", result, StringComparison.Ordinal);
        await keys.CocherAsync($"Ce qui s’est passé : {Nom}");
        Assert.True(await page.Locator("details[open] ol.cf-timeline").First.IsVisibleAsync());
    }

    private async Task PublishAsync(string person)
    {
        var context = await studio.Context.Browser!.NewContextAsync(new() { Locale = "fr-FR" });
        await context.AddCookiesAsync([new() { Name = "comiteflow", Value = new AppelsDeStudio(studio.Server, person).Cookie, Url = studio.Server.Address.ToString() }]);
        var page = await context.NewPageAsync();
        await page.GotoAsync(new Uri(studio.Server.Address, "/circuits").ToString());
        var keys = new Clavier(page);
        await keys.ActiverAsync($"Publier : {Circuit}");
        await keys.EcrireAsync("Motif de la publication", "Premier circuit écrit en liste.");
        await keys.ActiverAsync("Publier la version 1");
        Assert.Contains("La version 1 est publiée", await TextAsync(page.Locator("[role=status]")), StringComparison.Ordinal);
        await context.CloseAsync();
    }

    private static async Task StartAsync(IPage page, Clavier keys)
    {
        await keys.ActiverAsync("Circuits");
        await KeepAsync(page, "clavier-circuits");
        await keys.ActiverAsync($"Lancer : {Circuit}");
        await keys.ChoisirAsync("Sur quoi ?", Nom);
        await keys.ActiverAsync("Lancer le circuit");
        Assert.Contains("Le circuit est lancé", await TextAsync(page.Locator("[role=status]")), StringComparison.Ordinal);
        await CheckAsync(page, "clavier-dossiers");
    }

    /// <summary>From the table to the file, and by its link to the words beside the diagram: what arrives is written there and read out, without a new page.</summary>
    private async Task WatchAsync(IPage page, Clavier keys)
    {
        await keys.ActiverAsync(Nom);
        await StudioEnMarche.DrawnAsync(page, 3);
        await keys.AllerAsync("Ce qu’il attend");
        await keys.ToucheAsync("Enter");
        await page.WaitForFunctionAsync("() => document.activeElement.id === 'panneau'");
        await page.EvaluateAsync("() => { window.avant = true; }");
        Assert.Contains("attend l’événement « Comité tenu »", await TextAsync(page.Locator("#panneau")), StringComparison.Ordinal);
        Assert.Equal("", await page.Locator("#annonce").InnerTextAsync());

        await DossierSuivi.TellAsync(studio.Server, Convention);
        await page.Locator("#panneau", new() { HasText = "Attendre un événement : faite" }).WaitForAsync();
        await page.Locator("#annonce[role=status]", new() { HasText = "Terminé" }).WaitForAsync(new() { State = WaitForSelectorState.Attached });

        Assert.True(await page.EvaluateAsync<bool>("() => window.avant === true && document.activeElement.id === 'panneau'"));
        await KeepAsync(page, "clavier-suivi");
    }

    private static async Task CheckAsync(IPage page, string name)
    {
        await page.EvaluateAsync(await File.ReadAllTextAsync(ChromiumTheoryAttribute.Axe));
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))");
        Assert.True(found.GetArrayLength() == 0, $"{name}: {found}");
        await KeepAsync(page, name);
    }

    /// <summary>Wide and on a phone, where nothing may stand beside the screen.</summary>
    private static async Task KeepAsync(IPage page, string name)
    {
        foreach (var width in new[] { 390, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            await BrowserFixture.KeepAsync(page, "liste-" + name, width);
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), $"{name} is wider than {width}.");
        }
    }

    private static async Task<string> TextAsync(ILocator place) => (await place.First.InnerTextAsync()).Replace('\u00A0', ' ').Replace('\u202F', ' ');
}

using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Elsa Studio itself, in Chromium, on our implementation of what it calls.</summary>
public sealed class StudioTests(StudioEnMarche studio) : IClassFixture<StudioEnMarche>
{
    /// <summary>What a second visit may bring over the wire.</summary>
    private const double SecondVisit = 50_000;

    [StudioDansChromium]
    public async Task Editor_OnEveryScreen_SpeaksFrenchNamesItsButtonsAndAsksNobodyElse()
    {
        var seen = new ReleveDEcran();
        var page = await studio.DrawAsync("comite", 13);
        await seen.NoterAsync(page, "éditeur");
        await StudioEnMarche.KeepAsync(page, "editeur");
        await page.Locator("[aria-label='Tout voir']").First.ClickAsync();
        await page.Locator(".x6-node").Nth(2).ClickAsync(new() { Position = new() { X = 20, Y = 20 }, Force = true });
        await MenuAsync(page, seen, page.Locator("[aria-label='Autres actions sur le circuit']"), "menu du circuit");
        await TabsAsync(page, seen, "éditeur");
        await MenuAsync(page, seen, page.Locator("#studio .mud-tabs-panels [aria-label^='Actions : ']").Last, "menu d’un champ");
        await page.SetViewportSizeAsync(390, 900);
        await StudioEnMarche.KeepAsync(page, "editeur");
        await page.CloseAsync();

        Assert.True(seen.Textes > 200, $"{seen.Textes} texts only.");
        None("English", seen.Anglais);
        None("without a name", seen.SansNom);
        None("complaints", studio.Plaintes);
    }

    [StudioDansChromium]
    public async Task Editor_OpenedAgain_TransfersLittle()
    {
        await (await studio.DrawAsync("revoyure", 7)).CloseAsync();
        var page = await studio.Context.NewPageAsync();
        var network = await studio.Context.NewCDPSessionAsync(page);
        await network.SendAsync("Network.enable");
        var (bytes, names) = (0d, new Dictionary<string, string>());
        network.Event("Network.responseReceived").OnEvent += (_, told) => names[told!.Value.GetProperty("requestId").GetString()!] = told.Value.GetProperty("response").GetProperty("url").GetString()!;
        var heavy = new List<string>();
        network.Event("Network.loadingFinished").OnEvent += (_, told) =>
        {
            var length = told!.Value.GetProperty("encodedDataLength").GetDouble();
            bytes += length;
            if (length > 2_000)
                heavy.Add($"{length:0} {names.GetValueOrDefault(told.Value.GetProperty("requestId").GetString()!)}");
        };

        await page.GotoAsync(new Uri(studio.Server.Address, "/circuits/revoyure").ToString());
        await StudioEnMarche.DrawnAsync(page, 7);
        await page.CloseAsync();

        Assert.True(bytes is > 1_000 and <= SecondVisit, $"{bytes:0} bytes. {string.Join(Environment.NewLine, heavy)}");
    }

    [StudioDansChromium]
    public async Task Draw_ByDragAndDrop_ConnectsAndKeepsWhatIsSet()
    {
        var page = await studio.NewAsync("Dessin d’essai");

        await studio.DropAsync(page, "dessin-d-essai", "Attentes", "Attendre un événement", 0.72f, 0.2f);
        await studio.ConnectAsync(page, "dessin-d-essai", "Début", "Done", "Attendre un événement");
        await StudioEnMarche.SelectAsync(page, "Attendre un événement");
        await StudioEnMarche.ChooseAsync(page, "Événement", "Comité tenu");
        await StudioEnMarche.KeepAsync(page, "dessin");

        var root = await studio.UntilAsync("dessin-d-essai", definition => definition.Contains("\"comite.tenu\"", StringComparison.Ordinal) && definition.Contains("\"port\": \"Done\"", StringComparison.Ordinal));
        await page.CloseAsync();
        var steps = root.GetProperty("activities").EnumerateArray().Select(step => (step.GetProperty("type").GetString(), step.GetProperty("name").GetString())).ToList();
        Assert.Equal([("Elsa.Event", "AttendreUnEvenement1"), ("Elsa.Start", "debut")], steps.Order());
        var arrow = Assert.Single(root.GetProperty("connections").EnumerateArray().ToList());
        Assert.Equal(("debut", "Done"), (arrow.GetProperty("source").GetProperty("activity").GetString(), arrow.GetProperty("source").GetProperty("port").GetString()));
        Assert.Empty(studio.Plaintes);
    }

    [StudioDansChromium]
    public async Task Save_AfterSomebodyElse_ShowsWhoAndWhenAndOverwritesNothing()
    {
        var page = await studio.DrawAsync("avenant", 5);
        var bruno = new AppelsDeStudio(studio.Server, "bruno");
        var read = await bruno.LatestAsync("avenant");
        read["name"] = "Avenant, par Bruno";
        await bruno.SaveAsync(read);

        await page.GetByLabel("Description").First.FillAsync("Changé par Anne.");
        await page.Keyboard.PressAsync("Tab");
        await page.Locator("#bandeau .fr-alert").WaitForAsync();
        var told = await page.Locator("#bandeau .fr-alert").InnerTextAsync();
        await StudioEnMarche.KeepAsync(page, "refus");
        await studio.Context.ClearCookiesAsync(new() { Name = "comiteflow" });
        await page.Locator("#studio button[aria-label='Enregistrer']").ClickAsync();
        await page.Locator("#bandeau button", new() { HasText = "Se reconnecter" }).WaitForAsync();
        await StudioEnMarche.KeepAsync(page, "session");
        await page.CloseAsync();
        await studio.SignInAsync();

        Assert.Contains("par bruno, le 01/09/2021", told.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("Recharger la page", told, StringComparison.Ordinal);
        var kept = await bruno.LatestAsync("avenant");
        Assert.Equal("Avenant, par Bruno", kept["name"]!.GetValue<string>());
        Assert.DoesNotContain("Changé par Anne", kept.ToJsonString(), StringComparison.Ordinal);
    }

    [StudioDansChromium]
    public async Task Files_OnEveryScreen_SpeakFrenchAndFollowTheFileLive()
    {
        var id = await DossierSuivi.StartAsync(studio.Server, "dossier");
        var seen = new ReleveDEcran();
        var page = await studio.OpenAsync("/circuits/instances?circuit=" + DossierSuivi.Circuit);
        await page.Locator("#studio tbody tr", new() { HasText = "dossier" }).First.WaitForAsync();
        await seen.NoterAsync(page, "dossiers");
        await StudioEnMarche.KeepAsync(page, "dossiers");
        await MenuAsync(page, seen, page.Locator("#studio button", new() { HasText = "Actions groupées" }), "actions groupées");
        await MenuAsync(page, seen, page.Locator("#studio button", new() { HasText = "Filtres de date" }), "filtres de date");
        await page.Locator("#studio tbody td", new() { HasText = "dossier" }).First.ClickAsync();
        await StudioEnMarche.AtAsync(page, $"/circuits/instances/{id:N}*");
        await StudioEnMarche.DrawnAsync(page, 6);
        await seen.NoterAsync(page, "dossier");
        await StudioEnMarche.KeepAsync(page, "dossier");
        await TabsAsync(page, seen, "dossier");

        await DossierSuivi.TellAsync(studio.Server, "dossier");

        await page.Locator("#panneau", new() { HasText = "Recueillir la réponse : faite" }).WaitForAsync();
        await page.Locator("#panneau", new() { HasText = "« Réunir » attend ce qui vient de « Faire relire »" }).WaitForAsync();
        await seen.NoterAsync(page, "dossier changé");
        await page.SetViewportSizeAsync(390, 900);
        await StudioEnMarche.KeepAsync(page, "dossier");
        await page.CloseAsync();
        None("English", seen.Anglais);
        None("without a name", seen.SansNom);
        None("complaints", studio.Plaintes);
    }

    private static void None(string what, IReadOnlyCollection<string> found) => Assert.True(found.Count == 0, $"{what}:{Environment.NewLine}{string.Join(Environment.NewLine, found)}");

    /// <summary>Each tab that is shown, one after the other.</summary>
    private static async Task TabsAsync(IPage page, ReleveDEcran seen, string screen)
    {
        for (var rank = 0; rank < await page.Locator("#studio .mud-tab").CountAsync(); rank++)
        {
            // A tab that lies outside its bar is scrolled to by its own click.
            await page.Locator("#studio .mud-tab").Nth(rank).EvaluateAsync("tab => tab.click()");
            await seen.NoterAsync(page, $"{screen}, onglet {rank}");
        }
    }

    private static async Task MenuAsync(IPage page, ReleveDEcran seen, ILocator button, string screen)
    {
        await button.EvaluateAsync("one => one.click()");
        await page.Locator(".mud-popover-open").First.WaitForAsync();
        await seen.NoterAsync(page, screen);
        // Some close by what lies behind them, others by the button that opened them: never both, which would open them again.
        await button.EvaluateAsync("one => (document.querySelector('.mud-overlay') ?? one).click()");
        await page.WaitForFunctionAsync("() => !document.querySelector('.mud-popover-open')");
    }
}

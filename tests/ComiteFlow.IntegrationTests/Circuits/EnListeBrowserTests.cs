using System.Text.Json;
using ComiteFlow.Host.Circuits;
using ComiteFlow.IntegrationTests.Pages;
using ComiteFlow.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>The list editor in Chromium: accessible at each width, and a whole comité workflow built from nothing by the keyboard alone.</summary>
public sealed class EnListeBrowserTests(EnListeBrowserTests.Site site) : IClassFixture<EnListeBrowserTests.Site>, IDisposable
{
    /// <summary>A comité that is prepared, held and decided: what the shipped workflow does in it, the built one is to do.</summary>
    private const string Scenario = """
        { "name": "Comité d’Eva", "conventions": ["EVA-2020"], "from": "2020-04-01", "until": "2020-10-15",
         "steps": [
          {"at": "2020-04-01T10:00", "do": "sign", "document": "EVA-2020", "party": "DGEFP"},
          {"at": "2020-04-01T10:10", "do": "sign", "document": "EVA-2020", "party": "DINUM"},
          {"at": "2020-09-18T10:00", "do": "submitStatusReport", "convention": "EVA-2020", "committee": "COSTRATINV", "occurrence": 1},
          {"at": "2020-09-28T10:00", "do": "holdCommittee", "convention": "EVA-2020", "committee": "COSTRATINV", "occurrence": 1},
          {"at": "2020-09-28T11:00", "do": "decideRevoyure", "convention": "EVA-2020", "committee": "COSTRATINV", "occurrence": 1, "outcome": "grant", "amountCents": 10000000, "until": "2020-09-30"}
         ],
         "source": "001_df087bc8f3689932.txt, art. 2, art. 6; P6, P11; H: signatures on 01/04/2020, decision" }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, int> Views
    {
        get
        {
            var views = new TheoryData<string, int>();
            foreach (var path in new[] { "nouveau", "comite/liste", "comite/liste/etapes/collecter", "comite/liste/etapes/verifier", "comite/liste/ajouter?ou=debut%2FDone", "comite/liste/etapes/convoquer/supprimer", "comite/liste/reglages" })
            {
                views.Add(path, 1280);
                views.Add(path, 390);
            }

            return views;
        }
    }

    [ChromiumTheory]
    [MemberData(nameof(Views))]
    public async Task Page_AtEachWidth_IsAccessibleAndFits(string path, int width)
    {
        var page = await site.OpenAsync(width);

        await page.GotoAsync(site.Address("/circuits/" + path));

        await CheckAsync(page, path.Split('?')[0].Replace('/', '-'), width);
    }

    [ChromiumTheory]
    [InlineData(1280)]
    [InlineData(390)]
    public async Task Form_Refused_IsAccessibleAndFits(int width)
    {
        var page = await site.OpenAsync(width);
        await page.GotoAsync(site.Address("/circuits/comite/liste/etapes/collecter"));
        await page.FillAsync("#nom", "");
        await page.ClickAsync("button[value=enregistrer]");
        Assert.Equal(1, await page.Locator("#resume-erreurs").CountAsync());

        await CheckAsync(page, "liste-etape-erreur", width);
    }

    [ChromiumTheory]
    [InlineData(1280)]
    public async Task Workflow_BuiltFromNothingByTheKeyboard_DoesWhatTheShippedOneDoes(int width)
    {
        var page = await site.OpenAsync(width, signedIn: false);
        await page.GotoAsync(site.Address("/circuits"));
        var keys = new Clavier(page);
        await keys.ActiverAsync("Entrer : Coordination");
        await keys.ActiverAsync("Nouveau circuit");
        await keys.EcrireAsync("Nom du circuit", "Comité au clavier");
        await keys.AllerAsync("Dans le diagramme");
        await keys.ToucheAsync("ArrowDown");
        await keys.ActiverAsync("Créer le circuit");

        await PreparerAsync(keys);
        await CheckAsync(page, "clavier-a-corriger", width);
        Assert.Equal(1, await page.Locator(".cf-etape__probleme").CountAsync());
        await CorrigerAsync(keys);
        Assert.Equal(0, await page.Locator(".cf-etape__probleme").CountAsync());
        await TenirAsync(keys);
        await SeRaviserAsync(keys);

        await CheckAsync(page, "clavier-fini", width);
        var (text, problems) = await site.LatestAsync("comite-au-clavier");
        Assert.Null(problems);
        var workflows = _folder.Copy(Depot.Path("workflows"), "circuits");
        await File.WriteAllTextAsync(Path.Combine(workflows, "comite.json"), text.Replace("\"comite-au-clavier\"", "\"comite\"", StringComparison.Ordinal));
        Assert.Equal(await FactsAsync("--workflows", Depot.Path("workflows")), await FactsAsync("--workflows", workflows));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A fork: the report on one branch, the invitation on the other; one recipient is forgotten.</summary>
    private static async Task PreparerAsync(Clavier keys)
    {
        await AjouterAsync(keys, "l’étape 1, Début, par Ensuite", "En parallèle");
        await keys.EcrireAsync("Branches", "État\nConvocation");
        await keys.ActiverAsync("Enregistrer l’étape");
        await AjouterAsync(keys, "l’étape 2, En parallèle, par État", "Collecter l’état des réalisations");
        await keys.EcrireAsync("Demande", "20");
        await keys.EcrireAsync("Rappels", "status.reminder");
        await keys.ChoisirAsync("Demande d’appui", "Règle « Demande d’appui au délégant »");
        await keys.ChoisirAsync("Obligation servie", "O-36");
        await keys.ActiverAsync("Enregistrer l’étape");
        await AjouterAsync(keys, "l’étape 2, En parallèle, par Convocation", "Attendre le jour du comité");
        await keys.EcrireAsync("Nom de l’étape", "Attendre de convoquer");
        await keys.EcrireAsync("Jours ouvrés avant", "15");
        await keys.ActiverAsync("Enregistrer l’étape");
        await AjouterAsync(keys, "l’étape 4, Attendre de convoquer, par Ensuite", "Convoquer");
        await keys.CocherAsync("Toutes les parties");
        await keys.ActiverAsync("Enregistrer l’étape");
    }

    private static async Task CorrigerAsync(Clavier keys)
    {
        await keys.ActiverAsync("Convoquer");
        await keys.ChoisirAsync("Obligation servie", "O-11");
        await keys.ActiverAsync("Enregistrer l’étape");
    }

    /// <summary>A join, a loop that waits for what is missing, a decision, a child workflow.</summary>
    private static async Task TenirAsync(Clavier keys)
    {
        await AjouterAsync(keys, "l’étape 5, Convoquer, par Ensuite", "Réunir les branches");
        await keys.ChoisirAsync("Attendre", "Toutes les branches");
        await keys.ActiverAsync("Enregistrer l’étape");
        await RelierAsync(keys, "Collecter l’état des réalisations", "Ensuite", "6, Réunir les branches");
        await AjouterAsync(keys, "l’étape 6, Réunir les branches, par Ensuite", "Attendre le jour du comité");
        await keys.ActiverAsync("Enregistrer l’étape");
        await AjouterAsync(keys, "l’étape 7, Attendre le jour du comité, par Ensuite", "Vérifier les pièces du comité");
        await keys.ActiverAsync("Enregistrer l’étape");
        await AjouterAsync(keys, "l’étape 8, Vérifier les pièces du comité, par Pièces manquantes", "Attendre un événement");
        await keys.ChoisirAsync("Événement", "Compte rendu ou état reçu");
        await keys.ActiverAsync("Enregistrer l’étape");
        await RelierAsync(keys, "Attendre un événement", "Ensuite", "8, Vérifier les pièces du comité");
        await AjouterAsync(keys, "l’étape 8, Vérifier les pièces du comité, par Pièces reçues", "Attendre un événement");
        await keys.EcrireAsync("Nom de l’étape", "Attendre la tenue");
        await keys.ChoisirAsync("Événement", "Comité tenu");
        await keys.ActiverAsync("Enregistrer l’étape");
        await AjouterAsync(keys, "l’étape 9, Attendre la tenue, par Ensuite", "Selon une condition");
        await keys.EcrireAsync("Expression pour « Condition »", "getCorrelationId() !== ''");
        await keys.ActiverAsync("Enregistrer l’étape");
        await AjouterAsync(keys, "l’étape 10, Selon une condition, par Oui", "Lancer un circuit");
        await keys.ChoisirAsync("Circuit", "Revoyure");
        await keys.ActiverAsync("Enregistrer l’étape");
        await AjouterAsync(keys, "l’étape 11, Lancer un circuit, par Ensuite", "Fin");
        await keys.ActiverAsync("Enregistrer l’étape");
        await RelierAsync(keys, "Selon une condition", "Non", "12, Fin");
    }

    /// <summary>A step too many is moved, deleted, brought back by an undo, and gone by two more.</summary>
    private static async Task SeRaviserAsync(Clavier keys)
    {
        await AjouterAsync(keys, "l’étape 7, Attendre le jour du comité, par Ensuite", "Noter au journal");
        await keys.ActiverAsync("Toutes les étapes");
        await keys.ActiverAsync("Monter l’étape 8, Noter au journal");
        await keys.ActiverAsync("Supprimer l’étape 7, Noter au journal");
        await keys.ActiverAsync("Supprimer l’étape");
        for (var turn = 0; turn < 3; turn++)
        {
            await keys.ActiverAsync("Annuler le dernier changement");
        }
    }

    private static async Task AjouterAsync(Clavier keys, string after, string kind)
    {
        await keys.ActiverAsync($"Ajouter ici une étape, après {after}");
        await keys.ActiverAsync($"Ajouter « {kind} »");
    }

    private static async Task RelierAsync(Clavier keys, string step, string way, string target)
    {
        await keys.ActiverAsync(step);
        await keys.ChoisirAsync($"Relier « {way} » à l’étape", target);
        await keys.ActiverAsync($"Relier « {way} »");
        await keys.ActiverAsync("Toutes les étapes");
    }

    private async Task<string> FactsAsync(params string[] more)
    {
        var run = await CommandLine.RunAsync(Patience, ["simulate", await _folder.WriteAsync(Scenario, "scenario.json"), .. more, "--out", _folder.Path("sorties")]);
        Assert.True(run.ExitCode == 0, run.Error);
        return run.Output;
    }

    private async Task CheckAsync(IPage page, string name, int width)
    {
        await BrowserFixture.KeepAsync(page, "liste-" + name, width);
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth"), "The page is wider than its screen.");
        await page.EvaluateAsync(await File.ReadAllTextAsync(ChromiumTheoryAttribute.Axe));
        var found = await page.EvaluateAsync<JsonElement>("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' | '))");
        Assert.True(found.GetArrayLength() == 0, $"{name}: {found}");
        Assert.Empty(site.Complaints);
    }

    /// <summary>One host and one Chromium, signed in as coordination, for all tests of this class.</summary>
    public sealed class Site : IAsyncLifetime
    {
        private readonly List<string> _complaints = [];
        private LivedServer _server = null!;
        private IPlaywright? _playwright;
        private IBrowser? _browser;
        private IBrowserContext? _context;

        /// <summary>Requests to other hosts, and what the content policy refused.</summary>
        public IReadOnlyList<string> Complaints => _complaints;

        public string Address(string path) => new Uri(_server.Address, path).ToString();

        public async Task InitializeAsync()
        {
            if (!File.Exists(ChromiumTheoryAttribute.Browser))
                return;
            _server = await LivedServer.StartAsync(new DateOnly(2021, 9, 1));
            _playwright = await Playwright.CreateAsync();
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ChromiumTheoryAttribute.Browser, Args = ["--no-sandbox", "--disable-gpu"] });
            _context = await _browser.NewContextAsync(new() { Locale = "fr-FR" });
            var page = await _context.NewPageAsync();
            await page.GotoAsync(Address("/connexion"));
            await page.ClickAsync("button[value=coordinator]");
            await page.WaitForSelectorAsync("#menu");
            await page.CloseAsync();
        }

        /// <param name="signedIn">False for a person who comes for the first time.</param>
        public async Task<IPage> OpenAsync(int width, bool signedIn = true)
        {
            var page = await (signedIn ? _context! : await _browser!.NewContextAsync(new() { Locale = "fr-FR" })).NewPageAsync();
            page.Console += (_, message) => Note(message.Type == "error" && message.Text.Contains("Content Security Policy", StringComparison.Ordinal), message.Text);
            page.Request += (_, request) => Note(new Uri(request.Url) is { Scheme: not "data" } asked && asked.Authority != _server.Address.Authority, request.Url);
            await page.SetViewportSizeAsync(width, 900);
            return page;
        }

        internal async Task<(string Text, string? Problems)> LatestAsync(string circuit)
        {
            await using var scope = _server.Services.CreateAsyncScope();
            var reading = scope.ServiceProvider.GetRequiredService<LectureCircuits>();
            var latest = (await reading.VersionsAsync(circuit, default))[0];
            return ((await reading.TexteAsync(circuit, latest.Version, default))!, latest.Problemes);
        }

        public async Task DisposeAsync()
        {
            if (_browser is null)
                return;
            await _browser.CloseAsync();
            _playwright!.Dispose();
            await _server.DisposeAsync();
        }

        private void Note(bool wrong, string text)
        {
            if (wrong)
                _complaints.Add(text);
        }
    }
}

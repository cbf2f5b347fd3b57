using System.Net;
using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Calendrier;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The pages over all shipped conventions, lived for a year and a half: each answers each function.</summary>
public sealed class LivedPagesTests(LivedPagesTests.Portfolio portfolio) : IClassFixture<LivedPagesTests.Portfolio>
{
    private const string Convention = "/conventions/DIAGORIENTE-2020", Tripartite = "/conventions/TRIPARTITE-2021";

    [Theory]
    [InlineData("coordinator")]
    [InlineData("decisionMaker")]
    [InlineData("budgetOfficer")]
    [InlineData("signatory:DNUM")]
    [InlineData("team:DIAGORIENTE")]
    [InlineData("auditor")]
    public async Task Pages_ForEachFunction_AreRead(string function)
    {
        using var client = await portfolio.SignInAsync(function);
        foreach (var path in Paths.Where(path => function != "signatory:DNUM" || !path.StartsWith(Convention, StringComparison.Ordinal)))
        {
            using var answer = await client.GetAsync(path);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Conventions_OfOthers_AreHidden()
    {
        using var client = await portfolio.SignInAsync("signatory:DNUM");

        using var hidden = await client.GetAsync(Convention);
        var list = await client.ReadAsync("/");

        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.DoesNotContain("DIAGORIENTE-2020", list.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("team:REVA", true)]
    [InlineData("team:DORA", false)]
    [InlineData("auditor", false)]
    public async Task Etat_OfTheStartupOfAnotherTeam_IsNotOffered(string function, bool isOfAnother)
    {
        using var client = await portfolio.SignInAsync(function);

        var main = (await client.ReadAsync($"{Tripartite}/comites/COINV/DORA/1/etat")).QuerySelector("main")!;

        Assert.Equal(isOfAnother, main.TextContent.Contains("Cet état ne vous revient pas", StringComparison.Ordinal));
        Assert.Equal(function == "team:DORA", main.QuerySelector("form[method=post]") is not null);
    }

    [Fact]
    public async Task Portfolio_ByStartup_ShowsEachWithItsEnvelope()
    {
        using var client = await portfolio.SignInAsync("coordinator");

        var page = await client.ReadAsync("/");

        var startups = page.QuerySelectorAll("tr.cf-sub th").Select(cell => cell.TextContent).ToList();
        Assert.Contains(startups, name => name.Contains("Dora", StringComparison.Ordinal));
        Assert.Contains(startups, name => name.Contains("Pass emploi", StringComparison.Ordinal));
        Assert.Contains("figure dans 2 actes", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_OfAWrongText_ListsEachPlaceAndStoresNothing()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        using var answer = await client.PostFromAsync("/conventions/importer", "/conventions/importer", ("texte", """{"id": "FAUX-2021", "kind": "convention", "inconnue": 1}"""));

        using var page = await PagesClient.ParseAsync(answer);
        using var absent = await client.GetAsync("/conventions/FAUX-2021");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True(page.QuerySelectorAll(".fr-alert--error li code").Length > 1);
        Assert.Contains("FAUX-2021", page.QuerySelector("#texte")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
    }

    [Fact]
    public async Task Act_OfAnotherFunction_IsRefusedWith409()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        var before = (await portfolio.Server.FactsAsync()).Count;

        using var answer = await client.PostFromAsync("/conventions/importer", Convention + "/credits", ("tranche", "1"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("\"code\":\"forbidden\"", (await portfolio.Server.FactsAsync())[before], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_InTheList_OpensWithItsReasonAndItsPage()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        var list = await client.ReadAsync("/courriels");
        var address = list.QuerySelector("tbody a")!.GetAttribute("href")!;

        var mail = await client.ReadAsync(address);
        var next = mail.QuerySelector("aside.cf-flow a")!.GetAttribute("href")!;
        using var page = await client.GetAsync(next);

        Assert.Contains("Vous recevez", mail.QuerySelector("aside.cf-flow")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Mailbox_OfAllConventions_NamesThemByTheirShortTitle()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        var list = await client.ReadAsync("/courriels");
        var mail = await client.ReadAsync(list.QuerySelector("tbody a")!.GetAttribute("href")!);

        Assert.NotEmpty(list.QuerySelectorAll("td[data-label=Convention]"));
        Assert.All(list.QuerySelectorAll("td[data-label=Convention]"), cell => Assert.DoesNotMatch("-20[0-9]{2}", cell.TextContent));
        Assert.DoesNotMatch("-20[0-9]{2}", mail.QuerySelector(".cf-head .cf-meta")!.TextContent);
    }

    [Fact]
    public async Task Doubts_TablesThatDoNotAddUp_AreShownUnverifiedWithPrintedAndComputed()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        var page = await client.ReadAsync(Convention + "/doutes");

        Assert.Equal(2, page.QuerySelectorAll("tr").Count(row => row.TextContent.Contains("Non vérifié", StringComparison.Ordinal)));
        Assert.Contains(page.QuerySelectorAll("tr"), row => row.TextContent.Contains("Totaux et montant maximum", StringComparison.Ordinal) && row.TextContent.Contains("346\u00A0872,00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_OfAConvention_AreAllShownInWords()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        var page = await client.ReadAsync(Convention + "/reglages");

        Assert.Equal(ReglagesPossibles.Tous.Count, page.QuerySelectorAll("tbody tr").Length);
        Assert.All(page.QuerySelectorAll("tbody tr"), row => Assert.DoesNotMatch("[a-z]+[.][a-z]+[A-Z]|true|false|next|effect", row.TextContent));
    }

    [Fact]
    public async Task SignIn_OfATeam_NamesItsStartup()
    {
        using var client = portfolio.Visit();
        var page = await client.ReadAsync("/connexion");

        Assert.Equal("Équipe – Pass emploi", page.QuerySelector("button[value='team:PASS-EMPLOI']")!.Closest("li")!.QuerySelector("h3")!.TextContent);
    }

    [Fact]
    public async Task Health_OfALivedHost_TellsTheNextDueWork()
    {
        using var client = portfolio.Visit();
        using var answer = await client.GetAsync("/sante");
        using var health = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.True(health.RootElement.GetProperty("baseJoignable").GetBoolean());
        Assert.Equal(0, health.RootElement.GetProperty("incidentsOuverts").GetInt32());
        Assert.NotEqual(JsonValueKind.Null, health.RootElement.GetProperty("prochaineEcheance").ValueKind);
    }

    private static IReadOnlyList<string> Paths { get; } =
    [
        "/", "/?etat=retard", "/a-faire", "/courriels", Tripartite, $"{Tripartite}/signatures/TRIPARTITE-2021-AV1", $"{Tripartite}/doutes", $"{Tripartite}/credits",
        $"{Tripartite}/engagements/nouveau", $"{Tripartite}/chorus", $"{Tripartite}/comites/COINV/DORA/1", $"{Tripartite}/comites/COINV/DORA/1/tenir", "/conventions/importer",
        Convention, $"{Convention}/comites/COSTRAT/2", $"{Convention}/comites/COSTRAT/3/etat", $"{Convention}/comites/COSTRAT/3/derogation", $"{Convention}/comites/COSTRAT/3/tenir",
        $"{Convention}/comites/COSTRAT/3/decider", $"{Convention}/comptes-rendus/2021-07", $"{Convention}/avenants/demander", $"{Convention}/publications/DIAGORIENTE-2020",
        $"{Convention}/paiements/nouveau", $"{Convention}/sous-consommation", $"{Convention}/calendrier", $"{Convention}/comites/COSTRAT/3/deplacer", $"{Tripartite}/comites/COINV/DORA/1/deplacer",
        $"{Tripartite}/evenements/nouveau", $"{Convention}/reglages", $"{Convention}/reglages/committee.anchor", $"{Convention}/copies/DIAGORIENTE-2020/CBCM-MEF",
        $"{Tripartite}/doutes/1", $"{Tripartite}/obligations", $"{Tripartite}/obligations/O-79/PASS-EMPLOI", $"{Convention}/obligations?etat=fait&qui=delegant",
    ];

    /// <summary>The five shipped conventions, registered in March 2020 and July 2021, on 14 September 2021.</summary>
    public sealed class Portfolio : IAsyncLifetime
    {
        internal LivedServer Server { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            Server = await LivedServer.StartAsync(new DateOnly(2020, 3, 24));
            await ImportAsync("DIAGORIENTE-2020", "EVA-2020", "APPRENTISSAGE-2020");
            await DoAsync("publish", new { document = "DIAGORIENTE-2020" });
            await Server.MoveToAsync(HeureDeParis.At(new DateOnly(2021, 7, 5), new TimeOnly(9, 0)));
            await ImportAsync("TRIPARTITE-2021", "TRIPARTITE-2021-AV1");
            await Server.MoveToAsync(HeureDeParis.At(new DateOnly(2021, 9, 14), new TimeOnly(10, 30)));
        }

        public PagesClient Visit() => new(Server.Address);

        public async Task<PagesClient> SignInAsync(string function)
        {
            var client = Visit();
            using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            return client;
        }

        public async Task DisposeAsync() => await Server.DisposeAsync();

        private async Task ImportAsync(params string[] documents)
        {
            foreach (var document in documents)
            {
                await DoAsync("import", new { document });
            }
        }

        internal Task DoAsync(string verb, object keys, string role = Roles.Coordinator, string? scope = null) => Verbes.Find(verb)!.RunAsync(
            Server.Services.GetRequiredService<ExecutionDesActes>(), new Actor(role, role, scope, "test", DateTimeOffset.UnixEpoch),
            JsonSerializer.SerializeToElement(keys), CancellationToken.None);
    }
}

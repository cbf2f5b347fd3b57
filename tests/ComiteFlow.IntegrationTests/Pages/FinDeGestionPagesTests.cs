using System.Net;
using AngleSharp.Dom;
using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The end of a budget year on its pages: balances, the dialogue, the decision about a startup's balance.</summary>
public sealed class FinDeGestionPagesTests(FinDeGestionPagesTests.EnVigueur year) : IClassFixture<FinDeGestionPagesTests.EnVigueur>
{
    private const string Tripartite = "/conventions/TRIPARTITE-2021", Annee = Tripartite + "/fin-de-gestion/2021", Dora = Annee + "/solde/DORA", Reva = Annee + "/solde/REVA";

    [Fact]
    public async Task FinDeGestion_OfAYear_ShowsBalancesDatesAndTheWarning()
    {
        using var client = await year.Portfolio.SignInAsync("auditor");

        var page = await client.ReadAsync(Annee);
        var text = Plain(page);

        Assert.NotEmpty(page.QuerySelectorAll("tbody tr"));
        Assert.NotNull(page.QuerySelector("tfoot"));
        Assert.Contains("30 novembre 2021", text, StringComparison.Ordinal);
        Assert.Contains("Solde budgétaire et reports", text, StringComparison.Ordinal);
        Assert.Contains("peuvent encore changer", page.QuerySelector(".fr-alert--warning")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dialogue_Held_IsToldAndWasNotForAnAuditor()
    {
        using var auditor = await year.Portfolio.SignInAsync("auditor");
        var read = await auditor.ReadAsync(Annee);
        Assert.Null(read.QuerySelector("main form"));
        Assert.Contains("la coordination", read.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        using var client = await year.Portfolio.SignInAsync("coordinator");

        using var first = await client.PostFromAsync(Annee, Annee);
        using var second = await client.PostFromAsync(Tripartite + "/reglages/signature.reminderEvery", Annee);
        var page = await client.ReadAsync(first.Headers.Location!.ToString());

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode));
        Assert.Contains("Tenu le 14 septembre 2021", Plain(page), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
    }

    [Fact]
    public async Task Solde_MoreThanTheBalance_IsRefusedThenDecided()
    {
        using var client = await year.Portfolio.SignInAsync("decisionMaker");
        Assert.Contains(Dora, (await client.ReadAsync(Annee)).Body!.InnerHtml, StringComparison.Ordinal);

        using var tooMuch = await client.PostFromAsync(Dora, Dora, ("retourAe", "1 000,01"));
        using var refused = await PagesClient.ParseAsync(tooMuch);
        using var done = await client.PostFromAsync(Dora, Dora, ("retourAe", "400,00"), ("reportAe", "600,00"), ("reportCp", "1 000,00"));
        var page = await client.ReadAsync(done.Headers.Location!.ToString());

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Redirect), (tooMuch.StatusCode, done.StatusCode));
        Assert.Equal("1 000,01", refused.QuerySelector("input[name=retourAe]")!.GetAttribute("value")!.Replace('\u00A0', ' '));
        Assert.Contains("Décidé le 14/09/2021", Plain(page), StringComparison.Ordinal);
        Assert.DoesNotContain(Dora, page.Body!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solde_NotAnAmount_IsSaidBesideItsField()
    {
        using var client = await year.Portfolio.SignInAsync("decisionMaker");

        using var answer = await client.PostFromAsync(Reva, Reva, ("reportCp", "beaucoup"));
        using var page = await PagesClient.ParseAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotNull(page.QuerySelector("input[name=reportCp]")!.ParentElement!.QuerySelector(".fr-error-text"));
    }

    [Fact]
    public async Task Solde_ForAnotherFunction_SaysToWhomItBelongsAndRefuses()
    {
        using var client = await year.Portfolio.SignInAsync("coordinator");
        var page = await client.ReadAsync(Reva);

        using var answer = await client.PostFromAsync("/conventions/importer", Reva, ("reportAe", "1,00"));

        Assert.Null(page.QuerySelector("main form"));
        Assert.Contains("décide pour le délégant", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [Theory]
    [InlineData("/conventions/DIAGORIENTE-2020/fin-de-gestion/2021")]
    [InlineData(Tripartite + "/fin-de-gestion/2019")]
    [InlineData(Tripartite + "/fin-de-gestion/2040")]
    [InlineData(Annee + "/solde/INCONNUE")]
    [InlineData(Tripartite + "/fin-de-gestion/2019/solde/DORA")]
    public async Task Page_OfNoSuchYearOrStartup_IsNotFound(string path)
    {
        using var client = await year.Portfolio.SignInAsync("coordinator");
        using var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Fiche_WhereTheTextClosesYears_LinksThem()
    {
        using var client = await year.Portfolio.SignInAsync("coordinator");

        var file = await client.ReadAsync(Tripartite);

        Assert.Contains(file.QuerySelectorAll("tbody a"), link => link.GetAttribute("href") == Annee);
        Assert.Contains("Dernier jour des engagements 2021", Plain(file), StringComparison.Ordinal);
    }

    [ChromiumTheory]
    [InlineData("coordinator", Annee, "/startups/DORA", "/activites/010300000623")]
    [InlineData("decisionMaker", Annee, Reva)]
    public Task Page_AtEachWidth_IsAccessibleAndFits(string function, params string[] paths) => LivedBrowserTests.VisitAsync(year.Portfolio, function, paths);

    [Fact]
    public async Task View_OfAConventionThatTheActorDoesNotSee_IsRefused()
    {
        Task View(object keys, string scope) => year.Portfolio.DoAsync("view", keys, Roles.Signatory, scope);

        await View(new { screen = "balance", convention = "TRIPARTITE-2021", year = 2021 }, "DNUM");
        await Assert.ThrowsAsync<BrokenRuleException>(() => View(new { screen = "balance", convention = "TRIPARTITE-2021", year = 2021 }, "AUTRE"));
        await Assert.ThrowsAsync<BrokenRuleException>(() => View(new { screen = "startup", startup = "DORA" }, "AUTRE"));
        await Assert.ThrowsAsync<BrokenRuleException>(() => View(new { screen = "expenses", activite = "010300000623" }, "AUTRE"));
        await View(new { screen = "expenses", activite = "010300000623" }, "DNUM");
        var shown = (await year.Portfolio.Server.FactsAsync())[^1];
        Assert.Contains("TRIPARTITE-2021", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("DIAGORIENTE-2020", shown, StringComparison.Ordinal);
    }

    private static string Plain(IDocument page) => page.Body!.TextContent.Replace('\u00A0', ' ');

    /// <summary>The portfolio with the convention of the tests signed and published, and credits for two of its startups.</summary>
    public sealed class EnVigueur : IAsyncLifetime
    {
        internal LivedPagesTests.Portfolio Portfolio { get; } = new();

        public async Task InitializeAsync()
        {
            await Portfolio.InitializeAsync();
            foreach (var party in new[] { "DGEFP", "DNUM", "DINUM" })
            {
                await Portfolio.DoAsync("sign", new { document = "TRIPARTITE-2021", party }, Roles.Signatory, party);
            }

            await Portfolio.DoAsync("publish", new { document = "TRIPARTITE-2021" });
            foreach (var startup in new[] { "DORA", "REVA" })
            {
                await Portfolio.DoAsync("releaseFunds", new { convention = "TRIPARTITE-2021", startup, aeCents = 100_000, cpCents = 100_000 }, Roles.DecisionMaker);
            }
        }

        public Task DisposeAsync() => Portfolio.DisposeAsync();
    }
}

using System.Net;
using AngleSharp.Dom;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The obligations of a convention: all shown with state and article, filtered, proved, and withdrawn by a new line.</summary>
public sealed class ObligationsPagesTests(LivedPagesTests.Portfolio portfolio) : IClassFixture<LivedPagesTests.Portfolio>
{
    private const string Eva = "/conventions/EVA-2020/obligations", Tripartite = "/conventions/TRIPARTITE-2021/obligations";

    [Fact]
    public async Task Liste_OfAConvention_ShowsEachWithStateAndArticle()
    {
        using var client = await portfolio.SignInAsync("coordinator");

        var page = await client.ReadAsync(Eva);

        var rows = page.QuerySelectorAll("tbody tr");
        Assert.Equal(52, rows.Length);
        Assert.All(rows, row => Assert.NotNull(row.QuerySelector(".fr-badge")));
        Assert.All(rows, row => Assert.NotEqual("", row.QuerySelector("td[data-label=Article]")!.TextContent.Trim()));
        Assert.Contains("Toutes (52)", Plain(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Liste_ByStateAndByWho_ShowsOnlyThose()
    {
        using var client = await portfolio.SignInAsync("coordinator");

        var open = await client.ReadAsync(Tripartite + "?etat=a-faire");
        var team = await client.ReadAsync(Tripartite + "?qui=equipe");

        Assert.NotEmpty(open.QuerySelectorAll("tbody tr"));
        Assert.All(open.QuerySelectorAll("tbody tr .fr-badge"), badge => Assert.Equal("À faire", badge.TextContent.Trim()));
        Assert.Equal("Équipes", Assert.Single(team.QuerySelectorAll("section[aria-label]"), s => s.QuerySelector("table") is not null).GetAttribute("aria-label"));
        Assert.Contains("Pass emploi", team.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preuve_Recorded_MakesTheObligationDoneAndItsWithdrawalOpensItAgain()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        const string path = Eva + "/O-19";
        (string, string)[] fields = [("choix", "done"), ("le.Jour", "2"), ("le.Mois", "3"), ("le.Annee", "2021"), ("lien", "https://exemple.fr/code"), ("note", "Dépôt public")];

        using var first = await client.PostFromAsync(path, path, fields);
        var done = await client.ReadAsync(path);
        var withdraw = done.QuerySelectorAll("a").First(a => a.TextContent.Contains("Retirer", StringComparison.Ordinal)).GetAttribute("href")!;
        using var second = await client.PostFromAsync(withdraw, withdraw, ("motif", "Mauvais dépôt"));
        var open = await client.ReadAsync(path);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode));
        Assert.Equal("Fait", done.QuerySelector("section[aria-label='État'] .fr-badge")!.TextContent.Trim());
        Assert.Equal("https://exemple.fr/code", done.QuerySelector("tbody a")!.GetAttribute("href"));
        Assert.NotEqual("Fait", open.QuerySelector("section[aria-label='État'] .fr-badge")!.TextContent.Trim());
        Assert.Contains("Mauvais dépôt", open.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains((await portfolio.Server.FactsAsync()), line => line.Contains("obligation.withdrawn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Preuve_WithNothing_SaysWhatToFillBesideEachField()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        const string path = Eva + "/O-01";

        using var answer = await client.PostFromAsync(path, path, ("le.Jour", "31"), ("le.Mois", "2"), ("le.Annee", "2021"), ("lien", "javascript:alert(1)"));
        using var page = await PagesClient.ParseAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.All(new[] { "#choix-erreur", "#le-erreur", "#lien-erreur" }, field => Assert.NotNull(page.QuerySelector(field)));
    }

    [Fact]
    public async Task Preuve_ForAnAuditor_IsReadWithoutAForm()
    {
        using var client = await portfolio.SignInAsync("auditor");

        var page = await client.ReadAsync(Eva + "/O-01");

        Assert.Null(page.QuerySelector("main form"));
        Assert.Contains("Art. 2", Plain(page), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/O-16")]
    [InlineData("/inconnue")]
    [InlineData("/O-01/EVA")]
    public async Task Preuve_OfNoSuchLine_IsNotFound(string line)
    {
        using var client = await portfolio.SignInAsync("coordinator");
        using var answer = await client.GetAsync(Eva + line);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Outbox_EveryMailSoFar_SaysTheObligationThatItServes()
    {
        await using var scope = portfolio.Server.Services.CreateAsyncScope();

        var mails = await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<CourrielRow>().AsNoTracking().ToListAsync();

        Assert.NotEmpty(mails);
        Assert.All(mails, mail => Assert.Contains($"\"id\":\"{mail.Obligation}\"", mail.Data.Split("\"pourquoi\":")[1], StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("O-99")]
    public async Task Enqueue_MailThatServesNoObligation_IsRefused(string obligation)
    {
        await using var scope = portfolio.Server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<UnitOfWork>().BeginAsync(default);
        var mail = new Courriel("sans", "rappelSignature", "DINUM", [], "EVA-2020", null, obligation, new Dictionary<string, object?>());

        var error = await Assert.ThrowsAsync<StepFailedException>(() => scope.ServiceProvider.GetRequiredService<IOutbox>().EnqueueAsync(mail, default));

        Assert.Equal("obligation.unknown", error.Code);
    }

    private static string Plain(IDocument page) => page.Body!.TextContent.Replace('\u00A0', ' ');
}

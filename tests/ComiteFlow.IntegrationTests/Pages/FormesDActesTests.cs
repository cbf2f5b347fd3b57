using System.Net;
using AngleSharp.Dom;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Conventions;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The forms of acts that change a calendar, a setting, a copy or a doubt: what is typed stays, what is wrong is said beside its field.</summary>
public sealed class FormesDActesTests(LivedPagesTests.Portfolio portfolio) : IClassFixture<LivedPagesTests.Portfolio>
{
    private const string Diagoriente = "/conventions/DIAGORIENTE-2020", Tripartite = "/conventions/TRIPARTITE-2021", Eva = "/conventions/EVA-2020";

    [Fact]
    public async Task Deplacer_WithoutReasonOnAPastDay_SaysBothBesideTheirFields()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        const string path = Diagoriente + "/comites/COSTRAT/3/deplacer";

        using var answer = await client.PostFromAsync(path, path, ("le.Jour", "13"), ("le.Mois", "9"), ("le.Annee", "2021"), ("motif", " "));
        using var page = await PagesClient.ParseAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Cette date est passée", page.QuerySelector("#le-erreur")!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("#motif-erreur"));
        Assert.Equal("13", page.QuerySelector("#le")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Deplacer_NewDayAndReason_MovesTheComiteAndTellsIt()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        const string path = Tripartite + "/comites/COINV/REVA/1/deplacer";

        using var answer = await client.PostFromAsync(path, path, ("le.Jour", "8"), ("le.Mois", "11"), ("le.Annee", "2021"), ("motif", "Salle indisponible"));
        var file = await client.ReadAsync(answer.Headers.Location!.ToString());

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("Déplacer un comité", file.QuerySelector(".fr-alert--success")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("déplacé au 8 novembre 2021", Plain(file), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evenement_MilestoneOfTheText_IsRecordedAndRefusedTheSecondTime()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        const string path = Tripartite + "/evenements/nouveau";
        var form = await client.ReadAsync(path);
        var milestone = form.QuerySelectorAll("#evenement option").First(o => o.TextContent.StartsWith("Dora : ", StringComparison.Ordinal)).GetAttribute("value")!;
        (string, string)[] fields = [("evenement", milestone), ("le.Jour", "10"), ("le.Mois", "9"), ("le.Annee", "2021")];

        using var first = await client.PostFromAsync(path, path, fields);
        using var second = await client.PostFromAsync(path, path, fields);
        using var page = await PagesClient.ParseAsync(second);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode));
        Assert.NotNull(page.QuerySelector($"#evenement option[selected][value='{milestone.Replace("'", "\\'", StringComparison.Ordinal)}']"));
        Assert.Contains("Déjà enregistré", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status.due", "dix")]
    [InlineData("monthly.reminderEvery", "souvent")]
    [InlineData("workingDays.roll", "\"after\"")]
    public async Task Reglage_ValueOfAnotherKind_IsRefusedBesideItsField(string setting, string value)
    {
        using var client = await portfolio.SignInAsync("coordinator");
        var path = $"{Diagoriente}/reglages/{setting}";

        using var answer = await client.PostFromAsync(path, path, ("valeur", value));
        using var page = await PagesClient.ParseAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(value, page.QuerySelector("#valeur-erreur")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reglage_NewValue_IsInForceForThisConventionAlone()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        const string path = Eva + "/reglages/signature.reminderEvery";

        using var answer = await client.PostFromAsync(path, path, ("valeur", "2 semaines"));
        var own = await client.ReadAsync(answer.Headers.Location!.ToString());
        var other = await client.ReadAsync(Diagoriente + "/reglages");

        Assert.Collection(
            Row(own, "Rythme des rappels de signature"),
            inForce => Assert.Matches("^14 jours\\s+Propre à la convention$", inForce),
            ofService => Assert.Equal("7 jours", ofService));
        Assert.DoesNotContain("Propre à la convention", other.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copie_Transmitted_ClosesItsTaskOnceAndStaysInTheJournal()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        const string path = Diagoriente + "/copies/DIAGORIENTE-2020/CBCM-PM";
        Assert.Contains(path, (await client.ReadAsync("/a-faire")).Body!.InnerHtml, StringComparison.Ordinal);
        (string, string)[] fields =
            [("le.Jour", "2"), ("le.Mois", "4"), ("le.Annee", "2020"), ("lieu", "par courriel"), ("preuve", "https://preuves.example/1")];

        using var first = await client.PostFromAsync(path, path, fields);
        using var second = await client.PostFromAsync(path, path, fields);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode));
        Assert.DoesNotContain(path, (await client.ReadAsync("/a-faire")).Body!.InnerHtml, StringComparison.Ordinal);
        var line = Assert.Single(await JournalAsync());
        Assert.Contains("2 avril 2020, par courriel (enregistré par coordinator). Preuve : https://preuves.example/1", line!.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("javascript:alert(1)", "2020", "preuve")]
    [InlineData("", "2022", "le")]
    public async Task Copie_WrongProofOrDayAhead_IsSaidBesideItsField(string proof, string year, string field)
    {
        using var client = await portfolio.SignInAsync("coordinator");
        const string path = Diagoriente + "/copies/DIAGORIENTE-2020/CBCM-MEF";

        using var answer = await client.PostFromAsync(path, path, ("le.Jour", "2"), ("le.Mois", "4"), ("le.Annee", year), ("preuve", proof));
        using var page = await PagesClient.ParseAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal([$"{field}-erreur"], page.QuerySelectorAll(".fr-error-text").Select(error => error.Id));
    }

    [Fact]
    public async Task Doute_WithoutPrintedString_IsSettledBySubject()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        var list = await client.ReadAsync(Eva + "/doutes");
        var path = list.QuerySelectorAll("tbody a").First(link => link.TextContent.Contains("Date de signature du texte", StringComparison.Ordinal)).GetAttribute("href")!;

        using var answer = await client.PostFromAsync(path, path, ("valeur", "2020-04-02"));
        var settled = await client.ReadAsync(Eva + "/doutes");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.DoesNotContain(settled.QuerySelectorAll("tbody a"), link => link.GetAttribute("href") == path);
    }

    [Fact]
    public async Task CompteRendu_Forecasts_AreKeptWithTheAccount()
    {
        using var client = await portfolio.SignInAsync("budgetOfficer");
        const string path = Diagoriente + "/comptes-rendus/2021-06";

        using var answer = await client.PostFromAsync(path, path, ("previsionsAe", "40 000,00"), ("previsionsCp", "12 500,50"));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        await using var scope = portfolio.Server.Services.CreateAsyncScope();
        var dossier = (await scope.ServiceProvider.GetRequiredService<IDossiers>().FindAsync("DIAGORIENTE-2020", CancellationToken.None))!;
        var account = dossier.Rapports.Single(r => r.Month == "2021-06");
        Assert.Equal((4_000_000L, 1_250_050L), (account.ForecastAe!.Value.Cents, account.ForecastCp!.Value.Cents));
    }

    [Theory]
    [InlineData(Diagoriente + "/comites/COSTRAT/3/deplacer")]
    [InlineData(Diagoriente + "/evenements/nouveau")]
    [InlineData(Diagoriente + "/reglages/status.due")]
    [InlineData(Diagoriente + "/copies/DIAGORIENTE-2020/CBCM-DELEGANT")]
    public async Task Form_ForAnotherFunction_SaysToWhomItBelongs(string path)
    {
        using var client = await portfolio.SignInAsync("budgetOfficer");

        var page = await client.ReadAsync(path);

        Assert.Null(page.QuerySelector("main form"));
        Assert.Contains("la coordination", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_FarFromTheEnd_IsAskedOfNobody()
    {
        using var client = await portfolio.SignInAsync("coordinator");

        var tasks = (await client.ReadAsync("/a-faire")).QuerySelectorAll(".cf-task").Select(card => card.TextContent).ToList();
        var file = await client.ReadAsync(Diagoriente);

        Assert.NotEmpty(tasks);
        Assert.DoesNotContain(tasks, card => card.Contains("lore : Startup d’État DiagOriente", StringComparison.Ordinal) || card.Contains("lore : Incubation", StringComparison.Ordinal));
        Assert.DoesNotContain("lore", file.QuerySelector(".cf-head__act")?.TextContent ?? "", StringComparison.Ordinal);
    }

    private static string Plain(IDocument page) => page.Body!.TextContent.Replace('\u00A0', ' ');

    private static IEnumerable<string> Row(IDocument page, string name) =>
        page.QuerySelectorAll("tbody tr").Single(row => row.QuerySelector("th")!.TextContent.Contains(name, StringComparison.Ordinal))
            .QuerySelectorAll("td").Select(cell => cell.TextContent.Replace('\u00A0', ' ').Trim());

    private async Task<IReadOnlyList<string?>> JournalAsync()
    {
        await using var scope = portfolio.Server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<JournalLine>().Where(l => l.Event == ConfirmCopy.Evenement).Select(l => l.Message).ToListAsync();
    }
}

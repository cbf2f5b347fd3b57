using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Modeles;

/// <summary>The pages of templates in Chromium, wide and on a phone: accessible, and not wider than the screen; with a draft, a wrong text and an update.</summary>
public sealed class ModelesBrowserTests(LivedPagesTests.Portfolio portfolio) : IClassFixture<LivedPagesTests.Portfolio>, IAsyncLifetime
{
    private const string Adapted = "courriels/relance", Drafted = "courriels/decision", Wrong = "documents/releve-de-decisions";

    public async Task InitializeAsync()
    {
        await using var scope = portfolio.Server.Services.CreateAsyncScope();
        var versions = scope.ServiceProvider.GetRequiredService<VersionsDeModele>();
        if ((await versions.LireAsync(Adapted, default)).Rows.Count > 0)
            return;
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        db.Add(new VersionDeModeleRow
        {
            Name = Adapted, Version = 1, Text = (await versions.LireAsync(Adapted, default)).Livre.Replace("Bonjour,", "Madame, Monsieur,", StringComparison.Ordinal), ShippedHash = "ancien",
            WrittenBy = "demonstration:coordinator", WrittenAt = DateTimeOffset.UnixEpoch, Reason = "La formule était trop courte.", PublishedBy = "demonstration:admin", PublishedAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync();
        await versions.ChargerAsync(default);
        await SaveAsync(versions, Drafted, "Bonjour,", "Madame, Monsieur,");
        await SaveAsync(versions, Wrong, "{{ objectif }}", "{{ objectifs.premier }} et encore des mots que personne n’attendait");
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [ChromiumTheory]
    [InlineData("coordinator", "/modeles", "/modeles/courriels/decision", "/modeles/courriels/decision/apercu", "/modeles/courriels/decision/versions", "/modeles/courriels/decision/publier")]
    [InlineData("coordinator", "/modeles/documents/releve-de-decisions", "/modeles/documents/releve-de-decisions/apercu", "/modeles/documents/avenant/apercu", "/modeles/partiels/lien-action", "/modeles/courriels/relance/mise-a-jour")]
    [InlineData("admin", "/modeles/courriels/decision", "/modeles/courriels/decision/publier", "/modeles/documents/releve-de-decisions/publier", "/modeles/courriels/relance/mise-a-jour", "/modeles/courriels/alerte/publier")]
    public Task Page_AtEachWidth_IsAccessibleAndFits(string function, params string[] paths) => LivedBrowserTests.VisitAsync(portfolio, function, paths);

    [Fact]
    public async Task Preview_OfAMailThatAConventionHad_UsesItsDataAndSaysWhichOne()
    {
        using var client = await portfolio.SignInAsync("coordinator");

        var page = await client.ReadAsync("/modeles/courriels/rappelEtat/apercu");
        var sample = await client.ReadAsync("/modeles/courriels/rappelEtat/apercu?avec=exemple.");

        var chosen = page.QuerySelector("select[name=avec] option[selected]")!.TextContent.Replace('\u00A0', ' ');
        Assert.Matches(" courriel du \\d\\d/\\d\\d/202[01]$", chosen.Trim());
        Assert.NotEqual(sample.QuerySelector("article.cf-mail")!.TextContent, page.QuerySelector("article.cf-mail")!.TextContent);
    }

    [Fact]
    public async Task Page_OfATemplate_NamesItsVariables()
    {
        using var client = await portfolio.SignInAsync("coordinator");

        var names = (await client.ReadAsync("/modeles/courriels/alerte")).QuerySelectorAll("aside li").Select(item => item.TextContent.Trim().Replace('\u00A0', ' ')).ToList();

        Assert.Contains("service.adresse", names);
        Assert.Contains("pourquoi (liste : article, id, nom)", names);
    }

    /// <summary>Whatever address the data of a mail give: it is one of a page that this site has.</summary>
    [Fact]
    public async Task Mails_ThatAPortfolioHad_LeadToPagesThatExist()
    {
        await using var scope = portfolio.Server.Services.CreateAsyncScope();
        var pages = scope.ServiceProvider.GetRequiredService<IPagesDuSite>();
        var sent = await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<CourrielRow>().AsNoTracking().Where(mail => mail.Message != null).Select(mail => new { mail.Template, mail.Message }).ToListAsync();

        var links = sent.SelectMany(mail => System.Text.RegularExpressions.Regex.Matches(MimeMessage.Load(new MemoryStream(mail.Message!)).HtmlBody!, "href=\"https://comiteflow.example([^\"?#]*)")
            .Select(link => $"{mail.Template}: {System.Net.WebUtility.HtmlDecode(link.Groups[1].Value)}")).Distinct().ToList();

        Assert.True(links.Count > 20, $"{links.Count} links are no proof.");
        Assert.DoesNotContain(links, link => !pages.Existe(Uri.UnescapeDataString(link.Split(": ")[1])));
    }

    private async Task SaveAsync(VersionsDeModele versions, string name, string before, string after)
    {
        var state = await versions.LireAsync(name, default);
        Assert.Contains(before, state.Livre, StringComparison.Ordinal);
        await portfolio.Server.Services.GetRequiredService<ExecutionDesActes>().RunAsync(
            SaveModele.Verbe, new Actor("demonstration:coordinator", Roles.Coordinator, null, "demonstration", DateTimeOffset.UnixEpoch),
            new SaveModele.Commande { Modele = name, Base = state.Base, Texte = state.Livre.Replace(before, after, StringComparison.Ordinal), Motif = "La formule était trop courte." }, default);
    }
}

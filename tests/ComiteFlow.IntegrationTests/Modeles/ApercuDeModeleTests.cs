using System.Net;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Modeles;

/// <summary>A text is looked at with the data of a file before anybody publishes it, and a trial of a mail goes to oneself.</summary>
public sealed class ApercuDeModeleTests : PagesDeModeles
{
    [Fact]
    public async Task Preview_ShowsMailTwinAndFiles()
    {
        using var client = await SignInAsync("coordinator");
        var mail = await client.ReadAsync(Decision + "/apercu");
        Assert.Contains("Bonjour,", mail.QuerySelector("article.cf-mail")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Bonjour,", mail.QuerySelector("section[aria-labelledby=texte-seul]")!.TextContent, StringComparison.Ordinal);

        var releve = "/modeles/documents/releve-de-decisions/apercu";
        var document = await client.ReadAsync(releve);
        using var word = await client.GetAsync(document.QuerySelector("a[href*='handler=Word']")!.GetAttribute("href")!);
        using var opened = DocumentFormat.OpenXml.Packaging.WordprocessingDocument.Open(new MemoryStream(await word.Content.ReadAsByteArrayAsync()), false);
        Assert.Contains("Objectifs", opened.MainDocumentPart!.Document!.Body!.InnerText, StringComparison.Ordinal);

        var part = await client.ReadAsync("/modeles/partiels/pied-courriel/apercu?dans=courriels/relance");
        Assert.Contains("Une question", part.QuerySelector("article.cf-mail")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trial_GoesToOneselfOnlyAndLeavesNoTrace()
    {
        using var client = await SignInAsync("coordinator");
        await SaveAsync(client, "Bonjour,", "Madame, Monsieur,");
        using var answer = await client.PostFromAsync(Decision + "/apercu", Decision + "/apercu?texte=brouillon", ("etape", "essai"), ("a", "autre@ailleurs.example"), ("avec", "exemple."));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var sent = Assert.Single(Mail.Sent);
        Assert.Equal("coordination@comiteflow.example", Assert.Single(sent.To.Mailboxes).Address);
        Assert.Empty(sent.Cc);
        Assert.StartsWith("[Essai] ", sent.Subject, StringComparison.Ordinal);
        Assert.Contains("Madame, Monsieur,", sent.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(await Server.FactsAsync(), fact => fact.Contains("email.sent", StringComparison.Ordinal));
        await using var scope = Server.Services.CreateAsyncScope();
        Assert.False(await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<CourrielRow>().AnyAsync());
    }

    [Fact]
    public async Task Trial_ThatTheServerDoesNotTake_IsToldWithTheReason()
    {
        Mail.Fails = true;
        using var client = await SignInAsync("coordinator");
        using var answer = await client.PostFromAsync(Decision + "/apercu", Decision + "/apercu", ("etape", "essai"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("La ligne est coupée", (await PagesClient.ParseAsync(answer)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_OfACalendarEntry_ShowsItsTextAndNoFile()
    {
        using var client = await SignInAsync("coordinator");
        var page = await client.ReadAsync("/modeles/agendas/seance/apercu");

        Assert.Contains("Personnes attendues", page.QuerySelector("article.cf-doc")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("a[href*='handler=Word']"));
    }
}

using System.Net;
using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Modeles;

/// <summary>A text is looked at with the data of a file before anybody publishes it, and a trial of a mail goes to oneself.</summary>
public sealed class ApercuDeModeleTests : PagesDeModeles
{
    private const string Rappel = "rappelSignature";

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

    [Fact]
    public async Task Preview_OnARealFile_HasTheDataOfTheMailOfThatConvention()
    {
        var mails = await RemindedAsync();
        using var client = await SignInAsync("coordinator");

        foreach (var mail in mails)
        {
            var page = await client.ReadAsync($"/modeles/courriels/{Rappel}/apercu?avec=vrai.{mail.Number}");
            Assert.Equal(mail.Subject, page.QuerySelector("article.cf-mail dd")!.TextContent);
            Assert.Equal(mails.Select(one => $"vrai.{one.Number}").Order(), page.QuerySelectorAll("option[value^='vrai.']").Select(option => option.GetAttribute("value")).Order());
        }
    }

    [Fact]
    public async Task Preview_OfAConventionThatAFunctionMayNotSee_HasTheDataOfTheSample()
    {
        var hidden = (await RemindedAsync()).Single(mail => mail.Convention == "EVA-2020");
        await using var scope = Server.Services.CreateAsyncScope();
        var apercus = scope.ServiceProvider.GetRequiredService<ApercusDeModele>();
        var actor = new Actor("signatory:DNUM", Roles.Signatory, "DNUM", "essai", DateTimeOffset.UnixEpoch);

        var offered = await apercus.MatieresAsync(actor, $"courriels/{Rappel}", default);
        var data = await apercus.DonneesAsync(actor, $"courriels/{Rappel}", $"vrai.{hidden.Number}", default);

        Assert.Single(offered, one => one.Id.StartsWith("vrai.", StringComparison.Ordinal));
        Assert.DoesNotContain(offered, one => one.Id == $"vrai.{hidden.Number}");
        Assert.Equal(Json(scope.ServiceProvider.GetRequiredService<EpreuveDeModele>().Donnees($"courriels/{Rappel}/donnees.json")), Json(data));
    }

    /// <summary>The last reminder of each of two conventions, of which the DNUM signs one alone.</summary>
    private async Task<List<CourrielRow>> RemindedAsync()
    {
        foreach (var document in (string[])["EVA-2020", "TRIPARTITE-2021"])
        {
            foreach (var verb in (string[])["import", "sendForSignature"])
            {
                await Verbes.Find(verb)!.RunAsync(
                    Server.Services.GetRequiredService<ExecutionDesActes>(), new Actor(Roles.Coordinator, Roles.Coordinator, null, "essai", DateTimeOffset.UnixEpoch), JsonSerializer.SerializeToElement(new { document }), default);
            }
        }

        await using var scope = Server.Services.CreateAsyncScope();
        var rows = await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<CourrielRow>().AsNoTracking().Where(mail => mail.Template == Rappel).ToListAsync();
        var last = rows.GroupBy(mail => mail.Convention).Select(group => group.MaxBy(mail => mail.Number)!).ToList();
        Assert.Equal(2, last.Count);
        Assert.All(last, mail => Assert.NotNull(mail.Subject));
        return last;
    }

    private static string Json(object data) => JsonSerializer.Serialize(data);
}

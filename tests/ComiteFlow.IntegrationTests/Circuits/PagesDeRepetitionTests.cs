using System.Net;
using AngleSharp.Dom;
using ComiteFlow.Host.Circuits.Repetition;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.Extensions.DependencyInjection;
using static ComiteFlow.IntegrationTests.Circuits.SceneDeRepetition;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>A coordinator chooses conventions, sees how far the rehearsal is, and reads every mail; others read, or are kept out.</summary>
public sealed class PagesDeRepetitionTests(SceneDeRepetition scene) : IClassFixture<SceneDeRepetition>
{
    private const string Page = "/circuits/comite/repetition";

    [Fact]
    public async Task Coordination_RehearsesAndReadsEachMail()
    {
        await scene.SaveAsync("comite", RepetitionTests.Regler("collecter", "reminders", "[\"2\"]", "Object"));
        using var client = await EntrerAsync("coordinator");

        using var started = await client.PostFromAsync(Page, Page, ("convention", Convention), ("hypothese", "Silence"), ("depart", "debut"), ("au.Jour", "30"), ("au.Mois", "11"), ("au.Annee", "2020"));
        Assert.Equal(HttpStatusCode.Redirect, started.StatusCode);
        var address = started.Headers.Location!.ToString();
        var run = scene.Server.Services.GetRequiredService<Repetitions>().Trouver("comite", address.Split('/')[^1])!;
        using (var under = await client.GetAsync(address))
        {
            Assert.Equal(HttpStatusCode.OK, under.StatusCode);
        }

        await run.Fin;
        using var answer = await client.GetAsync(address);
        Assert.False(answer.Headers.Contains("Refresh"));
        using var page = await PagesClient.ParseAsync(answer);
        Assert.Equal(run.Resultat!.Courriels.Count, page.QuerySelectorAll("details:has(> div > article)").Length);
        Assert.Contains("Le rappel", page.QuerySelector(".cf-cols aside")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("details del"));
        Assert.NotEmpty(page.QuerySelectorAll("svg.cf-chart path"));
        await TelechargerAsync(client, page.QuerySelector("a[href*='/courriels/']")!, "message/rfc822");
        using var other = await client.ReadAsync(page.QuerySelector(".fr-segmented a:not([aria-current])")!.GetAttribute("href")!);
        Assert.NotNull(other.QuerySelector($"input[name=convention][value={Convention}][checked]"));
        Assert.NotNull(other.QuerySelector("input[name=hypothese][value=AHeure][checked]"));
    }

    [Fact]
    public async Task ADocument_IsDownloaded()
    {
        var run = await scene.LancerAsync(Demande(Comportement.AHeure, mois: 8));
        await run.Fin;
        using var client = await EntrerAsync("auditor");
        using var page = await client.ReadAsync($"{Page}/{run.Id}");

        await TelechargerAsync(client, page.QuerySelector("a[href*='/documents/']")!, "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        Assert.Null(page.QuerySelector("a[href$='/publier']"));
    }

    [Fact]
    public async Task WhileItRuns_ThePageSaysHowFarItIs_AndStopsIt()
    {
        using var client = await EntrerAsync("coordinator");
        var first = await scene.LancerAsync(Demande(mois: 60));
        var second = await scene.LancerAsync(Demande(mois: 60));
        var third = await scene.LancerAsync(Demande(mois: 60));

        using var answer = await client.GetAsync($"{Page}/{third.Id}");
        using var page = await PagesClient.ParseAsync(answer);
        Assert.Equal("1", Assert.Single(answer.Headers.GetValues("Refresh")));
        using var still = await client.GetAsync(page.QuerySelector("main a[autofocus]")!.GetAttribute("href")!);
        Assert.False(still.Headers.Contains("Refresh"));
        Assert.Equal("0", page.QuerySelector("progress")!.GetAttribute("value"));
        foreach (var run in new[] { first, second, third })
        {
            using var stopped = await client.PostFromAsync($"{Page}/{third.Id}", $"{Page}/{run.Id}");
            Assert.Equal(HttpStatusCode.Redirect, stopped.StatusCode);
        }

        await Task.WhenAll(first.Fin, second.Fin, third.Fin);
        using var end = await client.ReadAsync($"{Page}/{third.Id}");
        Assert.Contains("La répétition a été annulée.", end.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsMissing_IsToldByTheForm()
    {
        using var client = await EntrerAsync("coordinator");

        using var answer = await client.PostFromAsync(Page, Page, ("convention", "AUTRE"), ("du.Jour", "31"), ("du.Mois", "2"), ("du.Annee", "2020"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var page = await PagesClient.ParseAsync(answer);
        Assert.Equal(2, page.QuerySelectorAll("[role=alert] li").Length);
        Assert.Equal("31", page.QuerySelector("input[name='du.Jour']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task ADraftWithProblems_ListsThem()
    {
        await scene.SaveAsync("revoyure", text => text["root"]!["connections"]!.AsArray().Clear());
        using var client = await EntrerAsync("coordinator");

        using var page = await client.ReadAsync("/circuits/revoyure/repetition");

        Assert.Contains("ne peut pas encore être répété", page.QuerySelector("main h2")!.TextContent, StringComparison.Ordinal);
        Assert.NotEmpty(page.QuerySelectorAll("main .fr-alert li"));
        Assert.Null(page.QuerySelector("main form"));
    }

    [Theory]
    [InlineData("auditor", HttpStatusCode.OK)]
    [InlineData("decisionMaker", HttpStatusCode.OK)]
    [InlineData("budgetOfficer", HttpStatusCode.Forbidden)]
    public async Task WhoOnlyReads_StartsNothing(string function, HttpStatusCode reading)
    {
        using var client = await EntrerAsync(function);

        using var page = await client.GetAsync(Page);
        using var started = await client.PostFromAsync("/a-faire", Page, ("convention", Convention));

        Assert.Equal(reading, page.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, started.StatusCode);
    }

    [Theory]
    [InlineData("/circuits/inconnu/repetition")]
    [InlineData("/circuits/comite/repetition/0123456789abcdef0123")]
    [InlineData("/circuits/comite/repetition/0123456789abcdef0123/courriels/0")]
    public async Task WhatIsNotThere_IsNotFound(string path)
    {
        using var client = await EntrerAsync("coordinator");

        using var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<PagesClient> EntrerAsync(string function)
    {
        var client = new PagesClient(scene.Server.Address);
        using var entered = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, entered.StatusCode);
        return client;
    }

    private static async Task TelechargerAsync(PagesClient client, IElement link, string type)
    {
        using var file = await client.GetAsync(link.GetAttribute("href")!);
        Assert.Equal((HttpStatusCode.OK, type, "attachment"), (file.StatusCode, file.Content.Headers.ContentType!.MediaType, file.Content.Headers.ContentDisposition!.DispositionType));
        Assert.NotEmpty(await file.Content.ReadAsByteArrayAsync());
    }
}

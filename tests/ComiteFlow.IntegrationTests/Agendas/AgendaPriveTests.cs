using System.Net;
using System.Net.Http.Headers;
using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Agendas;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Agendas;

/// <summary>Private calendars: an address that is secret, told once, made anew and revoked, and what it tells to whom.</summary>
public sealed class AgendaPriveTests(LivedPagesTests.Portfolio portfolio) : IClassFixture<LivedPagesTests.Portfolio>
{
    private const string Page = "/agenda";

    [RequiresToolFact("node")]
    public async Task Portfolio_OfTheCoordination_HoldsEachSeanceOnItsDay()
    {
        await portfolio.DoAsync("conveneDetails", new { convention = "DIAGORIENTE-2020", committee = "COSTRAT", occurrence = 3, time = "10:00", place = "Salle 4, bâtiment B" });
        var address = await MakeAsync("coordinator", GenreDAgenda.Portefeuille);

        var read = await ReadAsync(address);

        await using var scope = portfolio.Server.Services.CreateAsyncScope();
        var planned = await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<Comite>().AsNoTracking()
            .Where(c => c.State == ComiteState.Planned && c.On >= new DateOnly(2021, 6, 16) && c.On <= new DateOnly(2024, 9, 14)).ToListAsync();
        Assert.Equal("PUBLISH", read.Method);
        Assert.Equal(["Europe/Paris"], read.Zones);
        Assert.NotEmpty(planned);
        Assert.All(planned, comite => Assert.Equal(
            $"{comite.On:yyyy-MM-dd}", Assert.Single(read.Events, entry => entry.Uid == comite.Id.Replace('/', '-') + "@comiteflow.example").Start[..10]));
        var detailed = Assert.Single(read.Events, entry => entry.Uid.StartsWith("DIAGORIENTE-2020-COSTRAT-3@", StringComparison.Ordinal));
        Assert.Equal((false, "Europe/Paris", "Salle 4, bâtiment B"), (detailed.IsDate, detailed.Zone, detailed.Location));
        Assert.Equal("https://comiteflow.example/conventions/DIAGORIENTE-2020/comites/COSTRAT/3", detailed.Url);
        Assert.Equal(
            "Convention de délégation de gestion – Startup d’État DiagOriente\n\n"
            + "Personnes attendues : directeurs généraux adjoints concernés, directeurs métiers concernés et un représentant de l’équipe beta.gouv.fr.\n" + detailed.Url,
            detailed.Description!.Replace('\u00A0', ' '));
        Assert.Equal(read.Events.Count, read.Events.Select(entry => entry.Uid).Distinct().Count());
        Assert.DoesNotContain(read.Events, entry => entry.Attendees.Count > 0 || entry.Organizer is not null);
    }

    [RequiresToolFact("node")]
    public async Task Person_OfTheBudget_HoldsTheReportsThatAreDueAndThePortfolioDoesNot()
    {
        var own = await ReadAsync(await MakeAsync("budgetOfficer", GenreDAgenda.Personne));
        var portfolioOnly = await ReadAsync(await MakeAsync("budgetOfficer", GenreDAgenda.Portefeuille));

        Assert.Contains(own.Events, entry => entry.Summary!.StartsWith("Transmettre", StringComparison.Ordinal) && entry.IsDate);
        Assert.DoesNotContain(portfolioOnly.Events, entry => entry.Summary!.StartsWith("Transmettre", StringComparison.Ordinal));
        Assert.Contains(own.Events, entry => entry.Uid.Contains("COSTRAT", StringComparison.Ordinal));
    }

    [RequiresToolFact("node")]
    public async Task Signatory_OfOneParty_ReadsTheConventionsOfItAlone()
    {
        var read = await ReadAsync(await MakeAsync("signatory:DNUM", GenreDAgenda.Personne));

        using var client = await portfolio.SignInAsync("signatory:DNUM");
        foreach (var convention in (string[])["DIAGORIENTE-2020", "EVA-2020", "APPRENTISSAGE-2020", "TRIPARTITE-2021"])
        {
            using var answer = await client.GetAsync("/conventions/" + convention);
            Assert.Equal(answer.StatusCode == HttpStatusCode.OK, read.Events.Any(entry => entry.Url!.Contains($"/conventions/{convention}/", StringComparison.Ordinal)));
        }

        Assert.Contains(read.Events, entry => entry.Url!.Contains("TRIPARTITE-2021", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Read_Again_AnswersNotModifiedUntilSomethingChanges()
    {
        var address = await MakeAsync("decisionMaker", GenreDAgenda.Portefeuille);
        using var client = portfolio.Visit();
        using var first = await client.GetAsync(address);
        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        again.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var head = new HttpRequestMessage(HttpMethod.Head, new Uri(address, UriKind.Relative));

        using var unchanged = await client.Http.SendAsync(again);
        using var headed = await client.Http.SendAsync(head);

        Assert.Equal(("text/calendar", "utf-8"), (first.Content.Headers.ContentType!.MediaType, first.Content.Headers.ContentType.CharSet));
        Assert.True(first.Headers.CacheControl is { Private: true, NoCache: true });
        Assert.False(first.Headers.Contains("Set-Cookie"));
        Assert.Equal((HttpStatusCode.NotModified, 0), (unchanged.StatusCode, (await unchanged.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal((HttpStatusCode.OK, first.Headers.ETag), (headed.StatusCode, headed.Headers.ETag));
        await portfolio.DoAsync("conveneDetails", new { convention = "DIAGORIENTE-2020", committee = "COSTRAT", occurrence = 3, place = "Salle 5" });
        using var changed = new HttpRequestMessage(HttpMethod.Get, new Uri(address, UriKind.Relative));
        changed.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var answer = await client.Http.SendAsync(changed);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Address_RenewedOrRevoked_IsAsUnknownAsAnyOther()
    {
        const string function = "auditor";
        var first = await MakeAsync(function, GenreDAgenda.Portefeuille);
        var second = await MakeAsync(function, GenreDAgenda.Portefeuille);
        using var client = await portfolio.SignInAsync(function);
        using (var alive = await portfolio.Visit().GetAsync(second))
            Assert.Equal(HttpStatusCode.OK, alive.StatusCode);

        using var revoked = await client.PostFromAsync(Page, Page, ("revoquer", GenreDAgenda.Portefeuille));
        using var twice = await client.PostFromAsync(Page, Page, ("revoquer", GenreDAgenda.Portefeuille));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (revoked.StatusCode, twice.StatusCode));
        var unknown = await MissingAsync($"/agenda/{new string('A', 43)}.ics");
        Assert.Equal(unknown, await MissingAsync(first));
        Assert.Equal(unknown, await MissingAsync(second));
        Assert.Equal(unknown, await MissingAsync("/agenda/x.ics"));
    }

    [RequiresToolFact("node")]
    public async Task Signatory_WhoseSignatureIsAwaited_HasTheDayOfTheNextReminder()
    {
        const string avenant = "TRIPARTITE-2021-AV1";
        var (before, address) = (await SignaturesAsync("DNUM"), await MakeAsync("signatory:DNUM", GenreDAgenda.Personne));
        await portfolio.DoAsync("sendForSignature", new { document = avenant });
        await portfolio.DoAsync("sign", new { document = avenant, party = "DGEFP" }, Roles.Signatory, "DGEFP");

        var read = await ReadAsync(address);

        var entry = Assert.Single(read.Events, entry => entry.Summary!.StartsWith("Signer", StringComparison.Ordinal) && entry.Url!.EndsWith("/signatures/" + avenant, StringComparison.Ordinal));
        Assert.Equal((true, "2021-09-21"), (entry.IsDate, entry.Start));
        Assert.DoesNotContain(before, known => known.EndsWith(avenant, StringComparison.Ordinal));
        Assert.DoesNotContain(await SignaturesAsync("DGEFP"), known => known.EndsWith(avenant, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Address_OfAFunctionThatMayNoLongerRead_IsUnknown()
    {
        var address = await MakeAsync("team:DORA", GenreDAgenda.Personne);
        await using var scope = portfolio.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        var hash = SecretDAgenda.Empreinte(address["/agenda/".Length..^".ics".Length]);

        await db.Set<AbonnementRow>().Where(a => a.SecretHash == hash).ExecuteUpdateAsync(set => set.SetProperty(a => a.ActorScope, (string?)null));

        Assert.Equal(await MissingAsync("/agenda/x.ics"), await MissingAsync(address));
    }

    [Fact]
    public async Task Address_IsShownOnceAndKeptAsAHashAlone()
    {
        var address = await MakeAsync("admin", GenreDAgenda.Personne);
        using var client = await portfolio.SignInAsync("admin");

        var later = await client.ReadAsync(Page);

        Assert.DoesNotContain(".ics", later.Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Contains("Adresse créée le", later.Body!.TextContent, StringComparison.Ordinal);
        var secret = address["/agenda/".Length..^".ics".Length];
        Assert.Equal(43, secret.Length);
        await using var scope = portfolio.Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        var row = await db.Set<AbonnementRow>().AsNoTracking().SingleAsync(a => a.SecretHash == SecretDAgenda.Empreinte(secret));
        Assert.DoesNotContain(secret, string.Join(' ', row.SecretHash, row.Person, row.Kind, row.Role), StringComparison.Ordinal);
        Assert.False(await db.Set<FaitRow>().AnyAsync(fact => fact.Json.Contains(secret)));
    }

    [Theory]
    [InlineData("programme/9999")]
    [InlineData("x")]
    [InlineData("")]
    public async Task Address_OfACalendarThatIsNone_IsRefused(string kind)
    {
        using var client = await portfolio.SignInAsync("coordinator");

        using var answer = await client.PostFromAsync(Page, Page, ("renouveler", kind));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
    }

    [RequiresToolFact("node")]
    public async Task Programme_HoldsTheSeancesOfItsConventionsAlone()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        var kinds = (await client.ReadAsync(Page)).QuerySelectorAll("button[name=renouveler]").Select(button => button.GetAttribute("value")!).ToList();
        var programme = Assert.Single(kinds, kind => kind == "programme/0363");

        var read = await ReadAsync(await MakeAsync("coordinator", programme));

        Assert.NotEmpty(read.Events);
        Assert.All(read.Events, entry => Assert.Contains("/conventions/TRIPARTITE-2021/", entry.Url, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Address_WhereNobodyCanSignIn_IsReadByACalendarProgram()
    {
        await using var server = await LivedServer.StartAsync(new DateOnly(2020, 3, 24), demonstration: false);
        var secret = SecretDAgenda.Tirer();
        await server.Services.GetRequiredService<ExecutionDesActes>().RunAsync(
            CalendarAddress.Verbe, new Actor("x", Roles.Coordinator, null, "test", DateTimeOffset.UnixEpoch),
            new CalendarAddress.Commande { Kind = GenreDAgenda.Personne, SecretHash = SecretDAgenda.Empreinte(secret) }, CancellationToken.None);
        using var program = new PagesClient(server.Address);

        using var own = await program.GetAsync(SecretDAgenda.Chemin(secret));
        using var guess = await program.GetAsync(SecretDAgenda.Chemin("x"));
        using var page = await program.GetAsync(Page);

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Unauthorized], new[] { own, guess, page }.Select(answer => answer.StatusCode));
    }

    [Fact]
    public async Task Guesses_FromOneMachine_AreBounded()
    {
        await using var server = await LivedServer.StartAsync(new DateOnly(2020, 3, 24));
        using var client = new PagesClient(server.Address);
        var answers = new List<HttpStatusCode>();
        RetryConditionHeaderValue? wait = null;

        for (var guess = 0; guess <= 120; guess++)
        {
            using var answer = await client.GetAsync($"/agenda/{guess}.ics");
            answers.Add(answer.StatusCode);
            wait = answer.Headers.RetryAfter;
        }

        Assert.All(answers.Take(120), code => Assert.Equal(HttpStatusCode.NotFound, code));
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(1)), (answers[^1], wait!.Delta));
    }

    /// <summary>Makes an address on the page, and returns its path.</summary>
    private async Task<string> MakeAsync(string function, string kind)
    {
        using var client = await portfolio.SignInAsync(function);
        using var answer = await client.PostFromAsync(Page, Page, ("renouveler", kind));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var page = await PagesClient.ParseAsync(answer);
        return new Uri(page.QuerySelector(".fr-alert--success a")!.GetAttribute("href")!).AbsolutePath;
    }

    private async Task<IReadOnlyList<string>> SignaturesAsync(string party) =>
        [.. (await ReadAsync(await MakeAsync("signatory:" + party, GenreDAgenda.Portefeuille))).Events.Concat((await ReadAsync(await MakeAsync("signatory:" + party, GenreDAgenda.Personne))).Events)
            .Where(entry => entry.Summary!.StartsWith("Signer", StringComparison.Ordinal)).Select(entry => entry.Url!)];

    private async Task<AgendaLu> ReadAsync(string address)
    {
        using var client = portfolio.Visit();
        using var answer = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await AgendaLu.ReadAsync(await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>All that tells one missing address from another, but the reference of the request.</summary>
    private async Task<string> MissingAsync(string address)
    {
        using var client = portfolio.Visit();
        using var answer = await client.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        using var page = await PagesClient.ParseAsync(answer);
        var headers = answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not ("Date" or "Content-Length"))
            .Select(header => $"{header.Key}: {string.Join(',', header.Value)}").Order(StringComparer.Ordinal);
        return string.Join('\n', headers) + page.QuerySelector("main h1")!.TextContent + page.QuerySelector("title")!.TextContent;
    }
}

using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>Slots for a séance of three parties, all of which the text requires: proposed, answered on the page that the mail leads to, kept.</summary>
public sealed class CreneauxPagesTests : IAsyncLifetime
{
    private const string Convention = "TRIPARTITE-2021", Seance = $"/conventions/{Convention}/comites/COINV/REVA/1", Page = Seance + "/creneaux", Bulletin = Page + "/repondre";
    private const string Matin = "2021-09-15T10:00-11:00", Soir = "2021-09-16T16:00-17:00";

    private LivedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LivedServer.StartAsync(new DateOnly(2021, 7, 5));
        await DoAsync("import", new { document = Convention });
        await ProposeAsync((Matin, "2021-09-15", "10:00", "11:00"), (Soir, "2021-09-16", "16:00", "17:00"));
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Bulletin_OfAParty_IsKeptAndCanBeChanged()
    {
        using var party = await SignInAsync("signatory:DGEFP");
        var card = (await party.ReadAsync("/a-faire")).QuerySelector($"main a[href='{Bulletin}']");
        using var without = await party.PostFromAsync(Bulletin, Bulletin);
        using var wrong = await PagesClient.ParseAsync(without);
        using var sent = await party.PostFromAsync(Bulletin, Bulletin, ("convient", Matin), ("suppleance", Soir));
        var given = await party.ReadAsync(Bulletin);
        var seance = await party.ReadAsync(sent.Headers.Location!.ToString());
        var afterwards = await party.ReadAsync("/a-faire");
        using var changed = await party.PostFromAsync(Bulletin, Bulletin, ("aucun", "oui"));
        var last = await party.ReadAsync(Bulletin);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Redirect, HttpStatusCode.Redirect], new[] { without, sent, changed }.Select(one => one.StatusCode));
        Assert.NotNull(card);
        Assert.NotNull(wrong.QuerySelector("#convient-erreur"));
        Assert.Equal([Matin, Soir, Soir], Ticked(given));
        Assert.Contains("1 réponse sur 3", Plain(seance), StringComparison.Ordinal);
        Assert.NotNull(seance.QuerySelector($"main a[href='{Bulletin}']"));
        Assert.Null(afterwards.QuerySelector($"main a[href='{Bulletin}']"));
        Assert.Equal(["oui"], Ticked(last));
        Assert.Equal(2, (await _server.FactsAsync()).Count(line => line.Contains("\"slots.answered\"", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Mail_OfSlotsThatComeBackAfterOthers_LeavesAgain()
    {
        await ProposeAsync(("", "2021-09-22", "9:00", "10:00"), ("", "2021-09-23", "9:00", "10:00"));
        await ProposeAsync((Matin, "2021-09-15", "10:00", "11:00"), (Soir, "2021-09-16", "16:00", "17:00"));

        Assert.Equal(3, (await MailsAsync()).Count(mail => mail.Recipient == "DNUM"));
    }

    [Fact]
    public async Task Mail_OfTheChoice_LeadsEachPartyToItsBulletin()
    {
        var mails = await MailsAsync();

        Assert.Equal(["DGEFP", "DINUM", "DNUM"], mails.Select(mail => mail.Recipient).Order(StringComparer.Ordinal));
        foreach (var mail in mails)
        {
            using var party = await SignInAsync($"signatory:{mail.Recipient}");
            var page = await party.ReadAsync(JsonDocument.Parse(mail.Data).RootElement.GetProperty("lien").GetString()!);
            Assert.Equal(2, page.QuerySelectorAll("fieldset [name=convient]").Length);
        }
    }

    [Fact]
    public async Task Creneaux_OnceAllHaveAnswered_TellsWhichHasThePartiesRequiredAndKeepsIt()
    {
        await AnswerAsync("DGEFP", [Matin], [Soir]);
        await AnswerAsync("DNUM", [Soir], []);
        using var coordination = await SignInAsync("coordinator");
        var waiting = (await coordination.ReadAsync("/a-faire")).QuerySelector($"main a[href='{Page}']");
        await AnswerAsync("DINUM", [Matin, Soir], []);
        var card = (await coordination.ReadAsync("/a-faire")).QuerySelector($"main a[href='{Page}']");
        var page = await coordination.ReadAsync(Page);
        var rows = page.QuerySelectorAll("tbody tr").Select(Cells).ToList();
        var keep = page.QuerySelectorAll("tbody a.fr-btn").Select(link => link.GetAttribute("href")!).ToList();
        var confirm = await coordination.ReadAsync(keep[1]);

        using var without = await coordination.PostFromAsync(keep[1], keep[1], ("motif", " "));
        using var kept = await coordination.PostFromAsync(keep[1], keep[1], ("motif", confirm.QuerySelector("[name=motif]")!.TextContent));
        var seance = await coordination.ReadAsync(Seance);

        Assert.Null(waiting);
        Assert.NotNull(card);
        Assert.Equal(["Convient", "Ne convient pas", "Convient", "Incomplète Manque DNUM"], rows[0][1..5]);
        Assert.Equal(["Suppléance", "Convient", "Convient", "Réunie"], rows[1][1..5]);
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (without.StatusCode, kept.StatusCode));
        Assert.Matches(@"Jeudi 16\sseptembre\s2021\sà\s16\sh", Plain(seance));
        Assert.DoesNotContain("créneaux proposés", Plain(seance), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Creneau_OfTheDayAndHourThatTheSeanceHas_IsKeptWithoutAReason()
    {
        using var coordination = await SignInAsync("coordinator");
        await DoAsync("rescheduleCommittee", new { convention = Convention, committee = "COINV", startup = "REVA", occurrence = 1, to = "2021-09-16", reason = "Essai" });
        await DoAsync("conveneDetails", new { convention = Convention, committee = "COINV", startup = "REVA", occurrence = 1, time = "16:00" });
        await ProposeAsync((Matin, "2021-09-15", "10:00", "11:00"), (Soir, "2021-09-16", "16:00", "17:00"));
        var keep = (await coordination.ReadAsync(Page)).QuerySelectorAll("tbody a.fr-btn")[1].GetAttribute("href")!;
        var confirm = await coordination.ReadAsync(keep);

        using var kept = await coordination.PostFromAsync(keep, keep);

        Assert.Null(confirm.QuerySelector("[name=motif]"));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        Assert.Null((await coordination.ReadAsync(Page)).QuerySelector("tbody"));
        Assert.Contains("Ce choix est clos", Plain(await coordination.ReadAsync(keep)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bulletin_OfWhoPresidesInPerson_OffersNoDeputy()
    {
        const string ballot = "/conventions/APPRENTISSAGE-2020/comites/COINV/1/creneaux/repondre";
        await using var server = await LivedServer.StartAsync(new DateOnly(2020, 1, 2));
        await DoAsync("import", new { document = "APPRENTISSAGE-2020" }, on: server);
        foreach (var party in new[] { "DGEFP", "DINUM" })
        {
            await DoAsync("sign", new { document = "APPRENTISSAGE-2020", party }, party, server);
        }

        var slots = new[] { new { on = "2020-07-02", from = "10:00", until = "11:00" }, new { on = "2020-07-03", from = "14:00", until = "15:00" } };
        await DoAsync("proposeSlots", new { convention = "APPRENTISSAGE-2020", committee = "COINV", occurrence = 1, slots, answerBy = "2020-06-26" }, on: server);
        using var chair = await SignInAsync("signatory:DGEFP", server);
        using var other = await SignInAsync("signatory:DINUM", server);

        var own = await chair.ReadAsync(ballot);
        var theirs = await other.ReadAsync(ballot);

        Assert.Equal((2, 0), (own.QuerySelectorAll("[name=convient]").Length, own.QuerySelectorAll("[name=suppleance]").Length));
        Assert.Contains("présider ce comité en personne", Plain(own), StringComparison.Ordinal);
        Assert.Equal(2, theirs.QuerySelectorAll("[name=suppleance]").Length);
    }

    [Fact]
    public async Task Bulletin_OfASeanceThatWasMoved_IsClosed()
    {
        using var party = await SignInAsync("signatory:DNUM");
        var open = await party.ReadAsync(Bulletin);
        await DoAsync("rescheduleCommittee", new { convention = Convention, committee = "COINV", startup = "REVA", occurrence = 1, to = "2021-09-20", reason = "Salle indisponible" });

        using var late = await party.PostAsync(Bulletin, ("convient", Matin), ("jeton", Value(open, "jeton")));
        using var told = await PagesClient.ParseAsync(late);
        var closed = await party.ReadAsync(Bulletin);

        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Aucun choix de créneaux n’est ouvert", Plain(told), StringComparison.Ordinal);
        Assert.Contains("Ce choix est clos", Plain(closed), StringComparison.Ordinal);
        Assert.Null(closed.QuerySelector("main form"));
    }

    [Fact]
    public async Task Bulletin_OfSlotsThatWereReplaced_IsRefusedAndKeepsNothing()
    {
        using var party = await SignInAsync("signatory:DNUM");
        await AnswerAsync("DGEFP", [Matin], []);
        var open = await party.ReadAsync(Bulletin);
        await ProposeAsync(("", "2021-09-22", "9:00", "10:00"), ("", "2021-09-23", "9:00", "10:00"));

        using var stale = await party.PostAsync(Bulletin, ("convient", Matin), ("jeton", Value(open, "jeton")));
        using var told = await PagesClient.ParseAsync(stale);

        Assert.Equal(HttpStatusCode.Conflict, stale.StatusCode);
        Assert.Contains("n’est plus, proposé", Plain(told), StringComparison.Ordinal);
        Assert.Contains("0 réponse sur 3", Plain(await party.ReadAsync(Page)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bulletin_TheDayAfterTheLast_IsNoLongerTaken()
    {
        await _server.MoveToAsync(new DateTimeOffset(2021, 9, 11, 8, 0, 0, TimeSpan.Zero));
        using var party = await SignInAsync("signatory:DNUM");

        var page = await party.ReadAsync(Bulletin);
        using var coordination = await SignInAsync("coordinator");
        var card = (await coordination.ReadAsync("/a-faire")).QuerySelector($"main a[href='{Page}']");

        Assert.Contains("Les réponses ne sont plus prises", Plain(page), StringComparison.Ordinal);
        Assert.NotNull(card);
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("decisionMaker")]
    [InlineData("coordinator")]
    public async Task Bulletin_OfOtherFunctions_SaysWhoseActItIs(string function)
    {
        using var client = await SignInAsync(function);

        var page = await client.ReadAsync(Bulletin);

        Assert.Contains("Cet acte ne vous revient pas", Plain(page), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
    }

    [Fact]
    public async Task Creneaux_OfAParty_ShowTheAnswersAndLeadToItsOwn()
    {
        using var party = await SignInAsync("signatory:DINUM");

        var page = await party.ReadAsync(Page);

        Assert.Equal(2, page.QuerySelectorAll("tbody tr").Length);
        Assert.Null(page.QuerySelector("main form"));
        Assert.Null(page.QuerySelector("tbody a"));
        Assert.NotNull(page.QuerySelector($"main a[href='{Bulletin}']"));
    }

    [Fact]
    public async Task Bulletin_WithoutTokenOrSession_IsRefused()
    {
        using var party = await SignInAsync("signatory:DNUM");
        using var nobody = new PagesClient(_server.Address);

        using var untrusted = await party.PostAsync(Bulletin, ("convient", Matin));
        using var unknown = await nobody.GetAsync(Bulletin);

        Assert.Equal(HttpStatusCode.BadRequest, untrusted.StatusCode);
        Assert.Contains("/connexion", unknown.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(await _server.FactsAsync(), line => line.Contains("\"slots.answered\"", StringComparison.Ordinal));
    }

    [ChromiumTheory]
    [InlineData("signatory:DNUM", Bulletin, Page, "/a-faire", Seance)]
    [InlineData("signatory:DGEFP", Bulletin)]
    [InlineData("coordinator", Page, Page + "/retenir?creneau=" + Soir, Seance, "/a-faire")]
    public async Task Page_AtEachWidth_IsAccessibleAndFits(string function, params string[] paths)
    {
        await AnswerAsync("DGEFP", [Matin], [Soir]);
        await AnswerAsync("DINUM", [Soir], []);

        await LivedBrowserTests.VisitAsync(_server, function, paths);
    }

    private static string[] Ticked(IDocument page) => [.. page.QuerySelectorAll("main input[type=checkbox]").Where(box => box.HasAttribute("checked")).Select(box => box.GetAttribute("value")!)];

    private static string Value(IDocument page, string field) => page.QuerySelector($"[name='{field}']")!.GetAttribute("value")!;

    private static string[] Cells(IElement row) => [.. row.Children.Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))];

    private static string Plain(IDocument page) => page.QuerySelector("main")!.TextContent.Replace('\u00A0', ' ');

    private Task ProposeAsync(params (string Key, string On, string From, string Until)[] slots) => DoAsync("proposeSlots", new
    {
        convention = Convention, committee = "COINV", startup = "REVA", occurrence = 1, answerBy = "2021-09-10",
        slots = slots.Select(slot => new { on = slot.On, from = slot.From.PadLeft(5, '0'), until = slot.Until.PadLeft(5, '0') }),
    });

    private Task AnswerAsync(string party, string[] fits, string[] deputies) =>
        DoAsync("answerSlots", new { convention = Convention, committee = "COINV", startup = "REVA", occurrence = 1, fits, deputies }, party);

    private async Task<List<CourrielRow>> MailsAsync()
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<CourrielRow>().AsNoTracking().Where(mail => mail.Template == "choixCreneaux").ToListAsync();
    }

    private async Task<PagesClient> SignInAsync(string function, LivedServer? on = null)
    {
        var client = new PagesClient((on ?? _server).Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    private Task DoAsync(string verb, object keys, string? party = null, LivedServer? on = null)
    {
        var role = Verbes.Find(verb)!.DefaultRole;
        return Verbes.Find(verb)!.RunAsync(
            (on ?? _server).Services.GetRequiredService<ExecutionDesActes>(), new Actor(role, role, party, "essai", DateTimeOffset.UnixEpoch), JsonSerializer.SerializeToElement(keys), default);
    }
}

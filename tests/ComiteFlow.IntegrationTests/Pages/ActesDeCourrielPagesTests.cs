using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The pages that mails lead to: a change asked for before signing, slots, a corrected account.</summary>
public sealed class ActesDeCourrielPagesTests : IAsyncLifetime
{
    private const string Tripartite = "TRIPARTITE-2021", Signature = $"/conventions/{Tripartite}/signatures/{Tripartite}", Diagoriente = "/conventions/DIAGORIENTE-2020";
    private LivedServer _server = null!;

    public async Task InitializeAsync() => _server = await LivedServer.StartAsync(new DateOnly(2021, 6, 21));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Modification_AskedByAParty_IsAnsweredByTheCoordination()
    {
        await DoAsync("import", new { document = Tripartite });
        await DoAsync("sendForSignature", new { document = Tripartite });
        using var party = await SignInAsync("signatory:DGEFP");
        using var coordination = await SignInAsync("coordinator");

        using var without = await party.PostFromAsync(Signature, Signature, ("geste", "modifier"), ("motif", " "));
        using var asked = await party.PostFromAsync(Signature, Signature, ("geste", "modifier"), ("motif", "Le <b>nom</b> est à corriger"));
        var after = await party.ReadAsync(Signature);
        var card = (await coordination.ReadAsync("/a-faire")).QuerySelector($"main a[href='{Signature}']");
        var form = await coordination.ReadAsync(Signature);
        using var unanswered = await coordination.PostFromAsync(Signature, Signature, ("geste", "repondre"), ("partie", "DGEFP"), ("reponse", ""));
        using var answered = await coordination.PostFromAsync(Signature, Signature, ("geste", "repondre"), ("partie", "DGEFP"), ("suite", "maintenu"), ("reponse", "Le nom est celui de la fiche"));
        var end = await party.ReadAsync(Signature);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Redirect, HttpStatusCode.BadRequest, HttpStatusCode.Redirect], new[] { without, asked, unanswered, answered }.Select(one => one.StatusCode));
        Assert.Contains("Modification demandée", Plain(after), StringComparison.Ordinal);
        Assert.Contains("Le <b>nom</b> est à corriger", Plain(form), StringComparison.Ordinal);
        Assert.Null(after.QuerySelector("button[value=modifier]"));
        Assert.NotNull(card);
        Assert.NotNull(form.QuerySelector("button[value=repondre]"));
        Assert.Null(form.QuerySelector("button[value=modifier]"));
        Assert.DoesNotContain("Modification demandée", Plain(end), StringComparison.Ordinal);
        Assert.NotNull(end.QuerySelector("button[value=modifier]"));
    }

    [Fact]
    public async Task Creneaux_FromThePageOfTheComite_AreSentOrSaidWrongBesideTheirFields()
    {
        await DiagorienteAsync();
        using var client = await SignInAsync("coordinator");
        var path = (await client.ReadAsync(Diagoriente + "/comites/COSTRAT/3")).QuerySelector("main a[href$='/creneaux']")!.GetAttribute("href")!;
        (string, string)[] slots =
        [
            .. Jour("jours[0]", 20), ("de[0]", "10 h 30"), ("a[0]", "11:30"), .. Jour("jours[1]", 21), ("de[1]", "9h"), ("a[1]", "10h"),
        ];

        using var wrong = await client.PostFromAsync(path, path, [.. Jour("jours[0]", 20), ("de[0]", "25 h"), ("a[0]", ""), .. Jour("avant", 2)]);
        var page = await PagesClient.ParseAsync(wrong);
        using var sent = await client.PostFromAsync(path, path, [.. slots, .. Jour("avant", 2)]);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (wrong.StatusCode, sent.StatusCode));
        Assert.Equal("25 h", page.QuerySelector("[name='de[0]']")!.GetAttribute("value"));
        Assert.Contains("Saisissez l’heure du début", Plain(page), StringComparison.Ordinal);
        var mails = await MailsAsync("choixCreneaux");
        Assert.Equal(["DGEFP", "DINUM"], mails.Select(mail => mail.Recipient).Order());
        Assert.Contains("10:30", mails[0].Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rectifier_AnAccountThatIsIn_TellsTheDelegant()
    {
        await DiagorienteAsync();
        const string path = Diagoriente + "/comptes-rendus/2021-06";
        await DoAsync("submitExpenseReport", new { convention = "DIAGORIENTE-2020", month = "2021-06", cumulatedCommittedCents = 1000, cumulatedPaidCents = 0 });
        using var client = await SignInAsync("budgetOfficer");
        var link = (await client.ReadAsync(path)).QuerySelector("main a[href$='/rectification']")!.GetAttribute("href")!;

        using var without = await client.PostFromAsync(link, link, ("engage", "20,00"), ("motif", ""));
        using var done = await client.PostFromAsync(link, link, ("engage", "20,00"), ("motif", "Une commande oubliée"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (without.StatusCode, done.StatusCode));
        Assert.Contains("\"apres\":2000", Assert.Single(await MailsAsync("rectificationDepenses")).Data.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rappels_BeforeTheyLeave_StandOnTheFileAndStopWithTheirReason()
    {
        await DoAsync("import", new { document = Tripartite });
        await DoAsync("sendForSignature", new { document = Tripartite });
        await DoAsync("sign", new { document = Tripartite, party = "DNUM" }, "DNUM");
        using var party = await SignInAsync("signatory:DGEFP");
        using var coordination = await SignInAsync("coordinator");

        var seen = await party.ReadAsync(Signature);
        var link = (await coordination.ReadAsync(Signature)).QuerySelector("main a[href^='/envois/rappels?tache=signature']")!.GetAttribute("href")!;
        using var stopped = await coordination.PostFromAsync(link, link, ("geste", "arreter"), ("motif", "Signature prévue en séance"));
        var after = await party.ReadAsync(Signature);

        Assert.Contains("Rappels et demandes d’appui prévus", Plain(seen), StringComparison.Ordinal);
        Assert.Contains("28/06/2021", Plain(seen), StringComparison.Ordinal);
        Assert.Contains("DGEFP, bureau des conventions", Plain(seen), StringComparison.Ordinal);
        Assert.Null(seen.QuerySelector("main a[href^='/envois/rappels']"));
        Assert.Equal(HttpStatusCode.Redirect, stopped.StatusCode);
        Assert.Contains("Signature prévue en séance", Plain(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SousConsommation_FromThePageOfAnExpense_TellsTheDelegantOnceWithTheLedger()
    {
        await DiagorienteAsync();
        await DoAsync("releaseFunds", new { convention = "DIAGORIENTE-2020", tranche = 1 });
        await DoAsync("commit", new { convention = "DIAGORIENTE-2020", amountCents = 17_100_000 });
        using var client = await SignInAsync("budgetOfficer");
        var link = (await client.ReadAsync(Diagoriente + "/engagements/nouveau")).QuerySelector("main a[href$='/sous-consommation']")!.GetAttribute("href")!;
        (string, string)[] fields = [("dimension", "AE"), .. Jour("arrete", 2, 7), ("prevision", "245 080,00"), ("cause", "Deux recrutements décalés.")];

        using var wrong = await client.PostFromAsync(link, link, ("dimension", ""), ("prevision", "0"), ("cause", "Gardée"));
        using var page = await PagesClient.ParseAsync(wrong);
        using var done = await client.PostFromAsync(link, link, fields);
        using var again = await client.PostFromAsync(link, link, fields);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.Redirect, HttpStatusCode.Conflict], new[] { wrong, done, again }.Select(one => one.StatusCode));
        Assert.Equal(["dimension-erreur", "arrete-erreur", "prevision-erreur"], page.QuerySelectorAll(".fr-error-text").Select(error => error.Id));
        Assert.Equal("Gardée", page.QuerySelector("[name=cause]")!.TextContent.Trim());
        var fact = Assert.Single(await _server.FactsAsync(), line => line.Contains("underConsumption", StringComparison.Ordinal));
        Assert.Contains("\"to\":[\"DGEFP\"]", fact, StringComparison.Ordinal);
        Assert.Contains("\"amountCents\":7408000", fact, StringComparison.Ordinal);
        var mail = Assert.Single(await MailsAsync("sousConsommation"));
        Assert.Equal(("DGEFP", "O-52", "sousConsommation/DIAGORIENTE-2020/DIAGORIENTE/AE/2021-07"), (mail.Recipient, mail.Obligation, mail.Key));
        Assert.NotNull(mail.SentAt);
        var data = JsonDocument.Parse(mail.Data).RootElement;
        Assert.Equal((17_100_000, 7_408_000, "Deux recrutements décalés"), (data.GetProperty("realise").GetInt64(), data.GetProperty("ecart").GetInt64(), data.GetProperty("cause").GetString()));
        var obligation = await client.ReadAsync(Diagoriente + "/obligations/O-52");
        Assert.Contains("1 retard de consommation", Plain(obligation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SousConsommation_TextWithoutTheAlert_HasNoPage()
    {
        await DoAsync("import", new { document = Tripartite });
        using var client = await SignInAsync("budgetOfficer");

        using var answer = await client.GetAsync($"/conventions/{Tripartite}/sous-consommation");
        var page = await client.ReadAsync($"/conventions/{Tripartite}/engagements/nouveau");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Null(page.QuerySelector("a[href$='/sous-consommation']"));
    }

    private static (string, string)[] Jour(string field, int day, int month = 8) => [($"{field}.Jour", $"{day}"), ($"{field}.Mois", $"{month}"), ($"{field}.Annee", "2021")];

    private static string Plain(IDocument page) => page.QuerySelector("main")!.TextContent.Replace('\u00A0', ' ');

    private async Task DiagorienteAsync()
    {
        await DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-03-24" });
        await _server.MoveToAsync(new DateTimeOffset(2021, 7, 2, 10, 0, 0, TimeSpan.Zero));
    }

    private async Task<PagesClient> SignInAsync(string person)
    {
        var client = new PagesClient(_server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", person));
        return client;
    }

    private Task DoAsync(string verb, object keys, string? party = null)
    {
        var role = Verbes.Find(verb)!.DefaultRole;
        var actor = new Actor(role, role, party, "essai", _server.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        return Verbes.Find(verb)!.RunAsync(_server.Services.GetRequiredService<ExecutionDesActes>(), actor, JsonSerializer.SerializeToElement(keys), default);
    }

    private async Task<List<CourrielRow>> MailsAsync(string template)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<CourrielRow>().AsNoTracking().Where(c => c.Template == template).ToListAsync();
    }
}

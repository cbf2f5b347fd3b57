using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Scenarios;
using ComiteFlow.IntegrationTests.TachesHumaines;
using ComiteFlow.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The page of what is sent: what is held back, what was refused, and reminders that people stop or send by hand.</summary>
public sealed class EnvoisPagesTests : IAsyncLifetime
{
    private const string Convention = "DIAGORIENTE-2020", Key = $"avis/{Convention}", Reminders = $"/envois/rappels?tache={Key}";

    private const string Rungs = "[{ on: '2020-04-10', repeatEvery: 7, to: ['delegataire'], details: { obligation: 'O-36' } }]";

    private static readonly DateTimeOffset Noon = new(2020, 4, 10, 10, 0, 0, TimeSpan.Zero);

    private readonly Serveur _mail = new();
    private LivedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LivedServer.StartAsync(new DateOnly(2020, 4, 7), services => services.AddSingleton<IMailTransport>(_mail));
        await DoAsync("import", new { document = Convention });
        await DoAsync("publish", new { document = Convention, on = "2020-03-24" });
        await CircuitAvecTache.PublishAsync(_server.Services, CircuitAvecTache.Json(Rungs));
        await CircuitAvecTache.StartAsync(_server.Services, Convention);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Suspend_ThenResume_HoldsMailBackAndLetsItLeave()
    {
        using var client = await SignInAsync("coordinator");
        using var suspended = await client.PostFromAsync("/envois", "/envois", ("portee", Convention), ("motif", "Changement de boîtes"));
        Assert.Equal(HttpStatusCode.Redirect, suspended.StatusCode);
        await _server.MoveToAsync(Noon);

        var page = await client.ReadAsync("/envois");
        Assert.Contains("Rappel 1 : Donner un avis", page.QuerySelector("main table")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain(Convention, page.QuerySelector("main table")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Retenu", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Changement de boîtes", page.QuerySelector("aside[aria-label='Suspendre les envois']")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, await WaitingAsync());
        using var resumed = await client.PostFromAsync("/envois", "/envois", ("reprendre", Convention));

        Assert.Equal(HttpStatusCode.Redirect, resumed.StatusCode);
        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    public async Task Read_LadderAsksABoxThatTheDirectoryLacks_NamesIt()
    {
        using var folder = new TemporaryFolder();
        var circuits = folder.Copy(Depot.Path("workflows"), "circuits");
        var file = new WorkflowFile(Path.Combine(circuits, "circuit-signature.json"));
        file.AddList("relancer", "ladder", "[\"J+7\", \"J+14 suppleance\"]");
        file.Save();
        var boxes = JsonNode.Parse(await File.ReadAllTextAsync(Depot.Path("conventions", "annuaire.json")))!.AsObject();
        boxes["boites"]!.AsObject().Remove("DINUM-SUPPLEANCE");
        await using var server = await LivedServer.StartAsync(new DateOnly(2020, 4, 7), services => services
            .AddSingleton(new Annuaire(boxes.ToJsonString())).AddSingleton(new DossiersLivres(Depot.Path("conventions"), circuits, Depot.Path("templates"))));
        await DoAsync(server, "import", new { document = Convention });
        using var client = await SignInAsync(server, "coordinator");

        var text = (await client.ReadAsync("/envois")).QuerySelector("main")!.TextContent.Replace('\u00A0', ' ');

        Assert.Contains("DINUM-SUPPLEANCE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DGEFP-SUPPLEANCE", text, StringComparison.Ordinal);
        Assert.DoesNotContain("HIERARCHIE", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_MoreThanThePageHasRoomFor_TellsHowManyThereAre()
    {
        await DoAsync("import", new { document = "EVA-2020" });
        await AddAsync(Convention, 101);
        await AddAsync("EVA-2020", 3);
        await DoAsync(_server, "suspendMail", new { convention = "EVA-2020", reason = "Changement de boîtes" });
        using var client = await SignInAsync("coordinator");

        var all = (await client.ReadAsync("/envois")).QuerySelector("main")!.TextContent.Replace('\u00A0', ' ');
        var eva = (await client.ReadAsync("/envois?convention=EVA-2020")).QuerySelector("main")!.TextContent.Replace('\u00A0', ' ');

        Assert.Contains("104 courriels attendent (dont 3 retenus)", all, StringComparison.Ordinal);
        Assert.Contains("Courriels en attente : 100 sur 104", all, StringComparison.Ordinal);
        Assert.Contains("3 courriels attendent (dont 3 retenus)", eva, StringComparison.Ordinal);
        Assert.DoesNotContain("sur 104", eva, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reminders_OfShippedSteps_NameTheirTasksAsPeopleSayThem()
    {
        await _server.MoveToAsync(new DateTimeOffset(2020, 5, 12, 10, 0, 0, TimeSpan.Zero));
        using var client = await SignInAsync("coordinator");

        var table = (await client.ReadAsync("/envois")).QuerySelectorAll("main table").Single(one => one.TextContent.Contains("Rappels des sept", StringComparison.Ordinal));
        var links = table.QuerySelectorAll("tbody tr").Select(row => row.QuerySelector("a")!).ToList();
        var page = await client.ReadAsync(links[^1].GetAttribute("href")!);
        var file = await InScopeAsync(db => db.Set<Instance>().Where(one => one.DefinitionId == "comite").OrderBy(one => one.Id).Select(one => one.Id).FirstAsync());
        var waits = Words((await client.ReadAsync($"/circuits/instances/{file:N}")).QuerySelector("main")!);

        Assert.Equal(["Donner un avis", "Transmettre le compte rendu des dépenses de mars 2020", "Transmettre le compte rendu des dépenses d’avril 2020"], links.Select(Words));
        Assert.Equal("Rappels de la tâche « Transmettre le compte rendu des dépenses d’avril 2020 »", Words(page.QuerySelector("h1")!));
        Assert.Contains("que la tâche « Transmettre l’état des réalisations avant le comité stratégique n° ", waits, StringComparison.Ordinal);
        Assert.Contains("Peuvent la faire : Correspondance budgétaire, Équipe ; prochain rappel le ", waits, StringComparison.Ordinal);

        static string Words(AngleSharp.Dom.IElement element) => element.TextContent.Replace('\u00A0', ' ').Trim();
    }

    [Fact]
    public async Task Suspend_WithoutAReason_IsRefused()
    {
        using var client = await SignInAsync("coordinator");

        using var answer = await client.PostFromAsync("/envois", "/envois", ("portee", "*"), ("motif", " "));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Refuse_ForGood_IsATaskOfTheCoordinationUntilItIsSentAgain()
    {
        _mail.Refuses = true;
        await _server.MoveToAsync(Noon);
        using var client = await SignInAsync("coordinator");
        var link = (await client.ReadAsync("/a-faire")).QuerySelector("main a[href^='/envois/']")!.GetAttribute("href")!;
        var page = await client.ReadAsync(link);
        Assert.Contains("La boîte n’existe pas", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Courriel non remis à DINUM, suivi des conventions", page.QuerySelector("h1")!.TextContent.Replace('\u00A0', ' '));
        Assert.Contains("conventions@dinum.example", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        _mail.Refuses = false;

        using var again = await client.PostFromAsync(link, link);

        Assert.Equal(HttpStatusCode.Redirect, again.StatusCode);
        Assert.Equal(0, await WaitingAsync());
        Assert.Null((await client.ReadAsync("/a-faire")).QuerySelector("main a[href^='/envois/']"));
    }

    [Theory]
    [InlineData("partiels/lien-action : ligne 3, la variable « x » n’existe pas.", "la partie commune « lien-action »", "/modeles/partiels/lien-action")]
    [InlineData("courriels/rappels : ligne 3, la variable « x » n’existe pas.", "le modèle « rappels »", "/modeles/courriels/rappels")]
    [InlineData("Le courriel pèse 130 Ko, et 100 Ko au plus sont remis : allégez son modèle, ou ce qu’il énumère.", "Allégez d’abord le modèle « rappelTache »", "/modeles/courriels/rappelTache")]
    [InlineData("Aucun essai n’a abouti depuis 48 heures : Unable to read data.", "L’adresse peut être bonne", null)]
    [InlineData("courriels/rappelTache : ce qui a été écrit pour ce courriel ne se lit plus, et il ne part pas.", "renvoyer n’y change rien", null)]
    public async Task Read_RefusedForAnotherReasonThanItsAddress_SaysWhatCuresItAndNothingOfAnAddress(string failure, string cure, string? text)
    {
        _mail.Why = failure;
        await _server.MoveToAsync(Noon);
        using var client = await SignInAsync("coordinator");
        var link = (await client.ReadAsync("/a-faire")).QuerySelector("main a[href^='/envois/']")!.GetAttribute("href")!;

        var page = await client.ReadAsync(link);

        var form = page.QuerySelector("main form")!;
        Assert.Contains(cure, form.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.DoesNotContain("annuaire.json", form.TextContent, StringComparison.Ordinal);
        Assert.Equal(text, form.QuerySelector("p a")?.GetAttribute("href"));
    }

    [Fact]
    public async Task Stop_WithAReason_EndsTheRemindersAndLeavesTheTask()
    {
        using var client = await SignInAsync("coordinator");
        var before = _mail.Sent.Count;

        using var answer = await client.PostFromAsync(Reminders, Reminders, ("geste", "arreter"), ("motif", "Réponse attendue par téléphone"));
        await _server.MoveToAsync(Noon.AddDays(8));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(before, _mail.Sent.Count);
        Assert.True(await InScopeAsync(db => db.Set<HumanTask>().AnyAsync(t => t.Key == Key && t.State == TaskState.Open)));
    }

    [Fact]
    public async Task RemindNow_TwiceInADay_SendsOneMail()
    {
        using var client = await SignInAsync("coordinator");
        var before = _mail.Sent.Count;

        using var first = await client.PostFromAsync(Reminders, Reminders, ("geste", "rappeler"));
        using var second = await client.PostFromAsync(Reminders, Reminders, ("geste", "rappeler"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict), (first.StatusCode, second.StatusCode));
        Assert.Equal(before + 1, _mail.Sent.Count);
    }

    [Fact]
    public async Task Inventory_AfterAPublicationAndAMail_TellsTheStepAndCountsTheMail()
    {
        await _server.MoveToAsync(Noon);
        using var client = await SignInAsync("coordinator");

        var rows = (await client.ReadAsync("/modeles/inventaire")).QuerySelectorAll("main tbody tr").Select(row => row.TextContent.Replace('\u00A0', ' ')).ToList();

        var task = Assert.Single(rows, row => row.Contains("Avis, étape « ", StringComparison.Ordinal));
        Assert.Contains("les destinataires de l’échelon", task, StringComparison.OrdinalIgnoreCase);
        Assert.Matches(@"\b1\s*$", task);
        var convocation = Assert.Single(rows, row => row.Contains("étape « Convoquer", StringComparison.Ordinal));
        Assert.Contains("Les parties", convocation, StringComparison.Ordinal);
        Assert.Contains("O-", convocation, StringComparison.Ordinal);
        var status = Assert.Single(rows, row => row.Contains("avant le comité, puis jusqu’à la réception de l’état", StringComparison.Ordinal));
        Assert.Contains("jours ouvrés avant le comité", status, StringComparison.Ordinal);
        Assert.Contains(rows, row => row.Contains("quand une résiliation est notifiée", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("budgetOfficer")]
    [InlineData("auditor")]
    public async Task Read_ByAnotherFunction_IsForbidden(string person)
    {
        using var client = await SignInAsync(person);

        using var answer = await client.GetAsync("/envois");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private Task<PagesClient> SignInAsync(string person) => SignInAsync(_server, person);

    private static async Task<PagesClient> SignInAsync(LivedServer server, string person)
    {
        var client = new PagesClient(server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", person));
        return client;
    }

    private Task DoAsync(string verb, object keys) => DoAsync(_server, verb, keys);

    private static Task DoAsync(LivedServer server, string verb, object keys)
    {
        var role = Verbes.Find(verb)!.DefaultRole;
        var actor = new Actor(role, role, null, "essai", server.Services.GetRequiredService<TimeProvider>().GetUtcNow());
        return Verbes.Find(verb)!.RunAsync(server.Services.GetRequiredService<ExecutionDesActes>(), actor, JsonSerializer.SerializeToElement(keys), default);
    }

    /// <summary>Mails that wait until the year after.</summary>
    private Task AddAsync(string convention, int count) => InScopeAsync(async db =>
    {
        var last = await db.Set<CourrielRow>().MaxAsync(mail => (long?)mail.Number) ?? 0;
        db.AddRange(Enumerable.Range(1, count).Select(rank => new CourrielRow
        {
            Key = $"attente/{convention}/{rank}", Number = last + rank, Template = "alerte", TemplateHash = "", Recipient = "DINUM", Cc = "[]", Convention = convention, Obligation = "O-65", Data = "{}",
            Subject = $"Essai {rank}", CreatedAt = Noon, DueAt = Noon.AddYears(1),
        }));
        return await db.SaveChangesAsync();
    });

    private Task<int> WaitingAsync() => InScopeAsync(db => db.Set<CourrielRow>().CountAsync(c => c.SentAt == null && c.CancelledAt == null));

    private async Task<T> InScopeAsync<T>(Func<ComiteFlowDb, Task<T>> act)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<ComiteFlowDb>());
    }

    /// <summary>A mail server that refuses while it is told to.</summary>
    private sealed class Serveur : IMailTransport
    {
        public bool Refuses { get => Why is not null; set => Why = value ? "La boîte n’existe pas (550)." : null; }

        public string? Why { get; set; }

        public List<MimeMessage> Sent { get; } = [];

        public Task SendAsync(MimeMessage message, CancellationToken ct)
        {
            if (Why is { } why)
                throw new MailRefusedException(why);
            Sent.Add(message);
            return Task.CompletedTask;
        }
    }
}

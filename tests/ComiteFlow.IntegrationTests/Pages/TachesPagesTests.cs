using System.Net;
using System.Text.Json;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.TachesHumaines;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The pages on which people find, hand on and do the tasks of workflows.</summary>
public sealed partial class TachesPagesTests : IAsyncLifetime
{
    private const string Convention = "DIAGORIENTE-2020", Address = $"/taches/avis/{Convention}";

    private const string Rungs =
        "[{ on: '2020-04-10', repeatEvery: 7, to: ['delegataire'], details: { obligation: 'O-36' } }, { on: '2020-04-22', kind: 'escalation', to: ['delegant'], details: { obligation: 'O-36' } }]";

    private static readonly DateTimeOffset Noon = new(2020, 4, 10, 10, 0, 0, TimeSpan.Zero);

    private LivedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LivedServer.StartAsync(new DateOnly(2020, 4, 7));
        await DoAsync("import", new { document = Convention });
        await DoAsync("publish", new { document = Convention, on = "2020-03-24" });
        await CircuitAvecTache.PublishAsync(_server.Services, CircuitAvecTache.Json(Rungs));
        await CircuitAvecTache.StartAsync(_server.Services, Convention);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task List_ForACandidate_TellsWhoWhenAndTheRungReached()
    {
        await _server.MoveToAsync(Noon);
        using var client = await SignInAsync("budgetOfficer");

        var list = await client.ReadAsync("/taches");

        var row = list.QuerySelector($"tr:has(a[href='{Address}'])")!;
        Assert.Equal(
            ["Donner un avis", "À prendre Correspondance budgétaire", "20/04/2020 dans 10 jours", "1 rappel parti prochain le 17/04/2020"],
            row.QuerySelectorAll("th, td").Select((cell, rank) => rank == 0 ? Plain(cell.QuerySelector("a")!.TextContent) : Words(cell)));
        Assert.Contains($"href=\"{Address}\"", (await client.ReadAsync("/a-faire")).QuerySelector("main")!.InnerHtml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfATaskThatWasEscalated_SaysSinceWhen()
    {
        await _server.MoveToAsync(Noon.AddDays(12));
        using var client = await SignInAsync("budgetOfficer");

        var list = await client.ReadAsync("/taches");

        Assert.Contains("Signalée le 22/04/2020", Words(list.QuerySelector($"tr:has(a[href='{Address}'])")!), StringComparison.Ordinal);
        Assert.Contains("Signalée à", Plain((await client.ReadAsync(Address)).QuerySelector("aside[aria-label=Repères]")!.TextContent), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decisionMaker")]
    [InlineData("auditor")]
    public async Task Task_OfAnotherFunction_IsReadAndNotDone(string function)
    {
        using var client = await SignInAsync(function);

        var list = await client.ReadAsync("/taches");
        var page = await client.ReadAsync(Address);
        using var posted = await client.PostFromAsync("/", Address, ("geste", "answer"), ("issue", "Favorable"), ("champ.motif", "Oui."));

        Assert.Null(list.QuerySelector($"main a[href='{Address}']"));
        Assert.DoesNotContain(Address, (await client.ReadAsync("/a-faire")).Body!.InnerHtml, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
        Assert.Equal(HttpStatusCode.Conflict, posted.StatusCode);
        Assert.Equal(TaskState.Open, (await TaskAsync()).State);
    }

    [Fact]
    public async Task List_OfAnAuditor_IsEmptyEvenOfWhatAnybodyMayTake()
    {
        await CircuitAvecTache.DoAsync(_server.Services, services =>
            services.GetRequiredService<ITasks>().OpenAsync(new TaskRequest("ranger", "Ranger", Convention, [], null, []), null, Noon, default));
        using var client = await SignInAsync("auditor");
        using var other = await SignInAsync("admin");

        Assert.Equal("Aucune tâche ne vous attend", Plain((await client.ReadAsync("/taches")).QuerySelector(".cf-empty h2")!.TextContent));
        Assert.Contains("toute personne", Words((await other.ReadAsync("/taches")).QuerySelector("tr:has(a[href='/taches/ranger'])")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfMoreThanAPage_GoesOnToTheNext()
    {
        await CircuitAvecTache.DoAsync(_server.Services, async services =>
        {
            for (var rank = 0; rank < 51; rank++)
            {
                await services.GetRequiredService<ITasks>().OpenAsync(new TaskRequest($"relire/{rank:D2}", "Relire", Convention, ["admin"], null, []), null, Noon, default);
            }
        });
        using var client = await SignInAsync("admin");

        var first = await client.ReadAsync("/taches");
        var second = await client.ReadAsync(first.QuerySelector("nav[aria-label='Suite des tâches'] a")!.GetAttribute("href")!);

        Assert.Equal((50, 1), (first.QuerySelectorAll("tbody tr").Length, second.QuerySelectorAll("tbody tr").Length));
        Assert.Contains("1 à 50 sur 51.", Plain(first.QuerySelector("caption")!.TextContent), StringComparison.Ordinal);
        Assert.Equal("/taches/relire/50", second.QuerySelector("tbody a")!.GetAttribute("href"));
        Assert.Equal("Tâches précédentes", second.QuerySelector("nav[aria-label='Suite des tâches'] a")!.TextContent);
    }

    [Fact]
    public async Task Answer_WithAllThatIsAsked_ClosesTheTaskAndLetsTheWorkflowGoOn()
    {
        using var client = await SignInAsync("budgetOfficer");

        using var answer = await client.PostFromAsync(Address, Address, ("geste", "answer"), ("issue", "Favorable"), ("champ.motif", "Le besoin est établi."), ("champ.montant", "1 200,50"));

        var page = await client.ReadAsync(answer.Headers.Location!.ToString());
        Assert.Equal("Tâche terminée : le circuit continue", Plain(page.QuerySelector("[role=status] h2")!.TextContent));
        Assert.Null(page.QuerySelector("main form"));
        var task = await TaskAsync();
        Assert.Equal((TaskState.Done, "Favorable", "Correspondance budgétaire (délégataire)"), (task.State, task.Outcome, task.ClosedBy));
        Assert.Contains("1200.50", task.Answers, StringComparison.Ordinal);
        await CircuitAvecTache.DoAsync(_server.Services, async services =>
        {
            var db = services.GetRequiredService<ComiteFlowDb>();
            Assert.Equal(InstanceStatus.Finished, (await db.Set<Instance>().SingleAsync(instance => instance.DefinitionId == "avis")).Status);
            Assert.Equal(task.ClosedBy, (await db.Set<JournalLine>().SingleAsync(line => line.Event == "TaskDone")).Actor);
        });
    }

    [Fact]
    public async Task Answer_WithGaps_TellsEachFieldAndKeepsWhatWasTyped()
    {
        using var client = await SignInAsync("budgetOfficer");

        using var answer = await client.PostFromAsync(Address, Address, ("geste", "answer"), ("champ.montant", "beaucoup"));

        using var page = await PagesClient.ParseAsync(answer);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(
            ["#issue", "#champ-motif", "#champ-montant"], page.QuerySelectorAll(".fr-alert--error li a").Select(link => link.GetAttribute("href")));
        Assert.All(page.QuerySelectorAll(".fr-alert--error li a"), link => Assert.NotNull(page.QuerySelector(link.GetAttribute("href")!)));
        Assert.Equal("beaucoup", page.QuerySelector("#champ-montant")!.GetAttribute("value"));
        Assert.Equal(TaskState.Open, (await TaskAsync()).State);
    }

    [Fact]
    public async Task Answer_OfATaskThatIsDone_IsToldWhoAndWhen()
    {
        using var client = await SignInAsync("budgetOfficer");
        (string, string)[] typed = [("geste", "answer"), ("issue", "Favorable"), ("champ.motif", "Oui.")];
        using var first = await client.PostFromAsync(Address, Address, typed);

        using var second = await client.PostFromAsync("/", Address, typed);

        using var page = await PagesClient.ParseAsync(second);
        Assert.Equal(HttpStatusCode.Conflict, second.StatusCode);
        Assert.Contains("a déjà été faite par Correspondance budgétaire (délégataire)", Plain(page.QuerySelector("#refus")!.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delegation_ToAnotherFunction_ShowsItThereUntilItIsEnded()
    {
        using var client = await SignInAsync("budgetOfficer");
        using var coordinator = await SignInAsync("coordinator");
        const string To = "Coordination (tous les actes)";

        using var gaps = await client.PostFromAsync(Address, Address, ("geste", "delegate"), ("delegue", To));
        using var unknown = await client.PostFromAsync(Address, Address, ("geste", "delegate"), ("delegue", "Coordination"), ("motif", "Congés."));
        using var delegated = await client.PostFromAsync(Address, Address, ("geste", "delegate"), ("delegue", To), ("motif", "Congés."), ("fin.Jour", "15"), ("fin.Mois", "4"), ("fin.Annee", "2020"));

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (gaps.StatusCode, unknown.StatusCode, delegated.StatusCode));
        using var told = await PagesClient.ParseAsync(unknown);
        Assert.Contains("À qui ?", told.QuerySelector("label[for=delegue]")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains(To, told.QuerySelectorAll("#delegue option").Select(option => option.TextContent));
        var row = (await coordinator.ReadAsync("/taches")).QuerySelector($"tr:has(a[href='{Address}'])")!;
        Assert.Contains("pour Correspondance budgétaire (délégataire)", Words(row), StringComparison.Ordinal);
        var page = await coordinator.ReadAsync(Address);
        Assert.NotNull(page.QuerySelector("button[value=answer]"));
        Assert.Null(page.QuerySelector("button[value=delegate]"));
        Assert.Contains("Déléguée à Coordination (tous les actes) jusqu’au 15/04/2020. Motif : Congés.", Plain(page.QuerySelector("aside[aria-label=Repères]")!.TextContent), StringComparison.Ordinal);
        using var ended = await coordinator.PostFromAsync(Address, Address, ("geste", "giveBack"));
        Assert.Equal(HttpStatusCode.Redirect, ended.StatusCode);
        Assert.Null((await coordinator.ReadAsync("/taches")).QuerySelector($"main a[href='{Address}']"));
        Assert.Contains("Elle est à vous.", Plain((await client.ReadAsync(Address)).QuerySelector("main")!.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Task_ThatIsTaken_IsInTheFirstTableUntilItIsLeft()
    {
        using var client = await SignInAsync("budgetOfficer");

        using var taken = await client.PostFromAsync(Address, Address, ("geste", "take"));
        var mine = await client.ReadAsync("/taches");
        using var left = await client.PostFromAsync(Address, Address, ("geste", "release"));
        var free = await client.ReadAsync("/taches");

        Assert.Equal(("À vous", "À prendre"), (Caption(mine), Caption(free)));
        Assert.Equal("Tâche rendue : une autre personne peut la prendre", Plain((await client.ReadAsync(left.Headers.Location!.ToString())).QuerySelector("[role=status] h2")!.TextContent));

        string Caption(AngleSharp.Dom.IDocument list) => Plain(list.QuerySelector($"table:has(a[href='{Address}']) caption")!.TextContent);
    }

    [Fact]
    public async Task Answer_WithoutTheToken_IsRefused()
    {
        using var client = await SignInAsync("budgetOfficer");

        using var answer = await client.PostAsync(Address, ("geste", "answer"), ("issue", "Favorable"), ("champ.motif", "Oui."));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(TaskState.Open, (await TaskAsync()).State);
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Trim();

    private static string Words(AngleSharp.Dom.IElement of) => string.Join(' ', Plain(of.TextContent).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private async Task<PagesClient> SignInAsync(string function)
    {
        var client = new PagesClient(_server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    private Task DoAsync(string verb, object keys, string? role = null, string? scope = null)
    {
        var found = Verbes.Find(verb)!;
        var actor = new Actor(role ?? found.DefaultRole, role ?? found.DefaultRole, scope, "essai", Noon);
        return found.RunAsync(_server.Services.GetRequiredService<ExecutionDesActes>(), actor, JsonSerializer.SerializeToElement(keys), default);
    }

    private async Task<HumanTask> TaskAsync()
    {
        HumanTask found = null!;
        await CircuitAvecTache.DoAsync(_server.Services, async services => found = await services.GetRequiredService<ComiteFlowDb>().Set<HumanTask>().AsNoTracking().SingleAsync(task => task.Key == "avis/" + Convention));
        return found;
    }
}

using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Travail;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>The pages on which a draft is read and published, files are moved, and a former version comes back.</summary>
public sealed class PublicationPagesTests : IAsyncLifetime
{
    private const string Circuit = """
        { "definitionId": "suivi", "name": "Suivi d’une réponse", "customProperties": {}, "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [
            { "id": "debut", "type": "Elsa.Start" },
            { "id": "noter", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "Demandé" } } },
            { "id": "attendre", "name": "Attendre la réponse", "type": "Elsa.Event", "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "suite" } } },
            { "id": "clore", "name": "Clore", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "Clos" } } }],
          "connections": [{ "source": { "activity": "debut", "port": "Done" }, "target": { "activity": "noter", "port": "In" } },
            { "source": { "activity": "noter", "port": "Done" }, "target": { "activity": "attendre", "port": "In" } },
            { "source": { "activity": "attendre", "port": "Done" }, "target": { "activity": "clore", "port": "In" } }] } }
        """;

    private LivedServer _server = null!;

    public async Task InitializeAsync()
    {
        _server = await LivedServer.StartAsync(new DateOnly(2021, 9, 1));
        await SaveAsync("anne", Circuit, Moyens.Import);
        await PublishAsync("bruno");
        await InScopeAsync(async services =>
        {
            var work = services.GetRequiredService<UnitOfWork>();
            await work.BeginAsync(default);
            await services.GetRequiredService<IWorkflows>().StartAsync("suivi", "k", "c", new Dictionary<string, object?>(), default);
            await work.CommitAsync(default);
        });
        await _server.Services.GetRequiredService<Pompe>().DrainAsync(default);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Publish_WithoutADraft_ComparesNothing()
    {
        using var client = await SignInAsync("coordinator");

        Assert.Matches("Version 1, publiée le [^()]*$", Plain((await client.ReadAsync("/circuits/suivi/publier")).QuerySelector(".cf-meta")!.TextContent));
    }

    [Theory]
    [InlineData("revenir")]
    [InlineData("supprimer")]
    public async Task Update_AfterAnOpenDraft_TellsOfItAndLetsItGoOnOrBeGivenUp(string choice)
    {
        await SaveAsync("anne", Circuit.Replace("\"Clos\"", "\"Clos par le service\"", StringComparison.Ordinal));
        await InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<ComiteFlowDb>();
            var published = await db.Set<DefinitionRow>().SingleAsync(row => row.DefinitionId == "suivi" && row.IsPublished);
            published.IsPublished = false;
            var (text, at) = (published.Json.Replace("Demandé", "Demandé autrement", StringComparison.Ordinal), published.CreatedAt);
            db.Add(new DefinitionRow { DefinitionId = "suivi", Version = 3, Name = published.Name, Json = text, Hash = "livre", Meaning = SensDeCircuit.Empreinte(text), IsShipped = true, IsPublished = true, CreatedAt = at, PublishedAt = at });
            await db.SaveChangesAsync();
        });
        using var client = await SignInAsync("coordinator");

        foreach (var (address, words) in new[] { ("/circuits", "Brouillon dépassé, version 2"), ("/circuits/suivi", "la version 2, part d’une version plus ancienne"), ("/circuits/suivi/liste", "a publié la version 3") })
        {
            Assert.Contains(words, Plain((await client.ReadAsync(address)).Body!.TextContent), StringComparison.Ordinal);
        }

        var page = await client.ReadAsync("/circuits/suivi/historique");
        Assert.Contains("Clos par le service", Plain(page.QuerySelector("#laisse")!.TextContent), StringComparison.Ordinal);
        using var posted = await client.PostFromAsync(
            "/circuits/suivi/historique", "/circuits/suivi/historique", [.. page.QuerySelectorAll("#laisse input:is([name=version], [name=motif])").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!)), ("etape", choice)]);

        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        Assert.Null((await client.ReadAsync("/circuits/suivi/historique")).QuerySelector("#laisse"));
        await InScopeAsync(async services =>
        {
            var versions = await services.GetRequiredService<LectureCircuits>().VersionsAsync("suivi", default);
            Assert.Equal(choice == "revenir" ? [4, 3, 2, 1] : [3, 2, 1], versions.Select(version => version.Version));
            if (choice == "revenir")
                Assert.Contains("Clos par le service", await services.GetRequiredService<LectureCircuits>().TexteAsync("suivi", 4, default), StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Publish_WithFilesThatMove_MovesThemWithoutDoingAnythingAgain()
    {
        await SaveAsync("anne", Circuit.Replace("\"Clos\"", "\"Clos pour de bon\"", StringComparison.Ordinal));
        using var client = await SignInAsync("coordinator");

        var page = await client.ReadAsync("/circuits/suivi/publier");
        using var posted = await client.PostFromAsync("/circuits/suivi/publier", "/circuits/suivi/publier", [.. Hidden(page), ("motif", "Mieux dit."), ("dossiers", "passent"), ("etape", "publier")]);

        Assert.Contains("1 dossier suit une version antérieure", Plain(page.QuerySelector("caption")!.TextContent), StringComparison.Ordinal);
        Assert.Contains("« Attendre la réponse » reste la même étape", Plain(page.QuerySelector("tbody")!.TextContent), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, posted.StatusCode);
        var history = await client.ReadAsync(posted.Headers.Location!.ToString());
        Assert.Contains("La version 2 est publiée : 1 dossier passe à cette version, 0 garde la sienne", Plain(history.QuerySelector("[role=status]")!.TextContent), StringComparison.Ordinal);
        await AnswerAsync();
        Assert.Equal(["Clos pour de bon", "Demandé"], await NotesAsync());
    }

    [Fact]
    public async Task Publish_OfADraftWithoutTheStepWhereAFileWaits_KeepsItUntilAPersonSaysWhichStepItBecomes()
    {
        await SaveAsync("anne", Circuit.Replace("\"attendre\"", "\"recevoir\"", StringComparison.Ordinal).Replace("Attendre la réponse", "Recevoir la réponse", StringComparison.Ordinal));
        using var client = await SignInAsync("coordinator");

        var before = await client.ReadAsync("/circuits/suivi/publier");
        var after = await client.ReadAsync("/circuits/suivi/publier?etapes[attendre]=recevoir");

        Assert.Equal("garde sa version", Plain(before.QuerySelector("tbody .fr-badge")!.TextContent));
        Assert.NotNull(before.QuerySelector("select[name='etapes[attendre]'] option[value=recevoir]"));
        Assert.Equal("peut passer", Plain(after.QuerySelector("tbody .fr-badge")!.TextContent));
        using var posted = await client.PostFromAsync(
            "/circuits/suivi/publier", "/circuits/suivi/publier", [.. Hidden(before), ("motif", "Mieux."), ("dossiers", "passent"), ("etapes[attendre]", "recevoir"), ("etape", "publier")]);
        Assert.Contains("passes=1", posted.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ByWhoWroteTheDraft_OffersNoButtonAndIsRefused()
    {
        using var client = await SignInAsync("coordinator");
        await SaveAsync("demonstration:coordinator", Circuit.Replace("\"Clos\"", "\"Fini\"", StringComparison.Ordinal));

        var page = await client.ReadAsync("/circuits/suivi/publier");
        using var posted = await client.PostFromAsync("/circuits/suivi/publier", "/circuits/suivi/publier", ("version", "2"), ("empreinte", "x"), ("motif", "m"), ("etape", "publier"));

        Assert.Contains("Une seconde personne publie", Plain(page.QuerySelector("main")!.TextContent), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("button[value=publier]"));
        Assert.Equal(HttpStatusCode.Conflict, posted.StatusCode);
    }

    [Fact]
    public async Task Publish_OfADraftWithAProblem_ShowsItAndIsRefusedWithoutLosingTheReason()
    {
        await SaveAsync("anne", Circuit.Replace("Elsa.Event", "Elsa.Ailleurs", StringComparison.Ordinal));
        using var client = await SignInAsync("coordinator");

        var page = await client.ReadAsync("/circuits/suivi/publier");
        using var posted = await client.PostFromAsync("/circuits/suivi/publier", "/circuits/suivi/publier", [.. Hidden(page), ("motif", "Parce que."), ("etape", "publier")]);

        Assert.Contains("L’activité « Elsa.Ailleurs » n’existe pas ici", Plain(page.QuerySelector("aside[aria-label=Repères]")!.TextContent), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, posted.StatusCode);
        Assert.Contains("Parce que.", await posted.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_RestoresAFormerVersionAsADraft()
    {
        await SaveAsync("anne", Circuit.Replace("\"Clos\"", "\"Fini\"", StringComparison.Ordinal));
        await PublishAsync("bruno");
        using var client = await SignInAsync("coordinator");

        using var posted = await client.PostFromAsync("/circuits/suivi/historique", "/circuits/suivi/historique", ("version", "1"), ("motif", "La version 2 se trompait."), ("etape", "revenir"));

        var page = await client.ReadAsync(posted.Headers.Location!.ToString());
        Assert.Contains("La version 3 est un nouveau brouillon", Plain(page.QuerySelector("[role=status]")!.TextContent), StringComparison.Ordinal);
        Assert.Contains("La version 2 se trompait.", Plain(page.QuerySelectorAll("table")[1].TextContent), StringComparison.Ordinal);
        Assert.All(page.QuerySelectorAll("main input:not([type=hidden]), main textarea, main select"), field => Assert.NotNull(page.QuerySelector($"label[for='{field.Id}']")));
    }

    [Fact]
    public async Task Files_OfAFormerVersion_AreMovedLater()
    {
        await SaveAsync("anne", Circuit.Replace("\"Clos\"", "\"Fini\"", StringComparison.Ordinal));
        await PublishAsync("bruno");
        using var client = await SignInAsync("admin");

        using var posted = await client.PostFromAsync("/circuits/suivi/dossiers", "/circuits/suivi/dossiers", ("motif", "Une seule version."), ("etape", "passer"));

        Assert.Contains("passes=1&restes=0", posted.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("Aucun dossier à faire passer", Plain((await client.ReadAsync("/circuits/suivi/dossiers")).QuerySelector("main")!.TextContent), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ShowsWhatChangesInWords()
    {
        await SaveAsync("anne", Circuit.Replace("\"Clos\"", "\"Fini\"", StringComparison.Ordinal));
        using var client = await SignInAsync("coordinator");

        var words = Plain((await client.ReadAsync("/circuits/suivi/publier")).QuerySelector("section[aria-labelledby=changements]")!.TextContent);

        Assert.Contains("« Clos »", words, StringComparison.Ordinal);
        Assert.Contains("« Fini »", words, StringComparison.Ordinal);
        Assert.Contains("3 étapes restent les mêmes", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_OnAConvention_RunsAtOnceAndOnlyOnce()
    {
        await ImportAsync();
        using var client = await SignInAsync("coordinator");

        var page = await client.ReadAsync("/circuits/suivi/lancer");
        var subject = page.QuerySelectorAll("select[name=objet] option")[1].GetAttribute("value")!;
        using var first = await client.PostFromAsync("/circuits/suivi/lancer", "/circuits/suivi/lancer", ("objet", subject));
        using var second = await client.PostFromAsync("/circuits/suivi/lancer", "/circuits/suivi/lancer", ("objet", subject));
        using var again = await client.PostFromAsync("/circuits/suivi/lancer", "/circuits/suivi/lancer", ("objet", subject), ("encore", "oui"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Conflict, HttpStatusCode.Redirect), (first.StatusCode, second.StatusCode, again.StatusCode));
        await InScopeAsync(async services => Assert.Equal(
            2, await services.GetRequiredService<ComiteFlowDb>().Set<Instance>().CountAsync(i => i.DefinitionId == "suivi" && i.CorrelationId == subject.Split(' ', 2)[1])));
    }

    [Fact]
    public async Task Start_OfWhatShips_IsLeftToTheProduct()
    {
        using var client = await SignInAsync("coordinator");

        var page = await client.ReadAsync("/circuits/comite/lancer");

        Assert.Contains("ComiteFlow lance ce circuit lui-même", Plain(page.QuerySelector("main")!.TextContent), StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("main form"));
    }

    [Theory]
    [InlineData("budgetOfficer", HttpStatusCode.Forbidden)]
    [InlineData("auditor", HttpStatusCode.OK)]
    public async Task Pages_ForAnotherFunction_AreReadAtMost(string function, HttpStatusCode expected)
    {
        using var client = await SignInAsync(function);

        using var history = await client.GetAsync("/circuits/suivi/historique");
        using var publish = await client.GetAsync("/circuits/suivi/publier");
        using var posted = await client.PostFromAsync("/", "/circuits/suivi/dossiers", ("motif", "m"), ("etape", "passer"));

        Assert.Equal((expected, expected), (history.StatusCode, publish.StatusCode));
        Assert.NotEqual(HttpStatusCode.Redirect, posted.StatusCode);
    }

    private Task ImportAsync() => Verbes.Find("import")!.RunAsync(
        _server.Services.GetRequiredService<ExecutionDesActes>(), new Actor("coordinator", Roles.Coordinator, null, "essai", default),
        System.Text.Json.JsonSerializer.SerializeToElement(new { document = "DIAGORIENTE-2020" }), default);

    private Task SaveAsync(string person, string text, string means = Moyens.Diagramme) => DoAsync(
        person, SaveCircuit.Verbe, new SaveCircuit.Commande { Circuit = means == Moyens.Import ? null : "suivi", Texte = text, Moyen = means, Revision = 1000 });

    private async Task PublishAsync(string person)
    {
        VersionDeCircuit draft = null!;
        await InScopeAsync(async services => draft = (await services.GetRequiredService<LectureCircuits>().VersionsAsync("suivi", default))[0]);
        await DoAsync(person, PublishCircuit.Verbe, new PublishCircuit.Commande { Circuit = "suivi", Version = draft.Version, Empreinte = draft.Empreinte, Motif = "Prêt." });
    }

    private Task DoAsync<TCommande>(string person, string act, TCommande command)
        where TCommande : Commande =>
        _server.Services.GetRequiredService<ExecutionDesActes>().RunAsync(act, new Actor(person, Roles.Coordinator, null, "essai", default), command, default);

    private async Task AnswerAsync()
    {
        await InScopeAsync(async services =>
        {
            var work = services.GetRequiredService<UnitOfWork>();
            await work.BeginAsync(default);
            await services.GetRequiredService<IWorkflows>().PublishAsync("suite", "c", null, default);
            await work.CommitAsync(default);
        });
        await _server.Services.GetRequiredService<Pompe>().DrainAsync(default);
    }

    /// <summary>What the steps wrote into the journal.</summary>
    private async Task<List<string>> NotesAsync()
    {
        List<string> notes = [];
        await InScopeAsync(async services => notes = [.. (await services.GetRequiredService<ComiteFlowDb>().Set<JournalLine>().ToListAsync())
            .Select(line => line.Message).OfType<string>().Where(message => message is "Demandé" or "Clos pour de bon").Order(StringComparer.Ordinal)]);
        return notes;
    }

    private async Task InScopeAsync(Func<IServiceProvider, Task> act)
    {
        await using var scope = _server.Services.CreateAsyncScope();
        await act(scope.ServiceProvider);
    }

    private async Task<PagesClient> SignInAsync(string function)
    {
        var client = new PagesClient(_server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    private static (string, string)[] Hidden(IDocument page) =>
        [.. page.QuerySelectorAll("form input[type=hidden]").Where(input => input.GetAttribute("name") is "version" or "empreinte").Select(input => (input.GetAttribute("name")!, input.GetAttribute("value")!))];

    private static string Plain(string text) => string.Join(' ', text.Replace('\u00A0', ' ').Replace('\u202F', ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.IntegrationTests.Pages;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Files of workflows as Elsa Studio and our page beside it follow them.</summary>
public sealed class InstancesLuesTests : IAsyncLifetime
{
    private LivedServer _server = null!;
    private AppelsDeStudio _anne = null!;
    private Guid _id;

    private string Code => _id.ToString("N");

    public async Task InitializeAsync()
    {
        _server = await LivedServer.StartAsync(new DateOnly(2021, 9, 1));
        await DossierSuivi.InstallAsync(_server);
        _id = await DossierSuivi.StartAsync(_server, "essai");
        _anne = new AppelsDeStudio(_server, "anne");
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("""{ "definitionIds": ["suivi-d-essai"], "status": "Running" }""", 1)]
    [InlineData("""{ "definitionId": "autre" }""", 0)]
    [InlineData("""{ "subStatuses": ["Faulted", "Cancelled"] }""", 0)]
    [InlineData("""{ "subStatuses": ["Suspended"], "statuses": ["Running"], "searchTerm": "rien de tel", "hasIncidents": false }""", 0)]
    [InlineData("""{ "searchTerm": "essai", "hasIncidents": false, "orderBy": "UpdatedAt", "orderDirection": "Ascending" }""", 1)]
    [InlineData("""{ "statuses": ["Running"], "subStatuses": ["Finished"] }""", 0)]
    [InlineData("""{ "hasIncidents": true }""", 0)]
    [InlineData("""{ "timestampFilters": [{ "column": "CreatedAt", "operator": "LessThan", "timestamp": "2021-08-01T00:00:00Z" }] }""", 0)]
    [InlineData("""{ "timestampFilters": [{ "column": "CreatedAt", "operator": "GreaterThan", "timestamp": "2021-08-01T00:00:00Z" }], "version": 1, "correlationId": "essai" }""", 1)]
    public async Task List_WithItsFilters_HoldsWhatMatches(string body, int expected)
    {
        var read = await _anne.OkAsync(HttpMethod.Post, "/workflow-instances", JsonNode.Parse(body));

        Assert.Equal((expected, expected), (read["items"]!.AsArray().Count, read["totalCount"]!.GetValue<int>()));
    }

    [Fact]
    public async Task File_ReadInFull_SaysWhereItStandsAndHoldsNoValue()
    {
        var read = await _anne.GetAsync($"/workflow-instances/{Code}");
        var variables = await _anne.GetAsync($"/workflow-instances/{Code}/variables");

        Assert.Equal(("Running", "Suspended", "suivi-d-essai-1"), (read["status"]!.GetValue<string>(), read["subStatus"]!.GetValue<string>(), read["definitionVersionId"]!.GetValue<string>()));
        Assert.Equal(["comite.tenu", "tache.faite"], read["workflowState"]!["bookmarks"]!.AsArray().Select(bookmark => bookmark!["name"]!.GetValue<string>()).Order());
        Assert.DoesNotContain("bonjour", read.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal(("note", "bonjour"), (variables["items"]![0]!["name"]!.GetValue<string>(), variables["items"]![0]!["value"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Journal_OfSomeSteps_HoldsTheirLinesInOrder()
    {
        var nodes = new JsonArray("Workflow1:r:debut", "Workflow1:r:suite");
        var read = await _anne.OkAsync(HttpMethod.Post, $"/workflow-instances/{Code}/journal?skip=0&take=110", new JsonObject { ["filter"] = new JsonObject { ["activityNodeIds"] = nodes, ["excludedActivityTypes"] = new JsonArray("Elsa.Flowchart") } });

        Assert.Equal([("Début", "Completed"), ("Recueillir la réponse", "Suspended")], read["items"]!.AsArray().Select(line => (line!["activityName"]!.GetValue<string>(), line["eventName"]!.GetValue<string>())));
    }

    [Fact]
    public async Task Report_AfterAnEvent_CountsWhatWasDoneAndWhatIsWaitedFor()
    {
        await DossierSuivi.TellAsync(_server, "essai");

        var read = await _anne.OkAsync(HttpMethod.Post, "/activity-executions/report", new JsonObject { ["workflowInstanceId"] = Code, ["activityNodeIds"] = new JsonArray("Workflow1:r:suite", "Workflow1:r:relire") });
        var runs = await _anne.GetAsync($"/activity-executions/list?WorkflowInstanceId={Code}&ActivityNodeId=Workflow1%3Ar%3Asuite");
        var one = await _anne.GetAsync($"/activity-executions/by-id?id={runs["items"]![0]!["id"]!.GetValue<string>()}");

        var stats = read["stats"]!.AsArray().ToDictionary(stat => stat!["activityId"]!.GetValue<string>(), stat => (stat!["completedCount"]!.GetValue<int>(), stat["isBlocked"]!.GetValue<bool>()));
        Assert.Equal(((1, false), (0, true)), (stats["suite"], stats["relire"]));
        Assert.Equal(("Completed", "Recueillir la réponse"), (one["status"]!.GetValue<string>(), one["activityName"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Page_OfAFile_SaysWhatEachStepAndJoinWaitsFor()
    {
        await DossierSuivi.TellAsync(_server, "essai");
        using var client = new PagesClient(_server.Address);
        using var signedIn = await client.PostFromAsync("/connexion", "/connexion", ("fonction", "coordinator"));

        var page = await client.ReadAsync($"/circuits/instances/{Code}");

        var text = string.Join(' ', page.QuerySelector("#panneau")!.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("« Faire relire » attend que la tâche « Relire l’avis » soit faite", text, StringComparison.Ordinal);
        Assert.Contains("« Réunir » attend ce qui vient de « Faire relire »", text, StringComparison.Ordinal);
        Assert.Contains("Déjà arrivé : « Recueillir la réponse ».", text, StringComparison.Ordinal);
        Assert.Contains("Recueillir la réponse : faite", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Suspended", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Table_OfFiles_LeadsToEachForWhoReadsWorkflows()
    {
        using var client = new PagesClient(_server.Address);
        using var auditor = await client.PostFromAsync("/connexion", "/connexion", ("fonction", "auditor"));
        using var team = new PagesClient(_server.Address);
        using var officer = await team.PostFromAsync("/connexion", "/connexion", ("fonction", "budgetOfficer"));

        var page = await client.ReadAsync($"/circuits/instances/liste?circuit={DossierSuivi.Circuit}");
        var none = await client.ReadAsync("/circuits/instances/liste?circuit=revoyure");
        var far = await client.ReadAsync("/circuits/instances/liste?page-du-tableau=9");
        using var refused = await team.GetAsync("/circuits/instances/liste");

        var row = Assert.Single(page.QuerySelectorAll("main tbody tr"));
        Assert.Equal($"/circuits/instances/{Code}", row.QuerySelector("th a")!.GetAttribute("href"));
        Assert.Contains("En cours", row.TextContent, StringComparison.Ordinal);
        Assert.All([none, far], empty => Assert.Empty(empty.QuerySelectorAll("main table")));
        Assert.NotNull(far.QuerySelector("main a[href='/circuits/instances/liste?page-du-tableau=8']"));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Cancel_OfAFile_EndsItsWaitsAndStandsInItsJournal()
    {
        using var cancelled = await _anne.PostAsync($"/cancel/workflow-instances/{Code}", "");
        var again = await _anne.RefusedAsync(HttpMethod.Post, $"/cancel/workflow-instances/{Code}");
        var read = await _anne.GetAsync($"/workflow-instances/{Code}");
        var journal = await _anne.GetAsync($"/workflow-instances/{Code}/journal");

        Assert.Equal(HttpStatusCode.OK, cancelled.StatusCode);
        Assert.Contains("déjà terminé ou annulé", Assert.Single(again), StringComparison.Ordinal);
        Assert.Equal(("Finished", "Cancelled"), (read["status"]!.GetValue<string>(), read["subStatus"]!.GetValue<string>()));
        Assert.NotNull(read["finishedAt"]);
        var last = journal["items"]!.AsArray()[^1]!;
        Assert.Equal(("Cancelled", "anne"), (last["eventName"]!.GetValue<string>(), last["source"]!.GetValue<string>()));
        await DossierSuivi.TellAsync(_server, "essai");
        Assert.Equal("Cancelled", (await _anne.GetAsync($"/workflow-instances/{Code}/execution-state"))["subStatus"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/bulk-actions/delete/workflow-instances/by-id")]
    public async Task Delete_OfAFile_IsRefused(string method, string path)
    {
        var refusal = await _anne.RefusedAsync(new HttpMethod(method), path.Length == 0 ? $"/workflow-instances/{Code}" : path, "{}");

        Assert.Contains("ne s’efface pas", Assert.Single(refusal), StringComparison.Ordinal);
        Assert.Equal("Suspended", (await _anne.GetAsync($"/workflow-instances/{Code}/execution-state"))["subStatus"]!.GetValue<string>());
    }

    [Fact]
    public async Task Live_WhoWatchesAFile_IsToldOfItsChangeAndCutOffWithTheSession()
    {
        using var client = new PagesClient(_server.Address);
        using var signedIn = await client.PostFromAsync("/connexion", "/connexion", ("fonction", "coordinator"));
        var cookie = signedIn.Headers.GetValues("Set-Cookie").First(value => value.StartsWith("comiteflow=", StringComparison.Ordinal)).Split(';')[0];
        using var live = await ConnexionEnDirect.OpenAsync(_server.Address, cookie);

        await live.InvokeAsync("ObserveInstanceAsync", Code);
        Assert.Contains("\"invocationId\":\"1\"", await live.UntilAsync("\"type\":3"), StringComparison.Ordinal);
        await DossierSuivi.TellAsync(_server, "essai");
        var told = await live.UntilAsync("WorkflowInstanceUpdatedAsync");
        using var left = await client.PostFromAsync("/", "/deconnexion");

        Assert.Contains(Code, told, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, left.StatusCode);
        await live.UntilClosedAsync();
    }

    [Theory]
    [InlineData(Roles.BudgetOfficer, null, HttpStatusCode.Forbidden)]
    [InlineData(Roles.Coordinator, "https://ailleurs.example", HttpStatusCode.Forbidden)]
    public async Task Live_ForWhoMayNot_IsRefused(string role, string? origin, HttpStatusCode expected)
    {
        var cookie = "comiteflow=" + new AppelsDeStudio(_server, "claude", role).Cookie;

        var refused = await Assert.ThrowsAsync<WebSocketException>(() => ConnexionEnDirect.OpenAsync(_server.Address, cookie, origin));

        Assert.Contains($"'{(int)expected}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Live_OfAFileThatIsNotThere_IsRefusedInFrench()
    {
        using var live = await ConnexionEnDirect.OpenAsync(_server.Address, "comiteflow=" + _anne.Cookie);

        await live.InvokeAsync("ObserveInstanceAsync", Guid.Empty.ToString("N"));

        Assert.Contains("Ce dossier n", await live.UntilAsync("\"error\""), StringComparison.Ordinal);
    }

    /// <summary>A connection as the package opens it, in its JSON protocol.</summary>
    private sealed class ConnexionEnDirect : IDisposable
    {
        private const char End = '\u001e';

        private readonly ClientWebSocket _socket = new();
        private readonly CancellationTokenSource _guard = new(TimeSpan.FromSeconds(60));

        public static async Task<ConnexionEnDirect> OpenAsync(Uri address, string cookie, string? origin = null)
        {
            var live = new ConnexionEnDirect();
            live._socket.Options.SetRequestHeader("Cookie", cookie);
            live._socket.Options.SetRequestHeader("Origin", origin ?? address.GetLeftPart(UriPartial.Authority));
            await live._socket.ConnectAsync(new UriBuilder(address) { Scheme = "ws", Path = "/elsa/hubs/workflow-instance" }.Uri, live._guard.Token);
            await live.SendAsync("""{"protocol":"json","version":1}""");
            await live.UntilAsync("{}");
            return live;
        }

        public Task InvokeAsync(string target, string argument) => SendAsync($$"""{"type":1,"invocationId":"1","target":"{{target}}","arguments":["{{argument}}"]}""");

        /// <summary>The first message that holds a text.</summary>
        public async Task<string> UntilAsync(string text)
        {
            var buffer = new byte[64 * 1024];
            for (var all = ""; ;)
            {
                var read = await _socket.ReceiveAsync(buffer, _guard.Token);
                Assert.NotEqual(WebSocketMessageType.Close, read.MessageType);
                all += Encoding.UTF8.GetString(buffer, 0, read.Count);
                if (all.Split(End).FirstOrDefault(message => message.Contains(text, StringComparison.Ordinal)) is { } found)
                    return found;
            }
        }

        public async Task UntilClosedAsync()
        {
            var buffer = new byte[64 * 1024];
            try
            {
                while ((await _socket.ReceiveAsync(buffer, _guard.Token)).MessageType != WebSocketMessageType.Close)
                {
                    // Messages that were under way.
                }
            }
            catch (WebSocketException)
            {
                // Cut off without a word: closed all the same.
            }

            Assert.False(_guard.IsCancellationRequested);
        }

        public void Dispose()
        {
            _socket.Dispose();
            _guard.Dispose();
        }

        private Task SendAsync(string message) => _socket.SendAsync(Encoding.UTF8.GetBytes(message + End), WebSocketMessageType.Text, true, _guard.Token);
    }
}

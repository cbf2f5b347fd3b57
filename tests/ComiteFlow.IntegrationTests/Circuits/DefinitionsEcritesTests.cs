using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Circuits;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Definitions as Elsa Studio writes them: kept, refused in French, and never overwritten.</summary>
public sealed class DefinitionsEcritesTests(CircuitsLus circuits) : IClassFixture<CircuitsLus>
{
    private AppelsDeStudio Anne => new(circuits.Server, "anne", page: "a");

    [Fact]
    public async Task Create_WithNothingButAName_AnswersWhatStudioNeeds()
    {
        var created = await Anne.CreateAsync("Créé dans Studio");

        Assert.Equal(("cree-dans-studio", "cree-dans-studio-1", 1), (created["definitionId"]!.GetValue<string>(), created["id"]!.GetValue<string>(), created["version"]!.GetValue<int>()));
        Assert.Equal((true, false), (created["isLatest"]!.GetValue<bool>(), created["isPublished"]!.GetValue<bool>()));
        Assert.Equal("Workflow1:flux", created["root"]!["nodeId"]!.GetValue<string>());
        Assert.NotNull(created["customProperties"]!["comiteflow"]!["revision"]);
        Assert.Contains("publish", created["links"]!.AsArray().Select(link => link!["rel"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Demand18_SaveOfAnOutdatedVersion_IsRefusedWithWhoAndOverwritesNothing()
    {
        var read = await Anne.CreateAsync("À deux");
        var bruno = new AppelsDeStudio(circuits.Server, "bruno", page: "b");
        var kept = await Anne.SaveAsync(Renamed(read, "À deux, par Anne"));

        var refusal = Assert.Single(await bruno.RefusedAsync(HttpMethod.Post, "/workflow-definitions", Envelope(Renamed(read, "À deux, par Bruno"))));

        Assert.Contains("par anne, le 01/09/2021 à", refusal, StringComparison.Ordinal);
        Assert.Contains("Rechargez la page", refusal, StringComparison.Ordinal);
        Assert.Equal("À deux, par Anne", (await bruno.LatestAsync("a-deux"))["name"]!.GetValue<string>());
        Assert.Equal("À deux, par Bruno", (await bruno.SaveAsync(Renamed(kept, "À deux, par Bruno")))["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"a":"un","n":12,"vrai":true,"o":{"x":1},"l":[1,2],"v":{"type":"Variable","value":"x"}}""", false)]
    [InlineData("""{"a":"un","n":12,"vrai":true,"o":{"x":1},"l":[1,2],"v":{"type":"Variable","value":"x"}}""", true)]
    public async Task NamedValues_PlainOnes_AreRowsForStudioAndKeepTheirMeaning(string map, bool isText)
    {
        var made = await Anne.CreateAsync("Valeurs nommées " + (isText ? "en texte" : "en objet"));
        var id = made["definitionId"]!.GetValue<string>();
        var step = new JsonObject
        {
            ["id"] = "lancer", ["type"] = "Elsa.DispatchWorkflow", ["version"] = 1, ["name"] = "lancer",
            ["input"] = new JsonObject { ["typeName"] = "ObjectDictionary", ["expression"] = new JsonObject { ["type"] = "Object", ["value"] = isText ? map : JsonNode.Parse(map) } },
        };
        const string Form = """[{"name":"avis"}]""";
        var task = JsonNode.Parse("""{ "id": "demander", "type": "Elsa.RunTask", "version": 1, "name": "demander", "form": { "typeName": "Object", "expression": { "type": "Object" } } }""")!;
        task["form"]!["expression"]!["value"] = isText ? Form : JsonNode.Parse(Form);
        made["root"]!["activities"] = new JsonArray(step, task);
        var read = await Anne.SaveAsync(made);
        var before = await StoredAsync(id);

        // Studio shows the rows of a map whose values are expressions, and sends it so.
        var shown = read["root"]!["activities"]![0]!["input"]!["expression"]!["value"]!.AsObject();
        Assert.All(shown, row => Assert.Equal(["type", "value"], row.Value!.AsObject().Select(part => part.Key)));
        Assert.Equal(["Literal", "Literal", "Literal", "Object", "Object", "Variable"], shown.Select(row => row.Value!["type"]!.GetValue<string>()));
        Assert.Equal(("Literal", Form), (read["root"]!["activities"]![1]!["form"]!["expression"]!["type"]!.GetValue<string>(), read["root"]!["activities"]![1]!["form"]!["expression"]!["value"]!.GetValue<string>()));
        read["description"] = "Changé ailleurs.";
        read = await Anne.SaveAsync(read);
        Assert.Equal(before, await StoredAsync(id));
        read["root"]!["activities"]![0]!["input"]!["expression"]!["value"]!["nouveau"] = new JsonObject { ["type"] = "Literal", ["value"] = "deux" };
        await Anne.SaveAsync(read);
        var expected = JsonNode.Parse(map)!.AsObject();
        expected["nouveau"] = new JsonObject { ["type"] = "Literal", ["value"] = "deux" };
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(await StoredAsync(id))![0]!["expression"]!["value"]));
    }

    [Fact]
    public async Task Save_OverlappingOnesOfOnePage_NeverFight()
    {
        var read = await Anne.CreateAsync("Chevauchement");

        await Anne.SaveAsync(Renamed(read, "Premier"));
        await Anne.SaveAsync(Renamed(read, "Deuxième"));
        var last = await Anne.SaveAsync(Renamed(read, "Troisième"));

        Assert.Equal("Troisième", last["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Demand18_UnknownProperties_SurviveALoadAndASave()
    {
        var file = (JsonObject)JsonNode.Parse("""
            { "definitionId": "avec-inconnus", "name": "Avec inconnus", "inconnuEnHaut": { "a": [1, null, "é"] }, "options": { "inconnuDOption": true }, "variables": [], "inputs": [], "outputs": [],
              "root": { "id": "r", "type": "Elsa.Flowchart", "inconnuDeRacine": 7, "activities": [{ "id": "d", "type": "Elsa.Start", "inconnuDEtape": "x", "metadata": { "designer": { "position": { "x": 1, "y": 2 } }, "autre": 1 } },
                { "id": "f", "type": "Elsa.End" }], "connections": [{ "source": { "activity": "d", "port": "Done" }, "target": { "activity": "f", "port": "In" }, "inconnuDeFleche": "y" }] } }
            """)!;
        await Anne.OkAsync(HttpMethod.Post, "/workflow-definitions/import", file);

        var read = await Anne.LatestAsync("avec-inconnus");
        foreach (var lost in new[] { "inconnuEnHaut", "links", "providerName" })
        {
            read.Remove(lost);
        }

        read["options"]!.AsObject().Remove("inconnuDOption");
        read["root"]!["connections"]![0]!.AsObject().Remove("inconnuDeFleche");
        await Anne.SaveAsync(Renamed(read, "Avec inconnus, renommé"));

        var kept = await Anne.GetAsync("/workflow-definitions/avec-inconnus/export?versionOptions=Latest&includeConsumingWorkflows=False");
        Assert.Equal("[1,null,\"\\u00E9\"]", kept["inconnuEnHaut"]!["a"]!.ToJsonString());
        Assert.True(kept["options"]!["inconnuDOption"]!.GetValue<bool>());
        Assert.Equal((7, "x", "y"), (kept["root"]!["inconnuDeRacine"]!.GetValue<int>(), kept["root"]!["activities"]![0]!["inconnuDEtape"]!.GetValue<string>(), kept["root"]!["connections"]![0]!["inconnuDeFleche"]!.GetValue<string>()));
        Assert.False(kept["customProperties"]?.AsObject().ContainsKey("comiteflow") == true);
    }

    [Fact]
    public async Task Demand18_ManyIds_GoByPostAndComeBackAsOneFileThatIsTheSameEachTime()
    {
        var ids = new JsonArray([.. Enumerable.Range(0, 150).Select(rank => (JsonNode)(rank % 2 == 0 ? "comite-1" : $"{new string('x', 60)}-{rank}")), "revoyure-1"]);
        var body = new JsonObject { ["ids"] = ids, ["includeConsumingWorkflows"] = false };

        var first = await ZipAsync(body);
        var second = await ZipAsync(body);

        Assert.Equal(first, second);
        using var zip = new ZipArchive(new MemoryStream(first));
        Assert.Equal(["workflow-definition-revoyure-revoyure-revoyure-1.json", "workflow-definition-un-comite-comite-comite-1.json"], zip.Entries.Select(entry => entry.FullName));
        Assert.All(zip.Entries, entry => Assert.Equal(1980, entry.LastWriteTime.Year));
    }

    [Fact]
    public async Task Export_OfOne_IsTheShippedFileByteForByte()
    {
        using var answer = await Anne.SendAsync(HttpMethod.Get, "/workflow-definitions/comite/export?versionOptions=Latest");

        Assert.Equal(await File.ReadAllBytesAsync(Tests.Depot.Path("workflows", "comite.json")), await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("workflow-definition-un-comite-comite-comite-1.json", answer.Content.Headers.ContentDisposition?.FileName?.Trim('"'));
    }

    [Theory]
    [InlineData("Elsa.Sequence", "séquence")]
    [InlineData("Elsa.StateMachine", "machine à états")]
    public async Task Create_WithAnotherRoot_IsRefused(string type, string words)
    {
        var body = $$"""{ "model": { "definitionId": null, "name": "Autre racine", "root": { "id": "r", "type": "{{type}}" } } }""";

        Assert.Contains(words, Assert.Single(await Anne.RefusedAsync(HttpMethod.Post, "/workflow-definitions", body)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_ByTheButton_KeepsTheDraftAndSaysWhereItIsPublished()
    {
        var read = await Anne.CreateAsync("À publier");

        var refusal = await Anne.RefusedAsync(HttpMethod.Post, "/workflow-definitions", Envelope(Renamed(read, "À publier, relu"), publish: true));

        Assert.Contains("(/circuits/a-publier/publier)", Assert.Single(refusal), StringComparison.Ordinal);
        Assert.Equal(("À publier, relu", false), ((await Anne.LatestAsync("a-publier"))["name"]!.GetValue<string>(), (await Anne.LatestAsync("a-publier"))["isPublished"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData("/workflow-definitions/comite/publish", "(/circuits/comite/publier)")]
    [InlineData("/workflow-definitions/comite/execute", "(/circuits/comite/repetition)")]
    [InlineData("/workflow-definitions/comite/dispatch", "(/circuits/comite/repetition)")]
    [InlineData("/workflow-definitions/comite/retract", "livré avec ComiteFlow")]
    [InlineData("/workflow-definitions/absent/retract", "n’existe pas")]
    [InlineData("/tests/activities", "la répétition du circuit")]
    [InlineData("/bulk-actions/publish/workflow-definitions/by-definition-ids", "(/circuits/comite/publier)")]
    [InlineData("/bulk-actions/retract/workflow-definitions/by-definition-ids", "livré avec ComiteFlow")]
    [InlineData("/bulk-actions/delete/workflow-definitions/by-definition-id", "reste à l’historique")]
    public async Task Call_ThatHasItsPlaceElsewhere_SaysSo(string path, string expected)
    {
        var refusal = await Anne.RefusedAsync(HttpMethod.Post, path, """{ "definitionIds": ["comite"] }""");

        Assert.Contains(expected, Assert.Single(refusal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_MadeByStudio_IsCalledSoInFrench()
    {
        var read = await Anne.LatestAsync("revoyure");
        read["definitionId"] = null;

        var copy = await Anne.SaveAsync(Renamed(read, "Revoyure - Duplicate of Revoyure"));

        Assert.Equal(("Revoyure (copie)", false), (copy["name"]!.GetValue<string>(), copy["isPublished"]!.GetValue<bool>()));
        Assert.NotEqual("revoyure", copy["definitionId"]!.GetValue<string>());
    }

    [Fact]
    public async Task Draft_Deleted_GivesWayToWhatWasThereBefore()
    {
        await Anne.SaveAsync(Renamed(await Anne.LatestAsync("avenant"), "Avenant, essai"));

        using var deleted = await Anne.SendAsync(HttpMethod.Delete, "/workflow-definition-versions/avenant-2");
        var refusal = await Anne.RefusedAsync(HttpMethod.Delete, "/workflow-definition-versions/avenant-1");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Equal(1, (await Anne.LatestAsync("avenant"))["version"]!.GetValue<int>());
        Assert.Contains("reste à l’historique", Assert.Single(refusal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Version_BroughtBack_IsANewOne()
    {
        var created = await Anne.CreateAsync("À reprendre");
        await Anne.SaveAsync(Renamed(created, "À reprendre, changé"));
        await Anne.SaveAsync(Renamed(await Anne.LatestAsync("reprise-acte"), "Reprise, essai"));

        var back = await Anne.OkAsync(HttpMethod.Post, "/workflow-definitions/reprise-acte/revert/1");

        Assert.Equal(("reprise-acte-2", 2, true), (back["id"]!.GetValue<string>(), back["version"]!.GetValue<int>(), back["isLatest"]!.GetValue<bool>()));
        Assert.Equal("Reprise d’un acte", (await Anne.LatestAsync("reprise-acte"))["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData(Roles.Auditor, "/workflow-definitions/import")]
    [InlineData(Roles.DecisionMaker, "/workflow-definitions")]
    [InlineData(Roles.Admin, "/workflow-definitions/import-files")]
    [InlineData(Roles.Auditor, "/bulk-actions/delete/workflow-definitions/by-id")]
    [InlineData(Roles.DecisionMaker, "/cancel/workflow-instances/x")]
    public async Task Call_ByWhoMayNotWrite_IsRefusedBeforeItIsRead(string role, string path)
    {
        using var answer = await new AppelsDeStudio(circuits.Server, "claude", role).PostAsync(path, "ceci n’est pas du JSON {");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Part_OfAWorkflow_IsFoundByItsPath()
    {
        var part = await Anne.GetAsync("/workflow-definitions/subgraph/comite-1?parentNodeId=");
        var path = await Anne.GetAsync("/workflow-definitions/subgraph/segments/comite-1?childNodeId=Workflow1%3Acircuit%3Aconvoquer");
        var consumers = await Anne.GetAsync("/workflow-definitions/revoyure/consumers");

        Assert.Equal(("Workflow1:circuit", 13), (part["nodeId"]!.GetValue<string>(), part["children"]!.AsArray().Count));
        Assert.Equal(("convoquer", "circuit"), (path["childNode"]!["activity"]!["id"]!.GetValue<string>(), path["container"]!["activity"]!["id"]!.GetValue<string>()));
        Assert.Equal(["comite"], consumers["consumingWorkflowDefinitionIds"]!.AsArray().Select(id => id!.GetValue<string>()));
    }

    private async Task<byte[]> ZipAsync(JsonObject body)
    {
        using var answer = await Anne.PostAsync("/bulk-actions/export/workflow-definitions", body);
        Assert.Equal((HttpStatusCode.OK, "application/zip"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static JsonObject Renamed(JsonObject definition, string name)
    {
        var copy = definition.DeepClone().AsObject();
        copy["name"] = name;
        return copy;
    }

    private static string Envelope(JsonObject definition, bool publish = false) => new JsonObject { ["model"] = definition.DeepClone(), ["publish"] = publish }.ToJsonString();

    /// <summary>The map and the list as they stand in the database.</summary>
    private async Task<string> StoredAsync(string id)
    {
        await using var scope = circuits.Server.Services.CreateAsyncScope();
        var text = await scope.ServiceProvider.GetRequiredService<LectureCircuits>().TexteAsync(id, 1, default);
        var steps = JsonNode.Parse(text!)!["root"]!["activities"]!;
        return new JsonArray(steps[0]!["input"]!.DeepClone(), steps[1]!["form"]!.DeepClone()).ToJsonString();
    }
}

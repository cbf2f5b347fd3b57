using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>What people or programs may send that is no workflow, too much of one, or one with a trap in it.</summary>
public sealed class MauvaisesEntreesTests(CircuitsLus circuits) : IClassFixture<CircuitsLus>
{
    private const string Piege = "<script>alert(1)</script>\"'&{{7*7}}${7*7}\u202E\u0000%00../../etc/passwd";

    private AppelsDeStudio Anne => new(circuits.Server, "anne", page: "a");

    [Theory]
    [InlineData("rien", "", "ne contient pas de circuit")]
    [InlineData("coupé", "{ \"model\": { ", "pas du JSON valide")]
    [InlineData("liste", "[]", "pas du JSON valide")]
    [InlineData("sans racine", "{ \"model\": { \"name\": \"x\" } }", "sa partie « root » manque")]
    [InlineData("deux fois", "{ \"model\": { \"name\": \"x\", \"name\": \"y\", \"root\": { \"id\": \"r\", \"type\": \"Elsa.Flowchart\" } } }", "deux fois le même nom")]
    public async Task Save_OfNoWorkflow_IsRefused(string what, string body, string expected)
    {
        var before = await CountAsync();

        var refusal = await Anne.RefusedAsync(HttpMethod.Post, "/workflow-definitions", body);

        Assert.True(refusal.Any(sentence => sentence.Contains(expected, StringComparison.Ordinal)), $"{what}: {string.Join(' ', refusal)}");
        Assert.Equal(before, await CountAsync());
    }

    [Theory]
    [InlineData(1_100_000, "dépasse 1000 Ko")]
    [InlineData(5_000_000, "dépasse 1000 Ko")]
    [InlineData(9_000_000, "dépasse 8 Mo")]
    public async Task Save_OfTooMuchText_IsRefused(int length, string expected)
    {
        var body = $$"""{ "model": { "name": "Long", "description": "{{new string('x', length)}}", "root": { "id": "r", "type": "Elsa.Flowchart" } } }""";

        Assert.Contains(expected, Assert.Single(await Anne.RefusedAsync(HttpMethod.Post, "/workflow-definitions", body)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70)]
    [InlineData(100_000)]
    public async Task Save_OfWhatIsNestedTooDeep_IsRefused(int depth)
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);

        Assert.Contains("imbriquées trop profondément", Assert.Single(await Anne.RefusedAsync(
            HttpMethod.Post, "/workflow-definitions", $$"""{ "model": { "name": "Profond", "customProperties": {{deep}}, "root": { "id": "r", "type": "Elsa.Flowchart" } } }""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_OfTwoThousandSteps_IsRefused()
    {
        var steps = string.Join(',', Enumerable.Range(0, 2_000).Select(rank => $$"""{ "id": "e{{rank}}", "type": "Elsa.Start" }"""));

        Assert.Contains("2001 étapes", Assert.Single(await Anne.RefusedAsync(
            HttpMethod.Post, "/workflow-definitions", $$"""{ "model": { "name": "Immense", "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [{{steps}}] } } }""")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_WithTrapsInEachField_KeepsThemAsWordsAndThePagesShowThemAsSuch()
    {
        var trap = Piege.Replace("\u0000", "", StringComparison.Ordinal);
        var model = new JsonObject
        {
            ["definitionId"] = null, ["name"] = "Piège " + trap, ["description"] = trap, ["variables"] = new JsonArray(new JsonObject { ["id"] = trap, ["name"] = trap, ["typeName"] = trap, ["value"] = trap }),
            ["root"] = new JsonObject
            {
                ["id"] = "r", ["type"] = "Elsa.Flowchart",
                ["activities"] = new JsonArray(
                    new JsonObject { ["id"] = "d", ["type"] = "Elsa.Start", ["name"] = trap, ["metadata"] = new JsonObject { ["displayText"] = trap } },
                    new JsonObject { ["id"] = "n", ["type"] = "System.Diagnostics.Process, System", ["name"] = trap }),
                ["connections"] = new JsonArray(new JsonObject { ["source"] = new JsonObject { ["activity"] = "d", ["port"] = trap }, ["target"] = new JsonObject { ["activity"] = "n", ["port"] = "In" } },
                    new JsonObject { ["source"] = new JsonObject { ["activity"] = "n", ["port"] = "Done" }, ["target"] = new JsonObject { ["activity"] = "d", ["port"] = "In" } }),
            },
        };

        var saved = await Anne.SaveAsync(model);
        var id = saved["definitionId"]!.GetValue<string>();
        var client = await circuits.AsAsync("coordinator");

        Assert.Matches("^[a-z0-9-]+$", id);
        Assert.Equal("Piège " + trap, saved["name"]!.GetValue<string>());
        foreach (var page in new[] { "/circuits", $"/circuits/{id}", $"/circuits/{id}/publier" })
        {
            var html = await (await client.GetAsync(page)).Content.ReadAsStringAsync();
            Assert.DoesNotContain("<script>alert(1)", html, StringComparison.Ordinal);
        }

        Assert.Contains("System.Diagnostics.Process", await ProblemsAsync(id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("System.Diagnostics.Process, System")]
    [InlineData("Elsa.RunPython")]
    public async Task Import_OfWhatIsNotHere_IsRefusedByItsPlaceAndKeepsNothing(string type)
    {
        var before = await CountAsync();
        var refusal = await Anne.RefusedAsync(HttpMethod.Post, "/workflow-definitions/import", $$"""
            { "definitionId": "etranger", "name": "Étranger", "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [{ "id": "p", "name": "Lancer", "type": "{{type}}" }], "connections": [] } }
            """);

        Assert.Contains(refusal, sentence => sentence.Contains("root.activities[0]", StringComparison.Ordinal) && sentence.Contains(type, StringComparison.Ordinal));
        Assert.Equal(before, await CountAsync());
    }

    [Fact]
    public async Task Save_WithAScriptThatWantsOut_IsADraftThatCannotBePublished()
    {
        var saved = await Anne.SaveAsync((JsonObject)JsonNode.Parse("""
            { "definitionId": null, "name": "Script évadé", "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [{ "id": "d", "type": "Elsa.Start" },
              { "id": "s", "type": "Elsa.FlowDecision", "condition": { "typeName": "Boolean", "expression": { "type": "JavaScript", "value": "this.constructor.constructor('return process')().exit()" } } }],
              "connections": [{ "source": { "activity": "d", "port": "Done" }, "target": { "activity": "s", "port": "In" } }] } }
            """)!);

        Assert.Contains("l’expression est refusée", await ProblemsAsync(saved["definitionId"]!.GetValue<string>()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ImportFiles_OfAZipWithGoodAndBad_TakesTheGoodAndNamesTheBad()
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "bon.json", """{ "definitionId": "de-zip", "name": "De zip", "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [{ "id": "d", "type": "Elsa.Start" }] } }""");
            Add(zip, "mauvais.json", "{");
            Add(zip, "bombe.json", new string(' ', 5_000_000));
        }

        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(bytes.ToArray());
        file.Headers.ContentType = new MediaTypeHeaderValue("application/zip");
        form.Add(file, "files", "circuits.zip");
        using var answer = await Anne.SendAsync(HttpMethod.Post, "/workflow-definitions/import-files", form);

        var refusal = await AppelsDeStudio.RefusalAsync(answer);
        Assert.Contains(refusal, sentence => sentence.StartsWith("mauvais.json : ", StringComparison.Ordinal));
        Assert.Contains(refusal, sentence => sentence.StartsWith("bombe.json : Le circuit dépasse", StringComparison.Ordinal));
        Assert.Equal("De zip", (await Anne.LatestAsync("de-zip"))["name"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("/workflow-instances", "{ \"page\": -5, \"pageSize\": 99999999, \"searchTerm\": \"%' OR 1=1 --\", \"statuses\": [\"Nul\"], \"timestampFilters\": [{ \"column\": \"x\" }, 3, null] }")]
    [InlineData("/workflow-instances", "{ \"page\": \"x\", \"definitionIds\": 7, \"orderBy\": \"; DROP TABLE instances\" }")]
    public async Task Filter_WithoutSense_FindsNothingAndBreaksNothing(string path, string body)
    {
        using var answer = await Anne.PostAsync(path, body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/workflow-instances/x")]
    [InlineData("/workflow-instances/00000000000000000000000000000000/variables")]
    [InlineData("/activity-executions/by-id?id=..%2F..%2Fx")]
    [InlineData("/workflow-definitions/subgraph/comite-1?parentNodeId=absent")]
    [InlineData("/workflow-definitions/absent/export")]
    public async Task Call_ForWhatIsNotThere_IsNotFound(string path)
    {
        using var answer = await Anne.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static void Add(ZipArchive zip, string name, string text)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }

    private async Task<int> CountAsync()
    {
        await using var scope = circuits.Server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<DefinitionRow>().CountAsync();
    }

    private async Task<string> ProblemsAsync(string id)
    {
        await using var scope = circuits.Server.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<DefinitionRow>().Where(d => d.DefinitionId == id).Select(d => d.Problems).FirstAsync())!;
    }
}

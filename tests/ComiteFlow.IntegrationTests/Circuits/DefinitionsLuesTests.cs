using System.Net;
using System.Text.Json;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Definitions as Elsa Studio reads them, and who may.</summary>
public sealed class DefinitionsLuesTests(CircuitsLus circuits) : IClassFixture<CircuitsLus>
{
    private const string Api = "/elsa/api/workflow-definitions";

    [Theory]
    [InlineData($"{Api}/by-definition-id/comite?versionOptions=Latest")]
    [InlineData($"{Api}/by-definition-id/comite?VersionOptions=")]
    [InlineData($"{Api}/by-definition-id/comite?versionOptions=1")]
    [InlineData($"{Api}/by-id/comite-1")]
    public async Task Definition_HoweverItIsAskedFor_HasAllThatStudioTripsOver(string path)
    {
        var read = await circuits.ReadAsync("auditor", path);

        Assert.Equal(("comite-1", "comite", 1, true, true), (Text(read, "id"), Text(read, "definitionId"), read.GetProperty("version").GetInt32(), Flag(read, "isLatest"), Flag(read, "isPublished")));
        Assert.All(["variables", "inputs", "outputs", "outcomes", "links"], list => Assert.Equal(JsonValueKind.Array, read.GetProperty(list).ValueKind));
        var root = read.GetProperty("root");
        Assert.Equal($"Workflow1:{Text(root, "id")}", Text(root, "nodeId"));
        Assert.All(root.GetProperty("activities").EnumerateArray(), step =>
        {
            Assert.Equal($"Workflow1:{Text(root, "id")}:{Text(step, "id")}", Text(step, "nodeId"));
            Assert.Equal((JsonValueKind.Object, JsonValueKind.Object), (step.GetProperty("metadata").ValueKind, step.GetProperty("customProperties").ValueKind));
        });
    }

    [Theory]
    [InlineData("by-definition-id/absent")]
    [InlineData("by-definition-id/comite?versionOptions=7")]
    [InlineData("by-definition-id/comite?versionOptions=Draft")]
    [InlineData("by-id/comite-7")]
    [InlineData("by-id/comite")]
    public async Task Definition_ThatIsNotThere_IsNotFound(string path)
    {
        using var answer = await (await circuits.AsAsync("coordinator")).GetAsync($"{Api}/{path}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("", 7)]
    [InlineData("versionOptions=Latest&Page=0&PageSize=3", 3)]
    [InlineData("versionOptions=Latest&page=2&pagesize=3", 1)]
    [InlineData("versionOptions=Published&SearchTerm=comit%C3%A9", 1)]
    [InlineData("versionOptions=AllVersions&DefinitionIds=comite&definitionids=avenant", 2)]
    [InlineData("versionOptions=&Ids=comite-1&ids=revoyure-1", 2)]
    [InlineData("versionOptions=Published&Ids=absent-4", 0)]
    [InlineData("versionOptions=Draft", 0)]
    public async Task List_WithItsFiltersInAnyCase_HoldsWhatMatches(string query, int expected)
    {
        var read = await circuits.ReadAsync("decisionMaker", $"{Api}?{query}");

        Assert.Equal(expected, read.GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task List_OfAPage_CountsAllThatMatchInOrder()
    {
        var read = await circuits.ReadAsync("admin", $"{Api}?versionOptions=Latest&Page=0&PageSize=2&OrderBy=Name&OrderDirection=Descending");

        var names = read.GetProperty("items").EnumerateArray().Select(item => Text(item, "name")!).ToList();
        Assert.Equal(7, read.GetProperty("totalCount").GetInt32());
        Assert.Equal(names.OrderDescending(StringComparer.CurrentCulture), names);
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("decisionMaker")]
    [InlineData("admin")]
    public async Task Links_ForWhoMayOnlyRead_AreNone(string function)
    {
        var list = await circuits.ReadAsync(function, $"{Api}?versionOptions=Latest");
        var one = await circuits.ReadAsync(function, $"{Api}/by-definition-id/comite");

        Assert.Equal(0, list.GetProperty("links").GetArrayLength() + one.GetProperty("links").GetArrayLength());
    }

    [Fact]
    public async Task Definition_ForAnotherFunction_IsRefused()
    {
        var client = await circuits.AsAsync("budgetOfficer");
        using var call = await client.GetAsync($"{Api}/by-definition-id/comite");
        using var page = await client.GetAsync("/circuits/comite");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (call.StatusCode, page.StatusCode));
    }

    [Fact]
    public async Task Definition_WithoutASession_IsRefusedWithoutARedirection()
    {
        using var visitor = new Pages.PagesClient(circuits.Server.Address);

        using var answer = await visitor.GetAsync($"{Api}/by-definition-id/comite");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("https://ailleurs.example", "same-origin")]
    [InlineData("null", null)]
    [InlineData(null, "cross-site")]
    public async Task Call_ThatChangesThingsFromAnotherSite_IsRefused(string? origin, string? site)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, Api) { Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json") };
        if (origin is not null)
            asked.Headers.Add("Origin", origin);
        if (site is not null)
            asked.Headers.Add("Sec-Fetch-Site", site);

        using var answer = await (await circuits.AsAsync("coordinator")).Http.SendAsync(asked);

        Assert.Equal((HttpStatusCode.Forbidden, "Cette demande ne vient pas d’une page de ComiteFlow."), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
    }

    [Theory]
    [InlineData("/workflows/instances/abc/view", "/circuits/instances/abc")]
    [InlineData("/workflows/definitions/comite/edit", "/circuits/comite")]
    public async Task Address_ThatStudioMadeUp_LeadsToOurPage(string path, string expected)
    {
        using var answer = await (await circuits.AsAsync("coordinator")).GetAsync(path);

        Assert.Equal((HttpStatusCode.Redirect, expected), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Theory]
    [InlineData("Un comit%C3%A9", false)]
    [InlineData("Un autre nom", true)]
    public async Task Name_InUse_IsNotUnique(string name, bool isUnique)
    {
        var read = await circuits.ReadAsync("coordinator", $"{Api}/validation/is-name-unique?name={name}");

        Assert.Equal(isUnique, Flag(read, "isUnique"));
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static bool Flag(JsonElement element, string name) => element.GetProperty(name).GetBoolean();
}

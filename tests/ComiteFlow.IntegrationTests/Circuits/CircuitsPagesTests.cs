using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AngleSharp.Dom;
using ComiteFlow.IntegrationTests.Pages;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>The list of workflows, a new one, and files that are brought in.</summary>
public sealed class CircuitsPagesTests(CircuitsLus circuits) : IClassFixture<CircuitsLus>
{
    [Fact]
    public async Task List_ForTheCoordination_LeadsToAllThatCanBeDone()
    {
        var page = await (await SignInAsync("coordinator")).ReadAsync("/circuits");

        var row = page.QuerySelectorAll("main tbody tr").Single(line => Plain(line.QuerySelector("th a")!.TextContent) == "Un comité");
        Assert.Contains("Publié, version 1", Plain(row.TextContent), StringComparison.Ordinal);
        Assert.Equal(
            ["/circuits/comite", "/circuits/comite/liste", "/circuits/comite/repetition", "/circuits/comite/publier", "/circuits/comite/historique", "/elsa/api/workflow-definitions/comite/export?versionOptions=Latest"],
            row.QuerySelectorAll("td:last-child a").Select(link => link.GetAttribute("href")));
        Assert.NotNull(page.QuerySelector("main a[href='/circuits/nouveau']"));
        Assert.Equal("true", page.QuerySelector("#menu a[href='/circuits']")!.GetAttribute("aria-current"));
    }

    [Fact]
    public async Task List_ForWhoMayOnlyRead_OffersNothingToWrite()
    {
        var client = await SignInAsync("auditor");
        var page = await client.ReadAsync("/circuits");
        using var created = await client.GetAsync("/circuits/nouveau");
        using var brought = await client.GetAsync("/circuits/importer");

        Assert.Null(page.QuerySelector("main a[href='/circuits/nouveau']"));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (created.StatusCode, brought.StatusCode));
    }

    [Fact]
    public async Task Menu_ForAFunctionThatReadsNoWorkflow_HasNoEntry()
    {
        var page = await (await SignInAsync("budgetOfficer")).ReadAsync("/");

        Assert.Null(page.QuerySelector("#menu a[href='/circuits']"));
    }

    [Theory]
    [InlineData("", "Donnez un nom au circuit.")]
    [InlineData("Un comité", "Un circuit porte déjà ce nom : choisissez-en un autre.")]
    public async Task New_WithoutANameOfItsOwn_IsAskedForOne(string name, string expected)
    {
        using var answer = await (await SignInAsync("coordinator")).PostFromAsync("/circuits/nouveau", "/circuits/nouveau", ("nom", name));

        using var page = await PagesClient.ParseAsync(answer);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(expected, Plain(page.QuerySelector(".fr-alert--error li")!.TextContent));
    }

    [Theory]
    [InlineData("Nouveau", "nouveau-2")]
    [InlineData("Instances", "instances-2")]
    public async Task New_CalledAsAPage_TakesAnAddressOfItsOwn(string name, string id)
    {
        using var answer = await (await SignInAsync("coordinator")).PostFromAsync("/circuits/nouveau", "/circuits/nouveau", ("nom", name));

        Assert.Equal((HttpStatusCode.Redirect, $"/circuits/{id}"), (answer.StatusCode, answer.Headers.Location?.ToString()));
    }

    [Fact]
    public async Task Editor_OpenedLast_IsWhereLinksLead()
    {
        var client = await SignInAsync("coordinator");
        using var list = await client.GetAsync("/circuits/comite/liste");
        var after = await FirstLinkAsync(client);
        using var diagram = await client.GetAsync("/circuits/comite");

        Assert.Equal("/circuits/comite/liste", after);
        Assert.Equal("/circuits/comite", await FirstLinkAsync(client));
    }

    [Fact]
    public async Task Import_OfAFileThatIsNoWorkflow_SaysWhyAndKeepsNothing()
    {
        var client = await SignInAsync("coordinator");
        var token = (await client.ReadAsync("/circuits/importer")).QuerySelector("main input[name=jeton]")!.GetAttribute("value")!;
        using var form = new MultipartFormDataContent { { new StringContent(token), "jeton" } };
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes("{ \"name\": \"x\" }"));
        file.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        form.Add(file, "fichiers", "sans-racine.json");
        using var answer = await client.Http.PostAsync(new Uri("/circuits/importer", UriKind.Relative), form);

        using var page = await PagesClient.ParseAsync(answer);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith("sans-racine.json : Le fichier ne contient pas de circuit", Plain(page.QuerySelector(".fr-alert--error li")!.TextContent), StringComparison.Ordinal);
    }

    private static async Task<string?> FirstLinkAsync(PagesClient client) =>
        (await client.ReadAsync("/circuits")).QuerySelectorAll("main tbody th a").Single(link => Plain(link.TextContent) == "Un comité").GetAttribute("href");

    private Task<PagesClient> SignInAsync(string function) => circuits.AsAsync(function);

    private static string Plain(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

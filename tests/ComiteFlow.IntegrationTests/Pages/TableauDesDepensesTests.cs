using System.Net;
using System.Text.Json;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>A received account is downloaded from its page, by those who may see the convention.</summary>
public sealed class TableauDesDepensesTests
{
    private const string Page = "/conventions/DIAGORIENTE-2020/comptes-rendus/2020-03";

    [Fact]
    public async Task Account_Received_IsOfferedAsASpreadsheet()
    {
        await using var server = await LivedServer.StartAsync(new DateOnly(2020, 3, 24));
        await DoAsync(server, "import", new { document = "DIAGORIENTE-2020" });
        await DoAsync(server, "publish", new { document = "DIAGORIENTE-2020" });
        await server.MoveToAsync(HeureDeParis.At(new DateOnly(2020, 4, 2), new TimeOnly(9, 0)));
        using var client = await SignInAsync(server, "coordinator");
        using var early = await client.GetAsync(Page + "/tableau.csv");

        await DoAsync(server, "submitExpenseReport", new { convention = "DIAGORIENTE-2020", month = "2020-03" });

        Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        using var page = await client.ReadAsync(Page);
        Assert.Equal([Page + "/tableau.xlsx", Page + "/tableau.csv"], page.QuerySelectorAll("a[download]").Select(link => link.GetAttribute("href")));
        await DownloadsAsync(client, "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        await DownloadsAsync(client, "csv", "text/csv");
        await DoAsync(server, "import", new { document = "TRIPARTITE-2021" });
        using var other = await SignInAsync(server, "signatory:DNUM");
        using var hidden = await other.GetAsync(Page + "/tableau.xlsx");
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
    }

    private static async Task DownloadsAsync(PagesClient client, string format, string type)
    {
        using var answer = await client.GetAsync($"{Page}/tableau.{format}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal($"compte-rendu-DIAGORIENTE-2020-2020-03.{format}", answer.Content.Headers.ContentDisposition.FileName);
    }

    private static async Task<PagesClient> SignInAsync(LivedServer server, string function)
    {
        var client = new PagesClient(server.Address);
        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return client;
    }

    private static Task DoAsync(LivedServer server, string verb, object keys) => Verbes.Find(verb)!.RunAsync(
        server.Services.GetRequiredService<ExecutionDesActes>(), new Actor("essai", Verbes.Find(verb)!.DefaultRole, null, "test", DateTimeOffset.UnixEpoch),
        JsonSerializer.SerializeToElement(keys), CancellationToken.None);
}

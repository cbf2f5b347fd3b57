using System.Net;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The digest is chosen on the page of a person, or ended by whoever holds its mail; reading an address changes nothing.</summary>
public sealed class RecapitulatifPagesTests : IAsyncLifetime
{
    private LivedServer _server = null!;

    public async Task InitializeAsync() => _server = await LivedServer.StartAsync(new DateOnly(2021, 6, 21));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Unsubscribe_ByTheSealedAddress_TakesAPostAndNoSession()
    {
        var page = _server.Services.GetRequiredService<DesabonnementSigne>().Pour("DGEFP");
        using var client = new HttpClient { BaseAddress = _server.Address };
        using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, page));
        using var read = await client.GetAsync(page);
        var before = await UnwantedAsync();

        // What the machine of a mail provider posts (RFC 8058).
        using var click = await client.PostAsync(page, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        using var again = await client.PostAsync(page, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        var after = await UnwantedAsync();
        using var back = await client.PostAsync(page, new FormUrlEncodedContent([new("veut", "true")]));

        Assert.Equal(Enumerable.Repeat(HttpStatusCode.OK, 4), new[] { read, click, again, back }.Select(answer => answer.StatusCode));
        Assert.Empty(before);
        Assert.Equal(["DGEFP"], after);
        Assert.Empty(await UnwantedAsync());
        Assert.Contains("DGEFP", await read.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unsubscribe_ByAnAddressThatThisSiteDidNotMake_IsNotFound()
    {
        using var client = new HttpClient { BaseAddress = _server.Address };

        using var read = await client.GetAsync(DesabonnementSigne.Page + "/DGEFP");
        using var posted = await client.PostAsync(DesabonnementSigne.Page + "/DGEFP", new FormUrlEncodedContent([new("veut", "false")]));

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (read.StatusCode, posted.StatusCode));
        Assert.Empty(await UnwantedAsync());
    }

    [Fact]
    public async Task Choose_OnThePageOfThePerson_IsKeptForItsMailbox()
    {
        using var client = new PagesClient(_server.Address);
        using var signed = await client.PostFromAsync("/connexion", "/connexion", ("fonction", "coordinator"));

        using var off = await client.PostFromAsync("/mon-compte", "/mon-compte", ("veut", "false"));
        var unwanted = await UnwantedAsync();
        var page = await client.ReadAsync("/mon-compte");
        using var on = await client.PostFromAsync("/mon-compte", "/mon-compte", ("veut", "true"));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (off.StatusCode, on.StatusCode));
        Assert.Equal(["coordinator"], unwanted);
        Assert.Contains("Vous ne recevez pas de récapitulatif", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(await UnwantedAsync());
    }

    private async Task<List<string>> UnwantedAsync()
    {
        await using var scope = _server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<PreferenceRow>().AsNoTracking().Where(p => !p.WantsDigest).Select(p => p.Recipient).ToListAsync();
    }
}

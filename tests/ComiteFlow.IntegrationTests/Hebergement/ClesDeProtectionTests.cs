using System.Net;
using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Hebergement;

/// <summary>What a site sealed, in a mail or in a browser, it opens after a restart and on its other hosts, wherever they keep their folders.</summary>
public sealed class ClesDeProtectionTests(PostgresServer postgres) : IClassFixture<PostgresServer>, IDisposable
{
    private static readonly DateOnly Today = new(2021, 6, 21);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Link_MadeBeforeARestart_OpensAfterIt()
    {
        var file = _folder.Path("site.db");
        string link;
        await using (var before = await LivedServer.StartAsync(Today, database: new BaseDeDonnees(null, file)))
        {
            link = Seal(before);
        }

        using var after = await StartAsync(file, "foyer");

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(after.Address, link));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(after.Address, link + "A"));
    }

    [RequiresToolFact("postgres")]
    public async Task Link_MadeByOneHost_OpensOnAnotherThatStartedBefore()
    {
        var connection = await postgres.CreateDatabaseAsync();
        using var other = await StartAsync(_folder.Path("rien.db"), "foyer", ("ConnectionStrings__ComiteFlow", connection));
        await using var host = await LivedServer.StartAsync(Today, database: new BaseDeDonnees(connection, null));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(other.Address, Seal(host)));
    }

    [Fact]
    public async Task Session_AndFormOfABrowser_OutliveARestart()
    {
        var file = _folder.Path("seance.db");
        var before = await StartAsync(file, "un", ("Demonstration", "true"));
        using var signed = new PagesClient(before.Address);
        using var entered = await signed.PostFromAsync("/connexion", "/connexion", ("fonction", "coordinator"));
        using var form = await signed.ReadAsync("/mon-compte");
        Assert.Equal(0, await before.StopAsync());
        before.Dispose();

        using var after = await StartAsync(file, "deux", ("Demonstration", "true"));
        using var same = new PagesClient(after.Address, signed.Cookies);
        using var read = await same.GetAsync("/mon-compte");
        using var posted = await same.PostAsync("/mon-compte", ("veut", "false"), ("jeton", form.QuerySelector("input[name=jeton]")!.GetAttribute("value")!));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Redirect), (read.StatusCode, posted.StatusCode));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    /// <param name="home">A folder of its own for whoever starts it.</param>
    private Task<RunningService> StartAsync(string database, string home, params (string Name, string Value)[] settings) =>
        RunningService.StartAsync(database, null, [("HOME", Directory.CreateDirectory(_folder.Path(home)).FullName), .. settings]);

    private static string Seal(LivedServer server) => server.Services.GetRequiredService<DesabonnementSigne>().Pour("DGEFP");

    private static async Task<HttpStatusCode> StatusAsync(Uri site, string path)
    {
        using var client = new HttpClient { BaseAddress = site };
        using var answer = await client.GetAsync(path);
        return answer.StatusCode;
    }
}

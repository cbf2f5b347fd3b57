using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>What a notice stops and its withdrawal starts again, in the running workflows.</summary>
public sealed class ResiliationTests : IDisposable
{
    private const string Id = "DIAGORIENTE-2020";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Terminate_BeforeAComite_StopsItsRemindersAndConvocation()
    {
        await using var product = await WithNoticeAsync();
        await product.LiveUntilAsync(new DateOnly(2020, 10, 1));

        Assert.Empty(await FactsAsync(product, "report.reminded", "\"report\":\"status\""));
        Assert.Empty(await FactsAsync(product, "email.sent", "convocation"));
        Assert.Single(await FactsAsync(product, "termination.effective", ""));
        Assert.Single(await FactsAsync(product, "convention.ended", ""));
    }

    [Fact]
    public async Task WithdrawTermination_BeforeTheComite_ConvenesItAndRemindsOfItsReport()
    {
        await using var product = await WithNoticeAsync();
        await product.LiveUntilAsync(new DateOnly(2020, 5, 31));
        await product.DoAsync("withdrawTermination", new { convention = Id, party = "DGEFP" }, "DGEFP");
        await product.LiveUntilAsync(new DateOnly(2020, 9, 24));

        Assert.Single(await FactsAsync(product, "report.requested", "\"report\":\"status\",\"committee\":\"COSTRAT\",\"occurrence\":1"));
        Assert.NotEmpty(await FactsAsync(product, "report.reminded", "\"report\":\"status\""));
        Assert.NotEmpty(await FactsAsync(product, "email.sent", "convocation"));
        Assert.Single(await FactsAsync(product, "committee.waiting", ""));
        Assert.Empty(await FactsAsync(product, "convention.ended", ""));
        Assert.Equal(0, await product.InScopeAsync(db => db.Set<ComiteFlow.Engine.Runs.Incident>().CountAsync()));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    /// <summary>Notice received on 4 May 2020: the convention ends on 4 August, before the first comité on 24 September.</summary>
    private async Task<SimulatedProduct> WithNoticeAsync()
    {
        var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("comiteflow.db")), new DateOnly(2020, 3, 24));
        await product.DoAsync("import", new { document = Id });
        await product.DoAsync("publish", new { document = Id, on = "2020-03-24" });
        await product.LiveUntilAsync(new DateOnly(2020, 5, 4));
        await product.DoAsync("terminate", new { convention = Id, party = "DGEFP", receivedOn = "2020-05-04" }, "DGEFP");
        return product;
    }

    private static Task<List<string>> FactsAsync(SimulatedProduct product, string name, string part) =>
        product.InScopeAsync(db => db.Set<FaitRow>().Where(f => f.Name == name && f.Json.Contains(part)).Select(f => f.Json).ToListAsync());
}

using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>The rules that bring a comité forward, as they are lived: looked at each morning, proposed, confirmed, and followed by the reports.</summary>
public sealed class ReglesTests : IDisposable
{
    private const string Id = "DIAGORIENTE-2020";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Consumption_AboveItsThreshold_OpensOnceAndMovesTheComiteWhenConfirmed()
    {
        await using var product = await DoteeAsync();
        await product.DoAsync("setOption", new { convention = Id, option = "revoyure.consumption", value = 50 });
        await product.LiveUntilAsync(new DateOnly(2020, 6, 30));
        await product.DoAsync("commit", new { convention = Id, amountCents = 50_000_000 });
        await product.LiveUntilAsync(new DateOnly(2020, 7, 3));
        await product.DoAsync("confirmPlanning", new { convention = Id });
        await product.LiveUntilAsync(new DateOnly(2020, 7, 30));

        var opened = Assert.Single(await FactsAsync(product, "revoyure.opened", ""));
        Assert.Contains("\"rule\":\"consumption\"", opened, StringComparison.Ordinal);
        Assert.Contains("\"committedCents\":50000000,\"allocatedCents\":80661600", opened, StringComparison.Ordinal);
        Assert.Single(await FactsAsync(product, "committee.moveProposed", "\"rule\":\"consumption\""));
        Assert.Single(await FactsAsync(product, "committee.rescheduled", "\"rule\":\"consumption\""));
        Assert.NotEmpty(await FactsAsync(product, "report.reminded", "\"report\":\"status\""));
        Assert.Single(await FactsAsync(product, "committee.waiting", "\"occurrence\":1"));
        Assert.Equal(0, await product.InScopeAsync(db => db.Set<ComiteFlow.Engine.Runs.Incident>().CountAsync()));
    }

    [Theory]
    [InlineData(45, true)]
    [InlineData(null, false)]
    public async Task Exhaustion_OfTheEnvelope_IsLookedAtOnlyWhereTheRuleIsOn(int? days, bool proposed)
    {
        await using var product = await DoteeAsync();
        await product.DoAsync("setOption", new { convention = Id, option = "committee.exhaustionDays", value = days });
        await product.DoAsync("commit", new { convention = Id, amountCents = 40_000_000 });
        await product.LiveUntilAsync(new DateOnly(2020, 5, 31));
        await product.DoAsync("commit", new { convention = Id, amountCents = 30_000_000 });
        await product.LiveUntilAsync(new DateOnly(2020, 6, 5));

        Assert.Equal(proposed, (await FactsAsync(product, "committee.moveProposed", "\"rule\":\"exhaustion\"")).Count > 0);
        Assert.Equal(0, await product.InScopeAsync(db => db.Set<ComiteFlow.Engine.Runs.Incident>().CountAsync()));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private async Task<SimulatedProduct> DoteeAsync()
    {
        var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("comiteflow.db")), new DateOnly(2020, 3, 24));
        await product.DoAsync("import", new { document = Id });
        await product.DoAsync("publish", new { document = Id, on = "2020-03-24" });
        await product.DoAsync("releaseFunds", new { convention = Id });
        return product;
    }

    private static Task<List<string>> FactsAsync(SimulatedProduct product, string name, string part) =>
        product.InScopeAsync(db => db.Set<FaitRow>().Where(f => f.Name == name && f.Json.Contains(part)).Select(f => f.Json).ToListAsync());
}

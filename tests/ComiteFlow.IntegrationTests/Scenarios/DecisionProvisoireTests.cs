using ComiteFlow.Activities.Conventions;
using ComiteFlow.Domain;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>A provisional decision as it is lived: switched on for a convention, decided against a proof, answered at the next comité.</summary>
public sealed class DecisionProvisoireTests : IDisposable
{
    private const string Id = "DIAGORIENTE-2020", Comite = "COSTRAT";
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Provisional_AgainstAProof_IsDecidedAndItsConditionBlocksTheNextDecision()
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("comiteflow.db")), new DateOnly(2020, 3, 24));
        await product.DoAsync("import", new { document = Id });
        await product.DoAsync("publish", new { document = Id, on = "2020-03-24" });
        await HoldAsync(product, 1, new DateOnly(2020, 9, 24));
        object decision = new
        {
            convention = Id, committee = Comite, occurrence = 1, outcome = "provisional", amountCents = 1_000_000,
            conditions = new[] { new { text = "Mesurer l’impact", dueOn = "2020-11-13", owner = "DINUM", evidence = "lien vers la page de statistiques" } },
        };
        var off = await Assert.ThrowsAsync<BrokenRuleException>(() => product.DoAsync("decideRevoyure", decision));
        await product.DoAsync("setOption", new { convention = Id, option = "revoyure.provisional", value = true });
        await product.DoAsync("decideRevoyure", decision);
        await HoldAsync(product, 2, new DateOnly(2021, 3, 24));
        var next = new { convention = Id, committee = Comite, occurrence = 2, outcome = "refuse" };
        var open = await Assert.ThrowsAsync<BrokenRuleException>(() => product.DoAsync("decideRevoyure", next));
        await product.DoAsync("answerCondition", new { convention = Id, committee = Comite, occurrence = 2, condition = 1, met = true, evidence = "https://impact.example/stats" });
        await product.DoAsync("decideRevoyure", next);

        Assert.Equal(("noSuchClause", "conditionUnanswered"), (off.Code, open.Code));
        Assert.Contains("\"until\":\"2020-11-23\"", Assert.Single(await FactsAsync(product, "revoyure.decided", "provisional")), StringComparison.Ordinal);
        Assert.Contains("\"owner\":\"DINUM\"", Assert.Single(await FactsAsync(product, "condition.opened", "")), StringComparison.Ordinal);
        Assert.Contains("\"met\":true", Assert.Single(await FactsAsync(product, "condition.answered", "impact.example")), StringComparison.Ordinal);
        Assert.Equal(2, (await FactsAsync(product, "minutes.issued", "")).Count);
        Assert.Equal(0, await product.InScopeAsync(db => db.Set<ComiteFlow.Engine.Runs.Incident>().CountAsync()));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static async Task HoldAsync(SimulatedProduct product, int occurrence, DateOnly on)
    {
        await product.LiveUntilAsync(on.AddDays(-20));
        await product.DoAsync("submitStatusReport", new { convention = Id, committee = Comite, occurrence });
        await product.LiveUntilAsync(on.AddDays(-1));
        await product.MoveToAsync(HeureDeParis.At(on, new TimeOnly(10, 0)));
        await product.DoAsync("holdCommittee", new { convention = Id, committee = Comite, occurrence });
    }

    private static Task<List<string>> FactsAsync(SimulatedProduct product, string name, string part) =>
        product.InScopeAsync(db => db.Set<FaitRow>().Where(f => f.Name == name && f.Json.Contains(part)).Select(f => f.Json).ToListAsync());
}

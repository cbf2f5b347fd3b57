using ComiteFlow.Host.Courriels;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Courriels;

/// <summary>The boxes of deputies and superiors that published ladders ask: of whoever a step reminds, party or function.</summary>
public sealed class BoitesAttenduesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("ComiteFlow.HoldComite", null, "coordinator-HIERARCHIE")]
    [InlineData("ComiteFlow.RequestRelease", null, "decisionMaker-HIERARCHIE")]
    [InlineData("ComiteFlow.HoldComite", "[\"parties\", \"budgetOfficer\"]", "budgetOfficer-HIERARCHIE")]
    [InlineData("ComiteFlow.HoldComite", "[\"delegant\"]", null)]
    [InlineData("ComiteFlow.RemindSignatories", null, null)]
    public async Task Missing_OfAStepThatRemindsAFunction_IsTheBoxOfItsSuperior(string type, string? to, string? missing)
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("boites.db")), new DateOnly(2020, 4, 7));
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.InTransactionAsync(scope =>
        {
            scope.GetRequiredService<ComiteFlowDb>().Add(new DefinitionRow { DefinitionId = "essai", Name = "Essai", Hash = "essai", IsPublished = true, Json = Circuit(type, to) });
            return Task.CompletedTask;
        });

        IReadOnlyList<string> found = [];
        await product.InTransactionAsync(async scope => found = await scope.GetRequiredService<BoitesAttendues>().ManquantesAsync(default));

        Assert.Equal(missing is null ? [] : [missing], found);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static string Circuit(string type, string? to) =>
        $$"""{ "root": { "id": "etape", "type": "{{type}}", "ladder": {{List("[\"J+7\", \"J+14 hierarchie\"]")}}{{(to is null ? "" : $", \"to\": {List(to)}")}} } }""";

    private static string List(string items) => $$"""{ "expression": { "type": "Literal", "value": {{items}} } }""";
}

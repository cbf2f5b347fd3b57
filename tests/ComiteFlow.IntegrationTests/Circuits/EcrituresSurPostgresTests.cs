using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Two hosts that share a database write one workflow at the same moment.</summary>
public sealed class EcrituresSurPostgresTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [RequiresToolFact("postgres")]
    public async Task Save_ByTwoPersonsOnTwoHostsAtOnce_KeepsOneAndRefusesTheOther()
    {
        var connection = await server.CreateDatabaseAsync();
        await using var first = await SimulatedProduct.StartAsync(new BaseDeDonnees(connection, null), new DateOnly(2021, 9, 1));
        await using var second = await SimulatedProduct.StartAsync(new BaseDeDonnees(connection, null), new DateOnly(2021, 9, 1));

        var kept = await Task.WhenAll(Enumerable.Range(0, 6).Select(rank => Task.Run(() => SaveAsync(rank % 2 == 0 ? first : second, $"personne-{rank}"))));

        Assert.Single(kept, done => done);
        await using var scope = first.Services.CreateAsyncScope();
        var versions = await scope.ServiceProvider.GetRequiredService<LectureCircuits>().VersionsAsync("comite", default);
        Assert.Equal([2, 1], versions.Select(version => version.Version));
    }

    private static async Task<bool> SaveAsync(SimulatedProduct product, string person)
    {
        await using var scope = product.Services.CreateAsyncScope();
        var text = (await scope.ServiceProvider.GetRequiredService<LectureCircuits>().TexteAsync("comite", 1, default))!.Replace("Un comité", $"De {person}", StringComparison.Ordinal);
        var actor = new Actor(person, Roles.Coordinator, null, "essai", product.Now);
        try
        {
            await product.Services.GetRequiredService<ExecutionDesActes>().RunAsync(
                SaveCircuit.Verbe, actor, new SaveCircuit.Commande { Circuit = "comite", Texte = text, Revision = 0 }, default);
            return true;
        }
        catch (BrokenRuleException refusal) when (refusal.Code == "outdated")
        {
            return false;
        }
    }
}

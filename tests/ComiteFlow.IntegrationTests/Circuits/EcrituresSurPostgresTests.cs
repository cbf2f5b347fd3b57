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
    [RequiresToolTheory("postgres")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Save_ByTwoPersonsOnTwoHostsAtOnce_KeepsOneAndRefusesTheOther(bool isDraft)
    {
        var connection = await server.CreateDatabaseAsync();
        await using var first = await SimulatedProduct.StartAsync(new BaseDeDonnees(connection, null), new DateOnly(2021, 9, 1));
        await using var second = await SimulatedProduct.StartAsync(new BaseDeDonnees(connection, null), new DateOnly(2021, 9, 1));

        var revision = isDraft ? await SaveAsync(first, "personne-9", 0) ?? 0 : 0;

        var kept = await Task.WhenAll(Enumerable.Range(0, 6).Select(rank => Task.Run(() => SaveAsync(rank % 2 == 0 ? first : second, $"personne-{rank}", revision))));

        Assert.Single(kept, done => done is not null);
        await using var scope = first.Services.CreateAsyncScope();
        var versions = await scope.ServiceProvider.GetRequiredService<LectureCircuits>().VersionsAsync("comite", default);
        Assert.Equal([2, 1], versions.Select(version => version.Version));
    }

    /// <returns>The new revision; null when the writing was refused.</returns>
    private static async Task<long?> SaveAsync(SimulatedProduct product, string person, long revision)
    {
        await using var scope = product.Services.CreateAsyncScope();
        var text = (await scope.ServiceProvider.GetRequiredService<LectureCircuits>().TexteAsync("comite", 1, default))!.Replace("Un comité", $"De {person}", StringComparison.Ordinal);
        var command = new SaveCircuit.Commande { Circuit = "comite", Texte = text, Revision = revision };
        try
        {
            await product.Services.GetRequiredService<ExecutionDesActes>().RunAsync(SaveCircuit.Verbe, new Actor(person, Roles.Coordinator, null, "essai", product.Now), command, default);
            return command.Recu.Revision;
        }
        catch (BrokenRuleException refusal) when (refusal.Code == "outdated")
        {
            return null;
        }
    }
}

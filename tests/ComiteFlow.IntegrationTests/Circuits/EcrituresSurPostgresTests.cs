using ComiteFlow.Domain;
using ComiteFlow.Domain.Personnes;
using ComiteFlow.Host.Actes;
using ComiteFlow.Host.Affichage;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.EntityFrameworkCore;
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

    /// <summary>Without luck: the other one has the workflow in hand, writes while this save waits for it, and is seen once it is done.</summary>
    [RequiresToolTheory("postgres")]
    [InlineData("Bruno d’essai")]
    public async Task Save_WhileAnotherHasTheWorkflowInHand_WaitsAndIsRefusedByWhatTheyWrote(string other)
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(await server.CreateDatabaseAsync(), null), new DateOnly(2021, 9, 1));
        var revision = await SaveAsync(product, "personne-1", 0) ?? 0;
        await using var scope = product.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        await using var hand = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended('comite', 8))");

        var refusal = Task.Run(() => Assert.ThrowsAsync<BrokenRuleException>(() => TrySaveAsync(product, "personne-2", revision)));
        await WaitedForAsync(db, refusal);
        db.Add(new WritingRow { DefinitionId = "comite", Version = 2, At = product.Now, Person = "personne-3", Name = other, Session = "personne-3\n", Means = Moyens.Liste });
        await db.SaveChangesAsync();
        await hand.CommitAsync();

        var told = await refusal;
        Assert.Equal("outdated", told.Code);
        Assert.Contains($"par {other}, le {Formats.InstantCourt(product.Now)}", told.Message, StringComparison.Ordinal);
    }

    /// <summary>Returns once a save waits for the workflow that another has in hand, or did not wait for it.</summary>
    private static async Task WaitedForAsync(ComiteFlowDb db, Task save)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!save.IsCompleted && await timer.WaitForNextTickAsync())
        {
            var waiting = await db.Database.SqlQuery<int>(
                $"SELECT count(*)::int AS \"Value\" FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND (classid::bigint << 32) | objid::bigint = hashtextextended('comite', 8)").SingleAsync();
            if (waiting > 0)
                return;
        }
    }

    /// <returns>The new revision; null when the writing was refused.</returns>
    private static async Task<long?> SaveAsync(SimulatedProduct product, string person, long revision)
    {
        try
        {
            return await TrySaveAsync(product, person, revision);
        }
        catch (BrokenRuleException refusal) when (refusal.Code == "outdated")
        {
            return null;
        }
    }

    private static async Task<long> TrySaveAsync(SimulatedProduct product, string person, long revision)
    {
        await using var scope = product.Services.CreateAsyncScope();
        var text = (await scope.ServiceProvider.GetRequiredService<LectureCircuits>().TexteAsync("comite", 1, default))!.Replace("Un comité", $"De {person}", StringComparison.Ordinal);
        var command = new SaveCircuit.Commande { Circuit = "comite", Texte = text, Revision = revision };
        await product.Services.GetRequiredService<ExecutionDesActes>().RunAsync(SaveCircuit.Verbe, new Actor(person, Roles.Coordinator, null, "essai", product.Now), command, default);
        return command.Recu.Revision;
    }
}

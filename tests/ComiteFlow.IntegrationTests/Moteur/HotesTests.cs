using System.Globalization;
using ComiteFlow.Engine;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>Two hosts that share one PostgreSQL database.</summary>
public sealed class HotesTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Waiting = """
        { "definitionId": "circuit", "name": "Essai", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
            { "id": "va", "type": "Elsa.Event", "eventName": "va" },
            { "id": "ouvrir", "type": "Tests.OpenThenBreak" },
            { "id": "attendre", "type": "Elsa.Event", "eventName": "jamais" }] } }
        """;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));

    [RequiresToolFact("postgres")]
    public async Task Demand09_Claim_OfWorkThatAnotherHostHas_GivesNothing()
    {
        var database = await CreateAsync();
        using var first = Host(database, 1);
        using var second = Host(database, 2);
        await first.StartAsync();

        Assert.Single(await ClaimAsync(first));

        Assert.Empty(await ClaimAsync(second));
        Assert.False(await second.RunNextAsync());
    }

    [RequiresToolFact("postgres")]
    public async Task Demand09_Claim_AfterTheLeaseRanOut_GivesTheWorkAndTheFenceRefusesTheLateHost()
    {
        var database = await CreateAsync();
        using var late = Host(database, 1, lease: TimeSpan.Zero);
        using var second = Host(database, 2);
        await late.StartAsync();
        await second.RunAsync();
        await late.EventAsync("va");
        var claimed = Assert.Single(await ClaimAsync(late));

        await second.RunAsync();

        var now = _clock.GetUtcNow();
        var written = claimed.Instance!.With("{}", InstanceStatus.Suspended, now);
        await Assert.ThrowsAsync<FenceLostException>(() => late.DoAsync(services =>
            services.GetRequiredService<IRunStore>().SaveAsync([new BurstResult(written, false, claimed, null, [], [], [], [], now)], isLast: false, default)));
        Assert.Equal("jamais", Assert.Single(await second.RowsAsync<Bookmark>()).Name);
        Assert.Equal("t", Assert.Single(await second.RowsAsync<HumanTask>()).Key);
    }

    [RequiresToolFact("postgres")]
    public async Task Demand09_Hold_ByAHostThatWasOvertaken_IsRefused()
    {
        var database = await CreateAsync();
        using var late = Host(database, 1, lease: TimeSpan.Zero);
        using var second = Host(database, 2);
        await late.StartAsync();
        var claimed = Assert.Single(await ClaimAsync(late));
        Assert.Single(await ClaimAsync(second));

        await Assert.ThrowsAsync<FenceLostException>(() => late.DoAsync(services =>
            services.GetRequiredService<IRunStore>().HoldAsync(claimed, new Incident { Id = Guid.CreateVersion7(_clock.GetUtcNow()), At = _clock.GetUtcNow() }, default)));

        Assert.Empty(await second.RowsAsync<Incident>());
        Assert.Null(Assert.Single(await second.RowsAsync<DueWork>()).IncidentId);
    }

    [RequiresToolFact("postgres")]
    public async Task Demand09_Work_OfManyInstances_IsDoneOnceByEitherHost()
    {
        const int Instances = 40;
        var database = await CreateAsync();
        Panne[] pannes = [new(1), new(2)];
        using var first = MoteurEnBase.OnPostgres(database, _clock, pannes[0], new EngineOptions { Batch = 5 });
        using var second = MoteurEnBase.OnPostgres(database, _clock, pannes[1], new EngineOptions { Batch = 5 });
        for (var rank = 0; rank < Instances; rank++)
        {
            await first.StartAsync(rank.ToString(CultureInfo.InvariantCulture));
        }

        await Task.WhenAll(DrainAsync(first), DrainAsync(second));
        await first.EventAsync("va");
        await Task.WhenAll(DrainAsync(first), DrainAsync(second));

        var instances = await first.RowsAsync<Instance>();
        Assert.Equal(Instances, instances.Count);
        // Each was started and woken, and written by nothing else.
        Assert.All(instances, instance => Assert.Equal(2, instance.Fence));
        Assert.Equal(Instances, (await first.RowsAsync<JournalLine>()).Count(line => line is { Event: "Completed", ActivityId: "ouvrir" }));
        Assert.All(await first.RowsAsync<Bookmark>(), wait => Assert.Equal("jamais", wait.Name));
        Assert.Empty(await first.RowsAsync<Incident>());
    }

    private MoteurEnBase Host(string database, int rank, TimeSpan? lease = null) => MoteurEnBase.OnPostgres(database, _clock, new Panne(rank), lease: lease);

    private async Task<string> CreateAsync()
    {
        var database = await server.CreateDatabaseAsync();
        using var moteur = Host(database, 0);
        await moteur.CreateSchemaAsync();
        await moteur.CreateAsync(Waiting);
        return database;
    }

    private async Task<IReadOnlyList<DueWork>> ClaimAsync(MoteurEnBase moteur)
    {
        IReadOnlyList<DueWork> claimed = [];
        await moteur.DoAsync(async services => claimed = await services.GetRequiredService<IRunStore>().ClaimAsync(_clock.GetUtcNow(), 10, default));
        return claimed;
    }

    /// <summary>Until no work is left, also none that the other host has taken.</summary>
    private static async Task DrainAsync(MoteurEnBase moteur)
    {
        while (await moteur.RunNextAsync() || (await moteur.RowsAsync<DueWork>()).Count > 0)
        {
        }
    }
}

using System.Text.Json;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>An instance that a host remembers is run without reading it, and only if reading it would have told the same.</summary>
public sealed class DernieresInstancesTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    /// <summary>Counts each event, and waits for the next.</summary>
    private const string Counting = """
        { "definitionId": "circuit", "name": "Essai", "variables": [{ "id": "v", "name": "compte", "typeName": "Int32", "value": "0" }],
          "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [
            { "id": "debut", "type": "Elsa.Start" }, { "id": "va", "type": "Elsa.Event", "eventName": "va" },
            { "id": "compter", "type": "Elsa.SetVariable", "variable": { "id": "v", "name": "compte" }, "value": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "variables.compte + 1" } } }],
          "connections": [
            { "source": { "activity": "debut" }, "target": { "activity": "va" } },
            { "source": { "activity": "va" }, "target": { "activity": "compter" } },
            { "source": { "activity": "compter" }, "target": { "activity": "va" } }] } }
        """;

    /// <summary>Waits for another event beside, and opens a task before it waits again.</summary>
    private const string Beside = """
        { "definitionId": "circuit", "name": "Essai", "root": { "id": "p", "type": "Elsa.Parallel", "activities": [
            { "id": "autre", "type": "Elsa.Event", "eventName": "autre" },
            { "id": "s", "type": "Elsa.Sequence", "activities": [
                { "id": "va", "type": "Elsa.Event", "eventName": "va" }, { "id": "encore", "type": "Elsa.Event", "eventName": "va" },
                { "id": "ouvrir", "type": "Tests.OpenThenBreak" }, { "id": "fin", "type": "Elsa.Event", "eventName": "va" }] }] } }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));
    private readonly Panne _panne = new(1);

    [RequiresToolFact("postgres")]
    public Task Remembered_Resume_IsOneRoundTrip() => OnAsync(Counting, async database =>
    {
        const int Times = 5;
        using var relais = new Relais(database);
        using var host = Host(relais.Connection, _panne);
        await StartAsync(host);
        for (var warm = 0; warm < Times; warm++)
        {
            await DeliverAsync(host);
        }

        var before = relais.RoundTrips;
        for (var time = 0; time < Times; time++)
        {
            await DeliverAsync(host);
        }

        Assert.Equal(Times, relais.RoundTrips - before);
        await AssertCountedAsync(host, 2 * Times);
    });

    [RequiresToolFact("postgres")]
    public Task Remembered_ChangedByAnotherHost_IsRunFromWhatThatOneLeft() => OnTwoAsync(Counting, async (first, second) =>
    {
        await StartAsync(first);
        await DeliverAsync(first);
        await DeliverAsync(second);

        await DeliverAsync(first);

        Assert.Empty(await first.ArrivalsAsync());
        await AssertCountedAsync(first, 3);
    });

    /// <summary>Its wait is the row that it was; the fence alone tells that something happened.</summary>
    [RequiresToolFact("postgres")]
    public Task Remembered_WhoseOtherBranchWentOn_KeepsWhatThatDid() => OnTwoAsync(Beside, async (first, second) =>
    {
        await StartAsync(first);
        await DeliverAsync(first);
        await second.EventAsync("autre");
        await second.RunAsync();

        await DeliverAsync(first);
        await DeliverAsync(first);

        var instance = Assert.Single(await first.RowsAsync<Instance>());
        Assert.Equal((InstanceStatus.Finished, 5L), (instance.Status, instance.Fence));
    });

    [RequiresToolFact("postgres")]
    public Task Remembered_ByTwoHostsInTurn_LosesNoEvent() => OnTwoAsync(Counting, async (first, second) =>
    {
        const int Times = 200;
        await StartAsync(first);
        for (var time = 0; time < Times; time++)
        {
            await DeliverAsync(time % 2 == 0 ? first : second);
        }

        await AssertCountedAsync(first, Times);
    });

    [RequiresToolFact("postgres")]
    public Task Remembered_ByTwoHostsAtOnce_LosesNoEvent() => OnTwoAsync(Counting, async (first, second) =>
    {
        const int Times = 100;
        await StartAsync(first);
        await Task.WhenAll(new[] { first, second }.Select(host => Task.Run(async () =>
        {
            for (var time = 0; time < Times / 2; time++)
            {
                await DeliverAsync(host);
                // What met the instance at work was queued, and takes a burst of its own.
                await host.RunNextAsync();
            }
        })));
        await first.RunAsync(Times);
        await second.RunAsync(Times);

        await AssertCountedAsync(second, Times);
    });

    [RequiresToolFact("postgres")]
    public Task Remembered_WhereAnotherInstanceCameToWait_GivesTheEventToBoth() => OnTwoAsync(Counting, async (first, second) =>
    {
        await StartAsync(first);
        await DeliverAsync(first);
        await StartAsync(second, "autre");

        await DeliverAsync(first);

        Assert.Equal(2, (await first.ArrivalsAsync()).Count);
        await first.RunAsync();
        Assert.Equal([1, 2], (await first.RowsAsync<Instance>()).Select(Count).Order());
    });

    [RequiresToolFact("postgres")]
    public Task Remembered_WithWorkThatIsDue_LetsItGoBefore() => OnTwoAsync(Beside, async (first, second) =>
    {
        await StartAsync(first);
        await DeliverAsync(first);
        await second.EventAsync("autre");

        await DeliverAsync(first);

        Assert.Equal(["autre", "va"], (await first.RowsAsync<DueWork>()).OrderBy(work => work.Number).Select(work => work.Name));
    });

    [RequiresToolFact("postgres")]
    public Task Remembered_WithWorkThatAnotherHostHas_LeavesTheEventToIt() => OnAsync(Beside, async database =>
    {
        using var host = Host(database, _panne);
        // Its clock goes ahead, so that what it has is not due here yet.
        var ahead = new FakeTimeProvider(_clock.GetUtcNow().AddHours(1));
        using var other = MoteurEnBase.OnPostgres(database, ahead, new Panne(2));
        await StartAsync(host);
        await DeliverAsync(host);
        await other.EventAsync("autre");
        await other.DoAsync(services => services.GetRequiredService<IRunStore>().ClaimAsync(ahead.GetUtcNow(), 10, default));

        await DeliverAsync(host);

        Assert.Equal(["autre", "va"], (await host.RowsAsync<DueWork>()).OrderBy(work => work.Number).Select(work => work.Name));
    });

    [RequiresToolFact("postgres")]
    public Task Remembered_WhereTheEventStartsAnother_StartsIt() => OnTwoAsync(Counting, async (first, second) =>
    {
        await StartAsync(first);
        await DeliverAsync(first);
        const string Started = """
            { "definitionId": "autre", "name": "Autre", "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [
                { "id": "t", "type": "Elsa.Event", "eventName": "va", "canStartWorkflow": true }], "connections": [] } }
            """;
        await second.CreateAsync(Started, "autre");
        await second.DoAsync(services => services.GetRequiredService<Triggers>().ArmAsync(DefinitionReader.Read(Started).Definition!, default));

        await DeliverAsync(first);
        await first.RunAsync();

        var instances = await first.RowsAsync<Instance>();
        Assert.Equal(["autre", "circuit"], instances.Select(instance => instance.DefinitionId).Order());
        Assert.Equal(2, Count(instances.Single(instance => instance.Key == "k")));
    });

    [RequiresToolFact("postgres")]
    public Task Remembered_WithAnEventKeptForIt_TakesThatToo() => OnTwoAsync(Counting, async (first, second) =>
    {
        await StartAsync(first);
        await DeliverAsync(first);
        await second.DoAsync(services =>
        {
            services.GetRequiredService<ComiteFlowDb>().Add(Event());
            return Task.CompletedTask;
        });

        await DeliverAsync(first);
        await first.RunAsync();

        Assert.Empty(await first.RowsAsync<KeptEvent>());
        await AssertCountedAsync(first, 3);
    });

    [RequiresToolFact("postgres")]
    public Task Remembered_ThatAnotherTransactionHolds_IsNotWaitedFor() => OnAsync(Counting, async database =>
    {
        using var host = Host(database, _panne);
        await StartAsync(host);
        await DeliverAsync(host);
        await using (var source = NpgsqlDataSource.Create(database))
        await using (var connection = await source.OpenConnectionAsync())
        await using (var holding = await connection.BeginTransactionAsync())
        {
            await using var command = new NpgsqlCommand("SELECT 1 FROM instances FOR UPDATE", connection, holding);
            await command.ExecuteScalarAsync();

            await DeliverAsync(host).WaitAsync(Patience);
        }

        Assert.Single(await host.ArrivalsAsync());
        await host.RunAsync();
        await AssertCountedAsync(host, 2);
    });

    [RequiresToolFact("postgres")]
    public Task Remembered_WhoseStepWritesRows_WritesThemOnce() => OnTwoAsync(Beside, async (first, second) =>
    {
        await StartAsync(first);
        await DeliverAsync(first);
        await DeliverAsync(first);

        Assert.Equal("t", Assert.Single(await second.RowsAsync<HumanTask>()).Key);
        Assert.Equal(3, Assert.Single(await second.RowsAsync<Instance>()).Fence);
        Assert.Equal(["autre", "va"], (await second.RowsAsync<Bookmark>()).Select(wait => wait.Name).Order());
    });

    [RequiresToolFact("postgres")]
    public Task Remembered_WhoseStepFails_IsQueuedAndReadTheNextTime() => OnTwoAsync(Beside, async (first, second) =>
    {
        await StartAsync(first);
        await DeliverAsync(first);
        _panne.IsOn = true;
        await DeliverAsync(first);
        Assert.Equal(2, Assert.Single(await first.RowsAsync<Instance>()).Fence);
        _panne.IsOn = false;

        await second.RunAsync();
        await DeliverAsync(first);

        Assert.Single(await first.RowsAsync<HumanTask>());
        Assert.Equal(4, Assert.Single(await first.RowsAsync<Instance>()).Fence);
        Assert.Equal("autre", Assert.Single(await first.RowsAsync<Bookmark>()).Name);
    });

    private static int Count(Instance instance) =>
        JsonSerializer.Deserialize<InstanceState>(instance.State, EngineRunner.Json)!.Variables["compte"].GetInt32();

    /// <summary>Each event was counted once, and nothing is left of any.</summary>
    private static async Task AssertCountedAsync(MoteurEnBase host, int events)
    {
        var instance = Assert.Single(await host.RowsAsync<Instance>());
        Assert.Equal((events, events + 1L), (Count(instance), instance.Fence));
        Assert.Equal(events, (await host.RowsAsync<JournalLine>()).Count(line => line is { Event: "Completed", ActivityId: "compter" }));
        Assert.Empty(await host.ArrivalsAsync());
        Assert.Single(await host.RowsAsync<Bookmark>());
    }

    private static async Task StartAsync(MoteurEnBase host, string key = "k")
    {
        await host.StartAsync(key);
        await host.RunAsync();
    }

    private Task DeliverAsync(MoteurEnBase host) => host.DeliverAsync([Event()]);

    private KeptEvent Event() => new() { Name = "va", CorrelationId = "c", CreatedAt = _clock.GetUtcNow(), ExpiresAt = _clock.GetUtcNow().AddDays(1) };

    private MoteurEnBase Host(string database, Panne panne) => MoteurEnBase.OnPostgres(database, _clock, panne);

    private async Task OnAsync(string json, Func<string, Task> act)
    {
        var database = await server.CreateDatabaseAsync();
        using (var moteur = Host(database, new Panne()))
        {
            await moteur.CreateSchemaAsync();
            await moteur.CreateAsync(json);
        }

        await act(database);
    }

    private Task OnTwoAsync(string json, Func<MoteurEnBase, MoteurEnBase, Task> act) => OnAsync(json, async database =>
    {
        using var first = Host(database, _panne);
        using var second = Host(database, new Panne(2));
        await act(first, second);
    });
}

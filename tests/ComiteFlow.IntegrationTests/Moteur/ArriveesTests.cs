using System.Globalization;
using ComiteFlow.Engine.Runs;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>Events that come from outside run their burst in the transaction that brings them; several bursts share one transaction, and fail alone.</summary>
public sealed class ArriveesTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Waiting = """
        { "definitionId": "circuit", "name": "Essai", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
            { "id": "va", "type": "Elsa.Event", "eventName": "va" },
            { "id": "ouvrir", "type": "Tests.OpenThenBreak" },
            { "id": "attendre", "type": "Elsa.Event", "eventName": "va" }] } }
        """;

    private const string Parallel = """
        { "definitionId": "deux", "name": "Deux", "root": { "id": "p", "type": "Elsa.Parallel", "activities": [
            { "id": "a", "type": "Elsa.Event", "eventName": "a" }, { "id": "b", "type": "Elsa.Event", "eventName": "b" }] } }
        """;

    private const string Failing = """
        { "definitionId": "panne", "name": "Panne", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [{ "id": "echec", "type": "Elsa.Fault", "code": "voulu", "message": "voulu" }] } }
        """;

    private static readonly EngineOptions Grouped = EngineOptions.AtOnce with { Batch = 10 };

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));
    private readonly Panne _panne = new();

    public static TheoryData<bool> Databases => [false, true];

    [RequiresToolTheory("postgres"), MemberData(nameof(Databases))]
    public Task Deliver_ToAStepThatWaits_RunsItsBurstAtOnce(bool onPostgres) => OnAsync(onPostgres, async moteur =>
    {
        await StartAsync(moteur, "circuit", "k");

        await DeliverAsync(moteur, ("va", "k"));

        Assert.Equal(2, Assert.Single(await moteur.RowsAsync<Instance>()).Fence);
        Assert.Equal("t", Assert.Single(await moteur.RowsAsync<Engine.Tasks.HumanTask>()).Key);
        Assert.Empty(await moteur.ArrivalsAsync());
        Assert.False(await moteur.RunNextAsync());
    });

    [RequiresToolTheory("postgres"), MemberData(nameof(Databases))]
    public Task Deliver_OfTwoToOneInstance_LosesNone(bool onPostgres) => OnAsync(onPostgres, async moteur =>
    {
        await StartAsync(moteur, "circuit", "k");

        await DeliverAsync(moteur, ("va", "k"), ("va", "k"), ("va", "autre"));

        // The first has run its burst, the second waits for its turn.
        Assert.Equal(2, Assert.Single(await moteur.RowsAsync<Instance>()).Fence);
        Assert.Single(await moteur.RowsAsync<DueWork>());
        await moteur.RunAsync();
        Assert.Equal(InstanceStatus.Finished, Assert.Single(await moteur.RowsAsync<Instance>()).Status);
        Assert.Equal("autre", Assert.Single(await moteur.RowsAsync<KeptEvent>()).CorrelationId);
    });

    [RequiresToolTheory("postgres"), MemberData(nameof(Databases))]
    public Task Deliver_WhenNobodyOrSeveralWait_IsQueued(bool onPostgres) => OnAsync(onPostgres, async moteur =>
    {
        await DeliverAsync(moteur, ("va", "k"));
        await StartAsync(moteur, "circuit", "k");
        Assert.Empty(await moteur.RowsAsync<KeptEvent>());
        Assert.Equal(2, Assert.Single(await moteur.RowsAsync<Instance>()).Fence);
        await StartAsync(moteur, "circuit", "autre", correlation: "k");

        await DeliverAsync(moteur, ("va", "k"));
        Assert.Equal(2, (await moteur.ArrivalsAsync()).Count);
        await moteur.RunAsync();

        Assert.Equal([3, 2], (await moteur.RowsAsync<Instance>()).OrderBy(instance => instance.Id).Select(instance => instance.Fence));
    });

    [RequiresToolTheory("postgres"), MemberData(nameof(Databases))]
    public Task Deliver_ThatFails_IsQueuedAndLeavesNothingElse(bool onPostgres) => OnAsync(onPostgres, async moteur =>
    {
        await StartAsync(moteur, "circuit", "k");
        _panne.IsOn = true;

        await DeliverAsync(moteur, ("va", "k"));

        Assert.Empty(await moteur.RowsAsync<Engine.Tasks.HumanTask>());
        Assert.Equal(1, Assert.Single(await moteur.RowsAsync<Instance>()).Fence);
        _panne.IsOn = false;
        await moteur.RunAsync();
        Assert.Single(await moteur.RowsAsync<Engine.Tasks.HumanTask>());
        Assert.Equal(2, Assert.Single(await moteur.RowsAsync<Instance>()).Fence);
    });

    [RequiresToolTheory("postgres"), MemberData(nameof(Databases))]
    public Task Deliver_BehindWorkThatIsDue_WaitsItsTurn(bool onPostgres) => OnAsync(onPostgres, async moteur =>
    {
        await StartAsync(moteur, "deux", "k");
        await moteur.DoAsync(services => Workflows(services).PublishAsync("a", "k", null, default));

        await DeliverAsync(moteur, ("b", "k"));

        Assert.Equal(["a", "b"], (await moteur.RowsAsync<DueWork>()).OrderBy(work => work.Number).Select(work => work.Name));
        await moteur.RunAsync();
        Assert.Equal(InstanceStatus.Finished, Assert.Single(await moteur.RowsAsync<Instance>()).Status);
    });

    [RequiresToolTheory("postgres"), MemberData(nameof(Databases))]
    public Task Group_OfWhichOneFails_LosesNoOther(bool onPostgres) => OnAsync(onPostgres, async moteur =>
    {
        for (var rank = 0; rank < 9; rank++)
        {
            var (definition, key) = (rank == 4 ? "panne" : "circuit", rank.ToString(CultureInfo.InvariantCulture));
            await moteur.DoAsync(services => Workflows(services).StartAsync(definition, key, key, new Dictionary<string, object?>(), default));
        }

        Assert.True(await moteur.RunNextAsync());

        Assert.Equal(8, (await moteur.RowsAsync<Instance>()).Count);
        Assert.Equal("voulu", Assert.Single(await moteur.RowsAsync<Incident>()).Code);
        Assert.Equal(8, (await moteur.RowsAsync<Bookmark>()).Count);
        Assert.False(await moteur.RunNextAsync());
    });

    [RequiresToolTheory("postgres"), MemberData(nameof(Databases))]
    public Task Group_OfEventsAndEnds_LeavesWhatOneByOneLeaves(bool onPostgres) => OnAsync(onPostgres, async moteur =>
    {
        string[] keys = ["un", "deux", "trois"];
        foreach (var key in keys)
        {
            await StartAsync(moteur, "deux", key);
        }

        foreach (var key in keys.Concat(keys))
        {
            await moteur.DoAsync(services => Workflows(services).PublishAsync("a", key, null, default));
            await moteur.DoAsync(services => Workflows(services).PublishAsync("b", key, null, default));
        }

        await moteur.RunAsync();

        Assert.All(await moteur.RowsAsync<Instance>(), instance => Assert.Equal((InstanceStatus.Finished, 3L), (instance.Status, instance.Fence)));
        Assert.Empty(await moteur.RowsAsync<Bookmark>());
        Assert.Empty(await moteur.RowsAsync<DueWork>());
        Assert.Equal(6, (await moteur.RowsAsync<KeptEvent>()).Count);
    });

    private static IWorkflows Workflows(IServiceProvider services) => (IWorkflows)services.GetService(typeof(IWorkflows))!;

    private static async Task StartAsync(MoteurEnBase moteur, string definition, string key, string? correlation = null)
    {
        await moteur.DoAsync(services => Workflows(services).StartAsync(definition, key, correlation ?? key, new Dictionary<string, object?>(), default));
        await moteur.RunAsync();
    }

    private Task DeliverAsync(MoteurEnBase moteur, params (string Name, string Correlation)[] events) => moteur.DeliverAsync(
        [.. events.Select(one => new KeptEvent { Name = one.Name, CorrelationId = one.Correlation, CreatedAt = _clock.GetUtcNow(), ExpiresAt = _clock.GetUtcNow().AddDays(1) })]);

    private async Task OnAsync(bool onPostgres, Func<MoteurEnBase, Task> act)
    {
        using var folder = new TemporaryFolder();
        using var moteur = onPostgres
            ? MoteurEnBase.OnPostgres(await server.CreateDatabaseAsync(), _clock, _panne, Grouped)
            : new MoteurEnBase(folder.Path("essai.db"), _clock, _panne, Grouped);
        await moteur.CreateSchemaAsync();
        await moteur.CreateAsync(Waiting);
        await moteur.CreateAsync(Parallel, "deux");
        await moteur.CreateAsync(Failing, "panne");
        await act(moteur);
    }
}

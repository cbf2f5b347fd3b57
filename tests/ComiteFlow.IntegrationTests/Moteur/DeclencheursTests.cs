using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>Published definitions that start by themselves, and starts that are refused; the clock starts on Monday 4 January 2027, 8 h UTC.</summary>
public sealed class DeclencheursTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public Task Cron_OnTheFile_StartsOncePerMomentFromItsStep() => OnFileAsync(CronAsync);

    [RequiresToolFact("postgres")]
    public Task Cron_OnPostgres_StartsOncePerMomentFromItsStep() => OnPostgresAsync(CronAsync);

    [Theory]
    [InlineData("", 1)]
    [InlineData("Once", 1)]
    [InlineData("Each", 3)]
    [InlineData("Skip", 0)]
    public Task Timer_AfterAnOutage_MakesUpAsItSays(string missed, int expected) => OnFileAsync(async moteur =>
    {
        await PublishAsync(moteur, Triggered($$"""{ "id": "t", "type": "Elsa.Timer", "interval": "P1D", "missed": "{{missed}}", "customProperties": { "canStartWorkflow": true } }"""));
        await RunAfterAsync(moteur, TimeSpan.FromDays(3) + TimeSpan.FromHours(1));

        Assert.Equal(expected, (await moteur.RowsAsync<Instance>()).Count);
        Assert.Equal(new DateTimeOffset(2027, 1, 8, 8, 0, 0, TimeSpan.Zero), await moteur.NextDueAsync());
    });

    [Fact]
    public Task StartAt_OnTheFile_StartsOnce() => OnFileAsync(async moteur =>
    {
        await PublishAsync(moteur, Triggered("""{ "id": "t", "type": "Elsa.StartAt", "dateTime": "2027-01-05T09:00:00", "canStartWorkflow": true }"""));
        await RunAfterAsync(moteur, TimeSpan.FromDays(2));

        Assert.Single(await moteur.RowsAsync<Instance>());
        Assert.Null(await moteur.NextDueAsync());
    });

    [Fact]
    public Task Event_OnTheFile_StartsWithItsCorrelationAndPayload() => OnFileAsync(EventAsync);

    [RequiresToolFact("postgres")]
    public Task Event_OnPostgres_StartsWithItsCorrelationAndPayload() => OnPostgresAsync(EventAsync);

    [Fact]
    public Task Publication_OfAnotherVersion_TakesTheTriggersOfTheOneBeforeAway() => OnFileAsync(ReplacedAsync);

    [RequiresToolFact("postgres")]
    public Task Publication_OfAnotherVersionOnPostgres_TakesTheTriggersOfTheOneBeforeAway() => OnPostgresAsync(ReplacedAsync);

    [Theory]
    [InlineData("Elsa.Workflows.ActivationValidators.SingletonStrategy, Elsa.Workflows.Core", "x", true)]
    [InlineData("CorrelatedSingletonStrategy", "x", false)]
    [InlineData("CorrelatedSingletonStrategy", "c", true)]
    [InlineData("CorrelationStrategy", "c", true)]
    [InlineData("AllowAlwaysStrategy", "c", false)]
    public Task Activation_OnTheFile_RefusesAndTellsWhy(string strategy, string correlation, bool isRefused) => OnFileAsync(moteur => ActivateAsync(moteur, strategy, correlation, isRefused));

    [RequiresToolFact("postgres")]
    public Task Activation_OnPostgres_RefusesAndTellsWhy() => OnPostgresAsync(moteur => ActivateAsync(moteur, "SingletonStrategy", "x", true));

    private async Task CronAsync(MoteurEnBase moteur)
    {
        await PublishAsync(moteur, Triggered("""{ "id": "t", "type": "Elsa.Cron", "cronExpression": "0 10 * * *", "workingDays": true, "customProperties": { "canStartWorkflow": true } }"""));
        await moteur.RunAsync();
        Assert.Empty(await moteur.RowsAsync<Instance>());

        await RunAfterAsync(moteur, TimeSpan.FromHours(1));
        await moteur.RunAsync();
        var first = Assert.Single(await moteur.RowsAsync<Instance>());
        Assert.Equal("circuit/t/20270104T090000Z", first.Key);
        Assert.Contains("attend", first.State, StringComparison.Ordinal);
        await RunAfterAsync(moteur, TimeSpan.FromDays(1));

        Assert.Equal(["circuit/t/20270104T090000Z", "circuit/t/20270105T090000Z"], (await moteur.RowsAsync<Instance>()).Select(i => i.Key).Order());
        Assert.All(await moteur.RowsAsync<Instance>(), instance => Assert.Equal(InstanceStatus.Suspended, instance.Status));
    }

    private async Task EventAsync(MoteurEnBase moteur)
    {
        await PublishAsync(moteur, Triggered("""{ "id": "t", "type": "Elsa.Event", "eventName": "arrive", "canStartWorkflow": true }"""));

        await moteur.EventAsync("arrive");
        await moteur.DeliverAsync([new KeptEvent { Name = "arrive", CorrelationId = "c", Payload = """{"de":"é"}""", CreatedAt = _clock.GetUtcNow(), ExpiresAt = _clock.GetUtcNow().AddDays(1) }]);
        await moteur.RunAsync();

        var instances = await moteur.RowsAsync<Instance>();
        Assert.Equal(["c", "c"], instances.Select(i => i.CorrelationId));
        Assert.All(instances, instance => Assert.Contains("\"t\":{\"result\":{\"de\":", instance.State, StringComparison.Ordinal));
        Assert.Empty(await moteur.RowsAsync<KeptEvent>());
    }

    private async Task ReplacedAsync(MoteurEnBase moteur)
    {
        await PublishAsync(moteur, Triggered("""{ "id": "t", "type": "Elsa.Event", "eventName": "arrive", "canStartWorkflow": true }"""));
        await PublishAsync(moteur, Triggered("""{ "id": "t", "type": "Elsa.Timer", "interval": "P1D", "canStartWorkflow": true }"""), 2);
        await moteur.EventAsync("arrive");
        await moteur.RunAsync();
        Assert.Empty(await moteur.RowsAsync<Instance>());
        Assert.NotNull(await moteur.NextDueAsync());

        await moteur.DoAsync(services => services.GetRequiredService<Triggers>().DisarmAsync("circuit", default));

        Assert.Null(await moteur.NextDueAsync());
    }

    private static async Task ActivateAsync(MoteurEnBase moteur, string strategy, string correlation, bool isRefused)
    {
        await moteur.CreateAsync($$"""
            { "definitionId": "circuit", "name": "Essai", "options": { "activationStrategyType": "{{strategy}}" },
              "root": { "id": "s", "type": "Elsa.Sequence", "activities": [{ "id": "attend", "type": "Elsa.Event", "eventName": "va" }] } }
            """);
        await moteur.StartAsync("premier");
        await moteur.RunAsync();

        await moteur.DoAsync(services => services.GetRequiredService<IWorkflows>().StartAsync("circuit", "second", correlation, new Dictionary<string, object?>(), default));
        await moteur.RunAsync();

        Assert.Equal(isRefused ? InstanceStatus.Cancelled : InstanceStatus.Suspended, (await moteur.RowsAsync<Instance>()).Single(i => i.Key == "second").Status);
        Assert.Equal(isRefused ? 1 : 0, (await moteur.RowsAsync<JournalLine>()).Count(line => line.Event == "Refused"));
    }

    /// <summary>A step that starts, beside a start of its own; both lead to a wait.</summary>
    private static string Triggered(string trigger) => $$"""
        { "definitionId": "circuit", "name": "Essai", "root": { "id": "f", "type": "Elsa.Flowchart", "activities": [
            { "id": "debut", "type": "Elsa.Start" }, {{trigger}}, { "id": "attend", "type": "Elsa.Event", "eventName": "va" }],
          "connections": [{ "source": { "activity": "debut" }, "target": { "activity": "attend" } }, { "source": { "activity": "t" }, "target": { "activity": "attend" } }] } }
        """;

    private static async Task PublishAsync(MoteurEnBase moteur, string json, int version = 1)
    {
        await moteur.CreateAsync(json, version: version);
        await moteur.DoAsync(services => services.GetRequiredService<Triggers>().ArmAsync(DefinitionReader.Read(json).Definition!, default));
    }

    private async Task RunAfterAsync(MoteurEnBase moteur, TimeSpan span)
    {
        _clock.Advance(span);
        await moteur.RunAsync();
    }

    private async Task OnFileAsync(Func<MoteurEnBase, Task> act)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");
        using (var moteur = new MoteurEnBase(file, _clock, new Panne()))
        {
            await moteur.CreateSchemaAsync();
            await act(moteur);
        }

        File.Delete(file);
    }

    private async Task OnPostgresAsync(Func<MoteurEnBase, Task> act)
    {
        using var moteur = MoteurEnBase.OnPostgres(await server.CreateDatabaseAsync(), _clock, new Panne(), EngineOptions.AtOnce with { Batch = 20 });
        await moteur.CreateSchemaAsync();
        await act(moteur);
    }
}

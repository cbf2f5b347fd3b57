using System.Text.Json;
using ComiteFlow.Engine.Runs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>What the rows of both databases tell a parent of its child.</summary>
public sealed class ChildEndTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private const string Parent = """
        { "definitionId": "circuit", "name": "Parent", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
            { "id": "executer", "type": "Elsa.ExecuteWorkflow", "workflowDefinitionId": "enfant", "key": "k-enfant" },
            { "id": "attendre", "type": "Elsa.Event", "eventName": "jamais" }] } }
        """;

    private const string Child = """
        { "definitionId": "enfant", "name": "Enfant", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
            { "id": "va", "type": "Elsa.Event", "eventName": "va" },
            { "id": "ouvrir", "type": "Tests.OpenThenBreak" },
            { "id": "donner", "type": "Elsa.SetOutput", "outputName": "avis", "outputValue": "oui" }] } }
        """;

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));
    private readonly Panne _panne = new();

    [Fact]
    public Task End_OnTheFile_IsToldWithItsOutputs() => OnFileAsync(EndAsync);

    [RequiresToolFact("postgres")]
    public Task End_OnPostgres_IsToldWithItsOutputs() => OnPostgresAsync(EndAsync);

    [Fact]
    public Task End_BeforeTheWaitOnTheFile_IsToldWithItsOutputs() => OnFileAsync(EarlyEndAsync);

    [RequiresToolFact("postgres")]
    public Task End_BeforeTheWaitOnPostgres_IsToldWithItsOutputs() => OnPostgresAsync(EarlyEndAsync);

    [Fact]
    public Task Cancel_OnTheFile_IsToldInTheSameTransaction() => OnFileAsync(CancelAsync);

    [RequiresToolFact("postgres")]
    public Task Cancel_OnPostgres_IsToldInTheSameTransaction() => OnPostgresAsync(CancelAsync);

    [Fact]
    public Task Fault_OnTheFile_IsToldInTheSameTransaction() => OnFileAsync(FaultAsync);

    [RequiresToolFact("postgres")]
    public Task Fault_OnPostgres_IsToldInTheSameTransaction() => OnPostgresAsync(FaultAsync);

    private static async Task EndAsync(MoteurEnBase moteur)
    {
        await moteur.StartAsync();
        await moteur.RunAsync();
        await moteur.EventAsync("va");
        await moteur.RunAsync();

        await AssertToldAsync(moteur);
    }

    private static async Task EarlyEndAsync(MoteurEnBase moteur)
    {
        await moteur.DoAsync(services => services.GetRequiredService<IWorkflows>().StartAsync("enfant", "k-enfant", "c", new Dictionary<string, object?>(), default));
        await moteur.EventAsync("va");
        await moteur.RunAsync();
        await moteur.StartAsync();
        await moteur.RunAsync();

        await AssertToldAsync(moteur);
    }

    private static async Task AssertToldAsync(MoteurEnBase moteur)
    {
        var instances = await moteur.RowsAsync<Instance>();
        Assert.Contains("\"oui\"", instances.Single(i => i.Key == "k").State, StringComparison.Ordinal);
        Assert.Contains("\"oui\"", instances.Single(i => i.Key == "k-enfant").End, StringComparison.Ordinal);
        Assert.Equal("jamais", Assert.Single(await moteur.RowsAsync<Bookmark>()).Name);
        Assert.Empty(await moteur.ArrivalsAsync());
    }

    private async Task CancelAsync(MoteurEnBase moteur)
    {
        await moteur.StartAsync();
        await moteur.RunAsync();
        var child = (await moteur.RowsAsync<Instance>()).Single(i => i.Key == "k-enfant");
        var cancelled = child.With(child.State, InstanceStatus.Cancelled, _clock.GetUtcNow());

        await moteur.DoAsync(services => services.GetRequiredService<IRunStore>().SaveAsync(
            [new BurstResult(cancelled, false, null, null, [], [], [], [], _clock.GetUtcNow())], isLast: false, default));

        Assert.Equal("Cancelled", Told(Assert.Single(await moteur.RowsAsync<DueWork>())));
    }

    private async Task FaultAsync(MoteurEnBase moteur)
    {
        await moteur.StartAsync();
        await moteur.RunAsync();
        _panne.IsOn = true;
        _panne.Error = new Engine.Activities.StepFailedException("budget.missing", "Le budget manque.");
        await moteur.EventAsync("va");

        await moteur.RunNextAsync();
        Assert.Equal("Faulted", Told((await moteur.RowsAsync<DueWork>()).Single(work => work.Name == Instance.CompletedEvent)));
        await moteur.RunAsync();

        Assert.Contains(await moteur.RowsAsync<JournalLine>(), line => line is { Event: "Note", ActivityId: "executer" });
        Assert.Contains(await moteur.RowsAsync<Bookmark>(), wait => wait.Name == Instance.CompletedEvent);
    }

    private static string? Told(DueWork work) => JsonDocument.Parse(work.Payload).RootElement.GetProperty("status").GetString();

    private async Task OnFileAsync(Func<MoteurEnBase, Task> act)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");
        using (var moteur = new MoteurEnBase(file, _clock, _panne))
        {
            await ActAsync(moteur, act);
        }

        File.Delete(file);
    }

    private async Task OnPostgresAsync(Func<MoteurEnBase, Task> act)
    {
        using var moteur = MoteurEnBase.OnPostgres(await server.CreateDatabaseAsync(), _clock, _panne);
        await ActAsync(moteur, act);
    }

    private static async Task ActAsync(MoteurEnBase moteur, Func<MoteurEnBase, Task> act)
    {
        await moteur.CreateSchemaAsync();
        await moteur.CreateAsync(Parent);
        await moteur.CreateAsync(Child, "enfant");
        await act(moteur);
    }
}

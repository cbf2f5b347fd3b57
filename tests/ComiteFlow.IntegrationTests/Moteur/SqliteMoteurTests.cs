using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ComiteFlow.IntegrationTests.Moteur;

public sealed class SqliteMoteurTests : IAsyncLifetime, IDisposable
{
    private const string Waiting = """
        { "definitionId": "circuit", "name": "Essai", "root": { "id": "racine", "type": "Elsa.Flowchart",
          "activities": [
            { "id": "debut", "type": "Elsa.Start" },
            { "id": "va", "type": "Elsa.Event", "eventName": "va" },
            { "id": "ouvrir", "type": "Tests.OpenThenBreak" },
            { "id": "attendre", "type": "Elsa.Delay", "timeSpan": "P30D" },
            { "id": "demander", "type": "Elsa.RunTask", "taskName": "signer", "key": "signer/c" },
            { "id": "fin", "type": "Elsa.End" }],
          "connections": [
            { "source": { "activity": "debut" }, "target": { "activity": "va" } }, { "source": { "activity": "va" }, "target": { "activity": "ouvrir" } },
            { "source": { "activity": "ouvrir" }, "target": { "activity": "attendre" } }, { "source": { "activity": "attendre" }, "target": { "activity": "demander" } },
            { "source": { "activity": "demander" }, "target": { "activity": "fin" } }] } }
        """;

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".db");
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2027, 1, 4, 8, 0, 0, TimeSpan.Zero));
    private readonly Panne _panne = new();
    private MoteurEnBase _moteur = null!;

    public async Task InitializeAsync()
    {
        await MoteurEnBase.CreateFileAsync(_file);
        _moteur = new MoteurEnBase(_file, _clock, _panne);
        await _moteur.CreateAsync(Waiting);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        _moteur.Dispose();
        File.Delete(_file);
    }

    [Fact]
    public async Task Instance_FromStartToEnd_SurvivesARestartAtEachWait()
    {
        await _moteur.StartAsync();
        await _moteur.StartAsync();
        await _moteur.RunAsync();
        Restart();
        await _moteur.EventAsync("va");
        await _moteur.RunAsync();
        Restart();
        Assert.Equal(_clock.GetUtcNow().AddDays(30), Assert.Single(await _moteur.TimersAsync()).Due);
        _clock.Advance(TimeSpan.FromDays(30));
        await _moteur.RunAsync();
        Restart();
        Assert.Contains(await _moteur.RowsAsync<HumanTask>(), task => task.Key == "signer/c");

        await _moteur.DoAsync(services => services.GetRequiredService<ITasks>().CompleteAsync("signer/c", _clock.GetUtcNow(), default));
        await _moteur.RunAsync();

        Assert.Equal(InstanceStatus.Finished, Assert.Single(await _moteur.RowsAsync<Instance>()).Status);
        Assert.Empty(await _moteur.RowsAsync<Bookmark>());
        Assert.Empty(await _moteur.TimersAsync());
        Assert.Empty(await _moteur.ArrivalsAsync());
    }

    [Fact]
    public async Task Burst_ThatBreaksBeforeItsCommit_LeavesThePreviousState()
    {
        await _moteur.StartAsync();
        await _moteur.RunAsync();
        var before = Assert.Single(await _moteur.RowsAsync<Instance>());
        _panne.IsOn = true;
        await _moteur.EventAsync("va");

        await _moteur.RunNextAsync();

        var after = Assert.Single(await _moteur.RowsAsync<Instance>());
        Assert.Equal((before.State, before.Fence, before.Status), (after.State, after.Fence, after.Status));
        Assert.Equal("va", Assert.Single(await _moteur.RowsAsync<Bookmark>()).Name);
        Assert.Equal(1, Assert.Single(await _moteur.RowsAsync<DueWork>()).Attempts);
        Assert.Empty(await _moteur.RowsAsync<HumanTask>());
    }

    [Fact]
    public async Task Burst_AfterAPassingFailure_IsDoneOnce()
    {
        await _moteur.StartAsync();
        await _moteur.RunAsync();
        _panne.IsOn = true;
        await _moteur.EventAsync("va");
        await _moteur.RunNextAsync();
        _panne.IsOn = false;
        Restart();

        await _moteur.RunAsync();

        Assert.Equal(2, _panne.Calls);
        Assert.Equal("t", Assert.Single(await _moteur.RowsAsync<HumanTask>()).Key);
        Assert.Empty(await _moteur.RowsAsync<Incident>());
    }

    [Theory]
    [InlineData(false, "unexpected", 3)]
    [InlineData(true, "budget.missing", 1)]
    public async Task Burst_ThatKeepsFailing_BecomesAnIncident(bool forGood, string code, int calls)
    {
        await _moteur.StartAsync();
        await _moteur.RunAsync();
        _panne.IsOn = true;
        if (forGood)
            _panne.Error = new StepFailedException("budget.missing", "Le budget manque.");
        await _moteur.EventAsync("va");

        await _moteur.RunAsync();

        Assert.Equal(calls, _panne.Calls);
        var incident = Assert.Single(await _moteur.RowsAsync<Incident>());
        Assert.Equal((code, "ouvrir"), (incident.Code, incident.ActivityId));
        Assert.Equal(InstanceStatus.Faulted, Assert.Single(await _moteur.RowsAsync<Instance>()).Status);
        Assert.Equal(incident.Id, Assert.Single(await _moteur.RowsAsync<DueWork>()).IncidentId);
    }

    [Fact]
    public async Task Event_BeforeItsWait_IsKeptThenDelivered()
    {
        await _moteur.EventAsync("va");
        await _moteur.RunAsync();
        Assert.Single(await _moteur.RowsAsync<KeptEvent>());
        Restart();

        await _moteur.StartAsync();
        await _moteur.RunAsync();

        Assert.Empty(await _moteur.ArrivalsAsync());
        Assert.Single(await _moteur.TimersAsync());
    }

    private void Restart()
    {
        _moteur.Dispose();
        _moteur = new MoteurEnBase(_file, _clock, _panne);
    }
}

using System.Globalization;
using System.Text.Json;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Moteur;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <content>Starts, events, timers, children and tasks.</content>
public abstract partial class ContratDuMoteur
{
    private const string OneEvent = """{ "definitionId": "evenement", "name": "Essai", "root": { "id": "va", "type": "Elsa.Event", "eventName": "va" } }""";

    [ContratFact]
    public async Task Start_AskedForTwice_IsOneInstance()
    {
        await _moteur.CreateAsync(Waiting);
        await _moteur.StartAsync();
        await _moteur.StartAsync();
        await _moteur.RunAsync();
        await _moteur.StartAsync();
        await _moteur.RunAsync();

        Assert.Single(await _moteur.RowsAsync<Instance>());
        Assert.Empty(await _moteur.ArrivalsAsync());
    }

    [ContratFact]
    public async Task Instance_FromStartToEnd_SurvivesARestartAtEachWait()
    {
        await WaitingAsync();
        Restart();
        await _moteur.EventAsync("va");
        await _moteur.RunAsync();
        Restart();
        _clock.Advance(TimeSpan.FromDays(30));
        await _moteur.RunAsync();
        Restart();

        await CompleteAsync("signer/c");
        await _moteur.RunAsync();

        Assert.Equal(InstanceStatus.Finished, Assert.Single(await _moteur.RowsAsync<Instance>()).Status);
        Assert.Empty(await _moteur.RowsAsync<Bookmark>());
        Assert.Empty(await _moteur.RowsAsync<DueWork>());
    }

    [ContratFact]
    public async Task Demand02_TwoResumes_OfOneInstanceAtTheSameMoment_BothTakeEffect()
    {
        const int Times = 200;
        await _moteur.CreateAsync(
            """
            { "definitionId": "deux", "name": "Deux", "root": { "id": "p", "type": "Elsa.Parallel", "activities": [
                { "id": "a", "type": "Elsa.Event", "eventName": "a" }, { "id": "b", "type": "Elsa.Event", "eventName": "b" }] } }
            """, "deux");
        await EachAsync(Times, key => StartAsync("deux", key, key));
        await DrainTogetherAsync();
        await EachAsync(Times, async key =>
        {
            await PublishAsync("a", key);
            await PublishAsync("b", key);
        });

        await DrainTogetherAsync();

        Assert.Equal(Times, (await _moteur.RowsAsync<Instance>()).Count(instance => instance.Status == InstanceStatus.Finished));
        Assert.Equal(2 * Times, (await _moteur.RowsAsync<JournalLine>()).Count(line => line is { Event: "Completed", ActivityId: "a" or "b" }));
        Assert.Empty(await _moteur.RowsAsync<Incident>());
        Assert.Empty(await _moteur.ArrivalsAsync());
    }

    [ContratFact]
    public async Task Demand03_Tasks_CompletedFasterThanTheyAreWorkedOn_AllTakeEffect()
    {
        const int Times = 200;
        await _moteur.CreateAsync(
            """{ "definitionId": "tache", "name": "Tâche", "root": { "id": "signer", "type": "Elsa.RunTask", "taskName": "signer", "key": { "expression": { "type": "JavaScript", "value": "'signer/' + getCorrelationId()" } } } }""", "tache");
        await EachAsync(Times, key => StartAsync("tache", key, key));
        await DrainTogetherAsync();

        await EachAsync(Times, key => CompleteAsync("signer/" + key));
        Assert.Equal(Times, (await _moteur.RowsAsync<DueWork>()).Count);
        await DrainTogetherAsync();

        Assert.Equal(Times, (await _moteur.RowsAsync<Instance>()).Count(instance => instance.Status == InstanceStatus.Finished));
    }

    [ContratFact]
    public async Task Demand04_Event_BeforeItsWait_IsGivenToTheFirstThatComesAndOnce()
    {
        await _moteur.CreateAsync(OneEvent, "evenement");
        await PublishAsync("va", "c");
        Assert.Single(await _moteur.RowsAsync<KeptEvent>());
        Restart();

        await StartAsync("evenement", "premier", "c");
        await StartAsync("evenement", "second", "c");
        await _moteur.RunAsync();

        Assert.Equal([("premier", InstanceStatus.Finished), ("second", InstanceStatus.Suspended)], (await _moteur.RowsAsync<Instance>()).OrderBy(i => i.Key).Select(i => (i.Key, i.Status)));
        Assert.Empty(await _moteur.ArrivalsAsync());
    }

    [ContratFact]
    public async Task Demand04_Event_ThatSeveralWaitFor_WakesEachAndNobodyOfAnotherCorrelation()
    {
        await _moteur.CreateAsync(OneEvent, "evenement");
        await StartAsync("evenement", "premier", "c");
        await StartAsync("evenement", "second", "c");
        await StartAsync("evenement", "autre", "d");
        await _moteur.RunAsync();

        await PublishAsync("va", "c");
        await _moteur.RunAsync();

        Assert.Equal("autre", Assert.Single(await _moteur.RowsAsync<Instance>(), instance => instance.Status == InstanceStatus.Suspended).Key);
    }

    [ContratFact]
    public async Task Demand04_Event_AfterTheTimeThatItsSenderGave_IsGivenToNobody()
    {
        await _moteur.CreateAsync(OneEvent, "evenement");
        await PublishAsync("va", "c", TimeSpan.FromDays(2));
        _clock.Advance(TimeSpan.FromDays(2));

        await StartAsync("evenement", "k", "c");
        await _moteur.RunAsync();

        Assert.Equal(InstanceStatus.Suspended, Assert.Single(await _moteur.RowsAsync<Instance>()).Status);
    }

    [ContratFact]
    public async Task Demand06_Timers_OfSixtyDaysAndTenYears_FireToTheSecond()
    {
        await _moteur.CreateAsync(
            """
            { "definitionId": "circuit", "name": "Essai", "root": { "id": "s", "type": "Elsa.Sequence", "activities": [
                { "id": "mois", "type": "Elsa.Delay", "timeSpan": "P60D" }, { "id": "ans", "type": "Elsa.Delay", "timeSpan": "P3652D" }] } }
            """);
        await _moteur.StartAsync();
        await _moteur.RunAsync();
        foreach (var days in new[] { 60, 3652 })
        {
            Assert.Equal(Now.AddDays(days), Assert.Single(await _moteur.TimersAsync()).Due);
            _clock.Advance(TimeSpan.FromDays(days) - TimeSpan.FromSeconds(1));
            Restart();
            Assert.False(await _moteur.RunNextAsync());
            _clock.Advance(TimeSpan.FromSeconds(1));
            await _moteur.RunAsync();
        }

        Assert.Equal(InstanceStatus.Finished, Assert.Single(await _moteur.RowsAsync<Instance>()).Status);
    }

    [ContratFact]
    public async Task Demand07_Timers_InParallelOverARestart_FireOnceEach()
    {
        const int Times = 20;
        await _moteur.CreateAsync(
            """
            { "definitionId": "delais", "name": "Délais", "root": { "id": "p", "type": "Elsa.Parallel", "activities": [
                { "id": "un", "type": "Elsa.Delay", "timeSpan": "P1D" }, { "id": "deux", "type": "Elsa.Delay", "timeSpan": "P1D" }, { "id": "trois", "type": "Elsa.Delay", "timeSpan": "P2D" }] } }
            """, "delais");
        await EachAsync(Times, key => StartAsync("delais", key, key));
        await DrainTogetherAsync();
        Restart();

        foreach (var _ in Enumerable.Range(0, 3))
        {
            _clock.Advance(TimeSpan.FromDays(1));
            await DrainTogetherAsync();
        }

        Assert.All(await _moteur.RowsAsync<Instance>(), instance => Assert.Equal(InstanceStatus.Finished, instance.Status));
        Assert.Equal(3 * Times, (await _moteur.RowsAsync<JournalLine>()).Count(line => line is { Event: "Completed", ActivityId: "un" or "deux" or "trois" }));
    }

    [ContratFact]
    public async Task Demand12_Instance_AfterANewVersion_KeepsItsOwn()
    {
        await WaitingAsync();
        await _moteur.DoAsync(async services =>
        {
            var db = services.GetRequiredService<ComiteFlowDb>();
            (await db.FindAsync<DefinitionRow>("circuit", 1))!.IsPublished = false;
            var other = Waiting.Replace("\"va\"", "\"autre\"", StringComparison.Ordinal);
            db.Add(new DefinitionRow { DefinitionId = "circuit", Version = 2, Name = "Essai", Json = other, Hash = other, IsPublished = true });
            await db.SaveChangesAsync();
        });
        await _moteur.StartAsync("nouvelle");
        await _moteur.RunAsync();

        await _moteur.EventAsync("va");
        await _moteur.RunAsync();

        Assert.Equal([("k", 1), ("nouvelle", 2)], (await _moteur.RowsAsync<Instance>()).OrderBy(i => i.Key).Select(i => (i.Key, i.DefinitionVersion)));
        Assert.Equal("autre", Assert.Single(await _moteur.RowsAsync<Bookmark>()).Name);
        Assert.Single(await _moteur.TimersAsync());
    }

    [ContratFact]
    public async Task Demand17_Task_ThatIsDone_LosesItsRemindersInTheSameTransaction()
    {
        var today = new DateOnly(2027, 1, 4);
        var rung = new Rung(today, "reminder", 7, JsonDocument.Parse("{}").RootElement);
        await _moteur.DoAsync(services => services.GetRequiredService<ITasks>().OpenAsync(new TaskRequest("t", "avis", "c", [], today, [rung]), null, Now, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _moteur.DoAsync(async services =>
        {
            await services.GetRequiredService<ITasks>().CompleteAsync("t", "Mme Roux", Now, default);
            throw new InvalidOperationException("panne");
        }));
        Assert.Equal(today, Assert.Single(await _moteur.RowsAsync<HumanTask>()).NextRungOn);

        await CompleteAsync("t");

        await _moteur.DoAsync(async services => Assert.Empty(await services.GetRequiredService<ITasks>().WithRungDueAsync(today.AddYears(1), default)));
    }

    private static async Task EachAsync(int times, Func<string, Task> act)
    {
        for (var rank = 0; rank < times; rank++)
        {
            await act(rank.ToString("D3", CultureInfo.InvariantCulture));
        }
    }
}

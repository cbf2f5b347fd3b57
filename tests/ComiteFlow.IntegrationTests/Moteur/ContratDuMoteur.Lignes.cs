using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <content>Work that is taken, written, given back and held.</content>
public abstract partial class ContratDuMoteur
{
    [ContratFact]
    public async Task Claim_OfWorkOfSeveralKinds_IsByDueThenArrivalsThenNumber()
    {
        await _moteur.CreateAsync("""{ "definitionId": "circuit", "name": "Essai", "root": { "id": "mois", "type": "Elsa.Delay", "timeSpan": "P30D" } }""");
        await _moteur.StartAsync("minuteur");
        await _moteur.RunAsync();
        _clock.Advance(TimeSpan.FromDays(29));
        await _moteur.StartAsync("avant");
        _clock.Advance(TimeSpan.FromDays(1));
        await _moteur.StartAsync("ensuite");
        await _moteur.StartAsync("enfin");

        var claimed = await ClaimAsync();

        Assert.Equal(["avant", "ensuite", "enfin", "minuteur"], claimed.Select(work => work.Key ?? work.Instance!.Key));
    }

    [ContratFact]
    public async Task Claim_OfMoreThanTheLimit_GivesTheFirst()
    {
        await _moteur.CreateAsync(Waiting);
        await _moteur.StartAsync("un");
        await _moteur.StartAsync("deux");

        Assert.Equal("un", Assert.Single(await ClaimAsync(limit: 1)).Key);
    }

    [ContratFact]
    public async Task Claim_BeforeTheTime_GivesNothingAndTheTimeIsKnown()
    {
        await WaitingAsync();
        await _moteur.EventAsync("va");
        await _moteur.RunAsync();

        Assert.Empty(await ClaimAsync());
        Assert.Equal(Now.AddDays(30), await _moteur.NextDueAsync());
    }

    [ContratFact]
    public async Task Claim_OfAnInstanceThatAnIncidentHolds_GivesNothing()
    {
        await WaitingAsync();
        (_panne.IsOn, _panne.Error) = (true, new StepFailedException("budget.missing", "Le budget manque."));
        await _moteur.EventAsync("va");
        await _moteur.RunAsync();
        await _moteur.EventAsync("va");

        Assert.Empty(await ClaimAsync());
        Assert.Null(await _moteur.NextDueAsync());
        Assert.Equal("ouvrir", Assert.Single(await _moteur.RowsAsync<Incident>()).ActivityId);
    }

    [ContratFact]
    public async Task Release_OfClaimedWork_LetsItBeTakenAgainAsItWas()
    {
        await _moteur.CreateAsync(Waiting);
        await _moteur.StartAsync();
        var claimed = await ClaimAsync();

        await StoreAsync(store => store.ReleaseAsync(claimed, default));

        var again = Assert.Single(await ClaimAsync());
        Assert.Equal((claimed[0].Number, 0), (again.Number, again.Attempts));
    }

    [ContratFact]
    public async Task Save_WithTheFenceThatWasRead_RaisesItAndALaterOneIsRefusedWhole()
    {
        var read = await WaitingAsync();
        await SaveAsync(read, timers: [Timer(read, 7, days: 1)]);

        await Assert.ThrowsAsync<FenceLostException>(() => SaveAsync(read, timers: [Timer(read, 8, days: 1)], waits: [Wait(read, 8)], line: "tardif"));

        Assert.Equal(read.Fence + 1, Assert.Single(await _moteur.RowsAsync<Instance>()).Fence);
        Assert.Equal(7, Assert.Single(await _moteur.TimersAsync()).Execution);
        Assert.DoesNotContain(await _moteur.RowsAsync<Bookmark>(), wait => wait.Execution == 8);
        Assert.DoesNotContain(await _moteur.RowsAsync<JournalLine>(), line => line.Message == "tardif");
    }

    /// <summary>What is written last may go with the commit, which then refuses a late writer.</summary>
    [ContratFact]
    public async Task Save_AsTheLastOfItsTransaction_IsCommittedOrRefusedWhole()
    {
        var read = await WaitingAsync();
        var late = read.With(read.State, InstanceStatus.Suspended, Now);
        await SaveAsync(read, timers: [Timer(read, 7, days: 1)], line: "à temps", isLast: true);

        await Assert.ThrowsAsync<FenceLostException>(() => SaveAsync(late, timers: [Timer(late, 8, days: 1)], line: "tardif", isLast: true));

        Assert.Equal(late.Fence + 1, Assert.Single(await _moteur.RowsAsync<Instance>()).Fence);
        Assert.Equal(7, Assert.Single(await _moteur.TimersAsync()).Execution);
        Assert.Contains(await _moteur.RowsAsync<JournalLine>(), line => line.Message == "à temps");
        Assert.DoesNotContain(await _moteur.RowsAsync<JournalLine>(), line => line.Message == "tardif");
    }

    [ContratFact]
    public async Task Save_ASecondTimerOfAnExecution_TakesThePlaceOfTheFirst()
    {
        var instance = await WaitingAsync();
        await SaveAsync(instance, timers: [Timer(instance, 7, days: 1), Timer(instance, 8, days: 2)]);

        await SaveAsync(Assert.Single(await _moteur.RowsAsync<Instance>()), timers: [Timer(instance, 7, days: 9)]);

        Assert.Equal([(7, Now.AddDays(9)), (8, Now.AddDays(2))], (await _moteur.TimersAsync()).OrderBy(timer => timer.Execution).Select(timer => (timer.Execution, timer.Due)));
    }

    [ContratFact]
    public async Task Save_OfExecutionsThatEnded_TakesTheirWaitsAndTimersAwayAndNoOthers()
    {
        var instance = await WaitingAsync();
        await SaveAsync(instance, timers: [Timer(instance, 7, days: 1), Timer(instance, 8, days: 1)], waits: [Wait(instance, 7), Wait(instance, 8)]);

        await SaveAsync(Assert.Single(await _moteur.RowsAsync<Instance>()), ended: [7]);

        Assert.Equal(8, Assert.Single(await _moteur.TimersAsync()).Execution);
        Assert.Equal(["seul-8", "va"], (await _moteur.RowsAsync<Bookmark>()).Select(wait => wait.Name).Order());
    }

    [ContratFact]
    public async Task Save_OfAnInstanceThatEnds_TakesAllItsWaitsAndTimersAway()
    {
        var instance = await WaitingAsync();
        await SaveAsync(instance, timers: [Timer(instance, 7, days: 1)], waits: [Wait(instance, 7)]);

        await SaveAsync(Assert.Single(await _moteur.RowsAsync<Instance>()), status: InstanceStatus.Cancelled);

        Assert.Empty(await _moteur.RowsAsync<Bookmark>());
        Assert.Empty(await _moteur.RowsAsync<DueWork>());
    }

    [ContratFact]
    public async Task Demand01_Burst_ThatBreaksBeforeItsCommit_LeavesThePreviousState()
    {
        var before = await WaitingAsync();
        _panne.IsOn = true;
        await _moteur.EventAsync("va");

        await _moteur.RunNextAsync();

        var after = Assert.Single(await _moteur.RowsAsync<Instance>());
        Assert.Equal((before.State, before.Fence, before.Status), (after.State, after.Fence, after.Status));
        Assert.Equal("va", Assert.Single(await _moteur.RowsAsync<Bookmark>()).Name);
        Assert.Equal(1, Assert.Single(await _moteur.RowsAsync<DueWork>()).Attempts);
        Assert.Empty(await _moteur.RowsAsync<HumanTask>());
    }

    [ContratFact]
    public async Task Demand01_Burst_AfterAPassingFailure_IsDoneOnce()
    {
        await WaitingAsync();
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

    [ContratFact]
    public Task Demand13_Burst_ThatFailsForGood_BecomesAnIncidentAtOnce() => FailAsync(new StepFailedException("budget.missing", "Le budget manque."), "budget.missing", calls: 1);

    [ContratFact]
    public Task Demand13_Burst_ThatKeepsFailing_BecomesAnIncident() => FailAsync(new InvalidOperationException("panne"), "unexpected", calls: 3);

    [ContratFact]
    public async Task Journal_OfSeveralBursts_IsInTheOrderOfWhatHappened()
    {
        await WaitingAsync();
        await _moteur.EventAsync("va");
        await _moteur.RunAsync();

        var lines = (await _moteur.RowsAsync<JournalLine>()).OrderBy(line => line.Number).ToList();

        Assert.Equal(["va", "ouvrir", "attendre"], lines.Select(line => line.ActivityId).Where(id => id is "va" or "ouvrir" or "attendre").Distinct());
        Assert.Equal(lines.Select(line => line.At).Order(), lines.Select(line => line.At));
        Assert.Equal(1, lines.Count(line => line is { Event: "Completed", ActivityId: "ouvrir" }));
    }

    private async Task FailAsync(Exception error, string code, int calls)
    {
        await WaitingAsync();
        (_panne.IsOn, _panne.Error) = (true, error);
        await _moteur.EventAsync("va");

        await _moteur.RunAsync();

        Assert.Equal(calls, _panne.Calls);
        var incident = Assert.Single(await _moteur.RowsAsync<Incident>());
        Assert.Equal((code, "ouvrir"), (incident.Code, incident.ActivityId));
        Assert.Equal(InstanceStatus.Faulted, Assert.Single(await _moteur.RowsAsync<Instance>()).Status);
        Assert.Equal(incident.Id, Assert.Single(await _moteur.RowsAsync<DueWork>()).IncidentId);
    }

    private Task SaveAsync(
        Instance read, IReadOnlyList<DueWork>? timers = null, IReadOnlyList<Bookmark>? waits = null, IReadOnlyList<int>? ended = null,
        InstanceStatus status = InstanceStatus.Suspended, string? line = null, bool isLast = false)
    {
        IReadOnlyList<JournalLine> lines = line is null ? [] : [new JournalLine { InstanceId = read.Id, At = Now, ActivityId = "va", Event = "Note", Message = line }];
        return StoreAsync(store => store.SaveAsync([new BurstResult(read.With(read.State, status, Now), false, null, null, ended ?? [], waits ?? [], timers ?? [], lines, Now)], isLast, default));
    }

    private DueWork Timer(Instance of, int execution, int days) => new() { InstanceId = of.Id, Execution = execution, IsTimer = true, Due = Now.AddDays(days), CreatedAt = Now, ExpiresAt = Now };

    private static Bookmark Wait(Instance of, int execution) => new() { InstanceId = of.Id, Execution = execution, Name = "seul-" + execution, CorrelationId = "c" };
}

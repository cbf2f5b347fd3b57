using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

public sealed class RunTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task Start_TwiceWithOneKey_RunsOnce()
    {
        _moteur.Publish(Flow([Start(), Say("a")], "start>a"));

        await _moteur.StartAsync();
        await _moteur.StartAsync();

        Assert.Equal(["a"], _moteur.Trials.Seen);
        Assert.Single(_moteur.Instances);
    }

    [Fact]
    public async Task Instance_AfterANewVersion_KeepsItsOwn()
    {
        _moteur.Publish(Flow([Start(), Event("va"), Say("ancien")], "start>va", "va>ancien"));
        await _moteur.StartAsync();
        _moteur.Publish(Flow([Start(), Event("va"), Say("nouveau")], "start>va", "va>nouveau"));
        await _moteur.StartAsync(key: "k2");

        await _moteur.EventAsync("va");

        Assert.Equal(["ancien", "nouveau"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Event_BeforeItsBookmark_IsDelivered()
    {
        _moteur.Publish(Flow([Start(), Event("premier"), Event("second"), Say("fin")], "start>premier", "premier>second", "second>fin"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("second");
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.EventAsync("premier");

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.Empty(_moteur.Arrivals);
    }

    [Fact]
    public async Task Events_OfOneName_ServeOneWaitEach()
    {
        _moteur.Publish(Flow([Start(), Event("va"), Step("va2", "Elsa.Event", ("eventName", Literal("va"))), Say("fin")], "start>va", "va>va2", "va2>fin"));
        await _moteur.EventAsync("va", 1);
        await _moteur.EventAsync("va", 2);

        await _moteur.StartAsync();

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.Empty(_moteur.Arrivals);
    }

    [Fact]
    public async Task Event_ForTwoStepsOfAnInstance_LeavesNoWaitBehind()
    {
        _moteur.Publish(Flow(
            [Start(), Event("va"), Step("va2", "Elsa.Event", ("eventName", Literal("va"))), Event("apres"), Step("fin", "Elsa.End")],
            "start>va", "start>va2", "va>apres", "va2>fin"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("va");

        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
        Assert.Empty(_moteur.Rows.All<Bookmark>());
    }

    [Fact]
    public async Task Event_ForSeveralInstances_ReachesThoseBesideTheOneThatFails()
    {
        _moteur.Publish(Failing());
        _moteur.Trials.Fails = call => call == 1 ? new StepFailedException("budget.missing", "Le budget manque.") : null;
        await _moteur.StartAsync();
        await _moteur.StartAsync(key: "k2");

        await _moteur.EventAsync("va");

        Assert.Equal([InstanceStatus.Faulted, InstanceStatus.Finished], _moteur.Instances.OrderBy(i => i.Key).Select(i => i.Status));
        Assert.NotNull(Assert.IsType<DueWork>(Assert.Single(_moteur.Arrivals)).IncidentId);
    }

    [Fact]
    public async Task Timer_MovedByASecondWait_FiresOnceAtTheNewInstant()
    {
        _moteur.Publish(Flow([Start(), Step("attendre", "Tests.Patience"), Say("fin")], "start>attendre", "attendre>fin"));
        await _moteur.StartAsync();

        await _moteur.AfterAsync(TimeSpan.FromDays(5));
        await _moteur.EventAsync("plus tard");
        Assert.Equal(_moteur.Clock.GetUtcNow().AddDays(30), Assert.Single(_moteur.Timers).Due);
        await _moteur.AfterAsync(TimeSpan.FromDays(29));
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.AfterAsync(TimeSpan.FromDays(1));

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.Empty(_moteur.Rows.All<Bookmark>());
    }

    [Theory]
    [InlineData("3.00:00:00")]
    [InlineData("P3D")]
    public async Task Delay_OfThreeDays_EndsThen(string span)
    {
        _moteur.Publish(Flow([Start(), Step("attendre", "Elsa.Delay", ("timeSpan", Literal(span))), Say("fin")], "start>attendre", "attendre>fin"));
        await _moteur.StartAsync();

        await _moteur.AfterAsync(TimeSpan.FromDays(3) - TimeSpan.FromSeconds(1));
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.AfterAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(["fin"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task StartAt_ADayWithoutOffset_IsMidnightInParis()
    {
        _moteur.Publish(Flow([Start(), Step("attendre", "Elsa.StartAt", ("dateTime", Literal("2027-07-14"))), Say("fin")], "start>attendre", "attendre>fin"));

        await _moteur.StartAsync();

        Assert.Equal(new DateTimeOffset(2027, 7, 13, 22, 0, 0, TimeSpan.Zero), Assert.Single(_moteur.Timers).Due.ToUniversalTime());
    }

    [Fact]
    public async Task RunTask_OnceTheTaskIsDone_GoesOn()
    {
        _moteur.Publish(Flow(
            [Start(), Step("demander", "Elsa.RunTask", ("taskName", Literal("avis")), ("key", Literal("avis/c")), ("candidates", Expression("Object", "[\"dgefp\"]"))), Say("fin")],
            "start>demander", "demander>fin"));
        await _moteur.StartAsync();
        Assert.Equal(["dgefp"], _moteur.Rows.Tasks["avis/c"].Candidates);

        await _moteur.CompleteTaskAsync("avis/c");

        Assert.Equal(["fin"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task DispatchWorkflow_WaitingForItsChild_GoesOnAfterIt()
    {
        _moteur.Publish(Root(Flowchart("enfant-racine", [Start(), Event("va"), Say("enfant")], "start>va", "va>enfant"), "enfant"));
        _moteur.Publish(Parent("k-enfant"));

        await _moteur.StartAsync();
        Assert.Equal(2, _moteur.Instances.Count());
        await _moteur.EventAsync("va");

        Assert.Equal(["enfant", "parent"], _moteur.Trials.Seen);
        Assert.All(_moteur.Instances, instance => Assert.Equal(InstanceStatus.Finished, instance.Status));
    }

    [Fact]
    public async Task DispatchWorkflow_WhoseChildHasEndedLongAgo_GoesOnAtOnce()
    {
        _moteur.Publish(Root(Flowchart("enfant-racine", [Start(), Say("enfant")], "start>enfant"), "enfant"));
        _moteur.Publish(Parent("k-enfant"));
        await _moteur.StartAsync("enfant", "k-enfant");

        await _moteur.StartAsync();

        Assert.Equal(["enfant", "parent"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Step_ThatFailsForGood_StopsTheInstanceWithAnIncident()
    {
        _moteur.Publish(Failing());
        _moteur.Trials.Fails = _ => new StepFailedException("budget.missing", "Le budget manque.");
        await _moteur.StartAsync();

        await _moteur.EventAsync("va");

        var incident = Assert.Single(_moteur.Rows.All<Incident>());
        Assert.Equal(("budget.missing", "Le budget manque.", "essayer", _moteur.Only.Id), (incident.Code, incident.Message, incident.ActivityId, incident.InstanceId));
        Assert.Equal(InstanceStatus.Faulted, _moteur.Only.Status);
        Assert.Equal(1, _moteur.Trials.Calls);
        Assert.Equal(incident.Id, Assert.IsType<DueWork>(Assert.Single(_moteur.Arrivals)).IncidentId);
    }

    [Fact]
    public async Task Step_ThatFailsUnexpectedly_IsTriedThreeTimesThenAnIncident()
    {
        _moteur.Publish(Failing());
        _moteur.Trials.Fails = _ => new InvalidOperationException("panne");
        await _moteur.StartAsync();

        await _moteur.EventAsync("va");

        Assert.Equal(3, _moteur.Trials.Calls);
        Assert.Equal("unexpected", Assert.Single(_moteur.Rows.All<Incident>()).Code);
        Assert.Equal(InstanceStatus.Faulted, _moteur.Only.Status);
    }

    [Fact]
    public async Task Step_ThatFailsOnce_IsDoneAtTheSecondAttempt()
    {
        _moteur.Publish(Failing());
        _moteur.Trials.Fails = call => call == 1 ? new TaskCanceledException("trop long") : null;
        await _moteur.StartAsync();

        await _moteur.EventAsync("va");

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.Single(_moteur.Lines("Completed"), "va");
        Assert.Empty(_moteur.Rows.All<Incident>());
    }

    [Fact]
    public async Task Start_ThatFails_LeavesAnIncidentAndMayBeAskedAgain()
    {
        _moteur.Publish(Flow([Start(), Step("essayer", "Tests.Try"), Say("fin")], "start>essayer", "essayer>fin"));
        _moteur.Trials.Fails = call => call == 1 ? new StepFailedException("budget.missing", "Le budget manque.") : null;
        await _moteur.StartAsync();
        Assert.Empty(_moteur.Instances);
        Assert.Null(Assert.Single(_moteur.Rows.All<Incident>()).InstanceId);

        await _moteur.StartAsync();

        Assert.Equal(["fin"], _moteur.Trials.Seen);
    }

    private static string Failing() => Flow([Start(), Event("va"), Step("essayer", "Tests.Try"), Say("fin")], "start>va", "va>essayer", "essayer>fin");

    private static string Parent(string key) => Flow(
        [
            Start(),
            Step("lancer", "Elsa.DispatchWorkflow", ("workflowDefinitionId", Literal("enfant")), ("key", Literal(key)), ("waitForCompletion", Literal(true))),
            Say("parent"),
        ],
        "start>lancer", "lancer>parent");
}

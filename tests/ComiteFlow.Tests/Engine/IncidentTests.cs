using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>What people can decide where an instance is stopped.</summary>
public sealed class IncidentTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public IncidentTests() => Break();

    public void Dispose() => _moteur.Dispose();

    [Theory]
    [InlineData("start")]
    [InlineData("event")]
    [InlineData("timer")]
    public async Task Demand13_Retry_OfAStartAnEventOrATimer_GoesOnToTheEnd(string work)
    {
        await StopAsync(work, Try(), Say("fin"));
        Repair();

        await _moteur.DecideAsync((incidents, id) => incidents.RetryAsync(id, "Mme Roux", "Le budget est là.", default));

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
        Assert.Equal("retry", Closed().Decision);
    }

    [Fact]
    public async Task Demand13_Retry_ThatFailsAgain_OpensANewIncident()
    {
        await StopAsync("event", Try());

        await _moteur.DecideAsync((incidents, id) => incidents.RetryAsync(id, "Mme Roux", "Essai.", default));

        Assert.Equal(2, _moteur.Rows.All<Incident>().Count());
        Assert.Equal(InstanceStatus.Faulted, _moteur.Only.Status);
    }

    [Theory]
    [InlineData("start", "True", "oui")]
    [InlineData("event", "False", "non")]
    [InlineData("timer", "False", "non")]
    public async Task Demand13_Skip_ByAWayOut_FollowsItAndRunsNothing(string work, string outcome, string said)
    {
        _moteur.Publish(Flow(
            [Start(), Wait(work), Decide("choix", "pasLa.du.tout"), Say("oui"), Say("non")],
            ["start>va", "va>choix", "choix:True>oui", "choix:False>non"]));
        await RunIntoAsync(work);

        await _moteur.DecideAsync((incidents, id) => incidents.SkipAsync(id, outcome, "Mme Roux", "Décidé en comité.", default));

        Assert.Equal([said], _moteur.Trials.Seen);
        Assert.Equal(["choix"], _moteur.Lines("Skipped"));
    }

    [Fact]
    public async Task Demand13_Skip_ByAWayOutThatIsNone_IsRefusedAndNamesThose()
    {
        await StopAsync("event", Step("choix", "Elsa.FlowDecision", ("condition", Script("pasLa.du.tout"))));

        var refusal = await Assert.ThrowsAsync<StepFailedException>(() => _moteur.DecideAsync((incidents, id) => incidents.SkipAsync(id, "Done", "Mme Roux", "Motif.", default)));

        Assert.Equal("incident.outcome", refusal.Code);
        Assert.Contains("« True », « False »", refusal.Message, StringComparison.Ordinal);
        Assert.Null(Closed().ClosedAt);
    }

    [Fact]
    public async Task Demand13_Skip_InALoop_IsForTheTurnThatFailed()
    {
        _moteur.Trials.Fails = call => call == 2 ? Refused() : null;
        await StopAsync("event", Step("boucle", "Elsa.ForEach", ("items", Parsed("""["a", "b", "c"]""")), ("body", Sequence("tour", Told("dire", "getCurrentValue()"), Try(), Told("apres", "'fin ' + getCurrentValue()")))));
        _moteur.Trials.Seen.Clear();
        _moteur.Trials.Fails = _ => null;
        _moteur.Trials.Calls = 0;

        await _moteur.DecideAsync((incidents, id) => incidents.SkipAsync(id, "Done", "Mme Roux", "Motif.", default));

        Assert.Equal(["a", "fin a", "b", "fin b", "c", "fin c"], _moteur.Trials.Seen);
        Assert.Equal(2, _moteur.Trials.Calls);
    }

    [Fact]
    public async Task Demand13_Skip_BeforeASecondIncident_IsKept()
    {
        await StopAsync("start", Try("un"), Try("deux"), Say("fin"));
        await _moteur.DecideAsync((incidents, id) => incidents.SkipAsync(id, "Done", "Mme Roux", "Motif.", default));
        Assert.Equal(["un", "deux"], _moteur.Rows.All<Incident>().OrderBy(i => i.Id).Select(i => i.ActivityId));

        await _moteur.DecideAsync((incidents, id) => incidents.SkipAsync(id, "Done", "Mme Roux", "Motif.", default));

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.Equal(2, _moteur.Trials.Calls);
    }

    [Theory]
    [InlineData("start")]
    [InlineData("event")]
    [InlineData("timer")]
    public async Task Demand13_SetVariable_ThenTriesAgainWithIt(string work)
    {
        await StopAsync(work, Told("dire", "variables.compte > 0 ? 'compte ' + variables.compte : variables.liste.du.tout"));

        await _moteur.DecideAsync((incidents, id) => incidents.SetVariableAsync(id, "compte", 7, "Mme Roux", "Compte vérifié.", default));

        Assert.Equal(["compte 7"], _moteur.Trials.Seen);
        Assert.Equal("set", Closed().Decision);
    }

    [Fact]
    public async Task Demand13_SetVariable_ThatTheWorkflowHasNot_IsRefused()
    {
        await StopAsync("event", Try());

        var refusal = await Assert.ThrowsAsync<StepFailedException>(() => _moteur.DecideAsync((incidents, id) => incidents.SetVariableAsync(id, "cmpte", 7, "Mme Roux", "Motif.", default)));

        Assert.Equal("incident.variable", refusal.Code);
        Assert.Contains("« compte »", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("event")]
    [InlineData("timer")]
    public async Task Demand13_Cancel_TakesWaitsTimersAndTasksAway(string work)
    {
        var open = Step("tache", "Elsa.RunTask", ("taskName", Literal("signer")), ("key", Literal("signer/c")));
        await StopAsync(work, Step("p", "Elsa.Parallel", ("activities", new JsonArray([Event("jamais"), Step("mois", "Elsa.Delay", ("timeSpan", Literal("P30D"))), open, Sequence("s2", Wait(work, "encore"), Try())]))));
        await RunIntoAsync(work, start: false, "encore");

        await _moteur.DecideAsync((incidents, id) => incidents.CancelAsync(id, "Mme Roux", "Convention retirée.", default));

        Assert.Equal(InstanceStatus.Cancelled, _moteur.Only.Status);
        Assert.Empty(_moteur.Rows.All<Bookmark>());
        Assert.Empty(_moteur.Rows.All<DueWork>());
        Assert.Equal(TaskState.Cancelled, _moteur.Rows.Tasks["signer/c"].State);
    }

    [Theory]
    [InlineData("enfant")]
    [InlineData("inconnu")]
    public async Task Demand13_Cancel_OfAChildOrItsStart_IsToldToTheParent(string definition)
    {
        _moteur.Publish(Root(Sequence("s", Try()), "enfant"));
        _moteur.Publish(Flow(
            [Start(), Step("lancer", "Elsa.BulkDispatchWorkflows", ("workflowDefinitionId", Literal(definition)), ("items", Parsed("""["a"]""")), ("key", Literal("k-a"))), Say("annule")],
            ["start>lancer", "lancer:Canceled>annule"]));
        await _moteur.StartAsync();

        await _moteur.DecideAsync((incidents, id) => incidents.CancelAsync(id, "Mme Roux", "Sans objet.", default));

        Assert.Equal(["annule"], _moteur.Trials.Seen);
        Assert.DoesNotContain(_moteur.Rows.All<DueWork>(), w => w.Key == "k-a");
    }

    [Fact]
    public async Task Demand13_Decision_OnAClosedIncident_IsRefused()
    {
        await StopAsync("event", Try());
        Repair();
        await _moteur.DecideAsync((incidents, id) => incidents.RetryAsync(id, "Mme Roux", "Motif.", default));

        var refusal = await Assert.ThrowsAsync<StepFailedException>(() => _moteur.DecideAsync((incidents, id) => incidents.CancelAsync(id, "M. Petit", "Motif.", default)));

        Assert.Equal("incident.closed", refusal.Code);
    }

    [Theory]
    [InlineData("Mme Roux", " ", "incident.reason")]
    [InlineData("", "Motif.", "incident.actor")]
    public async Task Demand13_Decision_WithoutActorOrReason_IsRefused(string actor, string reason, string code)
    {
        await StopAsync("event", Try());

        var refusal = await Assert.ThrowsAsync<StepFailedException>(() => _moteur.DecideAsync((incidents, id) => incidents.RetryAsync(id, actor, reason, default)));

        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public async Task Demand13_Journal_TellsTheIncidentAndTheDecision()
    {
        await StopAsync("start", Try());
        Repair();
        await _moteur.DecideAsync((incidents, id) => incidents.RetryAsync(id, "Mme Roux", "Le budget est là.", default));

        var lines = _moteur.Rows.All<JournalLine>().Where(l => l.IncidentId == Closed().Id).OrderBy(l => l.Number).ToList();
        Assert.Equal([("Incident", null), ("Decision", "Mme Roux")], lines.Select(l => (l.Event, l.Actor)));
        Assert.Equal("budget.missing : Le budget manque.", lines[0].Message);
        Assert.Equal("L’étape est reprise. Motif : Le budget est là.", lines[1].Message);
    }

    private void Break() => _moteur.Trials.Fails = _ => Refused();

    private void Repair() => _moteur.Trials.Fails = _ => null;

    private static StepFailedException Refused() => new("budget.missing", "Le budget manque.");

    private Incident Closed() => Assert.Single(_moteur.Rows.All<Incident>());

    private static JsonObject Try(string id = "t") => Step(id, "Tests.Try");

    private static JsonObject Wait(string work, string id = "va") => work switch
    {
        "start" => Step(id, "Elsa.Start"),
        "event" => Event(id),
        _ => Step(id, "Elsa.Delay", ("timeSpan", Literal("PT1H"))),
    };

    private async Task StopAsync(string work, params JsonObject[] steps)
    {
        _moteur.Publish(Root(Sequence("s", [Wait(work), .. steps])));
        await RunIntoAsync(work);
    }

    private async Task RunIntoAsync(string work, bool start = true, string name = "va")
    {
        if (start)
            await _moteur.StartAsync();
        if (work == "event")
            await _moteur.EventAsync(name);
        else if (work == "timer")
            await _moteur.AfterAsync(TimeSpan.FromHours(1));
    }
}

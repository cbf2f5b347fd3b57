using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

public sealed class LoopTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task Loop_WithAWaitAndAJoinAfterIt_GoesOnWhenReady()
    {
        _moteur.Publish(Flow(
            [
                Start(), Decide("verifier", "getVariable('compte') >= 2"), Event("piece"), Set("compter", "compte", Script("variables.compte + 1")),
                Say("pret"), Event("avis"), Join("join", "WaitAll"), Say("fin"),
            ],
            "start>verifier", "verifier:False>piece", "piece>compter", "compter>verifier", "verifier:True>pret", "pret>join", "start>avis", "avis>join", "join>fin"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("piece");
        await _moteur.EventAsync("avis");
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.EventAsync("piece");

        Assert.Equal(["pret", "fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task Loop_WithABranchThatMergesInside_RunsEachTurn()
    {
        _moteur.Publish(Flow(
            [
                Start(), Event("tour"), Set("compter", "compte", Script("variables.compte + 1")), Decide("pair", "variables.compte % 2 === 0"),
                Say("oui"), Say("non"), Say("merge"), Decide("assez", "variables.compte >= 3"), Say("fin"),
            ],
            "start>tour", "tour>compter", "compter>pair", "pair:True>oui", "pair:False>non", "oui>merge", "non>merge", "merge>assez",
            "assez:False>tour", "assez:True>fin"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("tour");
        await _moteur.EventAsync("tour");
        await _moteur.EventAsync("tour");

        Assert.Equal(["non", "merge", "oui", "merge", "non", "merge", "fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task Loop_InsideALoop_HandsOnOneTokenPerTurnOfTheOuter()
    {
        _moteur.Publish(Flow(
            [
                Start(), Say("dehors"), Event("essai"), Decide("bon", "getOutputFrom('essai') === true"), Event("suite"),
                Decide("encore", "getOutputFrom('suite') === true"), Event("avis"), Join("join", "WaitAll"), Say("fin"),
            ],
            "start>dehors", "start>avis", "dehors>essai", "essai>bon", "bon:False>essai", "bon:True>suite", "suite>encore",
            "encore:True>dehors", "encore:False>join", "avis>join", "join>fin"));
        await _moteur.StartAsync();
        await _moteur.EventAsync("avis");

        await _moteur.EventAsync("essai", false);
        await _moteur.EventAsync("essai", true);
        await _moteur.EventAsync("suite", true);
        await _moteur.EventAsync("essai", false);
        await _moteur.EventAsync("essai", true);
        Assert.Equal(["dehors", "dehors"], _moteur.Trials.Seen);
        await _moteur.EventAsync("suite", false);

        Assert.Equal(["dehors", "dehors", "fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task Loop_LeftForGood_KillsItsOtherWaysOut()
    {
        _moteur.Publish(Flow(
            [Start(), Event("choix"), Step("selon", "Elsa.FlowSwitch", ("cases", Cases("a", "b"))), Say("a"), Say("b"), Join("join", "WaitAllActive"), Say("fin")],
            "start>choix", "choix>selon", "selon:a>a", "selon:b>b", "selon:Default>choix", "a>join", "b>join", "join>fin"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("choix", "?");
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.EventAsync("choix", "b");

        Assert.Equal(["b", "fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task Loop_CancelledByAFirstArrival_LeavesNothingBehind()
    {
        _moteur.Publish(Flow(
            [Start(), Decide("verifier", "variables.compte > 9"), Event("relance"), Event("avis"), Join("join", "WaitAny"), Say("fin"), Say("bis")],
            "start>verifier", "verifier:False>relance", "relance>verifier", "verifier:True>join", "start>avis", "avis>join", "join>fin", "fin>bis", "verifier:True>bis"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("relance");
        await _moteur.EventAsync("avis");

        Assert.Equal(["fin", "bis"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
        Assert.Empty(_moteur.Rows.All<Bookmark>());
    }

    [Fact]
    public async Task Loop_WithATask_AsksAnewAtEachTurn()
    {
        _moteur.Publish(Flow([Start(), Step("demander", "Elsa.RunTask", ("taskName", Literal("avis"))), Say("tour")], "start>demander", "demander>tour", "tour>demander"));
        await _moteur.StartAsync();

        await _moteur.CompleteTaskAsync(Assert.Single(_moteur.Rows.Tasks).Key);
        Assert.Equal(2, _moteur.Rows.Tasks.Count);
        await _moteur.CompleteTaskAsync(_moteur.Rows.Tasks.Values.Single(t => t.ClosedAt is null).Key);

        Assert.Equal(["tour", "tour"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Loop_WithoutAnyWait_StopsWithAnIncident()
    {
        _moteur.Publish(Flow([Start(), Event("va"), Say("a"), Say("b")], "start>va", "va>a", "a>b", "b>a"));
        await _moteur.StartAsync();

        await _moteur.EventAsync("va");

        Assert.Equal("workflow.endless", Assert.Single(_moteur.Rows.All<Incident>()).Code);
        Assert.Equal(InstanceStatus.Faulted, _moteur.Only.Status);
    }

    private static System.Text.Json.Nodes.JsonArray Cases(params string[] labels) => new([.. labels.Select(label => new System.Text.Json.Nodes.JsonObject
    {
        ["label"] = label,
        ["condition"] = new System.Text.Json.Nodes.JsonObject { ["type"] = "JavaScript", ["value"] = $"getOutputFrom('choix') === '{label}'" },
    })]);
}

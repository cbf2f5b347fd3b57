using System.Text.Json.Nodes;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>What becomes of the tokens of a flowchart when its arrows change.</summary>
public sealed class TokenMoveTests : IDisposable
{
    private static readonly JsonObject[] Steps = [Start(), Event("a"), Event("b"), Say("fin")];

    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Theory]
    [InlineData("WaitAll")]
    [InlineData("WaitAllActive")]
    public async Task Migrate_ArrowsInAnotherOrder_KeepsWhatArrived(string mode)
    {
        await ArriveAsync(Flow([.. Copies(), Join("j", mode)], "start>a", "start>b", "a>j", "b>j", "j>fin"));

        await MigrateAsync(Flow([.. Copies(), Join("j", mode)], "j>fin", "b>j", "start>b", "a>j", "start>a"));
        await _moteur.EventAsync("b");

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task Migrate_JoinWithANewArrowFromAPastStep_DoesNotWaitForIt()
    {
        await ArriveAsync(Flow([.. Copies(), Join("j", "WaitAllActive")], "start>a", "start>b", "a>j", "b>j", "j>fin"));

        await MigrateAsync(Flow([.. Copies(), Say("c"), Join("j", "WaitAllActive")], "start>a", "start>b", "start>c", "a>j", "b>j", "c>j", "j>fin"));
        await _moteur.EventAsync("b");

        Assert.Equal(["fin"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task Migrate_WaitAllWithANewArrowFromAPastStep_IsRefused()
    {
        await ArriveAsync(Flow([.. Copies(), Join("j", "WaitAll")], "start>a", "start>b", "a>j", "b>j", "j>fin"));

        Assert.Contains(
            "La réunion « j » attend toutes ses flèches, et celle qui vient de « c » ne pourrait plus être suivie",
            await RefusalAsync(Flow([.. Copies(), Say("c"), Join("j", "WaitAll")], "start>a", "start>b", "start>c", "a>j", "b>j", "c>j", "j>fin")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_NewArrowFromAStepThatIsToCome_IsWaitedFor()
    {
        await ArriveAsync(Flow([.. Copies(), Join("j", "WaitAll")], "start>a", "start>b", "a>j", "b>j", "j>fin"));

        await MigrateAsync(Flow([.. Copies(), Event("c"), Join("j", "WaitAll")], "start>a", "start>b", "a>j", "b>j", "b>c", "c>j", "j>fin"));
        await _moteur.EventAsync("b");
        Assert.Empty(_moteur.Trials.Seen);
        await _moteur.EventAsync("c");

        Assert.Equal(["fin"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Migrate_FollowedArrowThatIsGone_IsRefused()
    {
        await ArriveAsync(Flow([.. Copies(), Join("j", "WaitAll")], "start>a", "start>b", "a>j", "b>j", "j>fin"));

        Assert.Contains(
            "La flèche suivie de « a » vers « j » n’existe plus",
            await RefusalAsync(Flow([.. Copies(), Join("j", "WaitAll")], "start>a", "start>b", "b>j", "a>fin", "j>fin")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_JoinThatWouldHaveEverything_IsRefused()
    {
        await ArriveAsync(Flow([.. Copies(), Join("j", "WaitAll")], "start>a", "start>b", "a>j", "b>j", "j>fin"));

        Assert.Contains("plus rien ne la déclencherait", await RefusalAsync(Flow([.. Copies(), Join("j", "WaitAll")], "start>a", "start>b", "a>j", "j>fin")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_JoinWhoseModeChangesAfterAnArrival_IsRefused()
    {
        await ArriveAsync(Flow([.. Copies(), Join("j", "WaitAll")], "start>a", "start>b", "a>j", "b>j", "j>fin"));

        Assert.Contains("Le mode de réunion de « j » change", await RefusalAsync(Flow([.. Copies(), Join("j", "WaitAny")], "start>a", "start>b", "a>j", "b>j", "j>fin")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "b", "a", "a", "b")]
    [InlineData("b", "a", "b", "b", "a", "b")]
    public async Task Migrate_ToTheSameVersionAfterEachEvent_ChangesNothingOfTheRun(params string[] events)
    {
        var flow = Flow(
            [Start(), Step("fork", "Elsa.FlowFork", ("branches", Parsed("""["x", "y"]"""))), Event("a"), Decide("encore", "variables.compte < 2"),
                Set("plus", "compte", Script("variables.compte + 1")), Event("b"), Join("j", "WaitAll"), Say("fin")],
            "start>fork", "fork:x>a", "fork:y>b", "a>plus", "plus>encore", "encore:True>a", "encore:False>j", "b>j", "j>fin");
        var alone = await SaidAsync(flow, events, migrates: false);

        Assert.Equal(alone, await SaidAsync(flow, events, migrates: true));
    }

    /// <summary>A dead token that was withheld in one turn of an inner loop and becomes certain in the next is put once, not twice.</summary>
    [Fact]
    public async Task Withheld_InALoopInsideAnother_LeavesNoTokenBehind()
    {
        JsonObject Case(string label, int compte) => new() { ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = $"variables.compte == {compte}" } };
        JsonObject More(string id) => Set(id, "compte", Script("variables.compte + 1"));
        _moteur.Publish(Flow(
            [Start(), Say("h"), Step("d", "Elsa.FlowSwitch", ("cases", new JsonArray(Case("attendre", 0), Case("aller", 1), Case("cote", 2)))), Event("w"), More("plus"), Event("u"), Say("t"), Event("e"), More("encore")],
            "start>h", "h>d", "d:attendre>w", "w>plus", "plus>d", "d:aller>t", "d:cote>u", "u>t", "t>e", "e>encore", "encore>h"));
        await _moteur.StartAsync();

        foreach (var name in new[] { "w", "e", "u" })
        {
            await _moteur.EventAsync(name);
        }

        Assert.Equal(["h", "t", "h", "t"], _moteur.Trials.Seen);
    }

    private static async Task<string> SaidAsync(string flow, string[] events, bool migrates)
    {
        using var moteur = new Moteur();
        await moteur.Publish(flow).StartAsync();
        for (var rank = 0; rank < events.Length; rank++)
        {
            if (migrates && moteur.Only.Status == InstanceStatus.Suspended)
            {
                moteur.Publish(flow);
                Assert.True(await moteur.MigrateAsync(new Migration("circuit", rank + 1, rank + 2, new Dictionary<string, string>()), moteur.Only.Id));
            }

            await moteur.EventAsync(events[rank]);
        }

        return $"{moteur.Only.Status} {string.Join(' ', moteur.Ended)}";
    }

    private static JsonObject[] Copies() => [.. Steps.Select(step => (JsonObject)step.DeepClone())];

    /// <summary>A join at which one of two branches has arrived.</summary>
    private async Task ArriveAsync(string flow)
    {
        await _moteur.Publish(flow).StartAsync();
        await _moteur.EventAsync("a");
    }

    private async Task MigrateAsync(string flow)
    {
        _moteur.Publish(flow);
        await _moteur.MigrateAsync(new Migration("circuit", 1, 2, new Dictionary<string, string>()), _moteur.Only.Id);
    }

    private async Task<string> RefusalAsync(string flow)
    {
        _moteur.Publish(flow);
        return string.Join(' ', Assert.Single((await _moteur.PlanAsync(new Migration("circuit", 1, 2, new Dictionary<string, string>()))).Instances).Refusals);
    }
}

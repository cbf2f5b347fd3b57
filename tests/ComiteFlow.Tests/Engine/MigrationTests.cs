using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>Instances that go on in another version: planned first, refused where something has no target, nothing done twice.</summary>
public sealed class MigrationTests : IDisposable
{
    private static readonly Dictionary<string, string> Same = [];

    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public async Task Demand12_Apply_GoesOnFromWhereItStood_AndRunsNothingTwice()
    {
        await RunAsync(Sequence("s", Say("courriel"), Event("va"), Say("ancien")));
        _moteur.Publish(Root(Sequence("s", Say("courriel"), Say("ajoute avant"), Event("va"), Say("nouveau"))));

        var plan = Assert.Single((await _moteur.PlanAsync(OneToTwo())).Instances);
        Assert.True(await _moteur.MigrateAsync(OneToTwo(), plan.InstanceId));
        await _moteur.RunAsync();

        Assert.Equal(["courriel"], _moteur.Trials.Seen);
        Assert.Equal(2, _moteur.Only.DefinitionVersion);
        Assert.Equal(["L’étape « ajoute avant » se trouve maintenant derrière l’instance : elle ne sera pas faite."], plan.Notes);
        await _moteur.EventAsync("va");
        Assert.Equal(["courriel", "nouveau"], _moteur.Trials.Seen);
        Assert.Equal(InstanceStatus.Finished, _moteur.Only.Status);
    }

    [Fact]
    public async Task Demand12_Plan_TellsEachWaitAndChangesNothing()
    {
        await RunAsync(Sequence("s", Step("p", "Elsa.Parallel", ("activities", new JsonArray(Event("va"), Step("mois", "Elsa.Delay", ("timeSpan", "P30D")))))));
        _moteur.Publish(Root(Sequence("s", Step("p", "Elsa.Parallel", ("activities", new JsonArray(Event("va2"), Step("mois", "Elsa.Delay", ("timeSpan", "P30D"))))))));
        var before = _moteur.Rows.Texts.ToDictionary();

        var plan = Assert.Single((await _moteur.PlanAsync(OneToTwo(("va", "va2")))).Instances);

        Assert.Equal(before, _moteur.Rows.Texts);
        Assert.True(plan.IsPossible);
        Assert.Equal([("s", "s"), ("p", "p"), ("va", "va2"), ("mois", "mois")], plan.Steps.Select(step => (step.From, step.To!)));
        Assert.Equal(["va"], plan.Steps[2].Waits);
        Assert.Equal(_moteur.Clock.GetUtcNow().AddDays(30), plan.Steps[3].Due);
    }

    [Theory]
    [InlineData("absente", "n’existe pas dans la version 2")]
    [InlineData("autre type", "ce qu’elle attend n’y aurait pas de sens")]
    [InlineData("autre endroit", "n’est plus au même endroit : dans la version 2 elle est dans « dedans »")]
    [InlineData("devant", "L’étape « a », que l’instance a déjà passée, se trouve maintenant devant elle : elle pourrait être refaite.")]
    public async Task Demand12_Apply_WithoutATarget_IsRefusedAndChangesNothing(string what, string expected)
    {
        await RunAsync(Sequence("s", Say("a"), Event("va"), Say("b")));
        _moteur.Publish(Root(what switch
        {
            "absente" => Sequence("s", Say("a"), Event("vient"), Say("b")),
            "autre type" => Sequence("s", Say("a"), Step("va", "Elsa.Delay", ("timeSpan", "P1D")), Say("b")),
            "autre endroit" => Sequence("s", Say("a"), Sequence("dedans", Event("va")), Say("b")),
            _ => Sequence("s", Event("va"), Say("a"), Say("b")),
        }));
        var before = _moteur.Rows.Texts.ToDictionary();

        var refusal = await Assert.ThrowsAsync<StepFailedException>(() => _moteur.MigrateAsync(OneToTwo(), _moteur.Only.Id));

        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, _moteur.Rows.Texts);
        Assert.Contains(refusal.Message, Assert.Single((await _moteur.PlanAsync(OneToTwo())).Instances).Refusals);
    }

    [Fact]
    public async Task Demand12_Apply_RenamesOutputsAndVariables_AndGivesNewOnesTheirDefault()
    {
        await RunAsync(Sequence("s", Give("donner", "42"), Event("va"), Say("fin")));
        var next = JsonNode.Parse(Root(Sequence("s", Give("donner2", "42"), Event("va"), Told("fin", "getOutputFrom('donner2') + ' ' + variables.nombre + ' ' + variables.neuve"))))!;
        next["variables"] = new JsonArray(
            new JsonObject { ["id"] = "v-compte", ["name"] = "nombre", ["typeName"] = "Int32", ["value"] = "9" },
            new JsonObject { ["id"] = "v-neuve", ["name"] = "neuve", ["typeName"] = "Int32", ["value"] = "7" });
        _moteur.Publish(next.ToJsonString());

        await _moteur.MigrateAsync(OneToTwo(("donner", "donner2")), _moteur.Only.Id);
        await _moteur.EventAsync("va");

        Assert.Equal(["42 0 7"], _moteur.Trials.Seen);
    }

    [Fact]
    public async Task Demand12_Apply_IsToldInTheJournalWithActorAndReason()
    {
        await RunAsync(Sequence("s", Event("va")));
        _moteur.Publish(Root(Sequence("s", Step("va2", "Elsa.Event", ("eventName", Literal("va"))))));

        await _moteur.MigrateAsync(OneToTwo(("va", "va2")), _moteur.Only.Id);

        var line = Assert.Single(_moteur.Rows.All<JournalLine>(), l => l.Event == "Migrated");
        Assert.Equal(("Mme Roux", "De la version 1 à la version 2. « va » devient « va2 ». Motif : Texte modifié."), (line.Actor, line.Message));
    }

    [Fact]
    public async Task Demand12_Apply_ASecondTime_DoesNothing()
    {
        await RunAsync(Sequence("s", Event("va")));
        _moteur.Publish(Root(Sequence("s", Event("va"), Say("fin"))));
        Assert.True(await _moteur.MigrateAsync(OneToTwo(), _moteur.Only.Id));

        Assert.False(await _moteur.MigrateAsync(OneToTwo(), _moteur.Only.Id));

        Assert.Single(_moteur.Lines("Migrated"));
    }

    [Fact]
    public async Task Demand12_Apply_WithAnOpenIncident_IsRefused()
    {
        _moteur.Trials.Fails = _ => new StepFailedException("essai", "Rien ne va.");
        await RunAsync(Sequence("s", Event("va"), Step("essai", "Tests.Try")));
        await _moteur.EventAsync("va");
        _moteur.Publish(Root(Sequence("s", Event("va"), Step("essai", "Tests.Try"))));

        Assert.Contains("L’instance est arrêtée par un incident : décidez d’abord de celui-ci.", Assert.Single((await _moteur.PlanAsync(OneToTwo())).Instances).Refusals);
        await Assert.ThrowsAsync<StepFailedException>(() => _moteur.MigrateAsync(OneToTwo(), _moteur.Only.Id));
    }

    [Fact]
    public async Task Demand12_Plan_ToAVersionThatIsNotPublished_OrWithAMapThatMerges_IsRefusedAsAWhole()
    {
        await RunAsync(Sequence("s", Event("va"), Say("fin")));
        Assert.Contains("n’est pas publiée", Assert.Single((await _moteur.PlanAsync(OneToTwo())).Refusals), StringComparison.Ordinal);
        _moteur.Publish(Root(Sequence("s", Event("va"), Say("fin"))));

        Assert.Contains("Plusieurs étapes deviendraient la même, « fin »", Assert.Single((await _moteur.PlanAsync(OneToTwo(("va", "fin")))).Refusals), StringComparison.Ordinal);
        Assert.Contains("La version 1 n’a pas d’étape « nulle ».", (await _moteur.PlanAsync(OneToTwo(("nulle", "fin")))).Refusals);
    }

    [Fact]
    public async Task Demand12_Plan_IsPaged()
    {
        _moteur.Publish(Root(Sequence("s", Event("va"))));
        foreach (var key in new[] { "a", "b", "c" })
        {
            await _moteur.StartAsync(key: key);
        }

        _moteur.Publish(Root(Sequence("s", Event("va"))));

        var first = await _moteur.PlanAsync(OneToTwo(), null, 2);
        var second = await _moteur.PlanAsync(OneToTwo(), first.Next, 2);

        Assert.Equal(["a", "b"], first.Instances.Select(i => i.Key));
        Assert.Equal(["c"], second.Instances.Select(i => i.Key));
        Assert.Null(second.Next);
    }

    private static Migration OneToTwo(params (string Old, string New)[] steps) =>
        new("circuit", 1, 2, steps.Length == 0 ? Same : steps.ToDictionary(step => step.Old, step => step.New));

    private async Task RunAsync(JsonObject root)
    {
        _moteur.Publish(Root(root));
        await _moteur.StartAsync();
    }
}

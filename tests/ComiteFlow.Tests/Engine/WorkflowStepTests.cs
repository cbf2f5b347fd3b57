using System.Text.Json.Nodes;
using ComiteFlow.Engine.Definitions;
using ComiteFlow.Engine.Runs;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>A workflow that another one names as a step.</summary>
public sealed class WorkflowStepTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Theory]
    [InlineData("accord", "oui 42")]
    [InlineData("refus", "non 42")]
    public async Task WorkflowStep_GivesInputs_TakesOutputs_AndFollowsTheWaysOutOfTheChild(string avis, string expected)
    {
        _moteur.Publish(Child(Sequence("s", Event("va"), Output("total", "getInput('Montant') * 2"), Step("rendre", "Elsa.Complete", ("outcomes", Script("[getInput('Avis')]"))))));
        _moteur.Publish(Parent(avis, "Tests.Say"));
        await _moteur.StartAsync();
        Assert.Empty(_moteur.Trials.Seen);

        await _moteur.EventAsync("va");

        Assert.Equal([expected], _moteur.Trials.Seen);
        Assert.All(_moteur.Instances, instance => Assert.Equal(InstanceStatus.Finished, instance.Status));
    }

    [Fact]
    public void Check_OfAWorkflowThatIsUsable_IsSound() => Assert.Empty(Problems(Parent("accord"), Child(Sequence("s", Event("va")))));

    [Fact]
    public void Check_OfAWorkflowThatIsNotThere_NamesIt() => Assert.Contains(
        "root.activities[1] (étape « calculer ») : le circuit « Calcul » (enfant) n’est pas publié ; la définition reste un brouillon.", Problems(Parent("accord")));

    [Fact]
    public void Check_OfAWorkflowThatDoesNotOfferItself_IsTold() => Assert.Contains(
        Problems(Parent("accord"), Root(Sequence("s", Event("va")), "enfant")), problem => problem.Contains("le circuit « Essai » ne s’offre pas comme étape", StringComparison.Ordinal));

    [Fact]
    public void Check_OfAnInputOrAWayOutThatTheChildHasNot_IsTold()
    {
        var child = JsonNode.Parse(Child(Sequence("s", Event("va"))))!;
        child["inputs"] = new JsonArray(new JsonObject { ["name"] = "Montant", ["type"] = "Int32" });
        child["outcomes"] = new JsonArray("accord");

        Assert.Equal(
            [
                "root.activities[1].avis (étape « calculer ») : l’entrée « avis » n’existe pas pour le circuit « Essai » : elle serait ignorée. Retirez-la, ou choisissez parmi : Montant.",
                "root.connections[2] (étape « calculer ») : une flèche part de la sortie « refus », que l’étape n’a pas : elle ne serait jamais suivie. Choisissez parmi : accord, Done.",
            ],
            Problems(Parent("accord"), child.ToJsonString()).Order());
    }

    [Fact]
    public void Check_OfAWorkflowThatNamesItself_IsTold() => Assert.Contains(
        "il se relancerait sans fin", Assert.Single(Problems(Root(Flowchart("root", [Start(), Calculate("accord")], "start>calculer"), "enfant"))), StringComparison.Ordinal);

    [Fact]
    public void Read_StepOfAnUnknownType_KeepsTheTextAndStaysADraft()
    {
        var json = Flow([Start(), Step("absente", "Ailleurs.Inconnue", ("reglage", "x"))], "start>absente");

        var reading = DefinitionReader.Read(json);

        Assert.Equal(json, reading.Definition!.Json);
        Assert.Contains("l’activité « Ailleurs.Inconnue » n’existe pas ici ; la définition reste un brouillon.", Assert.Single(Problems(json)), StringComparison.Ordinal);
    }

    private static List<string> Problems(string json, params string[] published) => [.. Publication.Validator
        .Check(DefinitionReader.Read(json), published.Select(text => DefinitionReader.Read(text).Definition!)).Select(problem => problem.ToString())];

    private static JsonObject Output(string name, string script) => Step("sortie", "Elsa.SetOutput", ("outputName", Literal(name)), ("outputValue", Script(script)));

    private static string Child(JsonObject root)
    {
        var child = JsonNode.Parse(Root(root, "enfant"))!;
        child["options"] = new JsonObject { ["usableAsActivity"] = true };
        child["inputs"] = new JsonArray(new JsonObject { ["name"] = "Montant", ["type"] = "Int32" }, new JsonObject { ["name"] = "Avis", ["type"] = "String" });
        child["outputs"] = new JsonArray(new JsonObject { ["name"] = "total", ["type"] = "Int32" });
        child["outcomes"] = new JsonArray("accord", "refus");
        return child.ToJsonString();
    }

    private static string Parent(string avis, string inform = "Elsa.WriteLine") => Flow(
        [Start(), Calculate(avis), Inform("oui", inform), Inform("non", inform)], "start>calculer", "calculer:accord>oui", "calculer:refus>non");

    private static JsonObject Calculate(string avis) => Step(
        "calculer", "Calcul", ("workflowDefinitionId", "enfant"), ("workflowDefinitionVersionId", "v1"), ("latestAvailablePublishedVersion", 1),
        ("montant", Literal(21)), ("avis", Literal(avis)),
        ("total", new JsonObject { ["typeName"] = "Object", ["memoryReference"] = new JsonObject { ["id"] = "v-compte" } }));

    private static JsonObject Inform(string id, string type) => Step(id, type, ("text", Script($"'{id} ' + variables.compte")));
}

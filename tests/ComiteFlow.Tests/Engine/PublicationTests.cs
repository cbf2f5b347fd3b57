using System.Text.Json.Nodes;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

/// <summary>What is told before publication: arrows, loops, durations, names.</summary>
public sealed class PublicationTests
{
    [Fact]
    public void Check_WayOutThatLeadsNowhere_IsTold()
    {
        var problem = Assert.Single(Publication.Problems(Flow([Start(), Decide("choix", "true"), Step("fin", "Elsa.End")], "start>choix", "choix:True>fin")));

        Assert.Equal(
            "root.activities[1] (étape « choix ») : la sortie « False » ne mène nulle part, alors que « True » mène plus loin : le circuit s’arrêterait là sans atteindre sa fin. "
            + "Tracez une flèche depuis « False », au besoin vers une étape de fin.",
            problem);
    }

    [Fact]
    public void Check_CaseAndDefaultThatLeadNowhere_AreTold() => Assert.Equal(
        ["la sortie « b »", "la sortie « Default »"],
        Messages(Flow([Start(), Switch("a", "b"), Step("fin", "Elsa.End")], "start>selon", "selon:a>fin")).Select(message => message[..message.IndexOf(" ne ", StringComparison.Ordinal)]));

    [Fact]
    public void Check_OwnWayOutThatLeadsNowhere_IsTold() => Assert.Equal(
        3, Messages(Flow(
            [Start(), Step("decider", "ComiteFlow.AwaitDecision"), Step("ouvrir", "ComiteFlow.OpenTranche"), Step("fin", "Elsa.End")],
            "start>decider", "decider:Tranche>ouvrir", "ouvrir>fin")).Count);

    [Fact]
    public void Check_BranchOfAForkThatLeadsNowhere_IsToldWithoutAnEndToo() => Assert.StartsWith(
        "la sortie « y » ne mène nulle part", Assert.Single(Messages(Flow([Start(), Fork("x", "y"), Note("a")], "start>fork", "fork:x>a"))), StringComparison.Ordinal);

    [Fact]
    public void Check_DecisionWithOneArrow_WithoutAnEnd_IsSound() =>
        Assert.Empty(Messages(Flow([Start(), Decide("choix", "true"), Note("a")], "start>choix", "choix:True>a")));

    [Fact]
    public void Check_DecisionWithOneArrow_BesideAnotherBranch_IsSound() => Assert.Empty(Messages(Flow(
        [Start(), Fork("x", "y"), Decide("choix", "true"), Note("a"), Event("va"), Step("fin", "Elsa.End")],
        "start>fork", "fork:x>choix", "fork:y>va", "choix:True>a", "va>fin")));

    [Fact]
    public void Check_StepThatLeadsNowhere_IsSound() =>
        Assert.Empty(Messages(Flow([Start(), Event("va"), Note("a"), Step("fin", "Elsa.End")], "start>va", "start>a", "va>fin")));

    [Theory]
    [InlineData("choix:Vrai>a", "une flèche part de la sortie « Vrai », que l’étape n’a pas : elle ne serait jamais suivie. Choisissez parmi : True, False.")]
    [InlineData("fin>a", "une flèche part de cette étape, qui met fin à ce qui l’entoure : elle ne serait jamais suivie. Retirez la flèche.")]
    public void Check_ArrowFromAWayOutThatIsNone_IsTold(string arrow, string expected) => Assert.Contains(
        expected,
        Messages(Flow([Start(), Decide("choix", "true"), Note("a"), Step("fin", "Elsa.End")], "start>choix", "choix:True>a", "choix:False>fin", arrow)));

    [Theory]
    [InlineData("Literal", "true")]
    [InlineData("Literal", true)]
    [InlineData("JavaScript", "true")]
    [InlineData("JavaScript", "return true;")]
    public void Check_WhileThatAlwaysHoldsWithoutAWait_IsTold(string kind, object condition) =>
        Assert.StartsWith("la condition de la boucle est toujours vraie", Assert.Single(Messages(While(kind, JsonValue.Create(condition)!, Note("corps")))), StringComparison.Ordinal);

    [Fact]
    public void Check_WhileThatAlwaysHoldsButWaits_IsSound() => Assert.Empty(Messages(While("Literal", true, Event("va"))));

    [Fact]
    public void Check_WhileThatAlwaysHoldsButIsLeft_IsSound() =>
        Assert.Empty(Messages(While("Literal", true, Sequence("corps", Note("a"), Step("sortir", "Elsa.Break")))));

    [Fact]
    public void Check_WhileWhoseConditionIsComputed_IsSound() => Assert.Empty(Messages(While("JavaScript", "variables.compte < 3", Note("corps"))));

    [Fact]
    public void Check_ForThatStandsStill_IsTold() => Assert.StartsWith(
        "la boucle avance de 0", Assert.Single(Messages(Root(Step("pour", "Elsa.For", ("step", Literal(0)), ("body", Note("a")))))), StringComparison.Ordinal);

    [Fact]
    public void Check_BreakOutsideALoop_IsTold() =>
        Assert.Contains("aucune boucle While, For ou ForEach ne l’entoure", Assert.Single(Messages(Root(Sequence("s", Step("sortir", "Elsa.Break"))))), StringComparison.Ordinal);

    /// <summary>Points 6 and 19 of what users of such engines complain about.</summary>
    [Theory]
    [InlineData("72:00:00", "la durée « 72:00:00 » se lit 72 jours, et non 72 heures : écrivez 3.00:00:00 pour 72 heures, ou P72D pour 72 jours.")]
    [InlineData("24:00:00", "la durée « 24:00:00 » se lit 24 jours, et non 24 heures : écrivez 1.00:00:00 pour 24 heures, ou P24D pour 24 jours.")]
    [InlineData("30:10:00", "la durée « 30:10:00 » se lit 30 jours et 10 heures, et non 30 heures et 10 minutes : écrivez 1.06:10:00 pour 30 heures et 10 minutes, ou P30DT10H pour")]
    [InlineData("3", "la durée « 3 » se lit 3 jours : écrivez-la avec son unité, par exemple P3D pour 3 jours ou PT3H pour 3 heures.")]
    [InlineData("00:00:00", "la durée « 00:00:00 » est nulle : l’étape n’attendrait rien.")]
    [InlineData("-P1D", "la durée « -P1D » est négative")]
    [InlineData("-1.00:00:00", "la durée « -1.00:00:00 » est négative")]
    public void Demand19_Duration_ThatIsNotWhatItSeems_IsToldInWords(string text, string expected)
    {
        Assert.StartsWith(expected, Assert.Single(Messages(One("Elsa.Delay", ("timeSpan", Literal(text))))), StringComparison.Ordinal);
        Assert.StartsWith(expected, Assert.Single(Messages(One("Elsa.Timer", ("interval", Literal(text))))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("23:59:59")]
    [InlineData("3.00:00:00")]
    [InlineData("P60D")]
    [InlineData("PT72H")]
    public void Check_DurationOfOneMeaning_IsSound(string text) => Assert.Empty(Messages(One("Elsa.Delay", ("timeSpan", Literal(text)))));

    [Fact]
    public void Check_ReminderThatRepeatsAfterNothing_IsTold() => Assert.Contains(
        "l’intervalle « P0D » est nul", Assert.Single(Messages(One("ComiteFlow.RemindSignatories", ("every", Literal("P0D")), ("obligation", Literal("O-65"))))), StringComparison.Ordinal);

    [Theory]
    [InlineData("chaque lundi", "l’échéance « chaque lundi » est refusée : il faut cinq champs")]
    [InlineData("0 8 30 2 *", "l’échéance « 0 8 30 2 * » est refusée : aucune date n’y correspond.")]
    public void Check_CronThatNeverComes_IsTold(string cron, string expected) =>
        Assert.StartsWith(expected, Assert.Single(Messages(One("Elsa.Cron", ("cronExpression", Literal(cron))))), StringComparison.Ordinal);

    [Fact]
    public void Check_ZoneThatIsNone_IsTold() => Assert.StartsWith(
        "le fuseau « Europe/Paname » n’existe pas", Assert.Single(Messages(One("Elsa.Cron", ("cronExpression", Literal("0 8 * * *")), ("timeZone", Literal("Europe/Paname"))))), StringComparison.Ordinal);

    [Fact]
    public void Check_VariablesThatAreNone_AreTold() => Assert.Equal(
        [
            "la variable « ancien » n’existe pas dans ce circuit : choisissez « compte », « liste », ou ajoutez-la aux variables du circuit.",
            "la variable « perdue » n’existe pas dans ce circuit : choisissez « compte », « liste », ou ajoutez-la aux variables du circuit.",
        ],
        Messages(Root(Sequence("s", Set("fixer", "ancien", Literal(1)), Step("noter", "Elsa.WriteLine", ("text", Expression("Variable", """{ "name": "perdue" }""")))))));

    [Fact]
    public void Check_VariablesOfAContainerAndRenamedOnes_AreSound()
    {
        var flow = Flowchart("nid", [Start("debut"), Set("fixer", "dedans", Literal(1)), Step("noter", "Elsa.WriteLine", ("text", Expression("Variable", """{ "id": "v-compte", "name": "ancien" }""")))], "debut>fixer", "fixer>noter");
        flow["variables"] = new JsonArray(new JsonObject { ["id"] = "v-dedans", ["name"] = "dedans", ["typeName"] = "Int32", ["value"] = "1" });

        Assert.Empty(Messages(Root(Sequence("s", flow))));
    }

    [Fact]
    public void Check_SetVariableWithoutAVariable_IsTold() =>
        Assert.Equal("l’étape ne dit pas quelle variable fixer : choisissez-la.", Assert.Single(Messages(One("Elsa.SetVariable", ("value", Literal(1))))));

    [Theory]
    [InlineData("Elsa.Event", "evenement", "\"va\"", "l’entrée « evenement » n’existe pas pour cette étape : elle serait ignorée. Retirez-la, ou choisissez parmi : eventName, correlationId.")]
    [InlineData("ComiteFlow.CheckReadiness", "to", "[\"parties\"]", "l’entrée « to » n’existe pas pour cette étape, qui n’en a aucune : elle serait ignorée. Retirez-la.")]
    [InlineData("Elsa.RunTask", "charge", "{\"a\": 1}", "l’entrée « charge » n’existe pas pour cette étape")]
    public void Check_InputThatTheStepDoesNotHave_IsTold(string type, string input, string value, string expected) =>
        Assert.StartsWith(expected, Assert.Single(Messages(One(type, (input, Literal(JsonNode.Parse(value)))))), StringComparison.Ordinal);

    [Theory]
    [InlineData("null")]
    [InlineData("{\"typeName\": \"String\", \"expression\": null}")]
    [InlineData("{\"typeName\": \"Boolean\", \"expression\": {\"type\": \"Literal\", \"value\": false}}")]
    [InlineData("{\"typeName\": \"String\", \"expression\": {\"type\": \"Literal\", \"value\": \"\"}}")]
    [InlineData("{\"typeName\": \"Object\", \"memoryReference\": {\"id\": \"v-compte\"}}")]
    public void Check_UnknownInputThatSaysNothing_IsSound(string value) => Assert.Empty(Messages(One("Elsa.Event", ("channelName", JsonNode.Parse(value)))));

    [Fact]
    public void Check_OutputThatTheWorkflowDoesNotHave_IsTold() => Assert.StartsWith(
        "le circuit n’a pas de résultat « avis »", Assert.Single(Messages(One("Elsa.SetOutput", ("outputName", Literal("avis")), ("outputValue", Literal(1))))), StringComparison.Ordinal);

    [Fact]
    public void Check_ScriptThatDoesNotParse_IsTold() =>
        Assert.StartsWith("l’expression est refusée : ligne 1", Assert.Single(Messages(One("Elsa.WriteLine", ("text", Script("1 +"))))), StringComparison.Ordinal);

    /// <summary>As Studio exports one: no Start, no End, empty inputs, a way out that leads nowhere.</summary>
    [Fact]
    public void Check_AnOrdinaryFileOfStudio_IsSound() => Assert.Empty(Publication.Problems("""
        { "$schema": "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json", "id": "1f", "definitionId": "ordinaire", "name": "Essai", "version": 3,
          "toolVersion": "3.6.0.0", "variables": [{ "id": "93b1", "name": "nombre", "typeName": "Int32", "isArray": false, "value": "0" }], "inputs": [], "outputs": [],
          "outcomes": [], "customProperties": { "VariableTestValues": {} }, "isReadonly": false, "isSystem": false, "isLatest": true, "isPublished": true,
          "options": { "autoUpdateConsumingWorkflows": false },
          "root": { "id": "8d3e", "nodeId": "Workflow1:8d3e", "type": "Elsa.Flowchart", "version": 1, "metadata": {}, "variables": [],
            "customProperties": { "source": "FlowchartJsonConverter.cs:45", "notFoundConnections": [], "canStartWorkflow": false, "runAsynchronously": false },
            "activities": [
              { "text": { "typeName": "String", "expression": { "type": "Literal", "value": "A" } }, "id": "a", "nodeId": "Workflow1:8d3e:a", "name": "A", "type": "Elsa.WriteLine",
                "version": 1, "customProperties": { "canStartWorkflow": false, "runAsynchronously": false }, "metadata": { "designer": { "position": { "x": 1.5, "y": 2 } } } },
              { "condition": { "typeName": "Boolean", "expression": { "type": "JavaScript", "value": "return getVariable('nombre') > 1;" } }, "id": "d", "name": "Decision1",
                "type": "Elsa.FlowDecision", "version": 1, "customProperties": { "canStartWorkflow": false, "mergeMode": "Stream" }, "metadata": {} },
              { "workflowDefinitionId": { "typeName": "String", "expression": { "type": "Literal", "value": "autre" } }, "correlationId": null, "input": null,
                "waitForCompletion": { "typeName": "Boolean", "expression": { "type": "Literal", "value": true } }, "channelName": null,
                "startNewTrace": { "typeName": "Boolean", "expression": { "type": "Literal", "value": false } },
                "result": { "typeName": "Object", "memoryReference": { "id": "93b1" } }, "id": "w", "name": "Dispatch1", "type": "Elsa.DispatchWorkflow", "version": 1 },
              { "code": null, "category": { "typeName": "String", "expression": { "type": "Literal", "value": "failure" } }, "faultType": null,
                "message": { "typeName": "String", "expression": { "type": "Literal", "value": "Refus" } }, "id": "f", "name": "Fault1", "type": "Elsa.Fault", "version": 1 }
            ],
            "connections": [
              { "source": { "activity": "a", "port": "Done" }, "target": { "activity": "d", "port": "In" }, "vertices": [] },
              { "source": { "activity": "d", "port": "True" }, "target": { "activity": "w", "port": "In" }, "vertices": [] },
              { "source": { "activity": "w", "port": null }, "target": { "activity": "f", "port": "In" }, "vertices": [{ "x": 1, "y": 2 }] }
            ] } }
        """));

    private static List<string> Messages(string json) => [.. Publication.Problems(json).Select(problem => problem[(problem.IndexOf(") : ", StringComparison.Ordinal) + 4)..])];

    private static string One(string type, params (string Name, JsonNode? Value)[] properties) => Root(Sequence("s", Whole("essai", type, properties)));

    private static string While(string kind, JsonNode condition, JsonObject body) => Root(Step("tant", "Elsa.While", ("condition", Expression(kind, condition)), ("body", body)));

    private static JsonObject Note(string id) => Step(id, "Elsa.WriteLine", ("text", Literal(id)));

    private static JsonObject Fork(params string[] branches) => Step("fork", "Elsa.FlowFork", ("branches", Parsed(System.Text.Json.JsonSerializer.Serialize(branches))));

    private static JsonObject Switch(params string[] labels) => Step("selon", "Elsa.FlowSwitch", ("cases", new JsonArray([.. labels.Select(label => new JsonObject
    {
        ["label"] = label, ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "true" },
    })])));
}

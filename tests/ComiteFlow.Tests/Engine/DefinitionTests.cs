using System.Text.Json.Nodes;
using ComiteFlow.Engine.Definitions;
using static ComiteFlow.Tests.Engine.Circuit;

namespace ComiteFlow.Tests.Engine;

public sealed class DefinitionTests : IDisposable
{
    private readonly Moteur _moteur = new();

    public void Dispose() => _moteur.Dispose();

    [Fact]
    public void Check_ASoundDefinition_FindsNothing() =>
        Assert.Empty(Problems(Flow([Start(), Event("va"), Decide("choix", "variables.compte > 1"), Say("fin")], "start>va", "va>choix", "choix:False>va", "choix:True>fin")));

    [Fact]
    public void Check_EveryFault_TellsPlaceAndSentenceOfAllAtOnce()
    {
        var json = Flow(
            [
                Start(), Start("start2"), Step("inconnue", "Elsa.SendCarrierPigeon"), Step("double", "Elsa.Event", ("eventName", Expression("Python", "1"))),
                Say("double"), Decide("choix", "fetch(1)"), Step("attendre", "Elsa.Delay", ("timeSpan", Literal("trois jours"))), Say("a"), Say("b"),
            ],
            "start>inconnue", "start2>double", "inconnue>attendre", "attendre>a", "a>b", "b>a", "b>nulle-part", "attendre>choix", "start>start2");

        var problems = Problems(json).Select(problem => problem.ToString()).ToList();

        Assert.Equal(
            [
                "root.activities[4] (étape « double ») : l’identifiant « double » sert déjà à une autre étape : donnez-en un autre.",
                "root.connections[6] : la flèche mène à une étape qui n’existe pas (« nulle-part ») : retirez-la, ou remettez l’étape.",
                "root.activities[1] (étape « start2 ») : le circuit a deux débuts : gardez-en un seul.",
                "root.activities[7] (étape « a ») : la boucle n’a ni attente ni sortie : elle tournerait sans fin. Ajoutez-y une étape qui attend, ou une décision qui en sort.",
                "root.activities[2] (étape « inconnue ») : l’activité « Elsa.SendCarrierPigeon » n’existe pas ici ; la définition reste un brouillon.",
                "root.activities[3].eventName (étape « double ») : le type d’expression « Python » n’est pas pris en charge ; la définition reste un brouillon.",
                "root.activities[5].condition (étape « choix ») : l’expression est refusée : ligne 1, colonne 1 : la fonction « fetch » n’est pas connue ici.",
                "root.activities[6].timeSpan (étape « attendre ») : l’entrée « timeSpan » contient le texte « trois jours » ; il faut une durée, par exemple 3.00:00:00 ou P3D.",
            ],
            problems);
    }

    [Fact]
    public void Check_LoopWithAWaitInsideAContainer_IsSound()
    {
        var sequence = Step("suite", "Elsa.Sequence", ("activities", new JsonArray(Event("va"))));

        Assert.Empty(Problems(Flow([Start(), sequence], "start>suite", "suite>suite")));
    }

    [Fact]
    public void Check_StepThatNothingLeadsTo_IsTold() =>
        Assert.Equal("aucune flèche ne mène à cette étape : elle ne tournerait jamais. Tracez une flèche vers elle, ou retirez-la.", Assert.Single(Problems(Flow([Start(), Say("a"), Say("perdue")], "start>a"))).Message);

    [Fact]
    public void Check_ConditionOfACase_IsGuarded()
    {
        var cases = new JsonArray(new JsonObject { ["label"] = "a", ["condition"] = new JsonObject { ["type"] = "JavaScript", ["value"] = "x = 1" } });

        var problem = Assert.Single(Problems(Flow([Start(), Step("selon", "Elsa.FlowSwitch", ("cases", cases))], "start>selon")));

        Assert.Equal("root.activities[1].cases[0].condition", problem.Path);
    }

    [Theory]
    [InlineData("P99999999999D")]
    [InlineData("")]
    public void Check_DurationThatNoCalendarHolds_IsTold(string span) =>
        Assert.Equal("root.activities[1].timeSpan", Assert.Single(Problems(Flow([Start(), Step("attendre", "Elsa.Delay", ("timeSpan", Literal(span)))], "start>attendre"))).Path);

    [Theory]
    [InlineData("{", "$")]
    [InlineData("[]", "root")]
    [InlineData("""{ "definitionId": "x" }""", "root")]
    [InlineData("""{ "root": { "id": "r", "type": "Elsa.Sequence" } }""", "definitionId")]
    public void Read_WhatIsNoWorkflow_GivesNoDefinition(string json, string path)
    {
        var reading = DefinitionReader.Read(json);

        Assert.Null(reading.Definition);
        Assert.Equal(path, Assert.Single(reading.Problems).Path);
    }

    [Fact]
    public void Read_StepsThatAreNoObjects_AreTold() => Assert.Contains(
        Problems("""{ "definitionId": "x", "version": 1.5, "root": { "id": "r", "type": "Elsa.Sequence", "activities": ["a", 1] } }"""),
        problem => problem is { Path: "root.activities[0]", Message: "l’étape n’a pas d’identifiant." });

    [Fact]
    public void Read_UnknownProperties_SurviveInTheText()
    {
        const string Json = """{ "$schema": "s", "definitionId": "x", "root": { "id": "r", "type": "Elsa.Sequence", "metadata": { "designer": { "x": 1.50 } }, "inconnu": [1] } }""";

        Assert.Equal(Json, DefinitionReader.Read(Json).Definition!.Json);
    }

    [Fact]
    public void Read_OlderForms_AreUnderstood()
    {
        const string Json = """
            { "DefinitionId": "x", "Root": { "Id": "r", "Type": "Elsa.Flowchart",
              "Activities": [{ "Id": "a", "Type": "Elsa.Start", "Metadata": { "DisplayText": "Départ" } }, { "Id": "b", "Type": "Elsa.Finish" }],
              "Connections": [{ "Source": "a", "Target": "b", "SourcePort": "Done", "TargetPort": "In" }] } }
            """;

        var reading = DefinitionReader.Read(Json);

        Assert.Empty(_moteur.Validator.Check(reading));
        Assert.Equal(["Départ", "b"], reading.Definition!.Root.Children.Select(child => child.Label));
    }

    [Fact]
    public void Read_Variables_TakeTheirDefaultsByType()
    {
        var json = """
            { "definitionId": "x", "root": { "id": "r", "type": "Elsa.Sequence" }, "variables": [
              { "id": "1", "name": "nombre", "typeName": "Int32", "value": "12" }, { "id": "2", "name": "texte", "typeName": "String", "value": "12" },
              { "id": "3", "name": "vide", "typeName": "Int32", "value": null }] }
            """;

        var variables = DefinitionReader.Read(json).Definition!.Variables;

        Assert.Equal(["12", "\"12\"", null], variables.Select(v => v.Default?.GetRawText()));
    }

    private IReadOnlyList<DefinitionProblem> Problems(string json) => _moteur.Validator.Check(DefinitionReader.Read(json));
}

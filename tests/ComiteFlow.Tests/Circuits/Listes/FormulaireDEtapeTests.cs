using System.Text.Json.Nodes;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Host.Circuits.Listes;

namespace ComiteFlow.Tests.Circuits.Listes;

/// <summary>What the form of a step writes: what was changed, and nothing else.</summary>
public sealed class FormulaireDEtapeTests
{
    private const string Variable = """{ "id": "v-montant", "name": "montant", "typeName": "Decimal" }""";

    public static TheoryData<string> Livres => [.. CircuitsALire.Livres];

    [Theory]
    [MemberData(nameof(Livres))]
    public void Ecrire_OfAShippedWorkflowWithoutAChange_LeavesTextAndMeaning(string file)
    {
        var open = CircuitsALire.Livre(file);
        var before = TexteDeCircuit.Ecrire(open.Definition);

        foreach (var place in Contenants.Tous(open.Definition).Where(place => place.Contenant is not null))
        {
            Assert.Empty(new FormulaireDEtape(open, place).Ecrire(CircuitsALire.Formulaire(open, place)));
        }

        Assert.Equal(before, TexteDeCircuit.Ecrire(open.Definition));
        Assert.Equal(SensDeCircuit.Empreinte(File.ReadAllText(Depot.Path("workflows", file))), SensDeCircuit.Empreinte(open.Definition));
    }

    [Theory]
    [MemberData(nameof(Livres))]
    public void Ecrire_OfOneInputOfOneStep_ChangesThatInputAlone(string file)
    {
        foreach (var id in Contenants.Tous(CircuitsALire.Livre(file).Definition).Where(place => place.Contenant is not null).Select(place => place.Id).ToList())
        {
            var inputs = CircuitsALire.Genres.Entrees(CircuitsALire.Livre(file).Lieu(id)!.Etape).Where(input => input.Editor is not (InputEditor.Cases or InputEditor.Variable or InputEditor.Ways));
            foreach (var input in inputs)
            {
                var (open, other) = (CircuitsALire.Livre(file), CircuitsALire.Livre(file));
                var place = open.Lieu(id)!;

                Assert.Empty(new FormulaireDEtape(open, place).Ecrire(CircuitsALire.Formulaire(open, place, Change(input))));

                Assert.NotEqual(EntreesEcrites.Lire(other.Lieu(id)!.Etape, input), EntreesEcrites.Lire(place.Etape, input));
                place.Etape.Remove(input.Name);
                other.Lieu(id)!.Etape.Remove(input.Name);
                Assert.Equal(TexteDeCircuit.Ecrire(other.Definition), TexteDeCircuit.Ecrire(open.Definition));
            }
        }
    }

    [Theory]
    [InlineData("ComiteFlow.ConveneComite", "to", "parties", """{"typeName":"String[]","expression":{"type":"Object","value":"[\"parties\"]"}}""")]
    [InlineData("ComiteFlow.AwaitComite", "workingDaysBefore", "15", """{"typeName":"Int32","expression":{"type":"Literal","value":15}}""")]
    [InlineData("Elsa.Event", "eventName", "comite.tenu", """{"typeName":"String","expression":{"type":"Literal","value":"comite.tenu"}}""")]
    [InlineData("Elsa.DispatchWorkflow", "waitForCompletion", "true", """{"typeName":"Boolean","expression":{"type":"Literal","value":true}}""")]
    [InlineData("Elsa.DispatchWorkflow", "input", "{ \"a\": 1 }", """{"typeName":"ObjectDictionary","expression":{"type":"Object","value":"{\"a\":1}"}}""")]
    [InlineData("Elsa.RunTask", "dueOn", "14/09/2021", """{"typeName":"String","expression":{"type":"Literal","value":"2021-09-14"}}""")]
    [InlineData("Elsa.RunTask", "payload", "Bonjour « l’équipe »", """{"typeName":"Object","expression":{"type":"Literal","value":"Bonjour « l’équipe »"}}""")]
    public void Ecrire_OfAValueOfEachKind_IsWrittenAsFilesHaveIt(string type, string input, string typed, string written)
    {
        var (open, place) = Une(type);

        Assert.Empty(Ecrire(open, place, ("e." + input, [typed])));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(written), place.Etape[input]), place.Etape[input]?.ToJsonString());
    }

    [Theory]
    [InlineData("expression", "variables.montant > 3", """{"type":"JavaScript","value":"variables.montant > 3"}""")]
    [InlineData("variable:v-montant", "", """{"type":"Variable","value":{"id":"v-montant","name":"montant","typeName":"Decimal"}}""")]
    [InlineData("entree:urgent", "", """{"type":"Input","value":{"name":"urgent","type":"Boolean"}}""")]
    public void Ecrire_OfAComputedValue_IsAnExpression(string source, string script, string expression)
    {
        var (open, place) = Une("Elsa.FlowDecision");

        Assert.Empty(Ecrire(open, place, ("e.condition.source", [source]), ("e.condition.expression", [script])));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expression), place.Etape["condition"]!["expression"]), place.Etape.ToJsonString());
    }

    [Fact]
    public void Ecrire_OfAScriptAlone_IsMeantAsAnExpression()
    {
        var (open, place) = Une("Elsa.FlowDecision");

        Ecrire(open, place, ("e.condition.expression", ["true"]));

        Assert.Equal("JavaScript", (string?)place.Etape["condition"]!["expression"]!["type"]);
    }

    [Theory]
    [InlineData("Elsa.DispatchWorkflow", "e.input", "{ a", "JSON valide")]
    [InlineData("Elsa.FlowDecision", "e.condition.source", "expression", "écrivez l’expression")]
    [InlineData("Elsa.FlowDecision", "e.condition.source", "variable:absente", "n’existe plus")]
    [InlineData("Elsa.SetVariable", "e.variable", "absente", "n’existe plus")]
    public void Ecrire_OfWhatCannotStand_IsToldAtItsField(string type, string field, string typed, string sentence)
    {
        var (open, place) = Une(type);

        Assert.Contains(sentence, Assert.Single(Ecrire(open, place, (field, [typed]))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ecrire_OfAVariableAndAnOutput_NamesThemAsStudioDoes()
    {
        var (open, place) = Une("Elsa.SetVariable");
        Ecrire(open, place, ("e.variable", ["v-montant"]));
        var (other, task) = Une("Elsa.RunTask");
        Ecrire(other, task, ("r.result", ["v-montant"]));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Variable), place.Etape["variable"]));
        Assert.Equal("v-montant", (string?)task.Etape["result"]!["memoryReference"]!["id"]);
    }

    [Fact]
    public void Ecrire_OfBranches_LetsTheirArrowsFollow()
    {
        var open = CircuitsALire.Dessine("a:Elsa.FlowFork b c", "a:Un>b", "a:Deux>c");
        var place = open.Lieu("a")!;
        Ecrire(open, place, ("e.branches", ["Un\r\nDeux"]));

        Ecrire(open, place, ("e.branches", ["Un\r\nSecond"]));
        var renamed = open.Fleches();
        Ecrire(open, place, ("e.branches", ["Second"]));

        Assert.Equal("a:Second>c a:Un>b", renamed);
        Assert.Equal("a:Second>c", open.Fleches());
    }

    [Fact]
    public void Ecrire_OfCases_KeepsThoseThatStayAndDropsThoseWithoutAName()
    {
        var open = CircuitsALire.Dessine("a:Elsa.FlowSwitch b c", "a:Un>b");
        var place = open.Lieu("a")!;
        Ecrire(open, place, ("e.cases.nom", ["Un", "Deux", ""]), ("e.cases.condition", ["true", "false", ""]));
        place.Etape["cases"]![0]!["own"] = 1;

        Ecrire(open, place, ("e.cases.nom", ["Un", "", "Trois"]), ("e.cases.condition", ["true", "false", "1 > 2"]));

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""[{"label":"Un","condition":{"type":"JavaScript","value":"true"},"own":1},{"label":"Trois","condition":{"type":"JavaScript","value":"1 > 2"}}]"""), place.Etape["cases"]));
        Assert.Equal(["Un", "Trois", "Sinon"], open.Liste().Trouver("a")!.Sorties.Select(way => way.Mot));
    }

    [Fact]
    public void Ecrire_OfNameRemarkJoinAndStart_StandsWhereStudioReadsIt()
    {
        var (open, place) = Une("Elsa.Event");

        Ecrire(open, place, ("nom", ["Attendre"]), ("remarque", ["À relire"]), ("reunion", ["Merge"]), ("lance.vu", ["1"]), ("lance", ["oui"]));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"displayText":"Attendre","description":"À relire"}"""), place.Etape["metadata"]));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"mergeMode":"Merge","canStartWorkflow":true}"""), place.Etape["customProperties"]));
    }

    [Fact]
    public void Ecrire_OfAnEmptiedInput_TakesItAway()
    {
        var open = CircuitsALire.Livre("comite.json");

        Ecrire(open, open.Lieu("convoquer")!, ("e.to", []));

        Assert.Null(open.Lieu("convoquer")!.Etape["to"]);
    }

    private static IReadOnlyList<Host.Affichage.ErreurChamp> Ecrire(CircuitOuvert open, Lieu place, params (string, string[])[] changed) =>
        new FormulaireDEtape(open, place).Ecrire(CircuitsALire.Formulaire(open, place, changed));

    private static (CircuitOuvert Open, Lieu Place) Une(string type)
    {
        var open = CircuitsALire.Ouvrir($$"""
            { "variables": [{{Variable}}], "inputs": [{ "name": "urgent", "type": "Boolean" }], "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [{ "id": "a", "type": "{{type}}" }] } }
            """);
        return (open, open.Lieu("a")!);
    }

    private static (string, string[])[] Change(ActivityInputAttribute input) => input switch
    {
        { IsPlain: true } => [("e." + input.Name, ["autre"])],
        { Kind: InputKind.Boolean } => [("e." + input.Name + ".expression", ["1 > 2"])],
        { Kind: InputKind.List or InputKind.Object } => [("e." + input.Name, ["[{\"a\":\"b\"}]"]), ("e." + input.Name + ".source", ["valeur"])],
        { Editor: InputEditor.Choices } => [("e." + input.Name, ["parties", "autre"]), ("e." + input.Name + ".boites", ["1"]), ("e." + input.Name + ".source", ["valeur"])],
        _ => [("e." + input.Name, ["77"]), ("e." + input.Name + ".source", ["valeur"])],
    };
}

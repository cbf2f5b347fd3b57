using System.Text.Json.Nodes;
using ComiteFlow.Domain;
using ComiteFlow.Host.Circuits;

namespace ComiteFlow.Tests.Circuits;

/// <summary>What a definition means does not depend on the editor that wrote it.</summary>
public sealed class SensDeCircuitTests
{
    private const string Text = """
        { "definitionId": "c", "name": "Circuit", "variables": [{ "id": "v", "name": "delai", "typeName": "Int32", "value": 12, "own": 1 }], "customProperties": {},
          "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [
              { "id": "a", "type": "Elsa.Start" },
              { "id": "b", "type": "Elsa.WriteLine", "text": { "typeName": "Int32", "expression": { "type": "Literal", "value": 20 }, "own": true },
                "result": { "typeName": "Object", "memoryReference": { "id": "v" } } }],
            "connections": [{ "source": { "activity": "a", "port": "Done" }, "target": { "activity": "b", "port": "In" }, "own": 1 }] }, "own": { "deep": [1] } }
        """;

    public static TheoryData<string, string> SameMeaning => new()
    {
        { "\"value\": 20", "\"value\": \"20\"" },
        { "\"value\": 12", "\"value\": \"12\"" },
        { "\"customProperties\": {}", "\"customProperties\": { \"comiteflow\": { \"revision\": 7 } }" },
        { "{ \"id\": \"a\", \"type\": \"Elsa.Start\" }", "{ \"type\": \"Elsa.Start\", \"id\": \"a\", \"nodeId\": \"W:r:a\", \"customProperties\": { \"canStartWorkflow\": false }, \"metadata\": { \"designer\": { \"position\": { \"x\": 1 } } } }" },
        { "\"port\": \"In\" }, \"own\": 1", "\"port\": \"In\" }, \"vertices\": [{ \"x\": 3 }], \"own\": 1" },
        { "\"definitionId\": \"c\"", "\"definitionId\": \"c\", \"id\": \"c-4\", \"version\": 4, \"isPublished\": true, \"description\": \"\", \"outcomes\": null" },
    };

    public static TheoryData<string, string> OtherMeaning => new()
    {
        { "\"value\": 20", "\"value\": 21" },
        { "\"value\": 12", "\"value\": 13" },
        { "\"memoryReference\": { \"id\": \"v\" }", "\"memoryReference\": { \"id\": \"w\" }" },
        { "\"activity\": \"a\", \"port\": \"Done\"", "\"activity\": \"a\", \"port\": \"Autre\"" },
        { "\"name\": \"Circuit\"", "\"name\": \"Autre\"" },
        { "\"deep\": [1]", "\"deep\": [2]" },
    };

    [Theory]
    [MemberData(nameof(SameMeaning))]
    public void Empreinte_OfWhatAnEditorChangesByItself_StaysTheSame(string before, string after) =>
        Assert.Equal(SensDeCircuit.Empreinte(Text), SensDeCircuit.Empreinte(Replaced(before, after)));

    [Theory]
    [MemberData(nameof(OtherMeaning))]
    public void Empreinte_OfAnotherMeaning_Differs(string before, string after) => Assert.NotEqual(SensDeCircuit.Empreinte(Text), SensDeCircuit.Empreinte(Replaced(before, after)));

    [Fact]
    public void Empreinte_OfStepsInAnotherOrder_StaysTheSame()
    {
        var turned = JsonNode.Parse(Text)!.AsObject();
        var steps = turned["root"]!["activities"]!.AsArray();
        var first = steps[0]!.DeepClone();
        steps.RemoveAt(0);
        steps.Add(first);

        Assert.Equal(SensDeCircuit.Empreinte(Text), SensDeCircuit.Empreinte(turned));
    }

    [Fact]
    public void Completer_AfterTheDesignerDroppedWhatItDoesNotKnow_BringsItBack()
    {
        var written = JsonNode.Parse(Replaced(", \"own\": { \"deep\": [1] }", "").Replace(", \"own\": 1", "", StringComparison.Ordinal).Replace(", \"own\": true", "", StringComparison.Ordinal)
            .Replace("\"value\": 12", "\"value\": \"12\"", StringComparison.Ordinal))!.AsObject();

        FusionDeCircuit.Completer(written, JsonNode.Parse(Text)!.AsObject());

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(Text), written), written.ToJsonString());
    }

    [Theory]
    [InlineData("[]", "n’est pas un circuit")]
    [InlineData("{", "JSON valide")]
    [InlineData("{}", "« root »")]
    [InlineData("""{ "root": { "type": "Elsa.Sequence" } }""", "« séquence » n’est pas prise en charge")]
    [InlineData("""{ "root": { "type": "Elsa.StateMachine" } }""", "« machine à états »")]
    [InlineData("""{ "name": "a", "name": "b", "root": { "type": "Elsa.Flowchart" } }""", "deux fois le même nom")]
    public void Lire_OfWhatIsNoWorkflowHere_IsRefusedInFrench(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<BrokenRuleException>(() => TexteDeCircuit.Lire(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Lire_BeyondAllMeasure_IsRefused()
    {
        var many = string.Join(',', Enumerable.Range(0, 2_000).Select(rank => $"{{ \"id\": \"e{rank}\", \"type\": \"Elsa.WriteLine\" }}"));
        var deep = string.Concat(Enumerable.Repeat("[", 100)) + string.Concat(Enumerable.Repeat("]", 100));

        Assert.Contains("2001 étapes", Assert.Throws<BrokenRuleException>(() => TexteDeCircuit.Lire($$"""{ "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [{{many}}] } }""")).Message, StringComparison.Ordinal);
        Assert.Contains("profondément", Assert.Throws<BrokenRuleException>(() => TexteDeCircuit.Lire($$"""{ "x": {{deep}}, "root": { "type": "Elsa.Flowchart" } }""")).Message, StringComparison.Ordinal);
        Assert.Contains("1000 Ko", Assert.Throws<BrokenRuleException>(() => TexteDeCircuit.Lire(new string(' ', 5_000_000))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Comité & revoyure : « été »", "comite-revoyure-ete")]
    [InlineData("  ", "circuit")]
    [InlineData("../../etc", "etc")]
    public void Adresse_OfAName_IsPartOfAnAddress(string name, string slug) => Assert.Equal(slug, TexteDeCircuit.Adresse(name));

    private static string Replaced(string before, string after)
    {
        Assert.Contains(before, Text, StringComparison.Ordinal);
        return Text.Replace(before, after, StringComparison.Ordinal);
    }
}

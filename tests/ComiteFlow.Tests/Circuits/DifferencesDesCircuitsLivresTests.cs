using System.Text.Json.Nodes;
using ComiteFlow.Host.Circuits;
using static ComiteFlow.Tests.Circuits.Comparaison;

namespace ComiteFlow.Tests.Circuits;

/// <summary>What holds for every shipped workflow, whatever changes in it.</summary>
public sealed class DifferencesDesCircuitsLivresTests
{
    public static TheoryData<string> Circuits => [.. Livres];

    [Theory]
    [MemberData(nameof(Circuits))]
    public void ATextAndItself_DifferInNothing(string circuit)
    {
        var difference = Entre(Livre(circuit), Livre(circuit));

        Assert.True(difference.EstVide);
        Assert.Equal(["Rien ne change."], difference.Phrases);
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public void OneInputThatChanges_IsOneSentenceThatNamesTheStep(string circuit)
    {
        foreach (var (step, input) in Reglages(Livre(circuit)))
        {
            foreach (var value in new[] { "3", "inconnu", "[\"un\", \"deux\"]", "" })
            {
                var changed = Livre(circuit);
                var expression = changed.Etape(step)[input]!["expression"]!;
                if (expression["value"]!.ToString() == value)
                    continue;
                expression["value"] = value;

                var difference = Entre(Livre(circuit), changed);
                Assert.Contains($"« {Titre(changed.Etape(step))} »", Assert.Single(difference.Phrases), StringComparison.Ordinal);
                Assert.Equal(step, Assert.Single(difference.Groupes).Etape);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public void WhateverChangesTheMeaning_IsTold(string circuit)
    {
        var leaves = new List<string>();
        Feuilles(Livre(circuit), leaves);
        foreach (var path in leaves)
        {
            var changed = Livre(circuit);
            Changer(changed, path);
            var same = SensDeCircuit.Empreinte(changed) == SensDeCircuit.Empreinte(Livre(circuit));

            Assert.True(same == Entre(Livre(circuit), changed).EstVide, path);
        }
    }

    [Theory]
    [MemberData(nameof(Circuits))]
    public void EveryStepThatIsTakenOut_IsNamed(string circuit)
    {
        foreach (var step in Livre(circuit)["root"]!["activities"]!.AsArray().Select(step => step!.AsObject()))
        {
            var changed = Livre(circuit);
            changed["root"]!["activities"]!.AsArray().Remove(changed.Etape((string)step["id"]!));

            Assert.Contains(Entre(Livre(circuit), changed).Phrases, sentence => sentence.StartsWith($"L’étape « {Titre(step)} » est retirée", StringComparison.Ordinal));
            Assert.Contains(Entre(changed, Livre(circuit)).Phrases, sentence => sentence.Contains(" est ajoutée ", StringComparison.Ordinal) && sentence.StartsWith($"L’étape « {Titre(step)} »", StringComparison.Ordinal));
        }
    }

    private static string Titre(JsonObject step) => (string)step["metadata"]!["displayText"]!;

    private static IEnumerable<(string Step, string Input)> Reglages(JsonObject definition) =>
        from step in definition["root"]!["activities"]!.AsArray().Select(step => step!.AsObject())
        from property in step
        where property.Value is JsonObject input && input["expression"] is JsonObject
        select ((string)step["id"]!, property.Key);

    /// <summary>The paths of all values.</summary>
    private static void Feuilles(JsonNode node, List<string> paths)
    {
        if (node is JsonValue)
            paths.Add(node.GetPath());
        foreach (var child in node is JsonObject map ? map.Select(pair => pair.Value) : node as JsonArray ?? [])
        {
            if (child is not null)
                Feuilles(child, paths);
        }
    }

    private static void Changer(JsonNode root, string path)
    {
        var leaf = Trouver(root, path)!;
        leaf.ReplaceWith(leaf.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.Number => (JsonNode)(leaf.GetValue<double>() + 1),
            System.Text.Json.JsonValueKind.True => false,
            System.Text.Json.JsonValueKind.False => true,
            _ => leaf.GetValue<string>() + "-autre",
        });
    }

    private static JsonNode? Trouver(JsonNode node, string path) => node is JsonValue
        ? node.GetPath() == path ? node : null
        : (node is JsonObject map ? map.Select(pair => pair.Value) : (JsonArray)node).OfType<JsonNode>().Where(child => path.StartsWith(child.GetPath(), StringComparison.Ordinal))
            .Select(child => Trouver(child, path)).FirstOrDefault(found => found is not null);
}

using System.Text.Json;
using System.Text.RegularExpressions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Tests.Engine;

/// <summary>What people read about steps where they choose and edit them: all of it is there, in French, and matches what the code reads.</summary>
public sealed partial class StepDescriptionTests
{
    private static readonly ActivityRegistry Product = new(
        new[] { typeof(IActivity).Assembly, typeof(IOutbox).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(ActivityTypeAttribute), inherit: false)));

    public static TheoryData<string> Types => new(Product.Types);

    [Theory]
    [MemberData(nameof(Types))]
    public void Step_OfEachType_SaysWhatItIsFor(string type)
    {
        var step = Product.Describe(type)!;

        Assert.NotEqual(type, step.Name);
        Assert.NotEqual("", step.Category);
        Assert.Matches(Sentence(), step.Help);
        Assert.All(step.Inputs, input => Assert.Matches(Sentence(), input.Help));
        Assert.All(step.Outputs, output => Assert.Matches(Sentence(), output.Help));
        Assert.All(step.Inputs.Select(i => i.Label).Concat(step.Outputs.Select(o => o.Label)).Append(step.Name), label => Assert.Matches(Label(), label));
        Assert.All(step.Ways, way => Assert.NotEqual(way.Name, way.Label));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void Inputs_OfEachType_HaveAFrenchWordPerChoiceAndADefaultThatIsOne(string type)
    {
        foreach (var input in Product.Inputs(type))
        {
            Assert.Equal(input.Choices.Length, input.ChoiceLabels.Length);
            if (input.Default is not { } text)
                continue;
            var value = JsonDocument.Parse(text).RootElement;
            Assert.True(input.Choices.Length == 0 || input.Choices.Contains(value.GetString()));
            Assert.DoesNotContain(Publication.Problems(Holding(type, input.Name, text)), problem => problem.Contains($"« {input.Name} »", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Names_OfTheOfferedSteps_TellThemApart()
    {
        var offered = Product.Descriptions.Where(step => step.IsOffered).ToList();

        Assert.Equal(offered.Count, offered.Select(step => step.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("type")]
    [InlineData("Id")]
    [InlineData("nodeId")]
    [InlineData("name")]
    [InlineData("version")]
    [InlineData("Metadata")]
    [InlineData("CustomProperties")]
    public void Registry_WithAnInputOfAReservedName_StopsTheStart(string name)
    {
        var refused = Assert.Throws<InvalidOperationException>(() => new ActivityRegistry([MarkedStep.With("Test.Taken", [name])]));

        Assert.Contains($"« {name} »", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Test.Taken", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Registry_WithALabelTooFew_StopsTheStart() => Assert.Contains(
        "2 ways out, but 1 labels",
        Assert.Throws<InvalidOperationException>(() => new ActivityRegistry([MarkedStep.With("Test.Unlabelled", ["value"], ["Yes", "No"], ["Oui"])])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void WaysOf_AStepWhoseInputsNameThem_AreThose()
    {
        string[] Of(string json) => [.. Product.WaysOf(JsonDocument.Parse(json).RootElement)!.Select(way => $"{way.Name}={way.Label}")];

        Assert.Equal(["Jour=Jour", "Nuit=Nuit"], Of("""{"id":"a","type":"Elsa.FlowFork","branches":{"typeName":"String[]","expression":{"type":"Object","value":"[\"Jour\",\"Nuit\"]"}}}"""));
        Assert.Equal(["Cher=Cher", "Default=Sinon"], Of("""{"id":"a","type":"Elsa.FlowSwitch","cases":[{"label":"Cher"}]}"""));
        Assert.Equal(["True=Oui", "False=Non"], Of("""{"id":"a","type":"Elsa.FlowDecision"}"""));
        Assert.Equal(["Ready=Pièces reçues", "Waiting=Pièces manquantes"], Of("""{"id":"a","type":"ComiteFlow.CheckReadiness"}"""));
        Assert.Equal(["Done=Ensuite"], Of("""{"id":"a","type":"Elsa.RunTask"}"""));
    }

    [Fact]
    public void WaysOf_AStepWhoseWaysARunComputes_AreUnknown() => Assert.Null(Product.WaysOf(JsonDocument.Parse(
        """{"id":"a","type":"Elsa.FlowFork","branches":{"typeName":"String[]","expression":{"type":"JavaScript","value":"variables.branches"}}}""").RootElement));

    /// <summary>A workflow whose only step has one input.</summary>
    private static string Holding(string type, string input, string value) =>
        $$$"""{"definitionId":"c","root":{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"a","type":"{{{type}}}","{{{input}}}":{{{value}}}}],"connections":[]}}""";

    [GeneratedRegex(@"^\p{Lu}.*[.]$")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"^\p{Lu}[^.]*$")]
    private static partial Regex Label();
}

using System.Reflection;
using System.Text.RegularExpressions;
using ComiteFlow.Activities.Conventions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Circuits.Descripteurs;
using ComiteFlow.Host.Expressions;

namespace ComiteFlow.Tests.Circuits;

/// <summary>What stands beside the steps themselves: words of events, declarations of scripts, values that circuits hold.</summary>
public sealed partial class DescripteursTests
{
    private static readonly ActivityRegistry Product = new(
        new[] { typeof(IActivity).Assembly, typeof(IOutbox).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.IsDefined(typeof(ActivityTypeAttribute), inherit: false)));

    [Fact]
    public void Evenements_EachOfThem_HasItsWords() => Assert.Empty(
        typeof(Evenements).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)
            .Except(EvenementsEnFrancais.Tous.Keys));

    [Fact]
    public void Declarations_OfTheSandbox_NameEachFunctionAndNoOther() =>
        Assert.Equal(NomsConnus.Functions.Order(StringComparer.Ordinal), DeclarationsDeScript.Declared.Order(StringComparer.Ordinal));

    [Fact]
    public void Declarations_OfACircuit_NameItsVariablesInputsAndSteps()
    {
        var text = DeclarationsDeScript.Of("""
            {"variables":[{"name":"montant","typeName":"Decimal"},{"name":"startups","typeName":"String","isArray":true}],"inputs":[{"name":"urgent","type":"Boolean"}],
             "root":{"id":"f","type":"Elsa.Flowchart","activities":[{"id":"rediger","type":"ComiteFlow.DraftAvenant","name":"Rediger1"}]}}
            """);

        Assert.Contains("readonly \"montant\": number;", text, StringComparison.Ordinal);
        Assert.Contains("declare function getVariable(name: \"startups\"): string[];", text, StringComparison.Ordinal);
        Assert.Contains("declare function getInput(name: \"urgent\"): boolean;", text, StringComparison.Ordinal);
        Assert.Contains("declare function getMontant(): number;", text, StringComparison.Ordinal);
        Assert.Contains("declare function getUrgent(): boolean;", text, StringComparison.Ordinal);
        Assert.Contains("getOutputFrom(step: \"f\" | \"rediger\" | \"Rediger1\", output?: string): any;", text, StringComparison.Ordinal);
        Assert.Contains("round(...values: number[]): number;", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"; declare const vole: any; //")]
    [InlineData("</script><b>")]
    [InlineData("a\nb: any; }; declare const vole: {")]
    [InlineData("x\u2028y")]
    public void Declarations_OfAHostileName_StayOnTheirLines(string name)
    {
        var text = DeclarationsDeScript.Of(System.Text.Json.JsonSerializer.Serialize(new
        {
            variables = new[] { new { name, typeName = name } }, inputs = new[] { new { name, type = "String" } }, root = new { id = name, type = "Elsa.Start" },
        }));

        Assert.All(text.TrimEnd('\n').Split('\n'), line => Assert.Matches(Line(), line));
        Assert.DoesNotContain('<', text);
    }

    [Fact]
    public void ValeursEcrites_OfADraft_AreThoseOfInputsWithChoices()
    {
        var read = new ValeursEcrites(Product).Of("""
            {"root":{"id":"f","type":"Elsa.Flowchart","activities":[
              {"id":"a","type":"ComiteFlow.ConveneComite","to":{"typeName":"String[]","expression":{"type":"Object","value":"[\"parties\", \"prefet\"]"}},
               "obligation":{"typeName":"String","expression":{"type":"JavaScript","value":"1"}}},
              {"id":"b","type":"Elsa.WriteLine","text":{"typeName":"String","expression":{"type":"Literal","value":"secret"}}},
              {"id":"c","type":"Elsa.Event","eventName":{"typeName":"String","expression":{"type":"Literal","value":"annexe.recue"}}}]}}
            """);

        Assert.Equal(
            [("ComiteFlow.ConveneComite", "to", "parties"), ("ComiteFlow.ConveneComite", "to", "prefet"), ("Elsa.Event", "eventName", "annexe.recue")],
            read.Order());
    }

    [Theory]
    [InlineData("no json")]
    [InlineData("[]")]
    [InlineData("""{"type":"ComiteFlow.ConveneComite","to":{"expression":{"type":"Object","value":"[oops"}}}""")]
    [InlineData("""{"type":"ComiteFlow.ConveneComite","to":{"expression":{"type":1,"value":"x"}}}""")]
    public void ValeursEcrites_OfABrokenDraft_AreNone(string json) => Assert.Empty(new ValeursEcrites(Product).Of(json));

    /// <summary>All that a declaration may be; a name of the circuit is quoted text that ends where it should.</summary>
    [GeneratedRegex(
        """^(declare const \w+: \{|declare function get(Variable|Input)\(name: (string|Q)\): \w+(\[\])?;|declare function getOutputFrom\(step: (string|Q( \| Q)*), output\?: string\): any;"""
        + """|declare function \w+\((value: any)?\): \w+(\[\])?;|  readonly Q: \w+(\[\])?;|  \w+\(\.\.\.values: number\[\]\): number;|\};)$""")]
    private static partial Regex LineWithQ();

    private static Regex Line() => new(LineWithQ().ToString().Replace("Q", """ "(?:[^"\\\u2028]|\\.)*" """.Trim(), StringComparison.Ordinal));
}

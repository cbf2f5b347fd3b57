using System.Text.RegularExpressions;
using ComiteFlow.Activities.Courriels;
using ComiteFlow.Engine.Activities;
using ComiteFlow.Engine.Runs;

namespace ComiteFlow.Tests.Engine;

/// <summary>The table of steps in the documentation names every step of the flow, and no other.</summary>
public sealed partial class StepTableTests
{
    [Fact]
    public void Table_OfStepsOfTheFlow_NamesEachOfThem()
    {
        var text = File.ReadAllText(Depot.Path("docs", "workflows.md"));
        var table = text[text.IndexOf("## Steps of the flow", StringComparison.Ordinal)..text.IndexOf("## How a flowchart runs", StringComparison.Ordinal)];
        var registry = new ActivityRegistry(typeof(IActivity).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ActivityTypeAttribute), inherit: false)));

        Assert.Equal(registry.Types.Order(StringComparer.Ordinal), Row().Matches(table).Select(row => "Elsa." + row.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Table_OfStepsOfTheBusiness_NamesEachOfThemWithItsInputs()
    {
        var text = File.ReadAllText(Depot.Path("docs", "workflows.md"));
        var table = text[text.IndexOf("## Steps of the business", StringComparison.Ordinal)..text.IndexOf("## Steps of the flow", StringComparison.Ordinal)];
        var registry = new ActivityRegistry(typeof(IOutbox).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ActivityTypeAttribute), inherit: false)));
        var steps = registry.Descriptions.Where(step => step.Type.StartsWith("ComiteFlow.", StringComparison.Ordinal)).ToList();
        var rows = table.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Split('|')).ToList();
        var named = rows.SelectMany(row => Code().Matches(row[1]).Select(match => "ComiteFlow." + match.Groups[1].Value)).ToList();

        Assert.Equal(steps.Select(step => step.Type).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            var here = steps.Where(step => row[1].Contains($"`{step.Type["ComiteFlow.".Length..]}`", StringComparison.Ordinal)).ToList();
            Assert.Equal(
                here.SelectMany(step => step.Inputs).Select(input => input.Name).Distinct().Order(StringComparer.Ordinal),
                Code().Matches(row[5]).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));
            Assert.Equal(
                here.SelectMany(step => step.Ways).Select(way => way.Name).Distinct().Where(name => name != "Done"), Code().Matches(row[6]).Select(match => match.Groups[1].Value));
        }
    }

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(\w+)`")]
    private static partial Regex Code();
}

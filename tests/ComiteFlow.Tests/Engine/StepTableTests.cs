using System.Text.RegularExpressions;
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

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}

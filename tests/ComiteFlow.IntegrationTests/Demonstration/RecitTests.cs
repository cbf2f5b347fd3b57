using System.Text.Json;
using ComiteFlow.IntegrationTests.Scenarios;
using ComiteFlow.Tests;
using Xunit.Abstractions;

namespace ComiteFlow.IntegrationTests.Demonstration;

/// <summary>The story that the demonstration starts from is played whole, and no act of it is refused.</summary>
public sealed class RecitTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Simulate_Recit_LeavesThePortfolioOfItsLastDay()
    {
        var file = Depot.Path("demonstration", "recit.json");

        var run = await CommandLine.RunAsync(Patience, "simulate", file);

        output.WriteLine($"{run.Elapsed.TotalSeconds:0.0} s, dont processeur {run.ProcessorTime.TotalSeconds:0.0} s");
        Assert.True(run.ExitCode == 0, $"Code {run.ExitCode}: {run.Error}");
        var facts = FactMatcher.ReadFacts(run.Output);
        Assert.DoesNotContain(facts, fact => fact.GetProperty("fact").GetString() == "refused");
        var result = FactMatcher.Check(JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement, facts);
        Assert.True(result.Failures.Count == 0, string.Join('\n', result.Failures));
    }
}

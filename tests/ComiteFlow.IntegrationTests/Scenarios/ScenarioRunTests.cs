using System.Text.Json;
using ComiteFlow.Tests;
using Xunit.Abstractions;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>Each scenario that the program claims to play comes out as its file says, through the command line.</summary>
public sealed class ScenarioRunTests(ITestOutputHelper output)
{
    /// <summary>The scenarios that must pass.</summary>
    internal static readonly string[] ClaimedScenarios =
    [
        "P01a", "P01b", "P01c", "P02", "P03a", "P03b", "P03c", "P04a", "P04b", "P05a", "P05b", "P06", "P07", "P08a", "P08b", "P08c", "P08d",
        "P09a", "P09b", "P09c", "P09d", "P10a", "P10b", "P10c", "P11", "P12a", "P12b", "P12c", "P12d", "P13a", "P13b", "P13c", "P13d", "P13e", "P14", "P15",
    ];

    public static TheoryData<string> Claimed => [.. Files().Where(ClaimedScenarios.Contains)];

    public static TheoryData<string> NotClaimed => [.. Files().Except(ClaimedScenarios)];

    [Theory]
    [MemberData(nameof(Claimed))]
    [MemberData(nameof(NotClaimed), Skip = "Ce scénario n’est pas encore pris en charge.")]
    public async Task Simulate_Scenario_GivesTheExpectedFacts(string name)
    {
        var run = await ScenariosJoues.OfAsync(name);

        output.WriteLine($"{name}: {run.Elapsed.TotalSeconds:0.0} s, dont processeur {run.ProcessorTime.TotalSeconds:0.0} s");
        Assert.True(run.ExitCode == 0, $"Code {run.ExitCode}: {run.Error}");
        var result = FactMatcher.Check(JsonDocument.Parse(await File.ReadAllTextAsync(ScenariosJoues.Fichier(name))).RootElement, FactMatcher.ReadFacts(run.Output));
        Assert.True(result.Failures.Count == 0, string.Join('\n', result.Failures));
    }

    [Fact]
    public void ClaimedScenarios_Each_HasItsFile() => Assert.Equal(ClaimedScenarios, ClaimedScenarios.Where(Files().Contains));

    private static IEnumerable<string> Files() =>
        Directory.GetFiles(Depot.Path("scenarios"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);
}

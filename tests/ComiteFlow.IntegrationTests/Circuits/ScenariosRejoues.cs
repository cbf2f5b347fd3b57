using ComiteFlow.Host.Simulation;
using ComiteFlow.IntegrationTests.Scenarios;
using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Lives every claimed scenario with other workflow files beside the shipped ones.</summary>
internal static class ScenariosRejoues
{
    /// <summary>Scenarios that print anything else with the files of a folder than with the shipped ones; two at a time, in this process: starting one takes longer than living most of them.</summary>
    public static async Task<IReadOnlyCollection<string>> DifferentsAsync(string workflows)
    {
        var different = new SortedSet<string>(StringComparer.Ordinal);
        using var folder = new TemporaryFolder();
        await Parallel.ForEachAsync(ScenarioRunTests.ClaimedScenarios, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (name, _) =>
        {
            var shipped = await ScenariosJoues.OfAsync(name);
            Assert.True(shipped.ExitCode == 0, $"{name}: {shipped.Error}");
            var rows = await PassageLu.RunAsync(ScenarioFile.Load(ScenariosJoues.Fichier(name)).Scenario!, folder.Path($"{name}.db"), "--workflows", workflows);
            Assert.NotEmpty(rows);
            if (shipped.Output == string.Concat(rows.Select(row => ResultatDePassage.Line(row) + '\n')))
                return;
            lock (different)
            {
                different.Add(name);
            }
        });
        return different;
    }
}

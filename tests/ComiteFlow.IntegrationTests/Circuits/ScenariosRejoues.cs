using ComiteFlow.IntegrationTests.Scenarios;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Lives every claimed scenario with other workflow files beside the shipped ones.</summary>
internal static class ScenariosRejoues
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Scenarios that print anything else with the files of a folder than with the shipped ones; two at a time.</summary>
    public static async Task<IReadOnlyCollection<string>> DifferentsAsync(string workflows)
    {
        var different = new SortedSet<string>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(ScenarioRunTests.ClaimedScenarios, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (name, _) =>
        {
            var shipped = Facts(name, await ScenariosJoues.OfAsync(name));
            if (shipped == Facts(name, await CommandLine.RunAsync(Patience, "simulate", ScenariosJoues.Fichier(name), "--workflows", workflows)))
                return;
            lock (different)
            {
                different.Add(name);
            }
        });
        return different;
    }

    private static string Facts(string scenario, CommandRun run)
    {
        Assert.True(run.ExitCode == 0, $"{scenario}: {run.Error}");
        Assert.NotEmpty(run.Output);
        return run.Output;
    }
}

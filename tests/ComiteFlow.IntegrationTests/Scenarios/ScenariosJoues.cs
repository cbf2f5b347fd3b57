using System.Collections.Concurrent;
using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>What the program prints for a scenario with the shipped files: it is lived once for all tests that compare something with it.</summary>
internal static class ScenariosJoues
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly ConcurrentDictionary<string, Lazy<Task<CommandRun>>> Runs = new();

    public static string Fichier(string name) => Depot.Path("scenarios", $"{name}.json");

    public static Task<CommandRun> OfAsync(string name) => Runs.GetOrAdd(name, _ => new(() => CommandLine.RunAsync(Patience, "simulate", Fichier(name)))).Value;
}

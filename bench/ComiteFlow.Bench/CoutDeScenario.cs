using System.Globalization;
using ComiteFlow.Host.LigneDeCommande;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Simulation;

namespace ComiteFlow.Bench;

/// <summary>Processor time of a scenario: the first run, whose code is not yet compiled, then later ones.</summary>
internal static class CoutDeScenario
{
    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var racine = Commandes.Racine();
        var file = words.Count > 0 ? words[0] : Path.Combine(racine, "scenarios", "P08a.json");
        var runs = words.Count > 1 ? int.Parse(words[1], CultureInfo.InvariantCulture) : 4;
        if (ScenarioFile.Load(file).Scenario is not { } scenario)
            return Sortie.Refuse($"{file} n’est pas un scénario valide.");

        var months = ((scenario.Until.Year - scenario.From.Year) * 12) + scenario.Until.Month - scenario.From.Month + 1;
        var costs = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            var temp = Directory.CreateTempSubdirectory("comiteflow-bench-");
            var before = Environment.CpuUsage.TotalTime;
            var code = await new PassageDeScenario(racine, new Arguments([])).RunAsync(
                scenario, new BaseDeDonnees(null, Path.Combine(temp.FullName, "passage.db"), IsThrowAway: true), CancellationToken.None);
            costs.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            temp.Delete(recursive: true);
            if (code != 0)
                return code;
        }

        var later = costs.Skip(1).DefaultIfEmpty(costs[0]).Min();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(file)}: {months} months; first run {costs[0]:F2} s of processor time, best later run {later:F2} s"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first / later: {costs[0] / later:F1}; later run per simulated month: {later / months * 1000:F0} ms"));
        return 0;
    }
}

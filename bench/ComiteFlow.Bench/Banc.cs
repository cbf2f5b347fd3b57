using System.Globalization;
using ComiteFlow.Host.LigneDeCommande;
using ComiteFlow.IntegrationTests;

namespace ComiteFlow.Bench;

/// <summary>All figures of the engine, each beside the limit of the server that runs them.</summary>
internal static class Banc
{
    private static readonly Dictionary<string, Func<Terrain, Task>> Groups = new()
    {
        ["resume"] = Reprises.MeasureAsync,
        ["start"] = Departs.MeasureAsync,
        ["memory"] = EnMemoire.MeasureAsync,
        ["transactions"] = Transactions.MeasureAsync,
        ["two"] = DeuxReprises.MeasureAsync,
        ["sqlite"] = Fichier.MeasureAsync,
        ["timers"] = Minuteries.MeasureAsync,
        ["waiting"] = Attentes.MeasureAsync,
    };

    public static async Task<int> RunAsync(IReadOnlyList<string> options)
    {
        var isQuick = options.Contains("--quick");
        var only = options.SkipWhile(option => option != "--only").Skip(1).ToList();
        if (only.Exists(name => !Groups.ContainsKey(name)))
            return Sortie.Refuse($"--only attend un ou plusieurs des groupes : {string.Join(", ", Groups.Keys)}.");
        var slice = TimeSpan.FromSeconds(isQuick ? 3 : 10);
        await using var server = await ThrowAwayPostgres.StartAsync(isDurable: true);
        var limite = new Limite(server, Path.Combine(Commandes.Racine(), "bench"), slice.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        await limite.PrepareAsync();
        var terrain = new Terrain(server, limite, new Releve(), slice, isQuick ? 3 : 5, options.Contains("--million") ? 1_000_000 : 200_000);
        foreach (var (_, measure) in Groups.Where(group => only.Count == 0 || only.Contains(group.Key)))
        {
            await measure(terrain);
        }

        terrain.Releve.WriteTable();
        return 0;
    }
}

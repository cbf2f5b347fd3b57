using System.Globalization;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Bench;

/// <summary>Two waits of one instance that two clients resume at the same moment, on both databases.</summary>
internal static class DeuxReprises
{
    private const int Times = 200;

    public static async Task MeasureAsync(Terrain terrain)
    {
        var postgres = await FinishedAsync(new BaseDeDonnees(await terrain.Server.CreateDatabaseAsync(), null));
        var folder = Directory.CreateTempSubdirectory("comiteflow-bench-");
        var file = await FinishedAsync(new BaseDeDonnees(null, Path.Combine(folder.FullName, "deux.db")));
        folder.Delete(recursive: true);
        terrain.Releve.Add(new Figure("two-resumes", Math.Min(postgres, file), "finished", null, 0, "200 on both databases", postgres == Times && file == Times)
        {
            Details = new Dictionary<string, double> { ["postgresql"] = postgres, ["sqlite"] = file },
        });
    }

    private static async Task<int> FinishedAsync(BaseDeDonnees database)
    {
        await using var host = await HoteMesure.CreateAsync(database, workers: 2);
        await host.WithWorkersAsync(async () =>
        {
            for (var rank = 0; rank < Times; rank++)
            {
                var key = "deux" + rank.ToString(CultureInfo.InvariantCulture);
                var started = host.Suivi.NextOf(key);
                await host.StartAsync(Circuits.Two, key);
                await started.WaitAsync(HoteMesure.Patience);
                await Task.WhenAll(Task.Run(() => host.EventAsync("a", key)), Task.Run(() => host.EventAsync("b", key)));
            }
        });
        return await host.ReadAsync(db => db.Set<Instance>().CountAsync(i => i.Status == InstanceStatus.Finished));
    }
}

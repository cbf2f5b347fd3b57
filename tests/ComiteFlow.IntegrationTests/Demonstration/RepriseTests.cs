using ComiteFlow.Domain.Comites;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.Demonstration;

/// <summary>Conventions registered years after their life: what lies before the registration is history, and nobody is written to about it.</summary>
public sealed class RepriseTests : IDisposable
{
    private static readonly DateOnly Registered = new(2026, 3, 2);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Import_FiveConventionsOfThePast_WritesToNobodyAndAsksNothing()
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("reprise.db")), Registered);
        foreach (var document in (string[])["APPRENTISSAGE-2020", "DIAGORIENTE-2020", "EVA-2020", "TRIPARTITE-2021", "TRIPARTITE-2021-AV1"])
        {
            await product.DoAsync("import", new { document });
        }

        await product.LiveUntilAsync(new DateOnly(2026, 4, 12));

        Assert.Equal(0, await product.InScopeAsync(db => db.Set<CourrielRow>().CountAsync()));
        Assert.Empty(await product.InScopeAsync(db => db.Set<HumanTask>().Where(t => t.State == TaskState.Open && t.DueOn < Registered).Select(t => t.Key).ToListAsync()));
        Assert.Empty(await product.InScopeAsync(db => db.Set<HumanTask>().Where(t => t.NextRungOn != null).Select(t => t.Key).ToListAsync()));
        Assert.Empty(await product.InScopeAsync(db => db.Set<Tache>().Where(t => t.Due < Registered).Select(t => t.Id).ToListAsync()));
        Assert.Empty(await product.InScopeAsync(db => db.Set<Incident>().Select(i => i.Message).ToListAsync()));
        Assert.Equal(4, await product.InScopeAsync(db => db.Set<Dossier>().CountAsync(d => d.IsReprise)));
    }

    [Fact]
    public async Task Import_ConventionOfThePast_MarksItsComitesAsHistory()
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("comites.db")), Registered);

        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.LiveUntilAsync(Registered.AddDays(7));

        var comites = await product.InScopeAsync(db => db.Set<Comite>().ToListAsync());
        Assert.Equal(3, comites.Count);
        Assert.All(comites, comite => Assert.Equal(ComiteState.Past, comite.State));
        var lines = await product.InScopeAsync(db => db.Set<JournalLine>().Where(l => l.Message != null && l.Message.Contains("dépassé")).Select(l => l.Message).ToListAsync());
        Assert.Equal(3, lines.Count);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}

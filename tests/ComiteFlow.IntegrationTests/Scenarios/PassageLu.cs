using ComiteFlow.Host.LigneDeCommande;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Simulation;
using ComiteFlow.Tests;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>A scenario run in this process, and its facts as rows with their reasons.</summary>
internal static class PassageLu
{
    /// <param name="database">File of a database that does not exist yet.</param>
    /// <param name="arguments">Options of <c>simulate</c>.</param>
    public static async Task<IReadOnlyList<FaitRow>> RunAsync(Scenario scenario, string database, params string[] arguments)
    {
        var passage = new PassageDeScenario(Depot.Path(), new Arguments(arguments));
        Assert.Equal(0, await passage.RunAsync(scenario, new BaseDeDonnees(null, database, IsThrowAway: true), default));
        await using var db = new SqliteComiteFlowDb(new DbContextOptionsBuilder<SqliteComiteFlowDb>().UseSqlite($"Data Source={database}").Options);
        return await db.Set<FaitRow>().AsNoTracking().OrderBy(f => f.Number).ToListAsync();
    }
}

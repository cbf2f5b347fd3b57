using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.TachesHumaines;

/// <summary>The tasks of people in the whole product.</summary>
public sealed class TachesDuProduitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Sign_ForAParty_SaysWhoInTaskAndJournal()
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("taches.db"), IsThrowAway: true), new DateOnly(2021, 6, 21));
        await product.DoAsync("import", new { document = "TRIPARTITE-2021" });
        await product.DoAsync("sendForSignature", new { document = "TRIPARTITE-2021" });
        var asked = await product.InScopeAsync(db => db.Set<HumanTask>().AsNoTracking().OrderBy(task => task.Key).FirstAsync());
        var party = asked.Key.Split('/')[^1];

        await product.DoAsync("sign", new { document = "TRIPARTITE-2021", party }, party);

        var done = await product.InScopeAsync(db => db.Set<HumanTask>().AsNoTracking().SingleAsync(task => task.Key == asked.Key));
        Assert.Equal((TaskState.Done, $"signatory:{party}"), (done.State, done.ClosedBy));
        var line = await product.InScopeAsync(db => db.Set<JournalLine>().SingleAsync(line => line.Event == "TaskDone"));
        Assert.Equal((done.InstanceId, done.Key, done.ClosedBy), (line.InstanceId, line.Message, line.Actor));
    }

    public void Dispose() => _folder.Dispose();
}

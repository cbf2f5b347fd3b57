using ComiteFlow.Domain;
using ComiteFlow.Domain.Conventions;
using ComiteFlow.Domain.Depenses;
using ComiteFlow.Host.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Persistence;

/// <summary>A dossier that stays in memory is what the database holds: after a refusal, after another process, after two at once.</summary>
public sealed class DossiersEnMemoireTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private const string Id = "DIAGORIENTE-2020";
    private static readonly DateOnly Day = new(2020, 3, 24);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Find_AfterTheLastTransactionCommitted_ReadsNoRowAgain()
    {
        var read = new Lectures();
        await using var product = await SimulatedProduct.StartAsync(OnFile(), Day, services => services.ConfigureDbContext<SqliteComiteFlowDb>(options => options.AddInterceptors(read)));
        await FundedAsync(product);

        read.Statements.Clear();
        await product.DoAsync("commit", new { convention = Id, amountCents = 100 });

        Assert.DoesNotContain(read.Statements, sql => sql.Contains("FROM \"depenses\"", StringComparison.Ordinal));
    }

    [Fact]
    public Task Find_AfterATransactionWithoutCommitOnTheFile_SeesNothingOfIt() => AbandonedAsync(OnFile());

    [RequiresToolFact("postgres")]
    public async Task Find_AfterATransactionWithoutCommitOnPostgres_SeesNothingOfIt() => await AbandonedAsync(await OnServerAsync());

    [Fact]
    public Task Find_AfterAnotherProcessWroteOnTheFile_ReadsWhatItLeft() => WrittenByAnotherAsync(OnFile());

    [RequiresToolFact("postgres")]
    public async Task Find_AfterAnotherProcessWroteOnPostgres_ReadsWhatItLeft() => await WrittenByAnotherAsync(await OnServerAsync());

    [RequiresToolFact("postgres")]
    public async Task Commit_ByTwoProcessesAtOnce_KeepsEachAndTheirSum()
    {
        var database = await OnServerAsync();
        await using var one = await SimulatedProduct.StartAsync(database, Day);
        await using var other = await SimulatedProduct.StartAsync(database, Day);
        await FundedAsync(one);
        await other.DoAsync("commit", new { convention = Id, amountCents = 1 });

        await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(_ => new[] { one, other }).Select(product => RetriedAsync(product)));

        var (committed, lines) = await other.InScopeAsync(async db => (
            (await db.Set<Dossier>().SingleAsync(d => d.Id == Id)).Committed, await db.Set<LigneDepense>().Where(l => l.ConventionId == Id).ToListAsync()));
        Assert.Equal(21, lines.Count);
        Assert.Equal(committed.Cents, lines.Sum(line => line.Amount.Cents));
    }

    [Fact]
    public void Keep_OfAnEarlierVersion_LeavesTheLater()
    {
        using var memory = new DossiersEnMemoire();
        var (early, late) = (new Dossier("C", ""), new Dossier("C", ""));
        late.Touch();

        memory.Keep(new DossierLu(late, [], Rows()));
        memory.Keep(new DossierLu(early, [], Rows()));

        Assert.Same(late, memory.Take("C")!.Dossier);
        Assert.Null(memory.Take("C"));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static async Task AbandonedAsync(BaseDeDonnees database)
    {
        await using var product = await SimulatedProduct.StartAsync(database, Day);
        await FundedAsync(product);
        await using (var scope = product.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<UnitOfWork>().BeginAsync(default);
            var dossier = await scope.ServiceProvider.GetRequiredService<IDossiers>().FindAsync(Id, default);
            new GrandLivre(dossier!).Record(new Depense(false, Money.FromCents(80661600)), Day);
        }

        await product.DoAsync("commit", new { convention = Id, amountCents = 80661600 });

        Assert.Equal(80661600, await CommittedAsync(product));
    }

    private static async Task WrittenByAnotherAsync(BaseDeDonnees database)
    {
        await using var product = await SimulatedProduct.StartAsync(database, Day);
        await using var another = await SimulatedProduct.StartAsync(database, Day);
        await FundedAsync(product);
        await product.DoAsync("commit", new { convention = Id, amountCents = 1000 });

        await another.DoAsync("commit", new { convention = Id, amountCents = 80660600 });
        var refusal = await Assert.ThrowsAsync<BrokenRuleException>(() => product.DoAsync("commit", new { convention = Id, amountCents = 1 }));

        Assert.Equal("allocationExceeded", refusal.Code);
        Assert.Equal(80661600, await CommittedAsync(product));
    }

    private static async Task FundedAsync(SimulatedProduct product)
    {
        await product.DoAsync("import", new { document = Id });
        await product.DoAsync("publish", new { document = Id, on = "2020-03-24" });
        await product.DoAsync("releaseFunds", new { convention = Id, tranche = 1 });
    }

    /// <summary>One that meets too many others is done again, as a person would.</summary>
    private static async Task RetriedAsync(SimulatedProduct product)
    {
        while (true)
        {
            try
            {
                await product.DoAsync("commit", new { convention = Id, amountCents = 100 });
                return;
            }
            catch (DbUpdateException)
            {
                // Others were faster five times.
            }
        }
    }

    private static Task<long> CommittedAsync(SimulatedProduct product) =>
        product.InScopeAsync(async db => (await db.Set<Dossier>().SingleAsync(d => d.Id == Id)).Committed.Cents);

    private static SqliteComiteFlowDb Rows() => new(new DbContextOptionsBuilder<SqliteComiteFlowDb>().UseSqlite("Data Source=:memory:").Options);

    private BaseDeDonnees OnFile() => new(null, _folder.Path("comiteflow.db"));

    private async Task<BaseDeDonnees> OnServerAsync() => new(await server.CreateDatabaseAsync(), null);

    /// <summary>The statements that were executed.</summary>
    private sealed class Lectures : DbCommandInterceptor
    {
        public List<string> Statements { get; } = [];

        public override ValueTask<InterceptionResult<System.Data.Common.DbDataReader>> ReaderExecutingAsync(
            System.Data.Common.DbCommand command, CommandEventData eventData, InterceptionResult<System.Data.Common.DbDataReader> result, CancellationToken cancellationToken = default)
        {
            Statements.Add(command.CommandText);
            return ValueTask.FromResult(result);
        }
    }
}

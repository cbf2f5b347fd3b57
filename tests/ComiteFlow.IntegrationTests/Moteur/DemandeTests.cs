using System.Collections.Concurrent;
using System.Data.Common;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Fichier;
using ComiteFlow.Host.Persistence.Moteur;
using ComiteFlow.Host.Sante;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>What users of such engines complain about, seen in the whole product: its start, its size, its memory. The other points stand in <see cref="ContratDuMoteur"/>.</summary>
public sealed class DemandeTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    private static readonly DateOnly Day = new(2020, 3, 24);
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Demand08_Start_WithALongBacklog_ReadsNoMoreThanWithNone()
    {
        var file = _folder.Path("arriere.db");
        await using (await SimulatedProduct.StartAsync(new BaseDeDonnees(null, file), Day))
        {
        }

        var without = await StartAsync(file);
        await AddBacklogAsync(file);
        var with = await StartAsync(file);

        Assert.Equal((without.Commands, without.Rows), (with.Commands, with.Rows));
        // A step or two more to find a place in an index; looking at each of the 5 000 would take thousands.
        Assert.InRange(with.Steps, 1, without.Steps + 1000);
    }

    [Fact]
    public async Task Demand15_State_OfAComiteThatWaits_TakesTwoKilobytesAtMost()
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("taille.db"), IsThrowAway: true), Day);
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-03-24" });
        var (longest, seen) = (0, 0);
        while (product.Now < new DateTimeOffset(2020, 9, 24, 12, 0, 0, TimeSpan.Zero))
        {
            await product.LiveOneAsync();
            var states = await product.InScopeAsync(db => db.Set<Instance>().AsNoTracking()
                .Where(i => i.DefinitionId == "comite" && i.Status == InstanceStatus.Suspended).Select(i => i.State).ToListAsync());
            (longest, seen) = (states.Select(state => System.Text.Encoding.UTF8.GetByteCount(state)).Append(longest).Max(), seen + states.Count);
        }

        Assert.True(seen > 100, "No comité waited.");
        Assert.InRange(longest, 100, 2048);
    }

    [Fact]
    public async Task Demand14_QuestionsAboutWhatIsDue_ReadNoState()
    {
        await using var product = await StartAsync(_folder.Path("listes.db"), new Lecteur());
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-03-24" });
        var read = Colonnes(product);

        await product.NextAsync();
        await using var scope = product.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Engine.Tasks.ITasks>().WithRungDueAsync(Day.AddYears(1), default);
        await scope.ServiceProvider.GetRequiredService<Engine.Tasks.ITasks>().ListAsync(new Engine.Tasks.TaskQuery(Day), default);
        await scope.ServiceProvider.GetRequiredService<ILectureSante>().ReadAsync(default);

        Assert.Superset(new HashSet<string> { "travaux.due", "taches_humaines.due_on", "taches_humaines.next_rung_on", "incidents.closed_at" }, read.ToHashSet());
        Assert.DoesNotContain("instances.state", read);
    }

    [RequiresToolFact("postgres")]
    public async Task Demand10_TwoHosts_OnANewDatabaseAtTheSameMoment_BothStart()
    {
        var database = new BaseDeDonnees(await server.CreateDatabaseAsync(), null);

        var hosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => SimulatedProduct.StartAsync(database, Day))));

        Assert.All(await hosts[0].InScopeAsync(db => db.Set<DefinitionRow>().ToListAsync()), definition => Assert.Equal((1, true), (definition.Version, definition.IsPublished)));
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

        NpgsqlConnection.ClearAllPools();
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    /// <summary>Commands and rows of a start that finds nothing due, and steps of the database from there on.</summary>
    private static async Task<(int Commands, long Rows, long Steps)> StartAsync(string file)
    {
        var reader = new Lecteur();
        var steps = 0L;
        await using var product = await StartAsync(file, reader);
        OnEach(product, connection => SQLitePCL.raw.sqlite3_progress_handler(connection, 1, GoOn, null));
        Assert.NotNull(await product.NextAsync());
        await product.MoveToAsync(product.Now);
        return (reader.Sql.Count, reader.Rows, steps);

        int GoOn(object user)
        {
            Interlocked.Increment(ref steps);
            return 0;
        }
    }

    private static Task<SimulatedProduct> StartAsync(string file, Lecteur reader) => SimulatedProduct.StartAsync(
        new BaseDeDonnees(null, file), Day, services =>
        {
            services.AddLectures();
            services.ConfigureDbContext<SqliteComiteFlowDb>(options => options.AddInterceptors(reader));
        });

    /// <summary>Every column that the file is asked for from now on, be it through EF Core or not.</summary>
    private static ConcurrentQueue<string> Colonnes(SimulatedProduct product)
    {
        const int Read = 20;
        var read = new ConcurrentQueue<string>();
        OnEach(product, connection => SQLitePCL.raw.sqlite3_set_authorizer(connection, (_, action, table, column, _, _) =>
        {
            if (action == Read)
                read.Enqueue($"{table}.{column}");
            return 0;
        }, null));
        return read;
    }

    /// <summary>More connections than the product uses at once.</summary>
    private static void OnEach(SimulatedProduct product, Action<SQLitePCL.sqlite3> act)
    {
        var connections = product.Services.GetRequiredService<ConnexionsDuFichier>();
        foreach (var connection in Enumerable.Range(0, 4).Select(_ => connections.Take()).ToList())
        {
            act(connection.Handle!);
            connections.GiveBack(connection);
        }
    }

    /// <summary>Instances that wait for years, each with a timer and an event.</summary>
    private static async Task AddBacklogAsync(string file)
    {
        await using var connection = Crash.Traces.Open(file);
        await using var command = new SqliteCommand(
            """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
            INSERT INTO instances (id, key, definition_id, definition_version, correlation_id, status, created_at, updated_at, state, fence)
              SELECT 'I' || i, 'k' || i, 'comite', 1, 'c' || i, 0, 0, 0, '{}', 1 FROM n;
            INSERT INTO attentes (instance_id, execution, name, correlation_id) SELECT id, 1, 'va', correlation_id FROM instances;
            INSERT INTO travaux (due, is_timer, instance_id, execution, name, correlation_id, payload, is_shared, attempts, created_at, expires_at)
              SELECT 700000000000000000, 1, id, 1, '', '', 'null', 0, 0, 0, 0 FROM instances;
            """, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Notes what is asked of the database and how much comes back.</summary>
    private sealed class Lecteur : DbCommandInterceptor
    {
        private long _rows;

        public ConcurrentQueue<string> Sql { get; } = [];

        public long Rows => _rows;

        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            Sql.Enqueue(result.CommandText);
            return result;
        }

        public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
        {
            Interlocked.Add(ref _rows, eventData.ReadCount);
            return result;
        }
    }
}

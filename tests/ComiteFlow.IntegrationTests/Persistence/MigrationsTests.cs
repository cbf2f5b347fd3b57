using System.Data.Common;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Persistence.Compile;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;

namespace ComiteFlow.IntegrationTests.Persistence;

/// <summary>The migrations say what the model says, and both databases refuse amounts that cannot be, whoever writes them.</summary>
public sealed class MigrationsTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    /// <summary>What nobody may write, and the rule that forbids it.</summary>
    private static readonly (string Rule, string Sql)[] Violations =
    [
        ("ck_conventions_plafond", "UPDATE conventions SET granted = ceiling + 1"),
        ("ck_conventions_engage", "UPDATE conventions SET committed = allocated_ae + 1"),
        ("ck_conventions_paye", "UPDATE conventions SET committed = 100, paid = 101"),
        ("ck_conventions_paye", "UPDATE conventions SET committed = allocated_ae, allocated_cp = 1, paid = 2"),
        ("ck_conventions_positif", "UPDATE conventions SET granted = -1"),
        ("ck_conventions_positif", "UPDATE conventions SET committed = -1, paid = -1"),
        ("ck_tranches_positif", "UPDATE tranches SET cp = -1"),
        ("ck_mises_positif", "UPDATE mises_a_disposition SET ae = -1"),
        ("ck_depenses_positif", "UPDATE depenses SET amount = 0"),
    ];

    private const string Story = """
        {
          "name": "Un engagement", "conventions": ["DIAGORIENTE-2020"], "from": "2020-03-24", "until": "2020-03-25",
          "steps": [
            {"at": "2020-03-24T10:00", "do": "publish", "document": "DIAGORIENTE-2020", "on": "2020-03-24"},
            {"at": "2020-03-24T11:00", "do": "releaseFunds", "convention": "DIAGORIENTE-2020", "tranche": 1},
            {"at": "2020-03-24T12:00", "do": "commit", "convention": "DIAGORIENTE-2020", "amountCents": 5000}
          ],
          "expect": [], "never": [], "count": [], "source": "essai"
        }
        """;

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Model_OfBothDatabases_HasNoChangeWithoutItsMigration()
    {
        using var sqlite = new FabriqueSqlite().CreateDbContext([]);
        using var postgres = new FabriquePostgres().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(postgres.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task Schema_OfANewFile_IsWhatItsMigrationsMake()
    {
        using var sqlite = new FabriqueSqlite().CreateDbContext([]);

        var migrations = sqlite.GetService<IMigrator>().GenerateScript();

        Assert.Equal(Lines(migrations), Lines(await Preparation.SchemaAsync(CancellationToken.None)));
    }

    /// <summary>The compiled model is generated text: it must say what the configurations say.</summary>
    [Fact]
    public void CompiledModel_OfTheFile_SaysWhatTheConfigurationsSay()
    {
        using var sqlite = new FabriqueSqlite().CreateDbContext([]);
        var compiled = sqlite.Model;
        var configured = sqlite.GetService<IDesignTimeModel>().Model;

        Assert.IsType<SqliteComiteFlowDbModel>(compiled);
        Assert.Equal(Columns(configured), Columns(compiled));
        Assert.Equal(Shape(configured), Shape(compiled));
    }

    [Fact]
    public async Task Sqlite_AmountThatCannotBe_IsRefused()
    {
        await using (var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("regles.db")), new DateOnly(2020, 3, 24)))
        {
            await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
            await product.DoAsync("publish", new { document = "DIAGORIENTE-2020", on = "2020-03-24" });
            await product.DoAsync("releaseFunds", new { convention = "DIAGORIENTE-2020", tranche = 1 });
            await product.DoAsync("commit", new { convention = "DIAGORIENTE-2020", amountCents = 5000 });
        }

        var options = new DbContextOptionsBuilder<SqliteComiteFlowDb>().UseSqlite($"Data Source={_folder.Path("regles.db")}").Options;
        await using var db = new SqliteComiteFlowDb(options);
        await RefusesAsync(db);
    }

    /// <summary>Lived in a process of its own: a process knows one kind of database.</summary>
    [RequiresToolFact("postgres")]
    public async Task Postgres_AmountThatCannotBe_IsRefused()
    {
        var connection = await server.CreateDatabaseAsync();
        var run = await CommandLine.RunAsync(TimeSpan.FromMinutes(2), "simulate", await _folder.WriteAsync(Story, "vie.json"), "--database", connection);
        Assert.True(run.ExitCode == 0, run.Error);

        await using var db = new PostgresComiteFlowDb(new DbContextOptionsBuilder<PostgresComiteFlowDb>().UseNpgsql(connection).Options);
        await RefusesAsync(db);
    }

    private static string[] Lines(string sql) => sql.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Shape(IModel model) => model.ToDebugString(MetadataDebugStringOptions.ShortDefault);

    private static IEnumerable<string> Columns(IModel model) =>
        from type in model.GetEntityTypes()
        from property in type.GetProperties()
        orderby type.Name, property.Name
        select $"{type.GetTableName()}.{property.GetColumnName()} {property.GetColumnType()} null={property.IsColumnNullable()} max={property.GetMaxLength()} "
            + $"token={property.IsConcurrencyToken} made={property.ValueGenerated} by={property.GetValueConverter()?.GetType()} "
            + $"like={Own(property.GetValueComparer().GetType())} of={type.Name}.{property.Name} field={property.FieldInfo?.Name}";

    /// <summary>Comparers of EF Core itself are written out in the compiled model; those of the house keep their type.</summary>
    private static Type? Own(Type comparer) => comparer.Assembly == typeof(ComiteFlowDb).Assembly ? comparer : null;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    /// <summary>Tries each violation by plain SQL in a database that has lived a little.</summary>
    private static async Task RefusesAsync(ComiteFlowDb db)
    {
        Assert.Empty(await db.Database.GetPendingMigrationsAsync());
        foreach (var (rule, sql) in Violations)
        {
            var refusal = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql));
            Assert.Contains(rule, refusal.Message, StringComparison.Ordinal);
        }
    }
}

using System.Data.Common;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace ComiteFlow.IntegrationTests.Persistence;

/// <summary>Every rule that the tables hold, tried by plain SQL in both databases: what breaks it is refused by its name, what reaches its bound is not.</summary>
public sealed class ContraintesTests(PostgresServer server) : IClassFixture<PostgresServer>, IDisposable
{
    /// <summary>One row of each table that holds a rule.</summary>
    private static readonly string[] Lignes =
    [
        """
        INSERT INTO conventions (id, title, registered_on, is_reprise, ceiling, granted, allocated_ae, allocated_cp, committed, paid, version, effect_on, ends_on, payments_until)
        VALUES ('C', 'Essai', '2020-01-15', FALSE, 1000, 900, 800, 700, 600, 500, 0, '2020-02-01', '2021-12-31', '2022-06-30')
        """,
        "INSERT INTO tranches (convention_id, number, ae, cp, origin, \"from\", until) VALUES ('C', 1, 900, 900, 'texte', '2020-02-01', '2020-07-31')",
        "INSERT INTO mises_a_disposition (convention_id, number, \"on\", ae, cp) VALUES ('C', 1, '2020-01-15', 800, 700)",
        "INSERT INTO depenses (convention_id, number, is_payment, amount, recorded_on, regularised, confirmed) VALUES ('C', 1, FALSE, 600, '2020-02-01', FALSE, FALSE)",
        "INSERT INTO dialogues (convention_id, year, \"on\") VALUES ('C', 2020, '2020-11-13')",
        "INSERT INTO soldes (convention_id, scope, year, decided_on, return_ae, return_cp, carry_ae, carry_cp) VALUES ('C', 'C', 2020, '2020-12-03', 10, 20, 30, 40)",
        """
        INSERT INTO resiliations (convention_id, number, party, notified_on, received_on, notice_end, comites)
        VALUES ('C', 1, 'PARTIE-A', '2020-06-02', '2020-06-01', '2020-09-01', '[]')
        """,
        "INSERT INTO partages (convention_id, startup, other_convention, \"from\", until, joint) VALUES ('C', 'EQUIPE-1', 'D', '2020-03-01', '2020-06-30', 0)",
        "INSERT INTO points_de_reprise (id, convention_id, kind, due) VALUES ('P', 'C', 'report', '2020-02-10')",
    ];

    /// <summary>What stands on the bound, and is let in.</summary>
    private static readonly string[] Limites =
    [
        "UPDATE conventions SET granted = ceiling",
        "UPDATE conventions SET ceiling = NULL",
        "UPDATE conventions SET committed = allocated_ae",
        "UPDATE conventions SET paid = committed",
        "UPDATE conventions SET paid = 600, allocated_cp = 600",
        "UPDATE conventions SET granted = 0, committed = 0, paid = 0",
        "UPDATE conventions SET allocated_ae = 0, allocated_cp = 0, committed = 0, paid = 0",
        "UPDATE conventions SET ends_on = effect_on",
        "UPDATE conventions SET ends_on = NULL",
        "UPDATE conventions SET effect_on = NULL",
        "UPDATE conventions SET payments_until = ends_on",
        "UPDATE conventions SET payments_until = NULL",
        "UPDATE tranches SET until = \"from\"",
        "UPDATE tranches SET until = NULL",
        "UPDATE partages SET joint = 0",
        "UPDATE tranches SET ae = 0",
        "UPDATE mises_a_disposition SET cp = 0",
        "UPDATE depenses SET amount = 1",
        "UPDATE dialogues SET held_on = '2020-11-12'",
        "UPDATE soldes SET return_ae = 0, return_cp = 0, carry_ae = 0, carry_cp = 1",
        "UPDATE resiliations SET notified_on = received_on, notice_end = received_on",
        "UPDATE resiliations SET withdrawn_on = '2020-07-01'",
        "UPDATE partages SET until = \"from\"",
        "UPDATE partages SET \"from\" = NULL",
        "UPDATE points_de_reprise SET choice = 'moot', reason = 'motif', settled_on = '2020-03-01'",
    ];

    /// <summary>What nobody may write, and the rule that forbids it.</summary>
    private static readonly (string Regle, string Sql)[] Violations =
    [
        ("ck_conventions_plafond", "UPDATE conventions SET granted = ceiling + 1"),
        ("ck_conventions_plafond", "UPDATE conventions SET ceiling = granted - 1"),
        ("ck_conventions_engage", "UPDATE conventions SET committed = allocated_ae + 1"),
        ("ck_conventions_engage", "UPDATE conventions SET allocated_ae = committed - 1"),
        ("ck_conventions_paye", "UPDATE conventions SET paid = committed + 1"),
        ("ck_conventions_paye", "UPDATE conventions SET allocated_cp = paid - 1"),
        ("ck_conventions_positif", "UPDATE conventions SET granted = -1"),
        ("ck_conventions_positif", "UPDATE conventions SET paid = -1"),
        ("ck_conventions_positif", "UPDATE conventions SET committed = -1, paid = -1"),
        ("ck_conventions_positif", "UPDATE conventions SET allocated_ae = -1, committed = -1, paid = -1"),
        ("ck_conventions_positif", "UPDATE conventions SET allocated_cp = -1, paid = -1"),
        ("ck_conventions_fin", "UPDATE conventions SET ends_on = '2020-01-31'"),
        ("ck_conventions_fin", "UPDATE conventions SET effect_on = '2022-01-01'"),
        ("ck_conventions_paiements", "UPDATE conventions SET payments_until = '2021-12-30'"),
        ("ck_conventions_paiements", "UPDATE conventions SET ends_on = '2022-07-01'"),
        ("ck_tranches_periode", "UPDATE tranches SET until = '2020-01-31'"),
        ("ck_tranches_periode", "UPDATE tranches SET \"from\" = '2020-08-01'"),
        ("ck_partages_joint", "UPDATE partages SET joint = -1"),
        ("ck_tranches_positif", "UPDATE tranches SET ae = -1"),
        ("ck_tranches_positif", "UPDATE tranches SET cp = -1"),
        ("ck_mises_positif", "UPDATE mises_a_disposition SET ae = -1"),
        ("ck_mises_positif", "UPDATE mises_a_disposition SET cp = -1"),
        ("ck_depenses_positif", "UPDATE depenses SET amount = 0"),
        ("ck_depenses_positif", "UPDATE depenses SET amount = -1"),
        ("ck_dialogues_un_etat", "UPDATE dialogues SET held_on = '2020-11-12', cancelled_on = '2020-11-13'"),
        ("ck_soldes_positif", "UPDATE soldes SET return_ae = -1"),
        ("ck_soldes_positif", "UPDATE soldes SET return_cp = -1"),
        ("ck_soldes_positif", "UPDATE soldes SET carry_ae = -1"),
        ("ck_soldes_positif", "UPDATE soldes SET carry_cp = -1"),
        ("ck_soldes_utile", "UPDATE soldes SET return_ae = 0, return_cp = 0, carry_ae = 0, carry_cp = 0"),
        ("ck_resiliations_dates", "UPDATE resiliations SET received_on = '2020-06-03'"),
        ("ck_resiliations_dates", "UPDATE resiliations SET notice_end = '2020-05-31'"),
        ("ck_resiliations_un_etat", "UPDATE resiliations SET withdrawn_on = '2020-07-01', effective_on = '2020-09-01'"),
        ("ck_partages_periode", "UPDATE partages SET until = '2020-02-29'"),
        ("ck_points_de_reprise_choix", "UPDATE points_de_reprise SET choice = 'later', settled_on = '2020-03-01'"),
        ("ck_points_de_reprise_motif", "UPDATE points_de_reprise SET choice = 'moot', settled_on = '2020-03-01'"),
        ("ck_points_de_reprise_regle", "UPDATE points_de_reprise SET choice = 'done'"),
        ("ck_points_de_reprise_regle", "UPDATE points_de_reprise SET settled_on = '2020-03-01'"),
    ];

    private readonly TemporaryFolder _folder = new();

    /// <summary>A rule that is added to a table is tried here too.</summary>
    [Fact]
    public void Violations_OfTheModel_TryEveryRule()
    {
        using var db = new FabriqueSqlite().CreateDbContext([]);
        var regles = db.GetService<IDesignTimeModel>().Model.GetEntityTypes().SelectMany(type => type.GetCheckConstraints()).Select(regle => regle.Name!);

        Assert.Equal(regles.Order(StringComparer.Ordinal), Violations.Select(v => v.Regle).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Sqlite_RowThatBreaksARule_IsRefusedByItsName()
    {
        await using var db = new SqliteComiteFlowDb(new DbContextOptionsBuilder<SqliteComiteFlowDb>().UseSqlite($"Data Source={_folder.Path("regles.db")}").Options);
        await EssayerAsync(db);
    }

    [RequiresToolFact("postgres")]
    public async Task Postgres_RowThatBreaksARule_IsRefusedByItsName()
    {
        var connection = await server.CreateDatabaseAsync();
        await using var db = new PostgresComiteFlowDb(new DbContextOptionsBuilder<PostgresComiteFlowDb>().UseNpgsql(connection).Options);
        await EssayerAsync(db);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private static async Task EssayerAsync(ComiteFlowDb db)
    {
        await db.Database.MigrateAsync();
        foreach (var ligne in Lignes)
            Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(ligne));

        foreach (var (regle, sql) in Violations)
        {
            var refus = await Assert.ThrowsAnyAsync<DbException>(() => db.Database.ExecuteSqlRawAsync(sql));
            Assert.True(refus.Message.Contains(regle, StringComparison.Ordinal), $"{sql} : {refus.Message}");
        }

        foreach (var sql in Limites)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            Assert.Equal(1, await db.Database.ExecuteSqlRawAsync(sql));
        }
    }
}

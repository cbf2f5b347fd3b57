using System.Data.Common;
using ComiteFlow.Host.Persistence.Fichier;
using Microsoft.Data.Sqlite;

namespace ComiteFlow.IntegrationTests.Persistence;

/// <summary>Connections to the file stay open and keep their statements: nothing of one transaction may show in the next.</summary>
public sealed class ConnexionsDuFichierTests : IDisposable
{
    private const string Insert = "INSERT INTO lignes (nom) VALUES (@nom)";
    private readonly TemporaryFolder _folder = new();
    private readonly ConnexionsDuFichier _connexions;

    public ConnexionsDuFichierTests()
    {
        var text = new SqliteConnectionStringBuilder { DataSource = _folder.Path("lignes.db"), Pooling = false }.ToString();
        _connexions = new ConnexionsDuFichier(text, "PRAGMA synchronous=OFF;");
        Lend(connexion => Run(connexion, "CREATE TABLE lignes (nom TEXT UNIQUE)"));
    }

    [Fact]
    public void Execute_TheSameTextAgain_TakesTheNewValues()
    {
        Lend(connexion => Run(connexion, Insert, "un"));
        Lend(connexion => Run(connexion, Insert, "deux"));

        Lend(connexion => Assert.Equal(["deux", "un"], Names(connexion)));
    }

    [Fact]
    public void Execute_TheSameTextWithoutItsValue_IsRefused()
    {
        Lend(connexion => Run(connexion, Insert, "un"));

        Lend(connexion => Assert.Throws<InvalidOperationException>(() => Run(connexion, Insert)));
    }

    [Fact]
    public void Read_WhileTheSameTextIsBeingRead_ReadsBothToTheirEnd()
    {
        Lend(connexion =>
        {
            Run(connexion, Insert, "un");
            Run(connexion, Insert, "deux");
            using var outer = Command(connexion, "SELECT nom FROM lignes ORDER BY nom");
            using var reader = outer.ExecuteReader();
            Assert.True(reader.Read());

            Assert.Equal(["deux", "un"], Names(connexion));

            Assert.True(reader.Read());
            Assert.Equal("un", reader.GetString(0));
        });
    }

    [Fact]
    public void Read_StoppedBeforeItsEnd_BeginsAnewTheNextTime()
    {
        Lend(connexion =>
        {
            Run(connexion, Insert, "un");
            Run(connexion, Insert, "deux");
            using (var command = Command(connexion, "SELECT nom FROM lignes ORDER BY nom"))
            using (var reader = command.ExecuteReader())
            {
                Assert.True(reader.Read());
            }

            Assert.Equal(["deux", "un"], Names(connexion));
        });
    }

    [Fact]
    public void Execute_AfterAnErrorOfTheSameText_Works()
    {
        Lend(connexion => Run(connexion, Insert, "un"));
        Lend(connexion => Assert.Throws<SqliteException>(() => Run(connexion, Insert, "un")));

        Lend(connexion => Run(connexion, Insert, "deux"));

        Lend(connexion => Assert.Equal(["deux", "un"], Names(connexion)));
    }

    [Fact]
    public void Read_AfterAnotherConnectionChangedTheTable_ReadsTheNewColumn()
    {
        Lend(connexion => Run(connexion, Insert, "un"));
        Lend(connexion => Assert.Single(Rows(connexion, "SELECT * FROM lignes")));
        using (var other = new ConnexionsDuFichier(new SqliteConnectionStringBuilder { DataSource = _folder.Path("lignes.db"), Pooling = false }.ToString(), "PRAGMA synchronous=OFF;"))
        {
            var changing = other.Take();
            Run(changing, "ALTER TABLE lignes ADD COLUMN rang INTEGER");
            other.GiveBack(changing);
        }

        Lend(connexion => Assert.Equal([2], Rows(connexion, "SELECT * FROM lignes")));
    }

    [Fact]
    public void GiveBack_InMidTransaction_TakesItsWritingBack()
    {
        var left = _connexions.Take();
        var transaction = left.BeginTransaction();
        Run(left, Insert, "un", transaction);
        _connexions.GiveBack(left);

        Lend(connexion => Assert.Empty(Names(connexion)));
    }

    public void Dispose()
    {
        _connexions.Dispose();
        _folder.Dispose();
    }

    private void Lend(Action<ConnexionGardee> use)
    {
        var connexion = _connexions.Take();
        use(connexion);
        _connexions.GiveBack(connexion);
    }

    private static List<string> Names(ConnexionGardee connexion)
    {
        using var command = Command(connexion, "SELECT nom FROM lignes ORDER BY nom");
        using var reader = command.ExecuteReader();
        var names = new List<string>();
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    /// <summary>The number of columns of each row.</summary>
    private static List<int> Rows(ConnexionGardee connexion, string sql)
    {
        using var command = Command(connexion, sql);
        using var reader = command.ExecuteReader();
        var rows = new List<int>();
        while (reader.Read())
        {
            rows.Add(reader.FieldCount);
        }

        return rows;
    }

    private static void Run(ConnexionGardee connexion, string sql, string? nom = null, SqliteTransaction? transaction = null)
    {
        using var command = Command(connexion, sql);
        command.Transaction = transaction;
        if (nom is not null)
            command.Parameters.Add(new SqliteParameter("@nom", nom));
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(ConnexionGardee connexion, string sql)
    {
        // As the caller of any provider makes it.
        var command = ((DbConnection)connexion).CreateCommand();
        command.CommandText = sql;
        return command;
    }
}

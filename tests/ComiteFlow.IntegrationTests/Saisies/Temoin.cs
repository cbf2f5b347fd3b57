using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace ComiteFlow.IntegrationTests.Saisies;

/// <summary>A fact that an act left.</summary>
internal sealed record FaitLaisse(long Number, string Name, JsonElement Keys)
{
    public string? Text(string key) => Keys.TryGetProperty(key, out var value) ? value.ToString() : null;
}

/// <summary>Watches the tables of a file from beside: counts every row written outside the facts, and tells what the tables hold.</summary>
internal sealed class Temoin : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly IReadOnlyList<string> _tables;
    private readonly SqliteCommand _writes;

    public Temoin(string file)
    {
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        _connection.Open();
        _tables = [.. Texts("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT IN ('faits', 'temoin', '__EFMigrationsHistory') ORDER BY name")];
        Execute("CREATE TABLE IF NOT EXISTS temoin (n INTEGER NOT NULL)");
        if (Number("SELECT COUNT(*) FROM temoin") == 0)
            Execute("INSERT INTO temoin VALUES (0)");
        foreach (var table in _tables)
        {
            foreach (var act in new[] { "INSERT", "UPDATE", "DELETE" })
                Execute($"CREATE TRIGGER IF NOT EXISTS temoin_{table}_{act} AFTER {act} ON \"{table}\" BEGIN UPDATE temoin SET n = n + 1; END");
        }

        _writes = Command("SELECT n FROM temoin");
    }

    /// <summary>Rows written so far in all tables but that of the facts.</summary>
    public long Writes => (long)_writes.ExecuteScalar()!;

    public long LastFact => Number("SELECT COALESCE(MAX(number), 0) FROM faits");

    /// <summary>Facts after a number.</summary>
    public IReadOnlyList<FaitLaisse> FactsAfter(long number)
    {
        using var command = Command("SELECT number, name, json FROM faits WHERE number > $after ORDER BY number");
        command.Parameters.AddWithValue("$after", number);
        using var reader = command.ExecuteReader();
        var facts = new List<FaitLaisse>();
        while (reader.Read())
        {
            using var json = JsonDocument.Parse(reader.GetString(2));
            facts.Add(new FaitLaisse(reader.GetInt64(0), reader.GetString(1), json.RootElement.Clone()));
        }

        return facts;
    }

    /// <summary>All rows of all tables but that of the facts, as one hash.</summary>
    public string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in _tables)
        {
            using var command = Command($"SELECT * FROM \"{table}\"");
            using var reader = command.ExecuteReader();
            var row = new StringBuilder(table);
            while (reader.Read())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                    row.Append('\u0001').Append(reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(column));
                row.Append('\u0002');
            }

            hash.AppendData(Encoding.UTF8.GetBytes(row.ToString()));
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>Copies the file as it stands.</summary>
    public void CopyTo(string file)
    {
        File.Delete(file);
        Execute($"VACUUM INTO '{file}'");
    }

    public IReadOnlyList<string> Texts(string sql)
    {
        using var command = Command(sql);
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
            texts.Add(reader.GetString(0));
        return texts;
    }

    public void Dispose()
    {
        _writes.Dispose();
        _connection.Dispose();
    }

    private long Number(string sql)
    {
        using var command = Command(sql);
        return (long)command.ExecuteScalar()!;
    }

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}

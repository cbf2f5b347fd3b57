using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ComiteFlow.IntegrationTests;
using Npgsql;

namespace ComiteFlow.Bench;

/// <summary>What the same server does without the product: <c>pgbench -N</c>, which is R, and the bare writes of a resume.</summary>
internal sealed partial class Limite(ThrowAwayPostgres server, string folder, string seconds)
{
    private const int Rows = 10;
    private readonly List<double> _bare = [];
    private string _database = "";

    /// <summary>The bare writes of a resume per second.</summary>
    public double Bare => Rounds.Of(_bare, 0.5);

    public async Task PrepareAsync()
    {
        var connection = await server.CreateDatabaseAsync();
        _database = new NpgsqlConnectionStringBuilder(connection).Database!;
        await PgbenchAsync("-i", "-q", "-s", Rows.ToString(CultureInfo.InvariantCulture));
        await ExecuteAsync(connection, await File.ReadAllTextAsync(Path.Combine(folder, "reprise-schema.sql")));
    }

    /// <summary>Measures R now.</summary>
    public async Task<double> MeasureAsync() => Rate(await PgbenchAsync("-n", "-N", "-M", "prepared", "-c", "8", "-T", seconds));

    public async Task MeasureBareAsync() =>
        _bare.Add(Rate(await PgbenchAsync("-n", "-f", Path.Combine(folder, "reprise.sql"), "-M", "prepared", "-c", "8", "-T", seconds)));

    public static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Command Timeout=600");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> PgbenchAsync(params string[] words)
    {
        var start = new ProcessStartInfo(Outils.Find("pgbench") ?? throw new InvalidOperationException("pgbench is not on this machine.")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])["-h", "127.0.0.1", "-p", server.Port.ToString(CultureInfo.InvariantCulture), "-U", "comiteflow", .. words, _database])
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException(await error);
    }

    private static double Rate(string output) => double.Parse(Tps().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"tps = ([0-9.]+)")]
    private static partial Regex Tps();
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ComiteFlow.IntegrationTests;

/// <summary>A throw-away PostgreSQL server on the loopback address, started for a class or a collection of tests and deleted with them. Where the tool is missing it stays null inside and its tests are skipped.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private string? _folder;
    private int _port;
    private int _databases;

    public async Task InitializeAsync()
    {
        if (Outils.Find("postgres") is null)
        {
            return;
        }

        _folder = Directory.CreateTempSubdirectory("comiteflow-pg-").FullName;
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", Owner, _folder); // The server refuses to run as root.
        }

        await RunAsOwnerAsync("initdb", "-D", Data, "-U", "comiteflow", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync");
        _port = FreePort();
        var options = string.Create(
            CultureInfo.InvariantCulture,
            $"-p {_port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={_folder} -c fsync=off -c synchronous_commit=off -c full_page_writes=off");
        await RunAsOwnerAsync("pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "server.log"), "-w", "-o", options, "start");
    }

    public async Task DisposeAsync()
    {
        if (_folder is null)
        {
            return;
        }

        NpgsqlConnection.ClearAllPools();
        await RunAsOwnerAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Connection string of a new, empty database, whose texts sort in French as on a site's server.</summary>
    /// <param name="from">Connection string of a database that it is a copy of; nobody may be connected to that one.</param>
    public async Task<string> CreateDatabaseAsync(string? from = null)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"essai{Interlocked.Increment(ref _databases)}");
        await using var connection = new NpgsqlConnection(ConnectionString("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name is made above; SQL takes no parameter here.
        command.CommandText = from is null
            ? $"CREATE DATABASE {name} TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'fr-FR'"
            : $"CREATE DATABASE {name} TEMPLATE {new NpgsqlConnectionStringBuilder(from).Database}";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    private static string Owner => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private string Data => Path.Combine(_folder ?? throw new InvalidOperationException("PostgreSQL is not on this machine."), "data");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Task RunAsOwnerAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(Path.GetDirectoryName(Outils.Find("postgres"))!, program);
        return Environment.IsPrivilegedProcess ? RunAsync("runuser", ["-u", Owner, "--", path, .. arguments]) : RunAsync(path, arguments);
    }

    // Nothing is redirected: the server would inherit the pipes and hold them open.
    private static async Task RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh") { WorkingDirectory = Path.GetTempPath() };
        foreach (var argument in new[] { "-c", "exec \"$@\" >/dev/null 2>&1", "sh", program }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
        }
    }

    private string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username=comiteflow;Database={database}");
}

using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ComiteFlow.IntegrationTests;

/// <summary>A PostgreSQL server on the loopback address, in a folder of its own that is deleted with it; used by the tests and by the measurements.</summary>
public sealed class ThrowAwayPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("comiteflow-pg-").FullName;
    private int _databases;

    private ThrowAwayPostgres()
    {
    }

    public int Port { get; private set; }

    private string Data => Path.Combine(_folder, "data");

    private static string Owner => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    /// <param name="isDurable">True for a server that flushes each commit to the disk.</param>
    public static async Task<ThrowAwayPostgres> StartAsync(bool isDurable)
    {
        var server = new ThrowAwayPostgres();
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", Owner, server._folder); // The server refuses to run as root.
        await RunAsOwnerAsync("initdb", "-D", server.Data, "-U", "comiteflow", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync");
        server.Port = FreePort();
        var flush = isDurable ? "-c fsync=on -c synchronous_commit=on" : "-c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        var options = string.Create(
            CultureInfo.InvariantCulture, $"-p {server.Port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={server._folder} {flush}");
        await RunAsOwnerAsync("pg_ctl", "-D", server.Data, "-l", Path.Combine(server._folder, "server.log"), "-w", "-o", options, "start");
        return server;
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

    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username=comiteflow;Database={database}");

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await RunAsOwnerAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

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
}

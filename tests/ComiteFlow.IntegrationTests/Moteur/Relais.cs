using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace ComiteFlow.IntegrationTests.Moteur;

/// <summary>Stands between a host and its server, and counts how often the host asks and waits for an answer.</summary>
internal sealed class Relais : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly NpgsqlConnectionStringBuilder _server;
    private int _turns;

    public Relais(string connection)
    {
        _server = new NpgsqlConnectionStringBuilder(connection);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int RoundTrips => Volatile.Read(ref _turns);

    public string Connection => new NpgsqlConnectionStringBuilder(_server.ConnectionString)
    {
        Host = "127.0.0.1", Port = ((IPEndPoint)_listener.LocalEndpoint).Port, MaxAutoPrepare = 100, AutoPrepareMinUsages = 2, NoResetOnClose = true,
    }.ConnectionString;

    public void Dispose() => _listener.Dispose();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient host)
    {
        using var server = new TcpClient();
        using (host)
        {
            await server.ConnectAsync(_server.Host!, _server.Port);
            var (asked, answered) = (host.GetStream(), server.GetStream());
            var isAsking = 0;
            await Task.WhenAny(
                PassAsync(asked, answered, () => _ = Interlocked.Exchange(ref isAsking, 1) == 0 ? Interlocked.Increment(ref _turns) : 0),
                PassAsync(answered, asked, () => Interlocked.Exchange(ref isAsking, 0)));
        }
    }

    private static async Task PassAsync(NetworkStream from, NetworkStream to, Action heard)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            for (int read; (read = await from.ReadAsync(buffer)) > 0;)
            {
                heard();
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (IOException)
        {
            // One side has hung up.
        }
    }
}

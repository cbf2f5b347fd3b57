using System.Diagnostics;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>The story lived once by one host that nobody kills, in this process: what any other life must leave.</summary>
public sealed class VieCalme : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<DateTimeOffset, Compte> _comptes = [];
    private Task _life = Task.CompletedTask;

    internal Traces Traces { get; private set; } = null!;

    /// <summary>What had been written when all was done that is due at a moment.</summary>
    internal IReadOnlyDictionary<DateTimeOffset, Compte> Comptes => _comptes;

    /// <summary>Moments at which an instance did something: not the hours of jobs that find nothing.</summary>
    internal IReadOnlyList<DateTimeOffset> Busy { get; private set; } = [];

    internal TimeSpan Elapsed { get; private set; }

    /// <summary>A file with all conventions in effect, in which nothing has happened yet.</summary>
    internal string Prepared => _folder.Path("prepare.db");

    /// <summary>Waits until it has been lived.</summary>
    internal Task LivedAsync() => _life;

    /// <summary>It is lived beside the preparations of the tests.</summary>
    public Task InitializeAsync()
    {
        _life = Task.Run(LiveAsync);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _life.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    public void Dispose() => _folder.Dispose();

    private async Task LiveAsync()
    {
        var watch = Stopwatch.StartNew();
        await Histoire.PrepareAsync(new BaseDeDonnees(null, Prepared, IsThrowAway: true));
        SqliteConnection.ClearAllPools();
        var file = _folder.Path("calme.db");
        File.Copy(Prepared, file);
        await using (var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, file, IsThrowAway: true), Histoire.Start))
        {
            await Histoire.LiveAsync(new Vie(product, file, _comptes), product);
        }

        SqliteConnection.ClearAllPools();
        Traces = Traces.Read(file);
        var moments = _comptes.Keys.Order().ToList();
        Busy = [.. moments.Where((moment, rank) => rank == 0 || _comptes[moment].Journal > _comptes[moments[rank - 1]].Journal)];
        Elapsed = watch.Elapsed;
    }

    private sealed class Vie(SimulatedProduct product, string file, Dictionary<DateTimeOffset, Compte> comptes) : IVie
    {
        public DateTimeOffset? Next { get; private set; }

        public async Task MoveAsync(DateTimeOffset instant)
        {
            await product.MoveToAsync(instant);
            Next = await product.NextAsync();
            using var connection = Traces.Open(file);
            comptes[instant] = Compte.Read(connection);
        }
    }
}

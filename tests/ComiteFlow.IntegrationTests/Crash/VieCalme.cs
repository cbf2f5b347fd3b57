using System.Diagnostics;
using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>The story lived once by one host that nobody kills, in this process: what any other life must leave.</summary>
public sealed class VieCalme : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    internal Traces Traces { get; private set; } = null!;

    /// <summary>Moments at which an instance did something.</summary>
    internal IReadOnlyList<DateTimeOffset> Busy { get; private set; } = [];

    internal TimeSpan Elapsed { get; private set; }

    /// <summary>A file with all conventions in effect, in which nothing has happened yet.</summary>
    internal string Prepared => _folder.Path("prepare.db");

    public async Task InitializeAsync()
    {
        var watch = Stopwatch.StartNew();
        await Histoire.PrepareAsync(new BaseDeDonnees(null, Prepared, IsThrowAway: true));
        SqliteConnection.ClearAllPools();
        var file = _folder.Path("calme.db");
        File.Copy(Prepared, file);
        await using (var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, file, IsThrowAway: true), Histoire.Start))
        {
            var vie = new Vie(product);
            await Histoire.LiveAsync(vie, product);
            Busy = vie.Busy;
        }

        SqliteConnection.ClearAllPools();
        Traces = Traces.Read(file);
        Elapsed = watch.Elapsed;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    private sealed class Vie(SimulatedProduct product) : IVie
    {
        private int _lines;

        public DateTimeOffset? Next { get; private set; }

        public List<DateTimeOffset> Busy { get; } = [];

        public async Task MoveAsync(DateTimeOffset instant)
        {
            await product.MoveToAsync(instant);
            Next = await product.NextAsync();
            var lines = await product.InScopeAsync(db => db.Set<JournalLine>().CountAsync());
            if (lines > _lines)
                Busy.Add(instant);
            _lines = lines;
        }
    }
}

using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Travail;

namespace ComiteFlow.Tests.Engine;

/// <summary>Events from outside gather while somebody writes.</summary>
public sealed class ArriveesTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Recorded _engine = new();
    private readonly Tour _tour = new();

    [Fact]
    public async Task Deliver_WhileAnotherWrites_TakesAllThatGatheredAlong()
    {
        var arrivees = Of(batch: 3);
        var turn = await _tour.TakeAsync(default);
        var waiting = Enumerable.Range(0, 5).Select(rank => arrivees.DeliverAsync(Event(rank), default)).ToList();

        turn.Dispose();
        await Task.WhenAll(waiting).WaitAsync(Patience);

        Assert.Equal([["0", "1", "2"], ["3", "4"]], _engine.Groups);
    }

    [Fact]
    public async Task Deliver_ThatIsGivenUp_IsNotTakenAlong()
    {
        var arrivees = Of(batch: 10);
        using var stop = new CancellationTokenSource();
        var turn = await _tour.TakeAsync(default);
        var givenUp = arrivees.DeliverAsync(Event(0), stop.Token);
        var kept = arrivees.DeliverAsync(Event(1), default);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);
        turn.Dispose();
        await kept.WaitAsync(Patience);

        Assert.Equal([["1"]], _engine.Groups);
    }

    [Fact]
    public async Task Deliver_TakenAlongByOneWhoGivesUp_IsNotGivenUp()
    {
        var arrivees = Of(batch: 10);
        using var stop = new CancellationTokenSource();
        var turn = await _tour.TakeAsync(default);
        _engine.Before = stop.Cancel;
        var first = arrivees.DeliverAsync(Event(0), stop.Token);
        var second = arrivees.DeliverAsync(Event(1), default);

        turn.Dispose();
        await second.WaitAsync(Patience);
        await first.WaitAsync(Patience);

        Assert.Equal([["0", "1"]], _engine.Groups);
    }

    [Fact]
    public async Task Deliver_ThatFails_TellsEachOfTheGroup()
    {
        var arrivees = Of(batch: 10);
        var turn = await _tour.TakeAsync(default);
        _engine.Error = new IOException("disque plein");
        var waiting = Enumerable.Range(0, 2).Select(rank => arrivees.DeliverAsync(Event(rank), default)).ToList();

        turn.Dispose();

        foreach (var one in waiting)
        {
            await Assert.ThrowsAsync<IOException>(() => one.WaitAsync(Patience));
        }
    }

    public void Dispose() => _tour.Dispose();

    private static KeptEvent Event(int rank) => new() { Name = rank.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private Arrivees Of(int batch) => new(_engine, _tour, new EngineOptions { Batch = batch });

    private sealed class Recorded : IEngine
    {
        public List<string[]> Groups { get; } = [];

        public Exception? Error { get; set; }

        public Action? Before { get; set; }

        public Task DeliverAsync(IReadOnlyList<KeptEvent> events, CancellationToken ct)
        {
            Before?.Invoke();
            ct.ThrowIfCancellationRequested();
            Groups.Add([.. events.Select(one => one.Name)]);
            return Error is null ? Task.CompletedTask : Task.FromException(Error);
        }

        public Task<bool> RunNextAsync(CancellationToken ct) => Task.FromResult(false);

        public Task<DateTimeOffset?> NextDueAsync(CancellationToken ct) => Task.FromResult<DateTimeOffset?>(null);
    }
}

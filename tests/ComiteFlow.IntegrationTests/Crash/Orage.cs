using System.Diagnostics;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary>One host among those that share the database.</summary>
internal sealed record Hote(string Name, SteppedService Service);

/// <summary>A place in the work of a host at which a test can stop it exactly.</summary>
internal enum Point
{
    /// <summary>Work is taken, not yet committed.</summary>
    Claim = 1,

    /// <summary>In the middle of a burst.</summary>
    Burst,

    /// <summary>Inside COMMIT, which then fails.</summary>
    Commit,

    /// <summary>Inside COMMIT, which then succeeds without the host hearing of it.</summary>
    Answer,

    /// <summary>Inside COMMIT, which succeeds; the host sleeps over its lease and goes on with what it knew.</summary>
    Late,

    /// <summary>A message is out and not recorded yet.</summary>
    HandOver,
}

/// <summary>Holds hosts up at one point after the other and stops them there, from outside: the product knows nothing of it.</summary>
internal interface IBarrage : IAsyncDisposable
{
    /// <summary>Where a host was stopped, in order.</summary>
    IReadOnlyList<Point> Reached { get; }

    /// <summary>Before hosts are given the work of an instant: holds them up at the next point that is left, if that work can come there.</summary>
    Task ArmAsync(IReadOnlyList<Hote> hosts, DateTimeOffset instant);

    /// <summary>Where a host is held up now, stops it in the way of that point and starts it again.</summary>
    /// <returns>True when one was held up.</returns>
    Task<bool> StrikeAsync(IReadOnlyList<Hote> hosts);

    /// <summary>When all work is done: nobody is held up any more.</summary>
    Task DisarmAsync();

    /// <summary>What has been written so far.</summary>
    Task<Compte> CountAsync();
}

/// <summary>Hosts live the story and are killed again and again, at random and at each named point.</summary>
internal sealed class Orage : IVie, IDisposable
{
    private readonly IReadOnlyList<Hote> _hosts;
    private readonly IBarrage _barrage;
    private readonly IReadOnlyDictionary<DateTimeOffset, Compte> _calm;
    private readonly Dictionary<DateTimeOffset, List<int>> _plan = [];
    private readonly Random _random;

    /// <param name="calm">What a life without kills has written at each moment.</param>
    /// <param name="busy">Moments at which an instance does something: the kills fall on them.</param>
    public Orage(
        IReadOnlyList<Hote> hosts, IBarrage barrage, IReadOnlyDictionary<DateTimeOffset, Compte> calm, IReadOnlyList<DateTimeOffset> busy, int killsPerHost, int seed)
    {
        (_hosts, _barrage, _calm, _random) = (hosts, barrage, calm, new Random(seed));
        for (var rank = 0; rank < hosts.Count * killsPerHost; rank++)
        {
            var moment = busy[_random.Next(busy.Count)];
            if (!_plan.TryGetValue(moment, out var kills))
                _plan[moment] = kills = [];
            kills.Add(rank % hosts.Count);
        }
    }

    public DateTimeOffset? Next => _hosts.Min(host => host.Service.Next);

    /// <summary>Kills at random.</summary>
    public int Kills { get; private set; }

    /// <summary>Those that hit before the work of their moment was done.</summary>
    public int Hits { get; private set; }

    public async Task MoveAsync(DateTimeOffset instant)
    {
        var kills = _plan.GetValueOrDefault(instant) ?? [];
        if (kills.Count == 0)
            await _barrage.ArmAsync(_hosts, instant);
        foreach (var host in _hosts)
        {
            host.Service.MoveTo(instant);
            if (!host.Service.IsRunning)
                host.Service.Start();
        }

        foreach (var rank in kills)
        {
            await KillAsync(_hosts[rank]);
        }

        foreach (var host in _hosts)
        {
            await host.Service.DoneAsync(async () =>
            {
                await _barrage.StrikeAsync(_hosts);
                return false;
            });
        }

        await _barrage.DisarmAsync();
        var (expected, actual) = (_calm[instant], await _barrage.CountAsync());
        Assert.True(expected == actual, $"At {instant:O}: expected {expected}, found {actual}.");
    }

    public void Dispose()
    {
        foreach (var host in _hosts)
        {
            host.Service.Dispose();
        }
    }

    private async Task KillAsync(Hote host)
    {
        // A fresh process takes about a second before it works.
        var time = TimeSpan.FromMilliseconds(_random.Next(host.Service.IsFresh ? 2500 : 400));
        var watch = Stopwatch.StartNew();
        await host.Service.DoneAsync(async () => await _barrage.StrikeAsync(_hosts) || watch.Elapsed >= time);
        Kills++;
        Hits += host.Service.Kill() ? 1 : 0;
        host.Service.Start();
    }
}

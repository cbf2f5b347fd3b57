namespace ComiteFlow.IntegrationTests.Documents;

/// <summary>Technical time that a test moves: stamps stand still, and alarms ring when they are told to.</summary>
internal sealed class MontreTechnique : TimeProvider
{
    private readonly List<Action> _alarms = [];
    private long _ticks = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public void Pass(TimeSpan time) => _ticks += time.Ticks;

    /// <summary>Rings every alarm that was set.</summary>
    public void Ring()
    {
        lock (_alarms)
            _alarms.ForEach(alarm => alarm());
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        lock (_alarms)
            _alarms.Add(() => callback(state));
        return new Reveil();
    }

    private sealed class Reveil : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

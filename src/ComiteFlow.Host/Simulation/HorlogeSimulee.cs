namespace ComiteFlow.Host.Simulation;

/// <summary>Business time that its driver moves.</summary>
internal sealed class HorlogeSimulee(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset _now = start;

    public override DateTimeOffset GetUtcNow() => _now;

    /// <summary>Moves forward; never back.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant > _now)
            _now = instant;
    }
}

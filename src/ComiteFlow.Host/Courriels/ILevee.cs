namespace ComiteFlow.Host.Courriels;

/// <summary>Has waiting mail taken out after a piece of work.</summary>
internal interface ILevee
{
    Task CollectAsync(CancellationToken ct);

    /// <summary>When the next mail may leave; null when none waits.</summary>
    Task<DateTimeOffset?> NextAsync(CancellationToken ct);
}

/// <summary>Hands the mail over before the work counts as done, so that a clock that someone moves never passes it.</summary>
internal sealed class LeveeImmediate(Distribution distribution) : ILevee
{
    public Task CollectAsync(CancellationToken ct) => distribution.DeliverAsync(ct);

    public Task<DateTimeOffset?> NextAsync(CancellationToken ct) => distribution.NextAsync(ct);
}

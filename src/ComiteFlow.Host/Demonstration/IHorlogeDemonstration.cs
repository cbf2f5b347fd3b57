namespace ComiteFlow.Host.Demonstration;

/// <summary>Moves the business clock of the demonstration; absent when the clock is the real one.</summary>
internal interface IHorlogeDemonstration
{
    /// <summary>Moves to the same hour so many days later; all that falls due on the way happens.</summary>
    Task AdvanceAsync(int days, CancellationToken ct);
}

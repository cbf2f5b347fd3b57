namespace ComiteFlow.Activities.Relances;

/// <summary>Reminders that somebody stopped, with a reason.</summary>
public interface IArretsDeRelance
{
    Task<bool> IsStoppedAsync(string task, CancellationToken ct);
}

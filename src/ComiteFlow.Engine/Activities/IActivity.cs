namespace ComiteFlow.Engine.Activities;

/// <summary>One step that a workflow file may name. Registered under the Elsa type of its <see cref="ActivityTypeAttribute"/>.</summary>
public interface IActivity
{
    /// <summary>Runs when the step is reached. A step that may run twice decides by a business key.</summary>
    /// <exception cref="StepFailedException">The step cannot be done; the instance gets an incident.</exception>
    Task<Outcome> RunAsync(ActivityContext context, CancellationToken ct);
}

/// <summary>A step that waits: it answers <see cref="Outcome.Wait"/> and is resumed by each signal it waits for.</summary>
public interface IWaitingActivity : IActivity
{
    /// <summary>Called in a later burst, once per signal. Answering <see cref="Outcome.Wait"/> again keeps the waits that were not used up.</summary>
    Task<Outcome> ResumeAsync(ActivityContext context, Signal signal, CancellationToken ct);
}

/// <summary>What woke a waiting step: an event's name with its payload, or <see cref="Timer"/>.</summary>
public sealed record Signal(string Name, System.Text.Json.JsonElement? Payload)
{
    public const string Timer = "timer";

    public bool IsTimer => Name == Timer;
}

/// <summary>How a step ended: by one or several named ways out, or not yet.</summary>
public sealed record Outcome
{
    private Outcome(bool isWaiting, params string[] names) => (IsWaiting, Names) = (isWaiting, names);

    public static Outcome Done { get; } = new(false, "Done");

    public static Outcome Wait { get; } = new(true);

    public bool IsWaiting { get; }

    public IReadOnlyList<string> Names { get; }

    public static Outcome Named(params string[] names) => new(false, names);
}

/// <summary>A step could not be done. <paramref name="retryable"/> says whether trying again may help.</summary>
public sealed class StepFailedException(string code, string message, bool retryable = false) : Exception(message)
{
    public string Code { get; } = code;

    public bool Retryable { get; } = retryable;
}

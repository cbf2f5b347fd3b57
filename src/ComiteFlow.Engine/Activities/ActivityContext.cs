using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Engine.Activities;

/// <summary>What a step sees and may ask for while it runs. Everything it asks for is part of the burst's transaction.</summary>
public abstract class ActivityContext
{
    public abstract Guid InstanceId { get; }

    public abstract string DefinitionId { get; }

    /// <summary>Version of the definition that the instance is pinned to.</summary>
    public abstract int DefinitionVersion { get; }

    /// <summary>Id of the step in its definition.</summary>
    public abstract string ActivityId { get; }

    /// <summary>The business object that the instance is about, such as a comité's id. Never null; empty when none was given.</summary>
    public abstract string CorrelationId { get; }

    /// <summary>Business time, UTC.</summary>
    public abstract DateTimeOffset Now { get; }

    /// <summary>Business day in the engine's civil time zone.</summary>
    public abstract DateOnly Today { get; }

    /// <summary>The evaluated value of an input, converted; default when the file does not set it.</summary>
    /// <exception cref="StepFailedException">The value does not convert.</exception>
    public abstract T? Input<T>(string name);

    /// <summary>True when the file sets this input.</summary>
    public abstract bool HasInput(string name);

    /// <summary>An input of the workflow itself, given at its start.</summary>
    public abstract T? WorkflowInput<T>(string name);

    public abstract T? Variable<T>(string name);

    public abstract void SetVariable(string name, object? value);

    /// <summary>Sets an output of the step; bound to a variable where the file says so.</summary>
    public abstract void SetOutput(string name, object? value);

    /// <summary>Waits for an event published with this name and this correlation, also if it was published before.</summary>
    public abstract void WaitForEvent(string name, string correlationId);

    /// <summary>Waits until an instant (UTC); a past one comes due at once. A second call moves the step's timer.</summary>
    public abstract void WaitUntil(DateTimeOffset due);

    /// <summary>Opens a task for people, once per key: a task that is already open keeps its state.</summary>
    public abstract Task OpenTaskAsync(TaskRequest request, CancellationToken ct);

    /// <summary>Writes a line of the journal for this step.</summary>
    public abstract void Note(string message);
}

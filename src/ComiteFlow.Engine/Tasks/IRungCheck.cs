using ComiteFlow.Engine.Activities;

namespace ComiteFlow.Engine.Tasks;

/// <summary>Looks at the rungs of a task before a step opens it: what could not be issued is told at once to who can repair the workflow, not found out on its day.</summary>
public interface IRungCheck
{
    /// <exception cref="StepFailedException">A rung lacks what it needs to be issued.</exception>
    Task CheckAsync(TaskRequest request, ActivityContext context, CancellationToken ct);
}

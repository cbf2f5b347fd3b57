using ComiteFlow.Engine.Activities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ComiteFlow.Engine.Runs;

/// <summary>Work that went wrong, how far its burst came, and why.</summary>
internal sealed record Failure(DueWork Work, Burst? Burst, Exception Error);

/// <summary>What becomes of work whose transaction is gone: it is tried again, or an incident holds it. In a transaction of its own.</summary>
internal sealed partial class FailedWork(IServiceScopeFactory scopes, TimeProvider clock, EngineOptions options, ILogger logger)
{
    public async Task RecordAsync(Failure failure, CancellationToken ct)
    {
        LogFailed(failure.Error, failure.Work.Name, failure.Work.CorrelationId);
        try
        {
            await WriteAsync(failure, ct);
        }
        catch (FenceLostException lost)
        {
            // Somebody else has gone on meanwhile: this failure says nothing any more.
            await WriteAsync(failure with { Error = lost }, ct);
        }
    }

    private async Task WriteAsync(Failure failure, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var unit = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
        await unit.BeginAsync(ct);
        var store = scope.ServiceProvider.GetRequiredService<IRunStore>();
        var (work, error) = (failure.Work, failure.Error);
        var code = error is StepFailedException step ? (step.Retryable ? null : step.Code) : options.FinalCode(error);
        var attempts = work.Attempts + 1;
        if (error is FenceLostException)
            await store.ReleaseAsync([work], ct);
        else if (code is null && options.IsConflict(error) && attempts < options.MaxConflicts)
            await store.RetryAsync(work, attempts, TimeSpan.Zero, ct);
        else if (code is null && attempts < options.MaxAttempts)
            await store.RetryAsync(work, attempts, options.DelayAfter(attempts), ct);
        else
            await store.HoldAsync(work, Incident(failure, code ?? (error as StepFailedException)?.Code ?? "unexpected", scope.ServiceProvider), ct);
        await unit.CommitAsync(ct);
    }

    private Incident Incident(Failure failure, string code, IServiceProvider services) => new()
    {
        Id = services.GetRequiredService<IIds>().Next(),
        // A failed start leaves no instance behind.
        InstanceId = failure.Work.InstanceId,
        DefinitionId = failure.Burst?.Definition.DefinitionId ?? failure.Work.Name,
        ActivityId = failure.Burst?.CurrentActivity,
        Execution = failure.Burst?.CurrentExecution,
        Code = code,
        Message = failure.Error.Message,
        At = clock.GetUtcNow(),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Work {Name} ({CorrelationId}) failed")]
    private partial void LogFailed(Exception error, string name, string correlationId);
}

namespace ComiteFlow.Host.Jobs;

/// <summary>Recurring work. It finds what is due by now and does it once, however often it runs.</summary>
internal interface IJob
{
    /// <returns>True when there was something to do.</returns>
    Task<bool> RunAsync(CancellationToken ct);
}

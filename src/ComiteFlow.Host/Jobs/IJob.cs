namespace ComiteFlow.Host.Jobs;

/// <summary>Recurring work. It finds what is due by now and does it once, however often it runs.</summary>
internal interface IJob
{
    Task RunAsync(CancellationToken ct);
}

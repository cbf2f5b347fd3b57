using ComiteFlow.Host.Travail;

namespace ComiteFlow.Host.Hebergement;

/// <summary>Keeps the service going: what falls due is done within a second. The interval is technical time, never business time.</summary>
internal sealed partial class Veilleur(IServiceProvider services, Pompe pompe, TimeProvider clock, ILogger<Veilleur> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1), SteppedInterval = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(clock is HorlogeDeFichier ? SteppedInterval : Interval, TimeProvider.System);
        var isDone = await GuardedAsync(isDone: false, stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            isDone = await GuardedAsync(isDone, stoppingToken);
        }
    }

    /// <param name="isDone">True when the turn before went well.</param>
    /// <returns>True when this one did.</returns>
    private async Task<bool> GuardedAsync(bool isDone, CancellationToken ct)
    {
        try
        {
            await OnceAsync(isDone, ct);
            return true;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(error);
            return false;
        }
    }

    private async Task OnceAsync(bool isDone, CancellationToken ct)
    {
        if (services.GetService<Conduite>() is not { } conduite)
        {
            await pompe.DrainAsync(ct);
            return;
        }

        if (clock is HorlogeDeFichier file)
        {
            if (!file.Refresh() && isDone)
                return;
            await conduite.CatchUpAsync(ct);
            file.Report(file.GetUtcNow(), await conduite.NextAsync(ct));
            return;
        }

        await conduite.CatchUpAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of the service failed; the next one follows")]
    private partial void LogFailed(Exception error);
}

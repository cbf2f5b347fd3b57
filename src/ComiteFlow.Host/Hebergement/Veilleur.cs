using ComiteFlow.Host.Travail;

namespace ComiteFlow.Host.Hebergement;

/// <summary>Keeps the service going: what falls due is done within a second, what another host announces at once. The interval is technical time, never business time.</summary>
internal sealed partial class Veilleur(IServiceProvider services, Pompe pompe, Reveil reveil, TimeProvider clock, ILogger<Veilleur> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1), SteppedInterval = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isDone = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            isDone = await GuardedAsync(isDone, stoppingToken);
            await reveil.WaitAsync(clock is HorlogeDeFichier ? SteppedInterval : Interval, stoppingToken);
        }
    }

    /// <param name="isDone">True when the turn before went well.</param>
    /// <returns>True when this one did.</returns>
    private async Task<bool> GuardedAsync(bool isDone, CancellationToken ct)
    {
        try
        {
            return await OnceAsync(isDone, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(error);
            return false;
        }
    }

    private async Task<bool> OnceAsync(bool isDone, CancellationToken ct)
    {
        if (services.GetService<Conduite>() is not { } conduite)
        {
            await pompe.DrainAsync(ct);
            return true;
        }

        if (clock is HorlogeDeFichier file)
        {
            if (!file.Refresh() && isDone)
                return true;
            await conduite.CatchUpAsync(ct);
            var next = await conduite.NextAsync(ct);
            // Another host may still hold work of this time, or may have died with it.
            if (next <= file.GetUtcNow())
                return false;
            file.Report(file.GetUtcNow(), next);
            return true;
        }

        await conduite.CatchUpAsync(ct);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A turn of the service failed; the next one follows")]
    private partial void LogFailed(Exception error);
}

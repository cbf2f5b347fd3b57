using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Documents;

/// <summary>Makes the PDF files of the documents beside everything else: never in a transaction, one document at a time, each with its limit. The interval is technical time.</summary>
internal sealed partial class AtelierPdf(IServiceScopeFactory scopes, ConversionPdf conversion, Tour tour, ILogger<AtelierPdf> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Makes one that waits.</summary>
    /// <returns>False when none does.</returns>
    public async Task<bool> OnceAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        var waiting = await db.Set<DocumentRow>().AsNoTracking().Where(d => d.Pdf == null && d.PdfFailure == null).OrderBy(d => d.CreatedAt)
            .Select(d => new { d.Key, d.Content }).FirstOrDefaultAsync(ct);
        if (waiting is null)
            return false;
        var (pdf, failure) = await conversion.MakeAsync(waiting.Content, ct);
        if (failure is not null)
            LogFailed(waiting.Key, failure);
        using var turn = await tour.TakeAsync(ct);
        await db.Set<DocumentRow>().Where(d => d.Key == waiting.Key)
            .ExecuteUpdateAsync(row => row.SetProperty(d => d.Pdf, pdf).SetProperty(d => d.PdfFailure, failure), ct);
        return true;
    }

    /// <summary>What failed is tried once more at each start: the converter may be another one.</summary>
    internal async Task ForgetFailuresAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var turn = await tour.TakeAsync(ct);
        await scope.ServiceProvider.GetRequiredService<ComiteFlowDb>().Set<DocumentRow>().Where(d => d.Pdf == null && d.PdfFailure != null)
            .ExecuteUpdateAsync(row => row.SetProperty(d => d.PdfFailure, (string?)null), ct);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (conversion.Absence is { } absence)
        {
            LogAbsent(absence);
            return;
        }

        await GuardedAsync(async ct => { await ForgetFailuresAsync(ct); return false; }, stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            if (!await GuardedAsync(OnceAsync, stoppingToken))
                await Task.Delay(Interval, TimeProvider.System, stoppingToken);
        }
    }

    private async Task<bool> GuardedAsync(Func<CancellationToken, Task<bool>> work, CancellationToken ct)
    {
        try
        {
            return await work(ct);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogTurn(error);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Reason}: documents come as Word files and pages only")]
    private partial void LogAbsent(string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No PDF file of {Key}: {Reason}")]
    private partial void LogFailed(string key, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A PDF file could not be made or kept; the next turn follows")]
    private partial void LogTurn(Exception error);
}

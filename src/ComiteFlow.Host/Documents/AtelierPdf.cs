using ComiteFlow.Host.Persistence;
using ComiteFlow.Host.Travail;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Documents;

/// <summary>Makes the PDF files of the documents beside everything else: never in a transaction, one document at a time, each with its limit. The interval is technical time.</summary>
internal sealed partial class AtelierPdf(IServiceScopeFactory scopes, ConversionPdf conversion, EssaisPdf essais, Tour tour, ILogger<AtelierPdf> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Makes one that waits, or tries again one that failed and whose time has come: what fails again and again holds up nothing else.</summary>
    /// <returns>False when none does.</returns>
    public async Task<bool> OnceAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        var without = db.Set<DocumentRow>().AsNoTracking().Where(d => d.Pdf == null);
        var waiting = await NextAsync(without.Where(d => d.PdfFailure == null), ct) ?? await AgainAsync(without, ct);
        if (waiting is not { } one)
            return false;
        var (pdf, failure) = await conversion.MakeAsync(one.Content, ct);
        if (failure is null)
            essais.Forget(one.Key);
        else
            Fail(one.Key, failure);
        using var turn = await tour.TakeAsync(ct);
        await db.Set<DocumentRow>().Where(d => d.Key == one.Key)
            .ExecuteUpdateAsync(row => row.SetProperty(d => d.Pdf, pdf).SetProperty(d => d.PdfFailure, failure), ct);
        return true;
    }

    private static async Task<(string Key, byte[] Content)?> NextAsync(IQueryable<DocumentRow> rows, CancellationToken ct) =>
        await rows.OrderBy(d => d.CreatedAt).Select(d => new { d.Key, d.Content }).FirstOrDefaultAsync(ct) is { } row ? (row.Key, row.Content) : null;

    private async Task<(string Key, byte[] Content)?> AgainAsync(IQueryable<DocumentRow> without, CancellationToken ct)
    {
        foreach (var key in essais.Due())
        {
            if (await NextAsync(without.Where(d => d.Key == key), ct) is { } row)
                return row;
            essais.Forget(key);
        }

        return null;
    }

    private void Fail(string key, string failure)
    {
        essais.Failed(key);
        LogFailed(key, failure);
    }

    /// <summary>What failed is tried anew at each start: the converter may be another one.</summary>
    internal async Task ForgetFailuresAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        using var turn = await tour.TakeAsync(ct);
        essais.ForgetAll();
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

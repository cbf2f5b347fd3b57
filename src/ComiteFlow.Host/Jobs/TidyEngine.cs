using ComiteFlow.Engine.Runs;
using ComiteFlow.Host.Travail;

namespace ComiteFlow.Host.Jobs;

/// <summary>Each day, takes away the events that nobody came for in time and the journals that need not be kept any more, in small transactions.</summary>
internal sealed class TidyEngine(IServiceScopeFactory scopes, Pompe pompe, EngineOptions options, TimeProvider clock) : IJob
{
    private const int Batch = 200;

    public async Task<bool> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var did = await SweepAsync(store => store.SweepEventsAsync(now, Batch, ct), ct);
        if (options.JournalDays is { } days)
            did |= await SweepAsync(store => store.SweepJournalAsync(now.AddDays(-days), Batch, ct), ct);
        return did;
    }

    private async Task<bool> SweepAsync(Func<IRunStore, Task<int>> sweep, CancellationToken ct)
    {
        var did = false;
        while (true)
        {
            using var turn = await pompe.TurnAsync(ct);
            await using var scope = scopes.CreateAsyncScope();
            var work = scope.ServiceProvider.GetRequiredService<IUnitOfWork>();
            await work.BeginAsync(ct);
            var count = await sweep(scope.ServiceProvider.GetRequiredService<IRunStore>());
            await work.CommitAsync(ct);
            did |= count > 0;
            if (count < Batch)
                return did;
        }
    }
}

using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>The tasks of people in SQL.</summary>
internal sealed class SqlTasks(ComiteFlowDb db, IWorkflows workflows) : ITasks
{
    private static readonly Func<ComiteFlowDb, DateOnly, IAsyncEnumerable<HumanTask>> Due = ParModele.Of(() => EF.CompileAsyncQuery(
        (ComiteFlowDb db, DateOnly today) => db.Set<HumanTask>().Where(t => t.NextRungOn <= today).OrderBy(t => t.NextRungOn).ThenBy(t => t.Key).AsQueryable()));

    /// <summary>What was opened in this transaction and is not in the database yet.</summary>
    private readonly Dictionary<string, HumanTask> _opened = [];

    public async Task<HumanTask?> FindAsync(string key, CancellationToken ct) =>
        _opened.GetValueOrDefault(key) ?? await db.Set<HumanTask>().FirstOrDefaultAsync(t => t.Key == key, ct);

    public async Task OpenAsync(TaskRequest request, Guid? instanceId, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindAsync(request.Key, ct) is not null)
            return;
        var task = _opened[request.Key] = new HumanTask(request, instanceId, now);
        db.Add(task);
    }

    public async Task ReplanAsync(string key, DateOnly? dueOn, IReadOnlyList<Rung> rungs, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is { State: TaskState.Open } task)
            task.Replan(dueOn, rungs);
    }

    public Task CompleteAsync(string key, DateTimeOffset now, CancellationToken ct) => CloseAsync(key, TaskState.Done, now, ct);

    public Task CancelAsync(string key, DateTimeOffset now, CancellationToken ct) => CloseAsync(key, TaskState.Cancelled, now, ct);

    public async Task CancelOfAsync(Guid instanceId, DateTimeOffset now, CancellationToken ct)
    {
        var keys = await db.Set<HumanTask>().Where(t => t.InstanceId == instanceId && t.State == TaskState.Open).OrderBy(t => t.Key).Select(t => t.Key).ToListAsync(ct);
        foreach (var key in keys)
        {
            await CancelAsync(key, now, ct);
        }
    }

    public async Task<IReadOnlyList<HumanTask>> WithRungDueAsync(DateOnly today, CancellationToken ct)
    {
        var due = new List<HumanTask>();
        await foreach (var task in Due(db, today).WithCancellation(ct))
        {
            due.Add(task);
        }

        return due;
    }

    private async Task CloseAsync(string key, TaskState state, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is not { State: TaskState.Open } task)
            return;
        task.Close(state, now);
        if (task.InstanceId is not null)
            await workflows.PublishAsync(HumanTask.DoneEvent, key, null, ct);
    }
}

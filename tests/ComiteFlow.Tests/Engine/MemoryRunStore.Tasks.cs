using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;

namespace ComiteFlow.Tests.Engine;

/// <summary>The tasks of people among the rows in memory.</summary>
internal sealed partial class MemoryRunStore
{
    public Task<HumanTask?> FindAsync(string key, CancellationToken ct) =>
        Task.FromResult(_tasks.GetValueOrDefault(key) ?? rows.Tasks.GetValueOrDefault(key));

    public async Task OpenAsync(TaskRequest request, Guid? instanceId, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindAsync(request.Key, ct) is null)
            _tasks[request.Key] = new HumanTask(request, instanceId, now);
    }

    public async Task ReplanAsync(string key, DateOnly? dueOn, IReadOnlyList<Rung> rungs, CancellationToken ct) => (await FindAsync(key, ct))?.Replan(dueOn, rungs);

    public Task CompleteAsync(string key, string by, DateTimeOffset now, CancellationToken ct) => CloseAsync(key, TaskState.Done, by, now, ct);

    public Task CancelAsync(string key, DateTimeOffset now, CancellationToken ct) => CloseAsync(key, TaskState.Cancelled, null, now, ct);

    public async Task CancelOfAsync(Guid instanceId, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var task in rows.Tasks.Values.Where(t => t.InstanceId == instanceId).OrderBy(t => t.Key).ToList())
        {
            await CancelAsync(task.Key, now, ct);
        }
    }

    public Task<IReadOnlyList<HumanTask>> WithRungDueAsync(DateOnly today, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<HumanTask>>([.. rows.Tasks.Values.Where(t => t.NextRungOn <= today).OrderBy(t => t.NextRungOn)]);

    public async Task ActAsync(string key, Action<HumanTask> act, CancellationToken ct) =>
        act(await FindAsync(key, ct) ?? throw new TaskRefusedException("task.unknown", key));

    public async Task AnswerAsync(string key, TaskAnswer answer, DateTimeOffset now, CancellationToken ct)
    {
        var task = await FindAsync(key, ct) ?? throw new TaskRefusedException("task.unknown", key);
        await PublishAsync(HumanTask.DoneEvent, key, task.Answer(answer, now).Written(), ct);
    }

    public Task<TaskPage> ListAsync(TaskQuery query, CancellationToken ct) => throw new NotSupportedException();

    private async Task CloseAsync(string key, TaskState state, string? by, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is not { State: TaskState.Open } task)
            return;
        task.Close(state, by, now);
        await PublishAsync(HumanTask.DoneEvent, key, null, ct);
    }
}

using ComiteFlow.Engine.Runs;
using ComiteFlow.Engine.Tasks;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.Host.Persistence.Moteur;

/// <summary>The tasks of people in SQL.</summary>
internal sealed class SqlTasks(ComiteFlowDb db, IWorkflows workflows) : ITasks
{
    private const int MaxConflicts = 5;

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
        db.AddRange(request.Candidates.Distinct().Select(candidate => new TaskCandidate { TaskKey = request.Key, Name = candidate }));
    }

    public async Task ReplanAsync(string key, DateOnly? dueOn, IReadOnlyList<Rung> rungs, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is { State: TaskState.Open } task)
            task.Replan(dueOn, rungs);
    }

    public Task CompleteAsync(string key, string by, DateTimeOffset now, CancellationToken ct) => CloseAsync(key, TaskState.Done, by, now, ct);

    public Task CancelAsync(string key, DateTimeOffset now, CancellationToken ct) => CloseAsync(key, TaskState.Cancelled, null, now, ct);

    public async Task CancelOfAsync(Guid instanceId, DateTimeOffset now, CancellationToken ct)
    {
        var keys = await db.Set<HumanTask>().Where(t => t.InstanceId == instanceId && t.State == TaskState.Open).OrderBy(t => t.Key).Select(t => t.Key).ToListAsync(ct);
        foreach (var key in keys)
        {
            await CancelAsync(key, now, ct);
        }
    }

    public async Task ActAsync(string key, Action<HumanTask> act, CancellationToken ct)
    {
        var task = await FindAsync(key, ct)
            ?? throw new TaskRefusedException("task.unknown", $"La tâche « {key} » n’existe pas : vérifiez son adresse, ou revenez à la liste.");
        // A conflict here does not end the transaction: what was written before it has to be taken back.
        db.Database.AutoSavepointsEnabled = true;
        try
        {
            await SaveAsync(task, act, ct);
        }
        finally
        {
            db.Database.AutoSavepointsEnabled = false;
        }
    }

    private async Task SaveAsync(HumanTask task, Action<HumanTask> act, CancellationToken ct)
    {
        for (var attempt = 1; ; attempt++)
        {
            act(task);
            try
            {
                await db.SaveChangesAsync(ct);
                return;
            }
            catch (DbUpdateConcurrencyException conflict) when (attempt < MaxConflicts && conflict.Entries.All(entry => entry.Entity == task))
            {
                // Somebody was faster: what they left decides whether the act is still possible.
                await db.Entry(task).ReloadAsync(ct);
            }
        }
    }

    public async Task AnswerAsync(string key, TaskAnswer answer, DateTimeOffset now, CancellationToken ct)
    {
        TaskResult result = null!;
        HumanTask task = null!;
        await ActAsync(key, found => (task, result) = (found, found.Answer(answer, now)), ct);
        if (task.DoneLine() is { } line)
            db.Add(line);
        if (task.InstanceId is not null)
            await workflows.PublishAsync(HumanTask.DoneEvent, key, result.Written(), ct);
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

    public async Task<TaskPage> ListAsync(TaskQuery query, CancellationToken ct)
    {
        var asked = Asked(query);
        var total = await asked.CountAsync(ct);
        var lines = await asked.OrderBy(t => t.DueOn == null).ThenBy(t => t.DueOn).ThenBy(t => t.Key).Skip(query.Skip).Take(query.Take)
            .Select(t => new TaskLine(
                t.Key, t.Name, t.CorrelationId, t.OpenedAt, t.DueOn, t.Assignee,
                t.DelegatedTo != null && (t.DelegatedUntil == null || t.DelegatedUntil >= query.Today) ? t.DelegatedTo : null, t.EscalatedOn)
            {
                Candidates = t.Candidates, Issued = t.Issued, NextRungOn = t.NextRungOn,
            })
            .ToListAsync(ct);
        return new TaskPage(lines, total);
    }

    private IQueryable<HumanTask> Asked(TaskQuery query)
    {
        var asked = db.Set<HumanTask>().AsNoTracking().Where(t => t.State == TaskState.Open);
        if (query.Person is { } person)
        {
            asked = asked.Where(t =>
                t.Assignee == person || (t.DelegatedTo == person && (t.DelegatedUntil == null || t.DelegatedUntil >= query.Today)));
        }

        if (query.Candidates is { } candidates)
        {
            var named = db.Set<TaskCandidate>();
            asked = asked.Where(t =>
                t.Assignee == null && (named.Any(c => c.TaskKey == t.Key && candidates.Contains(c.Name)) || !named.Any(c => c.TaskKey == t.Key)));
        }

        if (query.About is { } about)
            asked = asked.Where(t => about.Any(one => t.CorrelationId == one || t.CorrelationId.Substring(0, one.Length + 1) == one + "/"));
        if (query.NotAbout is { } others)
            asked = asked.Where(t => !others.Any(one => t.CorrelationId == one || t.CorrelationId.Substring(0, one.Length + 1) == one + "/"));
        if (query.DueBy is { } day)
            asked = asked.Where(t => t.DueOn <= day);
        return asked;
    }

    private async Task CloseAsync(string key, TaskState state, string? by, DateTimeOffset now, CancellationToken ct)
    {
        if (await FindAsync(key, ct) is not { State: TaskState.Open } task)
            return;
        task.Close(state, by, now);
        if (task.DoneLine() is { } line)
            db.Add(line);
        if (task.InstanceId is not null)
            await workflows.PublishAsync(HumanTask.DoneEvent, key, null, ct);
    }
}

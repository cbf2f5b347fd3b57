using ComiteFlow.Host.Conventions;
using Cronos;

namespace ComiteFlow.Host.Jobs;

/// <summary>Fires the timetable on a clock that someone moves: the same cron expressions as live, computed by the same library.</summary>
internal sealed class Horaire
{
    private static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
    private readonly List<(Rendezvous Rendezvous, CronExpression Cron)> _jobs;
    private readonly DateTimeOffset?[] _next;

    public Horaire(ReglagesCourants reglages, DateTimeOffset from)
    {
        _jobs = [.. Timetable.For(reglages).Select(r => (r, CronExpression.Parse(r.Cron)))];
        _next = [.. _jobs.Select(job => Next(job.Cron, from, inclusive: true))];
    }

    public DateTimeOffset? NextMoment => _next.Min();

    /// <summary>Runs the jobs due by an instant, in the order of the timetable.</summary>
    /// <returns>True when one of them had something to do.</returns>
    public async Task<bool> RunDueAsync(IServiceProvider services, DateTimeOffset now, CancellationToken ct)
    {
        var did = false;
        for (var rank = 0; rank < _jobs.Count; rank++)
        {
            if (_next[rank] is not { } due || due > now)
                continue;
            did |= await ((IJob)services.GetRequiredService(_jobs[rank].Rendezvous.Job)).RunAsync(ct);
            // Only then: a job that failed is still due.
            _next[rank] = Next(_jobs[rank].Cron, now, inclusive: false);
        }

        return did;
    }

    private static DateTimeOffset? Next(CronExpression cron, DateTimeOffset from, bool inclusive) =>
        cron.GetNextOccurrence(TimeZoneInfo.ConvertTime(from, Paris), Paris, inclusive)?.ToUniversalTime();
}

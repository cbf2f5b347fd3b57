namespace ComiteFlow.Engine.Runs;

/// <summary>Settings of the engine.</summary>
public sealed record EngineOptions
{
    /// <summary>Attempts before an error that may pass (an unexpected one, or one that its step calls retryable) becomes an incident; 5 by default.</summary>
    public int MaxAttempts { get; init; } = 5;

    /// <summary>
    /// Technical time before the second attempt, 1 s by default. Each further one waits <see cref="DelayFactor"/> times as long, at most
    /// <see cref="LongestDelay"/>: 1 s, 5 s, 25 s, 60 s. Zero where someone moves the business clock: the attempts follow each other at once.
    /// </summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    public int DelayFactor { get; init; } = 5;

    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>For a business clock that someone moves: three attempts, and nobody waits for real time to pass.</summary>
    public static EngineOptions AtOnce { get; } = new() { MaxAttempts = 3, FirstDelay = TimeSpan.Zero };

    /// <summary>Errors that no retry can help, such as a broken rule, besides those that steps declare: their code, or null.</summary>
    public Func<Exception, string?> FinalCode { get; init; } = _ => null;

    /// <summary>Errors that say that another writer was faster: the work is done again on what that one left.</summary>
    public Func<Exception, bool> IsConflict { get; init; } = _ => false;

    /// <summary>Attempts before conflicts become an incident.</summary>
    public int MaxConflicts { get; init; } = 50;

    /// <summary>Pieces of work that a host takes at once and does in one transaction, each of another instance.</summary>
    public int Batch { get; init; } = 1;

    /// <summary>Days of business time for which the journal of an instance is kept after its end; null, the default, keeps everything.</summary>
    public int? JournalDays { get; init; }

    /// <param name="attempts">Those that failed so far.</param>
    internal TimeSpan DelayAfter(int attempts) =>
        TimeSpan.FromTicks((long)Math.Min(FirstDelay.Ticks * Math.Pow(DelayFactor, attempts - 1), Math.Max(LongestDelay.Ticks, 0)));
}

using System.Collections.Concurrent;

namespace ComiteFlow.Host.Documents;

/// <summary>
/// PDF files that failed, in the memory of this host: each is tried again after one, five and thirty minutes, then waits for a person
/// or for the next start. All of this is technical time.
/// </summary>
internal sealed class EssaisPdf(TimeProvider technique)
{
    private static readonly TimeSpan[] Delais = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30)];

    private readonly ConcurrentDictionary<string, (int Nombre, long Le)> _failed = new(StringComparer.Ordinal);

    /// <summary>How often a file is tried before a person is asked.</summary>
    public static int AuPlus => Delais.Length + 1;

    public void Failed(string key) =>
        _failed.AddOrUpdate(key, _ => (1, technique.GetTimestamp()), (_, before) => (before.Nombre + 1, technique.GetTimestamp()));

    /// <summary>It is made, or somebody asked for it anew.</summary>
    public void Forget(string key) => _failed.TryRemove(key, out _);

    public void ForgetAll() => _failed.Clear();

    /// <summary>Those whose next attempt has come, the oldest first.</summary>
    public IReadOnlyList<string> Due() =>
        [.. _failed.Where(one => Wait(one.Value) is { } left && left <= TimeSpan.Zero).OrderBy(one => one.Value.Le).Select(one => one.Key)];

    /// <summary>How often it was tried, and the time to the next attempt: null when none follows. Null for a file that this host did not try.</summary>
    public (int Nombre, TimeSpan? Attente)? Of(string key) => _failed.TryGetValue(key, out var one) ? (one.Nombre, Wait(one)) : null;

    private TimeSpan? Wait((int Nombre, long Le) one) => one.Nombre > Delais.Length ? null : Delais[one.Nombre - 1] - technique.GetElapsedTime(one.Le);
}

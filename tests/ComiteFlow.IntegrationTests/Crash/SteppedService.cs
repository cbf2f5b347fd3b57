using System.Diagnostics;
using System.Globalization;

namespace ComiteFlow.IntegrationTests.Crash;

/// <summary><c>serve</c> in a process of its own on the stepped clock: it is moved from one moment to the next, killed, and started again on the same database.</summary>
/// <param name="database">Path of the file; null where the settings name a PostgreSQL database.</param>
/// <param name="settings">Environment of the process.</param>
internal sealed class SteppedService(string? database, string clock, IReadOnlyDictionary<string, string>? settings = null) : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Polling = TimeSpan.FromMilliseconds(2);
    private Process? _process;
    private Task<string> _output = Task.FromResult(""), _error = Task.FromResult("");

    /// <summary>Where the clock stands.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>When the next thing falls due, as the service told it last.</summary>
    public DateTimeOffset? Next { get; private set; }

    /// <summary>True until it has done the work of a first moment.</summary>
    public bool IsFresh { get; private set; }

    public bool IsRunning => _process is { HasExited: false };

    /// <summary>More environment, from the next start on.</summary>
    public IReadOnlyDictionary<string, string> More { get; set; } = new Dictionary<string, string>();

    /// <summary>What its process has used of the processors.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process!.Refresh();
            return _process.HasExited ? TimeSpan.Zero : _process.TotalProcessorTime;
        }
    }

    public void MoveTo(DateTimeOffset instant)
    {
        Now = instant;
        // Replaced at once: the service never reads half a time.
        File.WriteAllText(clock + ".nouveau", instant.ToString("O", CultureInfo.InvariantCulture));
        File.Move(clock + ".nouveau", clock, overwrite: true);
    }

    public void Start()
    {
        IsFresh = true;
        string[] file = database is null ? [] : ["--base", database];
        var start = CommandLine.StartInfo(["serve", "--urls", "http://127.0.0.1:0", "--horloge", clock, .. file]);
        foreach (var (name, value) in (settings ?? new Dictionary<string, string>()).Concat(More))
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start) ?? throw new InvalidOperationException("The service did not start.");
        (_output, _error) = (_process.StandardOutput.ReadToEndAsync(), _process.StandardError.ReadToEndAsync());
    }

    /// <summary>Waits until everything due at the clock's time is done.</summary>
    /// <param name="until">Ends the wait before, when it comes true.</param>
    public async Task DoneAsync(Func<Task<bool>>? until = null)
    {
        var watch = Stopwatch.StartNew();
        while (!IsDone())
        {
            if (until is not null && await until())
                return;
            if (watch.Elapsed > Patience || !IsRunning)
            {
                Kill();
                throw new TimeoutException($"At {Now:O} the service {(watch.Elapsed > Patience ? "did not finish" : "ended")}: {await _output}{await _error}");
            }

            await Task.Delay(Polling);
        }

        IsFresh = false;
    }

    /// <summary>Stops the process where it stands (SIGSTOP), or lets it go on (SIGCONT).</summary>
    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, _process!.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    /// <summary>kill -9.</summary>
    /// <returns>True when it hit before the work of this moment was done.</returns>
    public bool Kill()
    {
        if (_process is null)
            return false;
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
        return !IsDone();
    }

    public void Dispose() => Kill();

    /// <summary>True when the work of this moment is done.</summary>
    public bool IsDone()
    {
        if (!File.Exists(clock + ".etat"))
            return false;
        var parts = File.ReadAllText(clock + ".etat").Split('|');
        if (Read(parts[0]) != Now)
            return false;
        Next = parts[1].Length == 0 ? null : Read(parts[1]);
        return true;
    }

    private static DateTimeOffset Read(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

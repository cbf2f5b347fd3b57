using System.Diagnostics;
using System.Globalization;

namespace ComiteFlow.IntegrationTests.Hebergement;

/// <summary><c>serve</c> in a process of its own, on a port that is free.</summary>
internal sealed class RunningService : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly Process _process;
    private readonly Task<string> _error;

    private RunningService(Process process) => (_process, _error) = (process, process.StandardError.ReadToEndAsync());

    /// <summary>Address that it told.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1");

    /// <param name="racine">Folder of what ships, where it is not the repository.</param>
    /// <param name="settings">Further settings and variables of the process.</param>
    public static async Task<RunningService> StartAsync(string database, string? racine = null, params (string Name, string Value)[] settings)
    {
        var start = CommandLine.StartInfo("serve", "--urls", "http://127.0.0.1:0", "--base", database);
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        if (racine is not null)
            start.Environment["COMITEFLOW_RACINE"] = racine;
        var service = new RunningService(Process.Start(start) ?? throw new InvalidOperationException("The service did not start."));
        var line = await service._process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        if (line is null)
            throw new InvalidOperationException($"The service ended: {await service._error}");
        service.Address = new Uri(line[line.IndexOf("http://", StringComparison.Ordinal)..]);
        return service;
    }

    /// <summary>Asks it to stop, as the system does.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {_process.Id}")]);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}

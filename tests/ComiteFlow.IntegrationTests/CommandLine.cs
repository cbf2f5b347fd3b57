using System.Diagnostics;
using ComiteFlow.Host.Fichiers;
using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests;

/// <summary>What a run of the program gave.</summary>
internal sealed record CommandRun(int ExitCode, string Output, string Error, TimeSpan Elapsed, TimeSpan ProcessorTime);

/// <summary>Runs the built program as its users do, in a process of its own.</summary>
internal static class CommandLine
{
    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(50);

    /// <summary>The program that the tests were built with.</summary>
    public static string Program { get; } = typeof(FileProblem).Assembly.Location;

    public static ProcessStartInfo StartInfo(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["COMITEFLOW_RACINE"] = Depot.Root;
        return start;
    }

    /// <summary>Runs the program to its end; one that exceeds the time is killed.</summary>
    /// <exception cref="TimeoutException">The program did not end in time.</exception>
    public static async Task<CommandRun> RunAsync(TimeSpan patience, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(StartInfo(arguments)) ?? throw new InvalidOperationException("The program did not start.");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var ended = process.WaitForExitAsync();
        var processor = TimeSpan.Zero;
        while (!ended.IsCompleted)
        {
            processor = ProcessorTime(process) ?? processor;
            if (watch.Elapsed > patience)
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"Not ended after {patience}: {string.Join(' ', arguments)}");
            }

            await Task.WhenAny(ended, Task.Delay(Sampling));
        }

        return new CommandRun(process.ExitCode, await output, await error, watch.Elapsed, processor);
    }

    // The system forgets the figure with the process, so the last one read stands for it.
    private static TimeSpan? ProcessorTime(Process process)
    {
        try
        {
            process.Refresh();
            return process.HasExited ? null : process.TotalProcessorTime;
        }
        catch (Exception gone) when (gone is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}

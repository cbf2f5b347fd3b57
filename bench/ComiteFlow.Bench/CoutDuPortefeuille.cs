using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Encodings.Web;
using ComiteFlow.Host.LigneDeCommande;

namespace ComiteFlow.Bench;

/// <summary>Processor time and memory of <c>comiteflow simulate</c> for portfolios of several sizes: it must grow as they do.</summary>
internal static class CoutDuPortefeuille
{
    private const double MostSeconds = 240, MostMegabytes = 1024;

    private static readonly TimeSpan Sampling = TimeSpan.FromMilliseconds(200);

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<int> RunAsync(IReadOnlyList<string> words)
    {
        var sizes = words.Count > 0 ? words.Select(word => int.Parse(word, CultureInfo.InvariantCulture)).ToList() : [250, 500, 1000];
        var racine = Commandes.Racine();
        Console.WriteLine("| conventions | facts | facts per convention | processor time | per convention | memory |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
        var last = 0.0;
        foreach (var size in sizes)
        {
            var temp = Directory.CreateTempSubdirectory("comiteflow-bench-");
            var file = Path.Combine(temp.FullName, "portefeuille.json");
            await File.WriteAllTextAsync(file, Text(size));
            var (facts, seconds, megabytes) = await LiveAsync(racine, file);
            temp.Delete(recursive: true);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {size} | {facts} | {facts / (double)size:F0} | {seconds:F1} s | {seconds / size * 1000:F0} ms | {megabytes:F0} MB |"));
            last = Math.Max(seconds / MostSeconds, megabytes / MostMegabytes);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Of what the largest may take ({MostSeconds} s, {MostMegabytes} MB): {last:P0}"));
        return last <= 1 ? 0 : 1;
    }

    public static int Print(string count)
    {
        Console.WriteLine(Text(int.Parse(count, CultureInfo.InvariantCulture)));
        return 0;
    }

    private static string Text(int size) =>
        Portefeuille.Of(Path.Combine(Commandes.Racine(), "conventions", "diagoriente-2020.json")).Write(size).ToJsonString(Readable);

    /// <summary>The published program, in a process of its own.</summary>
    private static async Task<(int Facts, double Seconds, double Megabytes)> LiveAsync(string racine, string file)
    {
        var start = new ProcessStartInfo(Path.Combine(racine, "comiteflow")) { RedirectStandardOutput = true };
        start.ArgumentList.Add("simulate");
        start.ArgumentList.Add(file);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("The program did not start.");
        var facts = 0;
        var reading = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is not null)
            {
                facts++;
            }
        });
        var (seconds, bytes) = (0.0, 0L);
        while (!process.WaitForExit(Sampling))
        {
            process.Refresh();
            if (!process.HasExited)
                (seconds, bytes) = (process.TotalProcessorTime.TotalSeconds, Math.Max(bytes, process.WorkingSet64));
        }

        await reading;
        return process.ExitCode == 0 ? (facts, seconds, bytes / 1048576.0) : throw new InvalidOperationException($"The run ended with {process.ExitCode}.");
    }
}

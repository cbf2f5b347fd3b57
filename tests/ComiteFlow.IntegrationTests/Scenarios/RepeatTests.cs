using System.Diagnostics;
using System.Globalization;
using ComiteFlow.Tests;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>The same scenario leaves the same bytes each time: what it prints, its mail and its documents.</summary>
public sealed class RepeatTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("P08a")]
    [InlineData("P09b")]
    public async Task Simulate_Twice_PrintsTheSameBytes(string name)
    {
        var one = await ScenariosJoues.OfAsync(name);
        var other = await CommandLine.RunAsync(Patience, "simulate", ScenariosJoues.Fichier(name));

        Assert.True(one.ExitCode == 0, one.Error);
        Assert.NotEmpty(one.Output);
        Assert.Equal(one.Output, other.Output);
    }

    [Fact]
    public async Task Simulate_OutTwice_WritesTheSameFiles()
    {
        var (one, other) = (await OutAsync("un"), await OutAsync("deux"));

        Assert.Equal(one.Output, await File.ReadAllTextAsync(_folder.Path("un", "facts.jsonl")));
        Assert.Equal(one.Output, other.Output);
        var names = Names("un");
        Assert.Equal(names, Names("deux"));
        Assert.Contains(names, name => name.EndsWith(".eml", StringComparison.Ordinal));
        Assert.Contains(names, name => name.EndsWith(".docx", StringComparison.Ordinal));
        foreach (var name in names)
        {
            var (first, second) = (await File.ReadAllBytesAsync(_folder.Path("un", name)), await File.ReadAllBytesAsync(_folder.Path("deux", name)));
            Assert.True(first.SequenceEqual(second), name);
        }
    }

    [RequiresToolFact("libreoffice")]
    public async Task Simulate_AvenantDraft_OpensInLibreOfficeAndHoldsTheAmounts()
    {
        await OutAsync("sortie");
        var draft = Assert.Single(Directory.GetFiles(_folder.Path("sortie", "documents"), "avenant-*.docx"));

        await ConvertAsync(draft);

        var text = Plain(await File.ReadAllTextAsync(_folder.Path("texte", Path.ChangeExtension(Path.GetFileName(draft), ".txt"))));
        foreach (var part in (string[])["Article 2", "l’article 2 de la convention", "2 580 700,00 €", "2 700 000,00 €", "119 300,00 €"])
        {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
    }

    public void Dispose() => _folder.Dispose();

    private async Task<CommandRun> OutAsync(string folder)
    {
        var run = await CommandLine.RunAsync(Patience, "simulate", Depot.Path("scenarios", "P03b.json"), "--out", _folder.Path(folder));
        Assert.True(run.ExitCode == 0, run.Error);
        return run;
    }

    private List<string> Names(string folder) =>
        [.. Directory.GetFiles(_folder.Path(folder), "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder.Path(folder), file)).Order(StringComparer.Ordinal)];

    private async Task ConvertAsync(string document)
    {
        var start = new ProcessStartInfo(Outils.Find("libreoffice")!) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])["--headless", $"-env:UserInstallation=file://{_folder.Path("bureau")}", "--convert-to", "txt:Text", "--outdir", _folder.Path("texte"), document])
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("LibreOffice did not start.");
        var output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.True(process.ExitCode == 0, string.Join('\n', await output));
    }

    /// <summary>Every kind of space as a plain one.</summary>
    private static string Plain(string text) =>
        string.Concat(text.Select(c => char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? ' ' : c));
}

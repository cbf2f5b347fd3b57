using System.Diagnostics;
using ComiteFlow.Host.Documents;

namespace ComiteFlow.IntegrationTests.Documents;

/// <summary>Whatever the converter does, the Word files stay and people are told in a sentence.</summary>
public sealed class ConversionPdfTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Beside_NoConverter_SaysSo()
    {
        var notice = await new ConversionPdf(null, TimeSpan.FromMinutes(1)).BesideAsync([_folder.Path("a.docx")], default);

        Assert.StartsWith("Aucun convertisseur PDF", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beside_ConverterThatHangs_IsKilledAtTheLimit()
    {
        if (OperatingSystem.IsWindows())
            return;
        var program = await _folder.WriteAsync("#!/bin/sh\necho $$ > \"$(dirname \"$0\")/pid\"\nexec tail -f /dev/null\n", "soffice");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        var notice = await new ConversionPdf(program, TimeSpan.FromSeconds(2)).BesideAsync([_folder.Path("a.docx")], default).WaitAsync(TimeSpan.FromMinutes(1));

        Assert.StartsWith("La conversion en PDF n’a pas abouti", notice, StringComparison.Ordinal);
        var id = int.Parse(await File.ReadAllTextAsync(_folder.Path("pid")), System.Globalization.CultureInfo.InvariantCulture);
        Assert.DoesNotContain(Process.GetProcesses(), process => process.Id == id);
    }

    [Fact]
    public async Task Make_ConverterWhoseChildHangs_KillsBothAtTheLimit()
    {
        if (OperatingSystem.IsWindows())
            return;
        using (var mkfifo = Process.Start("mkfifo", [_folder.Path("vivants"), _folder.Path("jamais")]))
            await mkfifo.WaitForExitAsync();
        // Parent and child hold the first pipe open for writing: it ends when both are gone. The child waits for a word that never comes.
        var program = await _folder.WriteAsync("#!/bin/sh\nexec 3> \"$(dirname \"$0\")/vivants\"\necho parti >&3\ncat \"$(dirname \"$0\")/jamais\" &\nwait\n", "soffice");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var watch = new MontreTechnique();
        using var alive = Process.Start(new ProcessStartInfo("cat", [_folder.Path("vivants")]) { RedirectStandardOutput = true })!;
        var made = new ConversionPdf(program, TimeSpan.FromMinutes(2), watch).MakeAsync([1], default);
        Assert.Equal("parti", await alive.StandardOutput.ReadLineAsync().WaitAsync(Patience));
        Assert.False(made.IsCompleted);
        try
        {
            watch.Ring();

            var (pdf, failure) = await made.WaitAsync(Patience);
            Assert.Null(pdf);
            Assert.Equal("La conversion dépassait 120\u00A0secondes : elle a été arrêtée.", failure);
            await alive.WaitForExitAsync().WaitAsync(Patience);
        }
        finally
        {
            // A child that outlived the test is let go.
            using var free = Process.Start("sh", ["-c", "exec 3<> \"$0\"", _folder.Path("jamais")]);
            await free.WaitForExitAsync();
        }
    }

    [Theory]
    [InlineData(null, "n’a été trouvé")]
    [InlineData("aucun", "le veut ainsi")]
    [InlineData("/absent/soffice", "« /absent/soffice », que nomme le réglage")]
    public void Absence_SaysWhy(string? setting, string why)
    {
        var conversion = setting is null ? new ConversionPdf(null, TimeSpan.FromMinutes(1)) : new ConversionPdf(setting);

        Assert.StartsWith("Aucun convertisseur PDF", conversion.Absence, StringComparison.Ordinal);
        Assert.Contains(why, conversion.Absence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_ProgramThatCannotRun_IsToldAsTheReasonInsteadOfThrowing()
    {
        var program = _folder.Path("soffice");
        await File.WriteAllTextAsync(program, "rien");

        var (pdf, failure) = await new ConversionPdf(program).MakeAsync([1], default);

        Assert.Null(pdf);
        Assert.Contains($"vérifiez que « {program} » s’exécute", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_Setting_NamesTheProgramOrNone()
    {
        File.WriteAllText(_folder.Path("mien"), "");

        Assert.Equal(_folder.Path("mien"), ConversionPdf.Choose(_folder.Path("mien"), ""));
        Assert.Null(ConversionPdf.Choose(_folder.Path("absent"), ""));
        Assert.Null(ConversionPdf.Choose("aucun", Environment.GetEnvironmentVariable("PATH")!));
        Assert.Contains("Aucun convertisseur PDF", new ConversionPdf("aucun").Absence, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_SearchPath_GivesTheFirstConverter()
    {
        Directory.CreateDirectory(_folder.Path("b"));
        File.WriteAllText(_folder.Path("b", "libreoffice"), "");

        Assert.Equal(_folder.Path("b", "libreoffice"), ConversionPdf.Find($"{_folder.Path("a")}{Path.PathSeparator}{_folder.Path("b")}"));
        Assert.Null(ConversionPdf.Find(_folder.Path("a")));
    }

    public void Dispose() => _folder.Dispose();
}

using System.Diagnostics;
using ComiteFlow.Host.Documents;

namespace ComiteFlow.IntegrationTests.Documents;

/// <summary>Whatever the converter does, the Word files stay and people are told in a sentence.</summary>
public sealed class ConversionPdfTests : IDisposable
{
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

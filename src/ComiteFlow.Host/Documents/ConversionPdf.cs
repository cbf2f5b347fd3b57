using System.Diagnostics;

namespace ComiteFlow.Host.Documents;

/// <summary>Makes PDF files of Word files by LibreOffice, where it is on this machine.</summary>
internal sealed class ConversionPdf
{
    /// <summary>How many files one run of the converter takes, and how long it may take for them.</summary>
    private const int Lot = 40;

    private static readonly TimeSpan Limite = TimeSpan.FromMinutes(2);

    private static readonly string[] Programmes = ["soffice", "libreoffice"];

    private readonly string? _programme;
    private readonly TimeSpan _limite;

    public ConversionPdf()
        : this(Find(Environment.GetEnvironmentVariable("PATH") ?? ""), Limite)
    {
    }

    internal ConversionPdf(string? programme, TimeSpan limite) => (_programme, _limite) = (programme, limite);

    /// <summary>Writes a PDF beside each file.</summary>
    /// <returns>What people are to know, in a sentence; null when every file has its PDF.</returns>
    public async Task<string?> BesideAsync(IReadOnlyList<string> files, CancellationToken ct)
    {
        if (files.Count == 0)
            return null;
        if (_programme is null)
            return "Aucun convertisseur PDF n’a été trouvé (LibreOffice, commande soffice) : les documents sont écrits en .docx seulement.";
        var profile = Directory.CreateTempSubdirectory("comiteflow-pdf-");
        try
        {
            foreach (var lot in files.Chunk(Lot))
            {
                await ConvertAsync(lot, profile.FullName, ct);
            }
        }
        finally
        {
            profile.Delete(recursive: true);
        }

        var missing = files.Count(file => !File.Exists(Path.ChangeExtension(file, ".pdf")));
        return missing == 0 ? null : $"La conversion en PDF n’a pas abouti pour {missing} document(s) sur {files.Count} : les fichiers .docx sont écrits.";
    }

    /// <summary>The converter in the search path; null when there is none.</summary>
    internal static string? Find(string path) => Programmes
        .SelectMany(name => path.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>One run with a profile of its own, so that an open LibreOffice of the same person is no obstacle.</summary>
    private async Task ConvertAsync(string[] files, string profile, CancellationToken ct)
    {
        var start = new ProcessStartInfo(_programme!) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] words =
        [
            "-env:UserInstallation=" + new Uri(profile), "--headless", "--norestore", "--convert-to", "pdf", "--outdir", Path.GetDirectoryName(Path.GetFullPath(files[0]))!,
            .. files,
        ];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{_programme} did not start.");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_limite);
        try
        {
            await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token), process.WaitForExitAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(ct);
        }
    }
}

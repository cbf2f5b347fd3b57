using System.ComponentModel;
using System.Diagnostics;
using ComiteFlow.Host.Affichage;

namespace ComiteFlow.Host.Documents;

/// <summary>Makes PDF files of Word files by LibreOffice, where it is on this machine: tagged, with title, language and headings, page by page as the Word file.</summary>
internal sealed class ConversionPdf
{
    /// <summary>Word of the setting that asks for no converter at all.</summary>
    public const string Aucun = "aucun";

    /// <summary>How many files one run of the converter takes, and how long it may take for them.</summary>
    private const int Lot = 40;

    private const string Filtre = """pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"},"ExportBookmarks":{"type":"boolean","value":"true"}}""";

    private static readonly TimeSpan Limite = TimeSpan.FromMinutes(2);

    private static readonly string[] Programmes = ["soffice", "libreoffice"];

    private readonly string? _programme;
    private readonly TimeSpan _limite;
    private readonly TimeProvider _technique = TimeProvider.System;
    private readonly string? _absence;

    public ConversionPdf()
        : this(null)
    {
    }

    /// <param name="setting">Path of the program, <c>aucun</c>, or null to search for it.</param>
    public ConversionPdf(string? setting)
        : this(Choose(setting, Environment.GetEnvironmentVariable("PATH") ?? ""), Limite) => _absence = setting switch
        {
            null or "" => null,
            Aucun => "Aucun convertisseur PDF : le réglage Documents:Convertisseur le veut ainsi",
            _ => $"Aucun convertisseur PDF : « {setting} », que nomme le réglage Documents:Convertisseur, n’existe pas",
        };

    /// <param name="technique">Clock of the limit; the system's when null.</param>
    internal ConversionPdf(string? programme, TimeSpan limite, TimeProvider? technique = null) =>
        (_programme, _limite, _technique) = (programme, limite, technique ?? TimeProvider.System);

    /// <summary>Why no PDF file can be made, in a sentence; null where a converter was found.</summary>
    public string? Absence => _programme is null ? _absence ?? "Aucun convertisseur PDF n’a été trouvé (LibreOffice, commande soffice)" : null;

    /// <summary>Writes a PDF beside each file.</summary>
    /// <returns>What people are to know, in a sentence; null when every file has its PDF.</returns>
    public async Task<string?> BesideAsync(IReadOnlyList<string> files, CancellationToken ct)
    {
        if (files.Count == 0)
            return null;
        if (Absence is { } absence)
            return $"{absence} : les documents sont écrits en .docx seulement.";
        using var profile = new Profil();
        foreach (var lot in files.Chunk(Lot))
        {
            await ConvertAsync(lot, profile.Path, ct);
        }

        var missing = files.Count(file => !File.Exists(System.IO.Path.ChangeExtension(file, ".pdf")));
        return missing == 0 ? null : $"La conversion en PDF n’a pas abouti pour {missing} document(s) sur {files.Count} : les fichiers .docx sont écrits.";
    }

    /// <summary>Makes the PDF file of one document.</summary>
    /// <returns>Its bytes, or why there are none.</returns>
    public async Task<(byte[]? Pdf, string? Failure)> MakeAsync(byte[] docx, CancellationToken ct)
    {
        if (Absence is { } absence)
            return (null, absence + ".");
        try
        {
            using var profile = new Profil();
            var file = System.IO.Path.Combine(profile.Path, "document.docx");
            await File.WriteAllBytesAsync(file, docx, ct);
            var isInTime = await ConvertAsync([file], profile.Path, ct);
            var pdf = System.IO.Path.ChangeExtension(file, ".pdf");
            if (File.Exists(pdf) && isInTime)
                return (await File.ReadAllBytesAsync(pdf, ct), null);
            return (null, isInTime
                ? "La conversion n’a pas abouti : LibreOffice n’a pas écrit de PDF."
                : $"La conversion dépassait {Formats.Compte((long)_limite.TotalSeconds, "seconde", "secondes")} : elle a été arrêtée.");
        }
        catch (Exception wrong) when (wrong is Win32Exception or IOException or UnauthorizedAccessException)
        {
            return (null, $"La conversion n’a pas pu se faire ({wrong.Message.TrimEnd('.')}) : vérifiez que « {_programme} » s’exécute et qu’il reste de la place pour ses fichiers.");
        }
    }

    /// <summary>The converter that the setting names, else the one in the search path; null when there is none.</summary>
    internal static string? Choose(string? setting, string path) => setting switch
    {
        null or "" => Find(path),
        Aucun => null,
        _ => File.Exists(setting) ? setting : null,
    };

    /// <summary>The converter in the search path; null when there is none.</summary>
    internal static string? Find(string path) => Programmes
        .SelectMany(name => path.Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Select(folder => System.IO.Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>One run with a profile of its own, so that an open LibreOffice of the same person is no obstacle.</summary>
    /// <returns>False when it was killed at the limit.</returns>
    private async Task<bool> ConvertAsync(string[] files, string profile, CancellationToken ct)
    {
        var start = new ProcessStartInfo(_programme!) { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] words =
        [
            "-env:UserInstallation=" + new Uri(System.IO.Path.Combine(profile, "profil")), "--headless", "--norestore", "--convert-to", Filtre,
            "--outdir", System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(files[0]))!, .. files,
        ];
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{_programme} did not start.");
        using var alarm = new CancellationTokenSource(_limite, _technique);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct, alarm.Token);
        try
        {
            await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token), process.WaitForExitAsync(limit.Token));
            return true;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            ct.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>A folder that one conversion has for itself.</summary>
    private sealed class Profil : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comiteflow-pdf-");

        public string Path => _folder.FullName;

        public void Dispose()
        {
            try
            {
                _folder.Delete(recursive: true);
            }
            catch (IOException)
            {
                // A program that was just killed may still hold a file: the system's own cleaning of this folder takes it.
            }
        }
    }
}

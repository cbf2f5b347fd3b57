namespace ComiteFlow.IntegrationTests;

/// <summary>The programs that some tests need, and where they are on this machine.</summary>
internal static class Outils
{
    /// <summary>True where the absence of a tool must show as a failure.</summary>
    public static bool NothingMayBeSkipped => Environment.GetEnvironmentVariable("COMITEFLOW_TESTS_SANS_SAUT") == "1";

    private static readonly Dictionary<string, string[]> Programs = new()
    {
        ["postgres"] = ["initdb", "pg_ctl"],
        ["chromium"] = ["chromium", "chromium-browser", "google-chrome"],
        ["libreoffice"] = ["soffice", "libreoffice"],
        ["pdftotext"] = ["pdftotext"],
        ["pdfinfo"] = ["pdfinfo"],
        ["python3"] = ["python3"],
        ["aiosmtpd"] = ["aiosmtpd"],
    };

    /// <summary>Null when the test is to run: the tools are there, or their absence must show as a failure.</summary>
    public static string? ReasonToSkip(IReadOnlyList<string> tools)
    {
        var missing = tools.Where(tool => Find(tool) is null).ToList();
        return missing.Count == 0 || NothingMayBeSkipped ? null : $"Absent de cette machine : {string.Join(", ", missing)}";
    }

    /// <summary>Path of the first program that provides the tool, or null.</summary>
    public static string? Find(string tool) => Programs.GetValueOrDefault(tool, [tool]).Select(FindProgram).FirstOrDefault(path => path is not null);

    private static string? FindProgram(string name) =>
        Folders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    // Debian keeps the server's programs of PostgreSQL out of the search path.
    private static IEnumerable<string> Folders() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(PostgresFolders());

    private static IEnumerable<string> PostgresFolders() =>
        Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).OrderByDescending(folder => folder, StringComparer.Ordinal)
            : [];
}

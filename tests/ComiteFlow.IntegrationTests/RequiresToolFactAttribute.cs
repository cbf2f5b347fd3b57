namespace ComiteFlow.IntegrationTests;

/// <summary>A test that needs a program of the system: skipped with a reason where it is absent, failing there when nothing may be skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresToolFactAttribute : FactAttribute
{
    private const string NoSkip = "COMITEFLOW_TESTS_SANS_SAUT";

    public RequiresToolFactAttribute(string tool)
    {
        Tool = tool;
        if (Find(tool) is not null) return;

        if (Environment.GetEnvironmentVariable(NoSkip) == "1")
            throw new InvalidOperationException($"The program {tool} is not installed, and {NoSkip}=1 forbids to skip its tests.");

        Skip = $"The program {tool} is not installed.";
    }

    public string Tool { get; }

    /// <summary>Full path of a program found on PATH, or null.</summary>
    public static string? Find(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Where(folder => folder.Length > 0)
            .Select(folder => Path.Combine(folder, tool))
            .FirstOrDefault(File.Exists);
}

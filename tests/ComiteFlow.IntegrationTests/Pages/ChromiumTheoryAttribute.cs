namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>A test that needs Chromium: the one named by <c>CHROMIUM</c>, else Debian's.</summary>
public sealed class ChromiumTheoryAttribute : TheoryAttribute
{
    public ChromiumTheoryAttribute()
    {
        if (Outils.ReasonToSkip(["chromium"]) is { } reason && !File.Exists(Browser))
        {
            Skip = reason;
        }
        else if (!Outils.NothingMayBeSkipped && !File.Exists(Axe))
        {
            Skip = "axe-core is not installed: run npm ci in tests/ComiteFlow.IntegrationTests.";
        }
    }

    public static string Browser => Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium";

    /// <summary>The rules of accessibility, as npm installs them.</summary>
    public static string Axe => Path.Combine(NodeModules, "axe-core/axe.min.js");

    /// <summary>Where npm puts what the tests take from it.</summary>
    public static string NodeModules => Path.Combine(ProjectFolder(), "node_modules");

    private static string ProjectFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "ComiteFlow.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? "", "tests/ComiteFlow.IntegrationTests");
    }
}

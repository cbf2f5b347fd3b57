using ComiteFlow.IntegrationTests.Pages;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>A test that needs the files of Elsa Studio beside the program.</summary>
public sealed class StudioFactAttribute : FactAttribute
{
    public StudioFactAttribute() => Skip = PaquetStudio.Manque;
}

/// <summary>As <see cref="StudioFactAttribute"/>, with data.</summary>
public sealed class StudioTheoryAttribute : TheoryAttribute
{
    public StudioTheoryAttribute() => Skip = PaquetStudio.Manque;
}

/// <summary>A test that drives Elsa Studio in Chromium.</summary>
public sealed class StudioDansChromiumAttribute : FactAttribute
{
    public StudioDansChromiumAttribute() => Skip = new ChromiumTheoryAttribute().Skip ?? PaquetStudio.Manque;
}

/// <summary>As <see cref="StudioDansChromiumAttribute"/>, with data.</summary>
public sealed class StudioDansChromiumTheoryAttribute : TheoryAttribute
{
    public StudioDansChromiumTheoryAttribute() => Skip = new StudioDansChromiumAttribute().Skip;
}

/// <summary>Says why a test of Elsa Studio cannot run.</summary>
internal static class PaquetStudio
{
    public static string? Manque => Outils.NothingMayBeSkipped || Directory.Exists(Path.Combine(AppContext.BaseDirectory, "studio"))
        ? null
        : "Elsa Studio is not installed: run npm ci in src/ComiteFlow.Host.";
}

using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ComiteFlow.Tests.Architecture;

/// <summary>Who may know whom, and what may be named where. The project files are read as well as the built assemblies: a reference that nothing uses yet leaves no trace in the latter.</summary>
public sealed partial class ArrowsTests
{
    private const BindingFlags All =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    private static readonly string[] BusinessWords = ["comite", "convention", "tranche", "avenant", "revoyure", "signature", "startup", "dgefp"];

    private static readonly string[] FoldersByKind =
        ["Services", "Helpers", "Models", "Contracts", "Interfaces", "Managers", "Utils", "Utilities", "Common", "Shared", "Extensions", "Dtos", "Enums", "Exceptions"];

    [Theory]
    [InlineData("Domain")]
    [InlineData("Engine")]
    [InlineData("Activities", "Domain", "Engine")]
    [InlineData("Host", "Activities", "Domain", "Engine")]
    public void ProjectFile_OfEach_ReferencesOnlyTheProjectsBelow(string project, params string[] allowed)
    {
        var found = References(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')));

        Assert.Empty(found.Except(allowed.Select(name => $"ComiteFlow.{name}")));
    }

    [Theory]
    [InlineData("Domain", "^$")]
    [InlineData("Engine", @"^Microsoft\.Extensions\..*Abstractions$")]
    [InlineData("Activities", @"^Microsoft\.Extensions\..*Abstractions$")]
    public void ProjectFile_BelowTheHost_ReferencesNoPackageButAbstractions(string project, string allowed) =>
        Assert.DoesNotContain(References(project, "PackageReference"), package => !Regex.IsMatch(package, allowed));

    [Theory]
    [InlineData("Domain", @"^(System|netstandard|mscorlib)(\.|$)")]
    [InlineData("Engine", @"^(System|netstandard|mscorlib)(\.|$)|^Microsoft\.Extensions\..*Abstractions$")]
    [InlineData("Activities", @"^(System|netstandard|mscorlib)(\.|$)|^Microsoft\.Extensions\..*Abstractions$|^ComiteFlow\.(Domain|Engine)$")]
    public void Assembly_BelowTheHost_UsesOnlyTheFrameworkAndWhatIsBelow(string project, string allowed) =>
        Assert.DoesNotContain(Assembly.Load($"ComiteFlow.{project}").GetReferencedAssemblies(), name => !Regex.IsMatch(name.Name!, allowed));

    [Fact]
    public void Engine_InItsNames_HasNoBusinessWord()
    {
        var types = Assembly.Load("ComiteFlow.Engine").GetTypes().Where(type => !type.IsDefined(typeof(CompilerGeneratedAttribute)));
        var names = types.SelectMany(type => type.GetMembers(All).Select(member => $"{type.Name}.{member.Name}").Append(type.FullName!))
            .Select(name => name.Replace("ComiteFlow", "", StringComparison.Ordinal)); // the product's own name

        Assert.DoesNotContain(names, name => BusinessWords.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void Folders_OfTheSources_AreNamedByConcept() =>
        Assert.DoesNotContain(
            Directory.GetDirectories(Depot.Path("src"), "*", SearchOption.AllDirectories),
            folder => !IsGenerated(folder) && !IsRazorsOwn(folder) && FoldersByKind.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase));

    /// <summary>What the conventions name stands in their files alone: a new convention asks for no new code.</summary>
    [Fact]
    public void Sources_InTheirCode_NameNothingOfAConvention()
    {
        var ids = ConventionIds.Shipped();
        Assert.True(ids.Count > 10, "The ids of the conventions were not found.");

        var named =
            from file in Directory.GetFiles(Depot.Path("src"), "*.cs*", SearchOption.AllDirectories)
            where !IsGenerated(file) && Path.GetExtension(file) is ".cs" or ".cshtml"
            let code = Comments().Replace(File.ReadAllText(file), "")
            from id in ids
            where ConventionIds.IsNamedIn(code, id)
            select $"{Path.GetRelativePath(Depot.Root, file)}: {id}";

        Assert.Empty(named);
    }

    private static IEnumerable<string> References(string project, string kind) =>
        XDocument.Load(Depot.Path("src", $"ComiteFlow.{project}", $"ComiteFlow.{project}.csproj")).Descendants(kind).Select(reference => (string)reference.Attribute("Include")!);

    // Razor looks for layouts and partials in this folder alone.
    private static bool IsRazorsOwn(string folder) => Path.GetRelativePath(Depot.Root, folder).Replace('\\', '/') == "src/ComiteFlow.Host/Pages/Shared";

    private static bool IsGenerated(string path) =>
        Path.GetRelativePath(Depot.Root, path).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" or "wwwroot");

    // Comments that fill a line, as the house writes them, and those of Razor.
    [GeneratedRegex(@"^[ \t]*//.*$|@\*[\s\S]*?\*@", RegexOptions.Multiline)]
    private static partial Regex Comments();
}

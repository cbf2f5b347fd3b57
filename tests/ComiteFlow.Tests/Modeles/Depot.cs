using System.Text.Json;
using System.Text.RegularExpressions;
using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Tests.Modeles;

/// <summary>The shipped templates with their sample data, found from the solution's folder.</summary>
internal static partial class Depot
{
    public static readonly string Templates = Path.Combine(Root(), "templates");

    public static readonly IReadOnlyDictionary<string, object?> Communes = new Dictionary<string, object?>
    {
        ["service"] = new Dictionary<string, object?>
        {
            ["adresse"] = "https://comites.exemple.fr",
            ["boite"] = "conventions@exemple.gouv.fr",
        },
    };

    public static readonly ModeleStore Store = new(new DossierDeModeles(Templates), Communes);

    /// <summary>A store whose only template is <c>documents/essai</c>, with the given text.</summary>
    /// <param name="partials">Partials beside it: name and text.</param>
    public static ModeleStore With(string text, params (string Name, string Text)[] partials) => new(new UnModele(text, partials), Communes);

    public static Dictionary<string, object?> Data(params (string Key, object? Value)[] entries) =>
        entries.ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, object?> Sample(string file) =>
        DonneesDeModele.Read(JsonDocument.Parse(File.ReadAllText(Path.Combine(Templates, file))).RootElement);

    /// <summary>The Markdown as people read it: without the backslashes that keep values inert.</summary>
    public static string Readable(string markdown) => Backslash().Replace(markdown, "$1");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ComiteFlow.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }

    [GeneratedRegex(@"\\([!-/:-@\[-`{-~])")]
    private static partial Regex Backslash();

    private sealed class UnModele(string text, IEnumerable<(string Name, string Text)> partials) : IModeleSource
    {
        public string? Read(string path) => path is "documents/essai/modele.md" or "courriels/essai/modele.md" ? text
            : partials.Where(partial => path == $"partiels/{partial.Name}.md").Select(partial => partial.Text).FirstOrDefault();
    }
}

namespace ComiteFlow.Host.Modeles;

/// <summary>Where the text of templates comes from: the shipped folder, or the versions that a site published.</summary>
internal interface IModeleSource
{
    /// <summary>The text at a path such as <c>courriels/decision/modele.md</c>, or null.</summary>
    string? Read(string path);

    /// <summary>The texts of this moment, which never change: one rendering reads from one of them. The same object comes as long as nothing changed.</summary>
    IModeleSource Figee() => this;
}

/// <summary>The templates that ship, read from the folder <c>templates</c>.</summary>
internal sealed class DossierDeModeles(string folder) : IModeleSource
{
    private readonly string _root = Path.GetFullPath(folder);

    public string? Read(string path)
    {
        var file = Path.GetFullPath(Path.Combine(_root, path));
        return file.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(file)
            ? File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal)
            : null;
    }

    /// <summary>Names of all templates and partials, in order.</summary>
    public IReadOnlyList<string> Noms() =>
    [
        .. new[] { NomDeModele.Agendas, NomDeModele.Courriels, NomDeModele.Documents }.Where(kind => Directory.Exists(Path.Combine(_root, kind)))
            .SelectMany(kind => Directory.EnumerateDirectories(Path.Combine(_root, kind)).Where(one => File.Exists(Path.Combine(one, "modele.md"))).Select(one => $"{kind}/{Path.GetFileName(one)}"))
            .Concat(Partiels()).Order(StringComparer.Ordinal),
    ];

    /// <summary>Paths of the sample data of a template, the usual case first.</summary>
    public IReadOnlyList<string> Exemples(string name)
    {
        var one = Path.Combine(_root, name);
        return Directory.Exists(one)
            ? [.. Directory.EnumerateFiles(one, "donnees*.json").Select(file => Path.GetFileName(file)).OrderBy(file => file.Length).ThenBy(file => file, StringComparer.Ordinal).Select(file => $"{name}/{file}")]
            : [];
    }

    private IEnumerable<string> Partiels()
    {
        var one = Path.Combine(_root, NomDeModele.Partiels);
        return Directory.Exists(one) ? Directory.EnumerateFiles(one, "*.md").Select(file => $"{NomDeModele.Partiels}/{Path.GetFileNameWithoutExtension(file)}") : [];
    }
}

/// <summary>Names of templates: kind and folder or file, such as <c>courriels/decision</c> or <c>partiels/lien-action</c>.</summary>
internal static class NomDeModele
{
    public const string Agendas = "agendas", Courriels = "courriels", Documents = "documents", Partiels = "partiels";

    /// <summary>Where the text of a template stands.</summary>
    public static string Chemin(string name) => EstPartiel(name) ? $"{name}.md" : $"{name}/modele.md";

    public static bool EstPartiel(string name) => name.StartsWith(Partiels + "/", StringComparison.Ordinal);

    public static bool EstAgenda(string name) => name.StartsWith(Agendas + "/", StringComparison.Ordinal);

    public static bool EstCourriel(string name) => name.StartsWith(Courriels + "/", StringComparison.Ordinal);

    public static bool EstDocument(string name) => name.StartsWith(Documents + "/", StringComparison.Ordinal);

    /// <summary>The name without its kind.</summary>
    public static string Court(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
}

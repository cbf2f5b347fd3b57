namespace ComiteFlow.Host.Modeles;

/// <summary>Where the text of templates comes from: the shipped folder, or the versions that a site published.</summary>
internal interface IModeleSource
{
    /// <summary>The text at a path such as <c>courriels/decision/modele.md</c>, or null.</summary>
    string? Read(string path);
}

/// <summary>The templates that ship, read from the folder <c>templates</c>.</summary>
internal sealed class DossierDeModeles(string folder) : IModeleSource
{
    public string? Read(string path)
    {
        var root = Path.GetFullPath(folder);
        var file = Path.GetFullPath(Path.Combine(root, path));
        return file.StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal) && File.Exists(file)
            ? File.ReadAllText(file).Replace("\r\n", "\n", StringComparison.Ordinal)
            : null;
    }
}

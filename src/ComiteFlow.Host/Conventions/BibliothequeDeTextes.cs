namespace ComiteFlow.Host.Conventions;

/// <summary>The texts of a folder, one file each, named by the document's id in lower case.</summary>
internal sealed class BibliothequeDeTextes(string folder)
{
    public IEnumerable<string> Ids => Directory.Exists(folder)
        ? Directory.EnumerateFiles(folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Where(name => name is not ("policies" or "schema" or "annuaire" or "obligations")).Order(StringComparer.Ordinal).Select(name => name.ToUpperInvariant())
        : [];

    /// <summary>The text of a document, or null. Only names of files of the folder itself are looked up.</summary>
    public string? Find(string id)
    {
        var name = id.ToLowerInvariant();
        var file = Path.Combine(folder, name + ".json");
        return name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') && File.Exists(file) ? File.ReadAllText(file) : null;
    }
}

namespace ComiteFlow.IntegrationTests;

/// <summary>A folder of one test, gone with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("comiteflow-essai-").FullName;

    public string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>Writes a file and gives its path.</summary>
    public async Task<string> WriteAsync(string text, params string[] parts)
    {
        var file = Path(parts);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, text);
        return file;
    }

    /// <summary>Copies the files of a folder into one of this name, and gives its path.</summary>
    public string Copy(string folder, string name)
    {
        var copy = Directory.CreateDirectory(Path(name)).FullName;
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Copy(file, System.IO.Path.Combine(copy, System.IO.Path.GetFileName(file)));
        }

        return copy;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

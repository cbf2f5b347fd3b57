namespace ComiteFlow.Host.Hebergement;

/// <summary>The right to use a database file alone; it falls with the process, however that ends.</summary>
internal sealed class Verrou : IDisposable
{
    private readonly FileStream _file;

    private Verrou(FileStream file) => _file = file;

    /// <summary>Null when another process has it.</summary>
    public static Verrou? Take(string database)
    {
        try
        {
            return new Verrou(new FileStream(database + ".verrou", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}

namespace ComiteFlow.Tests;

/// <summary>The files of the repository, found from where the tests run.</summary>
internal static class Depot
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string FindRoot(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "ComiteFlow.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"ComiteFlow.sln stands nowhere above {from}.");
    }
}

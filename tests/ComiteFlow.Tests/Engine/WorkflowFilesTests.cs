namespace ComiteFlow.Tests.Engine;

/// <summary>The workflow files that ship may all be published.</summary>
public sealed class WorkflowFilesTests
{
    public static TheoryData<string> Files => new(Directory.GetFiles(Depot.Path("workflows"), "*.json").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Check_AShippedFile_FindsNothing(string file) => Assert.Empty(Publication.Problems(File.ReadAllText(Depot.Path("workflows", file))));
}

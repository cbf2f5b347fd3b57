namespace ComiteFlow.Tests.Modeles;

/// <summary>Every template is shown by samples, and each sample has an output that somebody read and approved.</summary>
public sealed class DossiersDeModelesTests
{
    public static TheoryData<string> Folders() =>
        [.. new[] { "agendas", "courriels", "documents" }.SelectMany(kind => Directory.EnumerateDirectories(Path.Combine(Depot.Templates, kind)))
            .Select(folder => Path.GetRelativePath(Depot.Templates, folder)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Folders))]
    public void Folder_OfATemplate_HoldsItsTextSamplesAndApprovedOutputs(string folder)
    {
        var names = Directory.EnumerateFiles(Path.Combine(Depot.Templates, folder)).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).ToList();
        var samples = names.Where(name => name.StartsWith("donnees", StringComparison.Ordinal)).ToList();

        Assert.Contains("donnees.json", samples);
        Assert.Equal(samples.Select(Approved).Append("modele.md").Concat(samples).Order(StringComparer.Ordinal), names);
        Assert.All(samples, sample => Assert.NotEqual(0, new FileInfo(Path.Combine(Depot.Templates, folder, Approved(sample))).Length));
    }

    /// <summary>A partial that nothing includes is read by nobody.</summary>
    [Fact]
    public void Partials_AreEachIncludedBySomeTemplate()
    {
        var texts = string.Join('\n', Directory.EnumerateFiles(Depot.Templates, "*.md", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) is "modele.md" || file.Contains("partiels", StringComparison.Ordinal)).Select(File.ReadAllText));

        Assert.All(Directory.EnumerateFiles(Path.Combine(Depot.Templates, "partiels"), "*.md"), file =>
            Assert.Contains($"include '{Path.GetFileNameWithoutExtension(file)}'", texts, StringComparison.Ordinal));
    }

    private static string Approved(string sample) => sample.Replace("donnees", "attendu", StringComparison.Ordinal).Replace(".json", ".md", StringComparison.Ordinal);
}

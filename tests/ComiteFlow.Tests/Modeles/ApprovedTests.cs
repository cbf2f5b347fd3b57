using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Tests.Modeles;

public sealed class ApprovedTests
{
    public static TheoryData<string> Samples()
    {
        var files = Directory.EnumerateFiles(Depot.Templates, "donnees*.json", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Depot.Templates, file)).Order(StringComparer.Ordinal);
        return [.. files];
    }

    /// <summary>With COMITEFLOW_TESTS_APPROUVER=1 the approved files are written anew, to be read and committed.</summary>
    [Theory]
    [MemberData(nameof(Samples))]
    public void Render_ShippedSample_EqualsApprovedOutput(string sample)
    {
        var parts = sample.Split(Path.DirectorySeparatorChar);
        var data = Depot.Sample(sample);
        var text = parts[0] == "courriels" ? Mail(Depot.Store.RenderCourriel(parts[1], data)) : Text(Depot.Store.Render($"{parts[0]}/{parts[1]}", data));

        var approved = Path.Combine(Depot.Templates, parts[0], parts[1], parts[2].Replace("donnees", "attendu").Replace(".json", ".md"));
        if (Environment.GetEnvironmentVariable("COMITEFLOW_TESTS_APPROUVER") == "1") File.WriteAllText(approved, text);

        Assert.Equal(File.ReadAllText(approved), text);
    }

    private static string Text(Rendu text) => $"{(NomDeModele.EstDocument(text.Modele) ? $"Titre : {text.Titre}\n\n" : "")}{Depot.Readable(text.Markdown)}";

    private static string Mail(RenduCourriel mail) =>
        $"Objet : {mail.Objet}\nPréentête : {mail.Preentete}\nAction : {mail.Action}\n\n{Depot.Readable(mail.Corps.Markdown)}";
}

using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Tests.Modeles;

/// <summary>Every mail says the obligation that it serves; without one, none is written.</summary>
public sealed class ObligationsServiesTests
{
    public static TheoryData<string> Mails() =>
        [.. Directory.EnumerateFiles(Path.Combine(Depot.Templates, "courriels"), "donnees*.json", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Depot.Templates, file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Mails))]
    public void RenderCourriel_WithoutObligation_IsRefused(string sample)
    {
        var data = new Dictionary<string, object?>(Depot.Sample(sample));
        data.Remove("pourquoi");

        var error = Assert.Throws<ModeleException>(() => Depot.Store.RenderCourriel(sample.Split(Path.DirectorySeparatorChar)[1], data));

        Assert.Contains("pourquoi", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Mails))]
    public void RenderCourriel_OfAnObligation_SaysItsNumberAndArticle(string sample)
    {
        var mail = Depot.Store.RenderCourriel(sample.Split(Path.DirectorySeparatorChar)[1], Depot.Sample(sample));

        Assert.Matches(@"Il sert l’obligation O-[0-9]{2}, «.+» \(article [0-9.]+ de la convention\)\.", Depot.Readable(mail.Corps.Markdown).Replace('\u00A0', ' '));
    }
}

using System.Text.RegularExpressions;
using ComiteFlow.Host.Persistence;
using ComiteFlow.Tests;
using Microsoft.EntityFrameworkCore;

namespace ComiteFlow.IntegrationTests.Documents;

/// <summary>The avenant n° 1 of 2021, made by the product from <c>conventions/</c>, says point by point what the signed text says.</summary>
public sealed partial class AvenantDe2021Tests : IAsyncLifetime, IDisposable
{
    private const string Avenant = "TRIPARTITE-2021-AV1";

    private readonly TemporaryFolder _folder = new();
    private string _made = "", _source = "";

    public async Task InitializeAsync()
    {
        await using var product = await SimulatedProduct.StartAsync(new BaseDeDonnees(null, _folder.Path("avenant.db"), IsThrowAway: true), new DateOnly(2021, 7, 1));
        await product.DoAsync("import", new { document = "DIAGORIENTE-2020" });
        await product.DoAsync("import", new { document = "TRIPARTITE-2021" });
        await product.DoAsync("import", new { document = Avenant });
        await product.DoAsync("establishDocument", new { convention = "TRIPARTITE-2021", kind = "avenant", document = Avenant });
        _made = Plain(await product.InScopeAsync(db => db.Set<DocumentRow>().Where(d => d.Key == "avenant/" + Avenant).Select(d => d.Text!).SingleAsync()));
        _source = Plain(await File.ReadAllTextAsync(Depot.Path("tests", "sources", "002_4a262daaec25e98d.txt")));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Parties_AreThoseOfTheText()
    {
        var sigles = Sigle().Matches(_source[.._source.IndexOf("Article liminaire", StringComparison.Ordinal)]).Select(match => match.Groups[1].Value).Distinct().ToList();

        Assert.Equal(["DGEFP", "DNUM", "DINUM"], sigles);
        Assert.Equal(sigles, Sigle().Matches(Before("Vu le décret")).Select(match => match.Groups[1].Value));
        foreach (var (printed, title) in new[] { ("Bruno LUCAS", "le délégant"), ("Hélène BRISSET", "le délégataire"), ("Nadi BOU HANNA", "la DINUM") })
        {
            Assert.Contains(printed, _source, StringComparison.OrdinalIgnoreCase);
            Assert.Contains($"« {title} »", _source, StringComparison.Ordinal);
            Assert.Matches($"représentée par {printed}, .*\n?ci-après « {title} »", _made);
        }
    }

    [Fact]
    public void Articles_OfTheText_EachHaveTheirArticle()
    {
        var printed = Article().Matches(_source).Select(match => match.Groups[1].Value.Trim()).ToList();

        Assert.Equal(3, printed.Count);
        Assert.Contains("Lancement de nouvelles startups", printed[0], StringComparison.Ordinal);
        Assert.Matches("## Article \\d : Lancement de nouvelles startups d'État\n\n- « Pass emploi » : .* à l'annexe 1 ;\n- « Immersion facilitée » : .* à l'annexe 2", _made);
        Assert.Contains("Modalité d'incubation", printed[1], StringComparison.Ordinal);
        Assert.Matches("## Article \\d : Engagements des parties\n(.*\n)*?- .*appui technique, aide au recrutement, suivi d'impact et rituels", _made);
        Assert.StartsWith("Portage de Diagoriente", printed[2], StringComparison.Ordinal);
        Assert.Matches("## Article \\d : Portage de « Diagoriente »\n\nÀ compter du 1er juillet 2021, la DNUM porte", _made);
        Assert.Contains("à compter de juillet", _source, StringComparison.Ordinal);
    }

    [Fact]
    public void Annexes_AreThreeWithTheNamesOfTheText()
    {
        var printed = SourceAnnexe().Matches(_source).Select(match => (match.Groups[1].Value, match.Groups[2].Value.Trim())).ToList();

        Assert.Equal(3, printed.Count);
        Assert.Equal(printed, MadeAnnexe().Matches(_made).Select(match => (match.Groups[1].Value, match.Groups[2].Value.Trim())));
    }

    [Theory]
    [InlineData(1, "Pass emploi")]
    [InlineData(2, "Immersion facilitée")]
    [InlineData(3, "Diagoriente")]
    public void Annexe_BudgetPeriodAndChorus_AreThoseOfTheText(int number, string name)
    {
        var source = Between(_source, $"Annexe {number} : {name}", number == 3 ? null : $"Annexe {number + 1} :");
        var made = Between(_made, $"## Annexe {number} : {name}", number == 3 ? null : $"## Annexe {number + 1} :");
        var budget = Budget().Match(source);

        Assert.True(budget.Success);
        Assert.Contains($"| {budget.Groups[2].Value} € | {budget.Groups[3].Value} | {budget.Groups[4].Value} |", made, StringComparison.Ordinal);
        Assert.Contains($"| Budget {budget.Groups[1].Value}, AE et CP |", made, StringComparison.Ordinal);
        foreach (var (printed, label) in new[] { ("Axe ministériel 1", "Axe ministériel 1"), ("Domaine fonctionnel", "Domaine fonctionnel"), ("Centre financier", "Centre financier"), (@"Activité\(s\)", "Activité"), ("Centre de coût", "Centre de coût") })
        {
            var code = Regex.Match(source, printed + @" :\s+(\S+)").Groups[1].Value;
            Assert.NotEqual("", code);
            Assert.Contains($"| {label} | {code} |", made, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Annexe3_PostsOfTheBudget_AreThoseOfTheText()
    {
        var posts = Post().Matches(Between(_source, "Budget par poste", "Références CHORUS")).ToList();

        Assert.Equal(3, posts.Count);
        Assert.All(posts, post => Assert.Contains($"| {post.Groups[1].Value.Trim()} | {post.Groups[2].Value} € | {post.Groups[3].Value} % |", _made, StringComparison.Ordinal));
    }

    [Fact]
    public void Annexe2_ResourcesAndGift_AreThoseOfTheText()
    {
        var days = Days().Matches(Between(_source, "Ressources financées par le budget DGEFP", "Ressources financées par Pôle emploi")).Select(match => match.Groups[1].Value).ToList();

        Assert.Equal(5, days.Count);
        Assert.All(days, count => Assert.Contains($"| {count} |", Between(_made, "### Ressources financées", "### Calendrier"), StringComparison.Ordinal));
        Assert.Contains("environ 115 K€", _source, StringComparison.Ordinal);
        Assert.Contains("Pôle emploi apporte en outre des moyens valorisés à environ 115 000 €", _made, StringComparison.Ordinal);
    }

    private static string Plain(string text) =>
        Regex.Replace(text, @"\\([!-/:-@\[-`{-~])", "$1").Replace('\u00A0', ' ').Replace('\u202F', ' ').Replace('’', '\'').Replace("  \n", "\n", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);

    private static string Between(string text, string from, string? until)
    {
        var start = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(start >= 0, from);
        var end = until is null ? text.Length : text.IndexOf(until, start + from.Length, StringComparison.Ordinal);
        Assert.True(end > start, until);
        return text[start..end];
    }

    private string Before(string mark) => _made[.._made.IndexOf(mark, StringComparison.Ordinal)];

    [GeneratedRegex(@"\(([A-Z]{4,6})\)")]
    private static partial Regex Sigle();

    [GeneratedRegex(@"^Article [123] : (.+)$", RegexOptions.Multiline)]
    private static partial Regex Article();

    [GeneratedRegex(@"^Annexe (\d) : (.+)$", RegexOptions.Multiline)]
    private static partial Regex SourceAnnexe();

    [GeneratedRegex(@"^## Annexe (\d) : (.+)$", RegexOptions.Multiline)]
    private static partial Regex MadeAnnexe();

    [GeneratedRegex(@"^Budget (TTC[^\t]*)\t.*\n([\d ]+) €\t(\S+ \d{4})\t(\S+ \d{4})$", RegexOptions.Multiline)]
    private static partial Regex Budget();

    [GeneratedRegex(@"^(UO [^-\t]+) - [^\t]*\t([\d ]+)€\t(\d+)%$", RegexOptions.Multiline)]
    private static partial Regex Post();

    [GeneratedRegex(@"\((\d+) jours")]
    private static partial Regex Days();
}

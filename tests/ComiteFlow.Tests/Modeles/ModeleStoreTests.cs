using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Tests.Modeles;

public sealed class ModeleStoreTests
{
    [Theory]
    [InlineData("{{ inconnu }}", "« inconnu »")]
    [InlineData("{{ a.inconnu | euros }}", "« a.inconnu »")]
    [InlineData("{{ nul }}", "« nul »")]
    [InlineData("{{ x | inexistant }}", "« inexistant »")]
    [InlineData("{{ x | upcase }}", "« upcase »")]
    [InlineData("{{ x | pluriel: 'un' }}", "« pluriel »")]
    [InlineData("{{ x[0] }}", "« x[0] »")]
    [InlineData("{% for i in inconnues %}{% endfor %}", "« inconnues »")]
    [InlineData("{% for i in (1..3) %}{% endfor %}", "for i in (1..3)")]
    [InlineData("{% assign y = x %}", "assign")]
    [InlineData("{%- if x %}{% endif %}", "{%- if x %}")]
    [InlineData("{% if x %}", "« {% if x %} » n’est pas fermé")]
    [InlineData("{% include 'absent' %}", "partiels/absent.md")]
    [InlineData("---\nclé sans deux-points\n---\n", "ligne 2")]
    [InlineData("---\na: 1\na: 2\n---\n", "« a »")]
    [InlineData("---\na: 1\n", "n’est pas fermé")]
    public void Render_WrongTemplate_NamesWhatIsWrong(string template, string named)
    {
        var store = Depot.With(template);
        var data = Depot.Data(("x", "1"), ("nul", null), ("a", Depot.Data()));

        var error = Assert.Throws<ModeleException>(() => store.RenderDocument("essai", data));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("documents/essai", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_MissingInACondition_IsFalse() =>
        Assert.Equal("non\n", Depot.With("{% if a.b.c > 0 %}oui{% else %}non{% endif %}").RenderDocument("essai", Depot.Data()).Markdown);

    [Fact]
    public void Render_ValueOfAnotherType_IsRefused() =>
        Assert.Throws<ModeleException>(() => Depot.With("{{ x }}").RenderDocument("essai", Depot.Data(("x", new Uri("https://exemple.fr")))));

    [Fact]
    public void Render_TooManyTurns_Stops()
    {
        var store = Depot.With("{% for a in l %}{% for b in l %}{% for c in l %}x{% endfor %}{% endfor %}{% endfor %}");

        var error = Assert.Throws<ModeleException>(() => store.RenderDocument("essai", Depot.Data(("l", Enumerable.Range(0, 100)))));

        Assert.Contains("trop de tours", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What bounds a template, the most of it, and what the refusal of more says.</summary>
    public static TheoryData<string, int, string> Limits() => new()
    {
        { "signes", 1_000_000, "dépasse un million de signes" },
        { "octets", 100 * 1024, "dépasse 100 Ko" },
        { "balise", 500, "dépasse 500 signes" },
        { "blocs", 20, "plus de 20 blocs" },
        { "partiels", 5, "plus de 5 partiels" },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Render_AtALimit_IsComposed(string limit, int most, string refusal) => Assert.DoesNotContain(refusal, Limited(limit, most).Markdown, StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Limits))]
    public void Render_OneAboveALimit_IsRefusedInASentence(string limit, int most, string refusal) =>
        Assert.Contains(refusal, Assert.Throws<ModeleException>(() => Limited(limit, most + 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void Render_Lists_KnowFirstLastAndEmpty()
    {
        var store = Depot.With("{% for i in l %}{% unless forloop.first %}, {% endunless %}{{ i.n }}{% if forloop.last %}.{% endif %}{% else %}rien{% endfor %}");

        Assert.Equal("a, b.\n", Depot.Readable(store.RenderDocument("essai", Depot.Data(("l", new[] { Depot.Data(("n", "a")), Depot.Data(("n", "b")) }))).Markdown));
        Assert.Equal("rien\n", store.RenderDocument("essai", Depot.Data(("l", Array.Empty<string>()))).Markdown);
    }

    [Fact]
    public void Render_NumeroSuivant_StartsAnewEachTime()
    {
        var store = Depot.With("{{ 'a' | numeroSuivant }}{{ 'a' | numeroSuivant }}{{ 'b' | numeroSuivant }}");

        Assert.Equal("121\n", store.RenderDocument("essai", Depot.Data()).Markdown);
        Assert.Equal("121\n", store.RenderDocument("essai", Depot.Data()).Markdown);
    }

    [Fact]
    public void RenderCourriel_LongSubject_TakesTheShortOne()
    {
        var data = new Dictionary<string, object?>(Depot.Sample("courriels/creditsInsuffisants/donnees.json")) { ["produit"] = new string('x', 40) };

        Assert.Equal("Crédits insuffisants : " + new string('x', 40), Depot.Store.RenderCourriel("creditsInsuffisants", data).Objet.Replace('\u00A0', ' '));
    }

    [Fact]
    public void RenderCourriel_PartialInTheHead_IsRefused()
    {
        var store = Depot.With("---\naction: \"{% include 'signature' %}\"\nobjet: a\npreentete: b\n---\ncorps\n");

        var error = Assert.Throws<ModeleException>(() => store.RenderCourriel("essai", Depot.Data()));

        Assert.Equal("courriels/essai : ligne 2, « {% include 'signature' %} » : l’en-tête n’inclut pas de partiel, seul le corps le peut.", error.Message);
    }

    [Fact]
    public void VersionOfDocument_SameFiles_IsAHash() => Assert.Matches("^[0-9a-f]{64}$", Depot.Store.VersionOfDocument("avenant"));

    [Fact]
    public void Read_PathOutsideTheFolder_IsAbsent() => Assert.Null(new DossierDeModeles(Depot.Templates).Read("../ComiteFlow.sln"));

    /// <summary>A template that is so big.</summary>
    private static Rendu Limited(string limit, int size) => limit switch
    {
        "signes" => Depot.With("{% for x in l %}{{ x }}{% endfor %}").RenderDocument("essai", Depot.Data(("l", new[] { new string('a', size / 2), new string('a', size - size / 2) }))),
        "octets" => Depot.With(new string('a', size)).RenderDocument("essai", Depot.Data()),
        "balise" => Depot.With($"{{% if x == '{new string('a', size - "{% if x == '' %}".Length)}' %}}{{% endif %}}").RenderDocument("essai", Depot.Data(("x", "1"))),
        "blocs" => Depot.With(string.Concat(Enumerable.Repeat("{% if x %}", size)) + "a" + string.Concat(Enumerable.Repeat("{% endif %}", size))).RenderDocument("essai", Depot.Data(("x", "1"))),
        _ => Depot.With("{% include 'p1' %}", [.. Enumerable.Range(1, size).Select(rank => ($"p{rank}", rank < size ? $"{{% include 'p{rank + 1}' %}}" : "a"))]).RenderDocument("essai", Depot.Data()),
    };
}

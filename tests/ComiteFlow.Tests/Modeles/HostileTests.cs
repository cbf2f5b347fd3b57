using System.Text.RegularExpressions;
using ComiteFlow.Host.Modeles;
using CsCheck;

namespace ComiteFlow.Tests.Modeles;

public sealed class HostileTests
{
    private const string Template = "# {{ x }}\n\nAvant **{{ x }}** après\n\n- {{ x }}\n\n| A | B |\n| --- | ---: |\n| {{ x }} | fin |\n\n[{{ x }}](https://exemple.fr/)\n\n{{ x }}\n";

    private static readonly ModeleStore Store = Depot.With(Template);

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("![x](http://exemple.fr/a.png)")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<https://exemple.fr>")]
    [InlineData("a | b | c")]
    [InlineData("a\n\n# Titre\n\n- liste")]
    [InlineData("::: signatures")]
    [InlineData("**gras** _x_ `code` ~~y~~")]
    [InlineData("1. un")]
    [InlineData("---")]
    [InlineData("{{ service.boite }} {% if x %}")]
    [InlineData("&lt;b&gt; \\ \\\\")]
    public void Write_HostileValue_StaysPlainText(string hostile)
    {
        var rendu = Store.RenderDocument("essai", Depot.Data(("x", hostile)));
        var shown = Echappement.Clean(Typographie.Correct(hostile));

        var html = HtmlWriter.Write(rendu);

        Assert.Equal(Elements("x"), Elements(hostile));
        Assert.Contains($"<h1>{HtmlWriter.Encode(shown)}</h1>", html, StringComparison.Ordinal);
        Assert.Contains($"<td>{HtmlWriter.Encode(shown)}</td>", html, StringComparison.Ordinal);
        Assert.Contains($"\n- {shown}\n", TexteWriter.Write(rendu), StringComparison.Ordinal);
    }

    [Fact]
    public void Write_AnyText_NeverAddsAnElement() =>
        Gen.String.Where(text => Echappement.Clean(text).Length > 0).Sample(
            text => Elements(text).Where(element => element != "sup").SequenceEqual(Elements("x")), iter: 2000);

    [Fact]
    public void Write_JavascriptAddress_IsNoLink()
    {
        var rendu = Depot.With("[lire]({{ x }})").RenderDocument("essai", Depot.Data(("x", "javascript:alert(1)")));

        Assert.Equal("<p>lire</p>\n", HtmlWriter.Write(rendu));
    }

    [Fact]
    public void Clean_HiddenSigns_AreDropped() => Assert.Equal("ab c é", Echappement.Clean(" a\u202E\u200B\u0007b\r\n\tc\uD800 é\u2028"));

    /// <summary>The opening tags of the page, in order.</summary>
    private static List<string> Elements(string value) =>
        [.. Regex.Matches(HtmlWriter.Write(Store.RenderDocument("essai", Depot.Data(("x", value)))), "<([a-z0-9]+)").Select(match => match.Groups[1].Value)];
}

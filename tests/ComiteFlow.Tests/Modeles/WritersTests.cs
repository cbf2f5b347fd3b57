using ComiteFlow.Host.Modeles;

namespace ComiteFlow.Tests.Modeles;

public sealed class WritersTests
{
    private const string Template = """
        # Titre

        ::: sous-titre
        Le 1er mai  
        suite
        :::

        Un **gras** et [lien](https://exemple.fr/a?b=1&c=2).

        1. un
        2. deux

        | | AE |
        | --- | ---: |
        | Engagé | 1,00 € |

        ---

        Fin
        """;

    private static readonly Rendu Rendu = Depot.With(Template).RenderDocument("essai", Depot.Data());

    [Fact]
    public void HtmlWriter_EachKindOfBlock_IsPlainHtml()
    {
        const string html = """
            <h1>Titre</h1>
            <div class="sous-titre">
            <p>Le 1<sup>er</sup>~mai<br>
            suite</p>
            </div>
            <p>Un <strong>gras</strong> et <a href="https://exemple.fr/a?b=1&amp;c=2">lien</a>.</p>
            <ol>
            <li>un</li>
            <li>deux</li>
            </ol>
            <table>
            <thead>
            <tr><td></td><th scope="col" class="nombre">AE</th></tr>
            </thead>
            <tbody>
            <tr><td>Engagé</td><td class="nombre">1,00~€</td></tr>
            </tbody>
            </table>
            <hr>
            <p>Fin</p>

            """;
        Assert.Equal(html.Replace('~', '\u00A0'), HtmlWriter.Write(Rendu));
    }

    [Fact]
    public void TexteWriter_EachKindOfBlock_IsPlainText()
    {
        const string text = """
            Titre
            =====

            Le 1er~mai
            suite

            Un gras et lien (https://exemple.fr/a?b=1&c=2).

            1. un
            2. deux

                         AE
            Engagé   1,00~€

            ----

            Fin

            """;
        Assert.Equal(text.Replace('~', '\u00A0'), TexteWriter.Write(Rendu));
    }

    [Theory]
    [InlineData("::: inconnu\nx\n:::", "inconnu")]
    [InlineData("    code", "un bloc de code")]
    [InlineData("> citation", "une citation")]
    [InlineData("![x](https://exemple.fr/a.png)", "une image")]
    public void Write_BlockThatTemplatesMayNotUse_IsRefused(string template, string named)
    {
        var rendu = Depot.With(template).RenderDocument("essai", Depot.Data());

        Assert.Contains(named, Assert.Throws<ModeleException>(() => HtmlWriter.Write(rendu)).Message, StringComparison.Ordinal);
        Assert.Contains(named, Assert.Throws<ModeleException>(() => TexteWriter.Write(rendu)).Message, StringComparison.Ordinal);
    }
}

using ComiteFlow.Host.Modeles;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.Tests.Modeles;

/// <summary>What the reading of a template finds, and what becomes of a published version that no longer holds together.</summary>
public sealed class ControleDeModeleTests
{
    private const string Decision = "courriels/decision";

    private static readonly DossierDeModeles Livres = new(Depot.Templates);

    private readonly ModelesDuSite _site = new(Livres);
    private readonly EpreuveDeModele _epreuve = new(Livres, Depot.Store, new DocxWriter(Livres));

    public static TheoryData<string> Names() => [.. Livres.Noms()];

    [Theory]
    [MemberData(nameof(Names))]
    public void Controler_AShippedTemplate_ForbidsNothing(string name) =>
        Assert.DoesNotContain(Controle().Controler(name, Livres.Read(NomDeModele.Chemin(name))!), remark => remark.Bloque);

    [Theory]
    [InlineData("{{ par }}", "{{ parQui }}", "Ligne 9 : La variable « parQui » n’existe pas")]
    [InlineData("{{ par }}", "{% if parQui %}x{% endif %}", "Ligne 9 : La variable « parQui » n’existe pas")]
    [InlineData("{{ par }}", "{{ par | capitales }}", "Ligne 9 : Le filtre « capitales » n’existe pas")]
    [InlineData("{{ par }}", "{% assign x = par %}", "Ligne 9 : « {% assign x = par %} » : les modèles ne connaissent pas cette balise")]
    [InlineData("{{ par }}", "{% if par %}", "Ligne 9 : « {% if par %} » n’est pas fermé")]
    [InlineData("{{ par }}", "{{ par", "Ligne 9 : « {{ » n’est pas fermé")]
    [InlineData("{{ par }}", "https://ailleurs.example/", "Ligne 9 : Le lien « https://ailleurs.example/ » mène à un autre site")]
    [InlineData("{{ par }}", "[x](javascript:alert)", "est interdit")]
    [InlineData("{{ par }}", "[x]({{ par }})", "vient d’une donnée seule")]
    [InlineData("{{ par }}", "[x]({{ service.adresse }}/a-faire)", "n’est pas visible")]
    [InlineData("{{ par }}", "{{ service.adresse }}.ailleurs.example/", "« .ailleurs.example/ » ferait un autre site")]
    [InlineData("{{ par }}", "{{ service.adresse }}@ailleurs.example/", "« @ailleurs.example/ » ferait un autre site")]
    [InlineData("{{ par }}", "{{ service.adresse }}:8443/", "« :8443/ » ferait un autre site")]
    [InlineData("{{ par }}", "https://comites.exemple.fr.ailleurs.example/", "mène à un autre site")]
    [InlineData("{{ par }}", "[x](//ailleurs.example/)", "« //ailleurs.example/ » ne dit pas de quel site il est")]
    [InlineData("{{ par }}", "[x](a-faire)", "« a-faire » ne dit pas de quel site il est")]
    [InlineData("{{ par }}", "{{ service.adresse }}{% if par %}.ailleurs.example/{% endif %}", "Composé avec l’exemple « donnees.json », le lien « https://comites.exemple.fr.ailleurs.example/ » mène à un autre site")]
    [InlineData("{{ par }}", "http{% if par %}s://ailleurs.example/{% endif %}", "le lien « https://ailleurs.example/ » mène à un autre site")]
    [InlineData("{% include 'obligations-servies' pourquoi: pourquoi -%}", "", "ne dit pas l’obligation")]
    [InlineData("{% include 'lien-action' lien: lien %}", "{% include 'absent' %}", "Le partiel « absent » n’existe pas")]
    [InlineData("Bonjour,\n", "Bonjour,\n\n> citation\n", "Ligne 9 : le texte contient une citation")]
    [InlineData("Bonjour,\n", "Bonjour,\n\n    retrait\n", "Ligne 9 : le texte contient un bloc de code")]
    [InlineData("Bonjour,\n", "Bonjour,\n\n::: inconnu\nmots\n:::\n", "Ligne 9 : le cadre « inconnu » n’existe pas")]
    [InlineData("Bonjour,\n", "Bonjour,\n\nUne phrase,\net ![une image](https://ailleurs.example/x.png)\n", "Ligne 10 : le texte contient une image")]
    [InlineData("{% if montant -%}\n", "{% if montant -%}\n> Il est de {{ montant.ae | eurosExacts }} ; c'est tout.\n\n", "Ligne 12 : le texte contient une citation")]
    public void Controler_AWrongText_SaysWhereAndWhat(string before, string after, string said)
    {
        var found = Controle().Controler(Decision, Text(before, after));

        Assert.Contains(found, remark => remark.Bloque && remark.ToString().Contains(said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{{ service.adresse }}.")]
    [InlineData("({{ service.adresse }}), puis")]
    [InlineData("{{ service.adresse }}/a-faire?a=b#c")]
    public void Controler_AnAddressOfThisSite_IsAccepted(string text) =>
        Assert.DoesNotContain(Controle().Controler(Decision, Text("{{ par }}", text)), remark => remark.Bloque);

    [Theory]
    [InlineData("agendas/seance")]
    [InlineData("agendas/echeance")]
    public void Controler_ACalendarEntryWithoutATitle_IsRefused(string name)
    {
        var text = Livres.Read(NomDeModele.Chemin(name))!;
        Assert.StartsWith("# ", text, StringComparison.Ordinal);

        var found = Controle().Controler(name, text[2..]);

        Assert.Contains(found, remark => remark.Bloque && remark.Phrase.Contains("n’est pas un titre", StringComparison.Ordinal));
    }

    [Fact]
    public void Controler_ALongSentence_GivesItWithoutForbidding()
    {
        var sentence = "Une phrase " + string.Join(' ', Enumerable.Repeat("encore", 40)) + " et voilà.";

        var remark = Assert.Single(Controle().Controler(Decision, Text("Bonjour,\n", "Bonjour,\n\n" + sentence + "\n")), one => one.Phrase.Contains("encore encore", StringComparison.Ordinal));

        Assert.False(remark.Bloque);
    }

    [Fact]
    public void Controler_APartialThatIncludesItself_IsRefused()
    {
        var found = Controle().Controler("partiels/pied-courriel", "{% include 'pied-courriel' service: service -%}\n");

        Assert.Contains(found, remark => remark.Bloque && remark.Phrase.Contains("s’inclut lui-même", StringComparison.Ordinal));
    }

    [Fact]
    public void Controler_APartialThatNoFormCanShow_SaysItsLine()
    {
        var found = Controle().Controler("partiels/lien-action", Livres.Read(NomDeModele.Chemin("partiels/lien-action"))! + "\n> {{ lien }} dit-on\n");

        Assert.Contains("Ligne 4 : le texte contient une citation", Assert.Single(found, remark => remark.Bloque).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Poser_APublishedVersion_StandsOverTheFileAndItsVersionChanges()
    {
        var store = Depot.Store.Avec(_site);
        var before = store.VersionOfCourriel("decision");

        _site.Poser([Version(1, Text("Bonjour,", "Madame, Monsieur,"))], _epreuve);

        Assert.StartsWith("Madame, Monsieur,", Depot.Readable(store.RenderCourriel("decision", Depot.Sample("courriels/decision/donnees.json")).Corps.Markdown), StringComparison.Ordinal);
        Assert.NotEqual(before, store.VersionOfCourriel("decision"));
        Assert.Empty(_site.Replis);
    }

    [Fact]
    public void Poser_AVersionThatNoLongerHolds_KeepsTheLastGoodOneAndSaysSo()
    {
        _site.Poser([Version(1, Text("Bonjour,", "Madame, Monsieur,")), Version(2, Text("{{ par }}", "{{ disparue }}"))], _epreuve);

        Assert.Equal(1, _site.EnVigueur[Decision].Version);
        Assert.Contains("la version 2 ne se compose plus", Assert.Single(_site.Replis), StringComparison.Ordinal);
        Assert.Contains("la version 1", _site.Replis[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Poser_APartialThatBreaksATemplate_IsToBlame()
    {
        _site.Poser([Version(1, Text("Bonjour,", "Madame, Monsieur,")), new VersionPubliee("partiels/lien-action", 1, "{{ disparue }}\n", "x")], _epreuve);

        Assert.Equal([Decision], _site.EnVigueur.Keys);
        Assert.Contains("partiels/lien-action", Assert.Single(_site.Replis), StringComparison.Ordinal);
    }

    [Fact]
    public void Poser_TheShippedText_FollowsTheProduct()
    {
        var shipped = Livres.Read(NomDeModele.Chemin(Decision))!;

        _site.Poser([Version(1, Text("Bonjour,", "Salut,")), new VersionPubliee(Decision, 2, shipped, ModelesLus.Empreinte(shipped))], _epreuve);

        Assert.Empty(_site.EnVigueur);
    }

    [Theory]
    [InlineData("@ailleurs.example/")]
    [InlineData(".ailleurs.example/")]
    [InlineData(":80@ailleurs.example/")]
    [InlineData("//ailleurs.example/")]
    [InlineData("\\ailleurs.example")]
    [InlineData("/a) [x](https://ailleurs.example/")]
    public void Render_AHostileWay_StaysOnThisSite(string way)
    {
        var rendu = Depot.With("[lire]({{ service.adresse }}{{ x }})\n\n{{ service.adresse }}{{ x }}\n").RenderDocument("essai", Depot.Data(("x", way)));

        var link = System.Text.RegularExpressions.Regex.Matches(HtmlWriter.Write(rendu), "href=\"([^\"]*)\"").Select(match => match.Groups[1].Value).ToList();

        Assert.Equal("comites.exemple.fr", new Uri(Assert.Single(link)).Host);
    }

    private ControleDeModele Controle() => new(_site, _epreuve, Depot.Store, new ServiceCollection().BuildServiceProvider());

    private static VersionPubliee Version(int number, string text) => new(Decision, number, text, "x");

    private static string Text(string before, string after)
    {
        var text = Livres.Read(NomDeModele.Chemin(Decision))!;
        Assert.Contains(before, text, StringComparison.Ordinal);
        return text.Replace(before, after, StringComparison.Ordinal);
    }
}

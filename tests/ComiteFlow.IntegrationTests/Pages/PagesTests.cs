using System.Net;
using System.Text.RegularExpressions;

namespace ComiteFlow.IntegrationTests.Pages;

public sealed partial class PagesTests : IAsyncLifetime
{
    private PagesServer _server = null!;

    public static TheoryData<string> Shown { get; } =
        ["/", "/conventions", "/?etat=clore", "/conventions/DIAGORIENTE-2020", "/courriels", "/courriels?p=2", "/courriels/m1", "/composants", "/connexion"];

    public static TheoryData<string> Failing { get; } = ["/absente", "/conventions/ABSENTE", "/conventions/PANNE", "/conventions/REFUS", "/documents/absent"];

    public async Task InitializeAsync() => _server = await PagesServer.StartDemonstrationAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Shown))]
    public async Task Page_SignedIn_IsShownInFrench(string path)
    {
        using var client = await _server.SignInAsync();

        using var document = await client.ReadAsync(path);

        Assert.Equal("fr", document.DocumentElement.GetAttribute("lang"));
        Assert.EndsWith("ComiteFlow", document.Title, StringComparison.Ordinal);
        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.Single(document.QuerySelectorAll("main#contenu"));
    }

    [Theory]
    [MemberData(nameof(Shown))]
    [MemberData(nameof(Failing))]
    public async Task Page_Any_NamesNoOtherHostNorInlineCode(string path)
    {
        using var client = await _server.SignInAsync();
        using var answer = await client.GetAsync(path);
        var html = await answer.Content.ReadAsStringAsync();
        using var document = await PagesClient.ParseAsync(answer);

        Assert.DoesNotMatch(ForeignAddress(), html);
        Assert.Empty(document.QuerySelectorAll("script, style, [style], iframe, object, embed"));
        Assert.DoesNotContain(document.All.SelectMany(element => element.Attributes), attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(document.QuerySelectorAll("[id]").Length, document.QuerySelectorAll("[id]").Select(element => element.Id).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Shown))]
    [MemberData(nameof(Failing))]
    [InlineData("/theme.css")]
    [InlineData("/sante")]
    public async Task Answer_Any_CarriesTheSecurityHeaders(string path)
    {
        using var client = await _server.SignInAsync();

        using var answer = await client.GetAsync(path);

        Assert.StartsWith("default-src 'none'; style-src 'self';", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/absente", HttpStatusCode.NotFound, "Page introuvable")]
    [InlineData("/conventions/ABSENTE", HttpStatusCode.NotFound, "Page introuvable")]
    [InlineData("/documents/absent", HttpStatusCode.NotFound, "Page introuvable")]
    [InlineData("/conventions/PANNE", HttpStatusCode.InternalServerError, "Une erreur s’est produite")]
    [InlineData("/conventions/REFUS", HttpStatusCode.Conflict, "Acte refusé")]
    [InlineData("/interdit", HttpStatusCode.Forbidden, "Accès refusé")]
    [InlineData("/erreur/500", HttpStatusCode.NotFound, "Page introuvable")]
    public async Task Page_Failing_SaysSoInFrenchWithAReference(string path, HttpStatusCode status, string title)
    {
        using var client = await _server.SignInAsync();
        using var answer = await client.GetAsync(path);
        using var document = await PagesClient.ParseAsync(answer);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(title, document.QuerySelector("h1")!.TextContent);
        Assert.Contains("Référence", document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("panne voulue", document.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenRule_PageOfPeople_SaysWhatToDo()
    {
        using var client = await _server.SignInAsync();
        using var answer = await client.GetAsync("/conventions/REFUS");
        using var document = await PagesClient.ParseAsync(answer);

        Assert.Equal("La convention est close.", document.QuerySelector("#refus")!.TextContent);
        Assert.Contains("Faites-la prolonger par avenant.", document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Contains("conventionEnded", document.Body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenRule_ProgramAsking_AnswersAProblem()
    {
        using var client = await _server.SignInAsync();
        client.Http.DefaultRequestHeaders.Accept.ParseAdd("application/json");

        using var answer = await client.GetAsync("/conventions/REFUS");

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("\"code\":\"conventionEnded\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AbsentAddress_ProgramAsking_GetsNoPage()
    {
        using var client = await _server.SignInAsync();
        client.Http.DefaultRequestHeaders.Accept.ParseAdd("application/json");

        using var answer = await client.GetAsync("/absente");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Form_RefusedByARule_KeepsWhatWasTyped()
    {
        using var client = await _server.SignInAsync();
        using var answer = await client.PostFromAsync("/composants", "/composants", ("issue", "adjust"), ("ae", "1 200 000,00"), ("cp", "1 174 084,00"),
            ("attendu", "Un scénario"), ("responsable", "b"), ("echeance.Jour", "30"), ("echeance.Mois", "11"), ("echeance.Annee", "2021"));
        using var document = await PagesClient.ParseAsync(answer);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.StartsWith("Erreur : ", document.Title, StringComparison.Ordinal);
        Assert.Equal("1 200 000,00", document.QuerySelector("#ae")!.GetAttribute("value"));
        Assert.Equal("Un scénario", document.QuerySelector("#attendu")!.TextContent);
        Assert.Equal("b", document.QuerySelector("#responsable option[selected]")!.GetAttribute("value"));
        Assert.Equal("adjust", document.QuerySelector("input[name=issue][checked]")!.GetAttribute("value"));
        Assert.Contains("accordez au plus", document.QuerySelector(".fr-alert--error")!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Form_WithGaps_LinksEachGapToItsField()
    {
        using var client = await _server.SignInAsync();
        using var answer = await client.PostFromAsync("/composants", "/composants", ("ae", "beaucoup"), ("cp", "1,00"), ("echeance.Jour", "31"), ("echeance.Mois", "2"), ("echeance.Annee", "2021"));
        using var document = await PagesClient.ParseAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("3 points empêchent d’enregistrer", document.QuerySelector("#resume-erreurs")!.TextContent);
        Assert.All(document.QuerySelectorAll(".fr-alert--error a"), link =>
            Assert.Equal("true", document.QuerySelector(link.GetAttribute("href")!)!.GetAttribute("aria-invalid")));
        Assert.Equal("31", document.QuerySelector("#echeance")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Mail_HostileSubject_IsShownAsText()
    {
        using var client = await _server.SignInAsync();

        using var document = await client.ReadAsync("/courriels");

        Assert.Contains("<script>alert(1)</script>", document.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_OfTheFile_IsDownloaded()
    {
        using var client = await _server.SignInAsync();

        using var answer = await client.GetAsync("/documents/d1.docx");

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("relevé n° 1.docx", answer.Content.Headers.ContentDisposition.FileNameStar);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.ServiceUnavailable)]
    public async Task Sante_DatabaseState_IsItsStatus(bool reachable, HttpStatusCode expected)
    {
        _server.Readings.BaseJoignable = reachable;
        using var client = _server.Visit();

        using var answer = await client.GetAsync("/sante");

        Assert.Equal(expected, answer.StatusCode);
        Assert.Contains("\"prochaineEcheance\":\"2021-09-16", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    // The name space of SVG is not an address that anybody asks.
    [GeneratedRegex("""(https?:)?//[a-z0-9]""", RegexOptions.IgnoreCase)]
    private static partial Regex ForeignAddress();
}

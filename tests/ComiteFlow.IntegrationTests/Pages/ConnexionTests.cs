using System.Net;
using ComiteFlow.Domain.Personnes;

namespace ComiteFlow.IntegrationTests.Pages;

public sealed class ConnexionTests
{
    [Fact]
    public async Task AnyPage_WithoutDemonstration_AnswersNotConfigured()
    {
        await using var server = await PagesServer.StartAsync();
        using var client = server.Visit();

        foreach (var path in new[] { "/", "/connexion", "/conventions/DIAGORIENTE-2020", "/documents/d1.docx", "/composants", "/absente" })
        {
            using var answer = await client.GetAsync(path);
            using var document = await PagesClient.ParseAsync(answer);

            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("Connexion non configurée", document.QuerySelector("h1")!.TextContent);
            Assert.Null(document.QuerySelector("form"));
        }
    }

    [Theory]
    [InlineData("/sante")]
    [InlineData("/theme.css")]
    public async Task OpenFile_WithoutDemonstration_IsServed(string path)
    {
        await using var server = await PagesServer.StartAsync();
        using var client = server.Visit();

        using var answer = await client.GetAsync(path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task SignIn_WithoutDemonstration_IsRefused()
    {
        await using var server = await PagesServer.StartAsync();
        using var client = server.Visit();

        using var answer = await client.PostAsync("/connexion", ("fonction", "coordinator"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("Host", "comiteflow.example")]
    [InlineData("X-Forwarded-For", "203.0.113.9")]
    [InlineData("Forwarded", "for=203.0.113.9")]
    public async Task Demonstration_RelayedOrUnderAnotherName_IsRefused(string header, string value)
    {
        await using var server = await PagesServer.StartDemonstrationAsync();
        using var client = await server.SignInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/");
        request.Headers.TryAddWithoutValidation(header, value);

        using var answer = await client.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Page_WithoutSession_LeadsToTheSignIn()
    {
        await using var server = await PagesServer.StartDemonstrationAsync();
        using var client = server.Visit();

        using var answer = await client.GetAsync("/conventions/DIAGORIENTE-2020");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/connexion?retour=%2Fconventions%2FDIAGORIENTE-2020", answer.Headers.Location!.PathAndQuery);
    }

    [Fact]
    public async Task SignIn_AsSignatory_GivesThatActor()
    {
        await using var server = await PagesServer.StartDemonstrationAsync();
        using var client = await server.SignInAsync("signatory:DNUM");

        using var document = await client.ReadAsync("/");

        Assert.Equal(("signatory:DNUM", "demonstration"), (server.Readings.Reader!.Label, server.Readings.Reader.Means));
        Assert.Equal(Roles.Signatory, server.Readings.Reader.Role);
        Assert.Equal("SignatureDNUM", document.QuerySelector(".fr-header__who")!.TextContent);
    }

    [Fact]
    public async Task SignIn_Cookie_IsStrictAndHiddenFromScripts()
    {
        await using var server = await PagesServer.StartDemonstrationAsync();
        using var client = server.Visit();

        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", "coordinator"));

        var cookie = answer.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("comiteflow=", StringComparison.Ordinal));
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("expires", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("signatory:AUTRE")]
    [InlineData("superviseur")]
    [InlineData("")]
    public async Task SignIn_UnknownFunction_IsRefused(string function)
    {
        await using var server = await PagesServer.StartDemonstrationAsync();
        using var client = server.Visit();

        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", function));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Theory]
    [InlineData("https://ailleurs.example/", "/")]
    [InlineData("//ailleurs.example/", "/")]
    [InlineData("/courriels?p=2", "/courriels?p=2")]
    public async Task SignIn_Return_StaysOnThisSite(string asked, string expected)
    {
        await using var server = await PagesServer.StartDemonstrationAsync();
        using var client = server.Visit();

        using var answer = await client.PostFromAsync("/connexion", "/connexion", ("fonction", "coordinator"), ("retour", asked));

        Assert.Equal(expected, answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/connexion")]
    [InlineData("/deconnexion")]
    [InlineData("/demonstration/horloge")]
    [InlineData("/composants")]
    public async Task Post_WithoutToken_IsRefused(string path)
    {
        await using var server = await PagesServer.StartDemonstrationAsync();
        using var client = await server.SignInAsync();
        var before = server.Clock.GetUtcNow();

        using var answer = await client.PostAsync(path, ("fonction", "coordinator"), ("jours", "7"));
        using var document = await PagesClient.ParseAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("Demande incomplète", document.QuerySelector("h1")!.TextContent);
        Assert.Equal(before, server.Clock.GetUtcNow());
    }

    [Fact]
    public async Task SignOut_ByItsButton_EndsTheSession()
    {
        await using var server = await PagesServer.StartDemonstrationAsync();
        using var client = await server.SignInAsync();
        using var left = await client.PostFromAsync("/", "/deconnexion");

        using var answer = await client.GetAsync("/");

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    [Fact]
    public async Task Clock_AdvancedByAWeek_ShowsTheDayAndKeepsTheSession()
    {
        await using var server = await PagesServer.StartDemonstrationAsync();
        using var client = await server.SignInAsync();
        using var moved = await client.PostFromAsync("/courriels", "/demonstration/horloge", ("jours", "7"), ("retour", "/courriels"));

        using var document = await client.ReadAsync(moved.Headers.Location!.OriginalString);

        Assert.Equal("/courriels", moved.Headers.Location.OriginalString);
        Assert.Contains("mardi 21 septembre 2021, 10 h 30", document.QuerySelector(".fr-notice")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clock_OtherStep_IsRefused()
    {
        await using var server = await PagesServer.StartDemonstrationAsync();
        using var client = await server.SignInAsync();

        using var answer = await client.PostFromAsync("/", "/demonstration/horloge", ("jours", "400"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }
}

using System.Net;
using AngleSharp.Dom;

namespace ComiteFlow.IntegrationTests.Pages;

/// <summary>The page on which the coordination says hour, place and agenda of a séance.</summary>
public sealed class ConvocationPagesTests(LivedPagesTests.Portfolio portfolio) : IClassFixture<LivedPagesTests.Portfolio>
{
    private const string Seance = "/conventions/DIAGORIENTE-2020/comites/COSTRAT/3", Path = Seance + "/convocation", Startup = "/conventions/TRIPARTITE-2021/comites/COINV/REVA/1";

    [Fact]
    public async Task Convocation_HourPlaceAndAgenda_AreShownOnTheSeanceAndInItsForm()
    {
        using var client = await portfolio.SignInAsync("coordinator");

        using var answer = await client.PostFromAsync(Path, Path, ("heure", "14 h 30"), ("lieu", "https://visio.exemple.example/salle"), ("ordre", "Budget\r\n\r\nSuites <b>données</b>"));
        var seance = await client.ReadAsync(answer.Headers.Location!.ToString());
        var form = await client.ReadAsync(Path);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith(Seance + "?fait=", answer.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("à 14\u00A0h\u00A030 (heure de Paris)", seance.Body!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(seance.QuerySelector("a[href='https://visio.exemple.example/salle']"));
        Assert.Equal(["Budget", "Suites <b>données</b>"], seance.QuerySelectorAll("ol.cf-list li").Select(item => item.TextContent.Trim()));
        Assert.Equal("Budget\nSuites <b>données</b>", form.QuerySelector("#ordre")!.TextContent.ReplaceLineEndings("\n").Trim());
        Assert.Equal("14\u00A0h\u00A030", form.QuerySelector("#heure")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Convocation_WrongValues_AreSaidBesideTheirFieldsAndStay()
    {
        using var client = await portfolio.SignInAsync("coordinator");

        using var answer = await client.PostFromAsync(Startup + "/convocation", Startup + "/convocation", ("heure", "25 h"), ("lieu", "ftp://salle"), ("ordre", new string('a', 201)));
        using var page = await PagesClient.ParseAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.All((string[])["#heure-erreur", "#lieu-erreur", "#ordre-erreur"], field => Assert.NotNull(page.QuerySelector(field)));
        Assert.Equal("25 h", page.QuerySelector("#heure")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Convocation_NothingNew_IsRefusedInFrench()
    {
        using var client = await portfolio.SignInAsync("coordinator");

        using var answer = await client.PostFromAsync(Startup + "/convocation", Startup + "/convocation", ("heure", ""), ("lieu", ""), ("ordre", ""));
        using var page = await PagesClient.ParseAsync(answer);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("sont déjà ceux-là", page.Body!.TextContent, StringComparison.Ordinal);
    }

    /// <summary>A séance within seven days: people prepare the agenda that they were told.</summary>
    [Fact]
    public async Task Convocation_AWeekBefore_KeepsTheAgendaAndChangesHourAndPlace()
    {
        using var client = await portfolio.SignInAsync("coordinator");
        const string near = "/conventions/TRIPARTITE-2021/comites/COINV/DORA/1", path = near + "/convocation";
        using (await client.PostFromAsync(path, path, ("heure", "9 h"), ("lieu", ""), ("ordre", "Impact\nMoyens")))
        using (await client.PostFromAsync(near + "/deplacer", near + "/deplacer", ("le.Jour", "21"), ("le.Mois", "9"), ("le.Annee", "2021"), ("motif", "Salle indisponible")))
        {
        }

        var form = await client.ReadAsync(path);
        using var answer = await client.PostFromAsync(path, path, ("heure", "10 h"), ("lieu", "Salle 4"));
        var seance = await client.ReadAsync(answer.Headers.Location!.ToString());

        Assert.Null(form.QuerySelector("#ordre"));
        Assert.Matches(@"ordre du jour est arrêté depuis le 14\sseptembre\s2021", form.Body!.TextContent);
        Assert.Contains("à 10\u00A0h (heure de Paris)", seance.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Impact", "Moyens"], seance.QuerySelectorAll("ol.cf-list li").Select(item => item.TextContent.Trim()));
    }

    [Theory]
    [InlineData("decisionMaker")]
    [InlineData("auditor")]
    public async Task Convocation_OtherFunctions_SeeWhoseActItIs(string function)
    {
        using var client = await portfolio.SignInAsync(function);

        var page = await client.ReadAsync(Path);

        Assert.Contains("Cet acte ne vous revient pas", page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Null(page.QuerySelector("#heure"));
    }
}

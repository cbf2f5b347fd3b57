using System.Net;
using ComiteFlow.Host.Modeles;
using ComiteFlow.Host.Persistence;
using ComiteFlow.IntegrationTests.Pages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ComiteFlow.IntegrationTests.Modeles;

/// <summary>The pages on which texts are read, changed, published by a second person, and kept over an update.</summary>
public sealed class ModelesPagesTests : PagesDeModeles
{
    [Fact]
    public async Task List_ShowsEveryTemplateWithItsState()
    {
        using var client = await SignInAsync("coordinator");
        await SaveAsync(client, "Bonjour,", "Madame, Monsieur,");

        var page = await client.ReadAsync("/modeles");

        var names = Server.Services.GetRequiredService<ModelesDuSite>().Livres.Noms();
        Assert.Equal(names.Select(name => "/modeles/" + name).Order(StringComparer.Ordinal), page.QuerySelectorAll("tbody th a").Select(link => link.GetAttribute("href")!).Order(StringComparer.Ordinal));
        var line = page.QuerySelector($"tbody tr:has(a[href='{Decision}'])")!;
        Assert.Contains("Décision du comité", line.TextContent, StringComparison.Ordinal);
        Assert.Equal(["Livré", "Brouillon, version 1"], line.QuerySelectorAll(".fr-badge").Select(badge => badge.TextContent.Trim().Replace('\u00A0', ' ')));
        Assert.Contains("Coordination, le 14/09/2021", line.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("decisionMaker")]
    [InlineData("auditor")]
    public async Task Pages_ForWhoNeitherWritesNorPublishes_AreForbidden(string function)
    {
        using var client = await SignInAsync(function);
        foreach (var path in new[] { "/modeles", Decision, Decision + "/apercu", Decision + "/versions", Decision + "/publier", Decision + "/mise-a-jour" })
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("/modeles/courriels/absent")]
    [InlineData("/modeles/../partiels/x")]
    [InlineData("/modeles/apparence/courriel")]
    public async Task Page_OfNoTemplate_IsNotFound(string path)
    {
        using var client = await SignInAsync("coordinator");
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task Draft_IsPublishedByASecondPersonOnly()
    {
        using var author = await SignInAsync("coordinator");
        await SaveAsync(author, "Bonjour,", "Madame, Monsieur,");
        var read = await author.ReadAsync(Decision + "/publier");
        Assert.Contains("Une seconde personne publie", read.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("Bonjour,", read.QuerySelector("del")!.TextContent.Trim());
        Assert.Null(read.QuerySelector("main button"));

        var state = await StateAsync();
        using var own = await author.PostFromAsync(Decision, Decision + "/publier", ("etape", "publier"), ("base", state.Base), ("motif", "Politesse."));
        Assert.Equal(HttpStatusCode.Conflict, own.StatusCode);
        Assert.Contains("secondPerson", (await PagesClient.ParseAsync(own)).QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);

        using var second = await SignInAsync("admin");
        using var silent = await second.PostFromAsync(Decision + "/publier", Decision + "/publier", ("etape", "publier"), ("base", state.Base), ("motif", " "));
        Assert.Equal(HttpStatusCode.BadRequest, silent.StatusCode);
        using var done = await second.PostFromAsync(Decision + "/publier", Decision + "/publier", ("etape", "publier"), ("base", state.Base), ("motif", "Politesse."));
        Assert.Equal($"{Decision}?fait=publishModele", done.Headers.Location!.ToString());
        Assert.Contains("La version 1 est publiée", (await second.ReadAsync(done.Headers.Location.ToString())).QuerySelector("[role=status]")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        var versions = (await author.ReadAsync(Decision + "/versions")).QuerySelector("main table")!.TextContent;
        Assert.Contains("Politesse.", versions, StringComparison.Ordinal);
        Assert.Contains("Administration budgétaire", versions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongText_IsToldWithItsLineKeptAsADraftAndNeverPublished()
    {
        using var author = await SignInAsync("coordinator");
        var wrong = (await StateAsync()).Courant.Replace("{{ par }}", "{{ parQui }}", StringComparison.Ordinal);
        using var looked = await author.PostFromAsync(Decision, Decision, ("etape", "controler"), ("base", (await StateAsync()).Base), ("texte", wrong));
        var page = await PagesClient.ParseAsync(looked);
        Assert.Contains("Ligne 9 : La variable « parQui » n’existe pas", page.QuerySelector("#controles")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        Assert.Contains("{{ parQui }}", page.QuerySelector("textarea[name=texte]")!.TextContent, StringComparison.Ordinal);
        Assert.Empty((await StateAsync()).Rows);

        await SaveAsync(author, "{{ par }}", "{{ parQui }}");
        using var second = await SignInAsync("admin");
        using var answer = await second.PostFromAsync(Decision + "/publier", Decision + "/publier", ("etape", "publier"), ("base", (await StateAsync()).Base), ("motif", "Essai."));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Null((await StateAsync()).Publiee);
        Assert.Contains("ne se compose pas", (await author.ReadAsync(Decision + "/apercu")).QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Draft_WrittenOnAnOldPage_IsRefusedAndNothingIsOverwritten()
    {
        using var author = await SignInAsync("coordinator");
        var old = await StateAsync();
        await SaveAsync(author, "Bonjour,", "Madame, Monsieur,");

        using var answer = await author.PostFromAsync(Decision, Decision, ("etape", "enregistrer"), ("base", old.Base), ("texte", old.Courant.Replace("Bonjour,", "Salut,", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await PagesClient.ParseAsync(answer);
        Assert.Contains("rien n’a été écrasé", page.QuerySelector("[role=alert]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Salut,", page.QuerySelector("textarea[name=texte]")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Madame, Monsieur,", (await StateAsync()).Courant, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enregistrer")]
    [InlineData("abandonner")]
    public async Task Draft_OfWhoOnlyPublishes_IsRefused(string step)
    {
        using var author = await SignInAsync("coordinator");
        await SaveAsync(author, "Bonjour,", "Madame, Monsieur,");
        var before = await StateAsync();
        using var second = await SignInAsync("admin");
        Assert.Null((await second.ReadAsync(Decision)).QuerySelector("textarea"));

        using var answer = await second.PostFromAsync(Decision, Decision, ("etape", step), ("base", before.Base), ("texte", before.Livre));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(before.Base, (await StateAsync()).Base);
    }

    [Fact]
    public async Task Draft_GivenUp_LeavesWhatIsInForce()
    {
        using var author = await SignInAsync("coordinator");
        await SaveAsync(author, "Bonjour,", "Madame, Monsieur,");
        using var answer = await author.PostFromAsync(Decision, Decision, ("etape", "abandonner"), ("base", (await StateAsync()).Base));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Empty((await StateAsync()).Rows);
    }

    [Theory]
    [InlineData("garder", "Madame, Monsieur,")]
    [InlineData("livre", "Bonjour,")]
    public async Task Update_OfAChangedTemplate_IsAChoiceOfAPerson(string choice, string kept)
    {
        await AdaptAsync();
        using var author = await SignInAsync("coordinator");
        Assert.Contains("Mise à jour disponible", (await author.ReadAsync("/modeles")).QuerySelector("main")!.TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);
        var page = await author.ReadAsync(Decision + "/mise-a-jour");
        Assert.Equal("Madame, Monsieur,", page.QuerySelector("section[aria-labelledby=ecart] del")!.TextContent.Trim());

        using var answer = await author.PostFromAsync(Decision + "/mise-a-jour", Decision + "/mise-a-jour", ("etape", choice), ("base", (await StateAsync()).Base));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Contains("Madame, Monsieur,", (await StateAsync()).EnVigueur, StringComparison.Ordinal);
        using var second = await SignInAsync("admin");
        using var done = await second.PostFromAsync(Decision + "/publier", Decision + "/publier", ("etape", "publier"), ("base", (await StateAsync()).Base), ("motif", "Mise à jour."));

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var state = await StateAsync();
        Assert.False(state.MiseAJourProposee);
        Assert.Contains(kept, state.EnVigueur, StringComparison.Ordinal);
        Assert.Equal(choice == "garder", state.EstAdapte);
    }

    [Fact]
    public async Task Versions_AnyTwoAreComparedAndAnyIsTakenUpAgain()
    {
        await AdaptAsync();
        using var client = await SignInAsync("coordinator");
        var page = await client.ReadAsync(Decision + "/versions?de=1&a=livre");
        Assert.Equal(("Madame, Monsieur,", "Bonjour,"), (page.QuerySelector("del")!.TextContent.Trim(), page.QuerySelector("ins")!.TextContent.Trim()));

        using var answer = await client.PostFromAsync(Decision + "/versions", Decision + "/versions", ("etape", "revenir"), ("version", "livre"), ("base", (await StateAsync()).Base));

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var state = await StateAsync();
        Assert.Equal(state.Livre, state.Brouillon!.Text);
    }

    /// <summary>No shipped template leads to a page that this site does not have.</summary>
    [Fact]
    public void ShippedTemplates_LeadToPagesThatExist()
    {
        var controle = Server.Services.GetRequiredService<ControleDeModele>();
        var livres = Server.Services.GetRequiredService<ModelesDuSite>().Livres;
        foreach (var name in livres.Noms())
        {
            Assert.DoesNotContain(controle.Controler(name, livres.Read(NomDeModele.Chemin(name))!), remark => remark.Bloque);
        }

        var dead = livres.Read(NomDeModele.Chemin("courriels/decision"))!.Replace("Bonjour,", "Bonjour, voyez {{ service.adresse }}/nulle-part.", StringComparison.Ordinal);
        Assert.Contains(controle.Controler("courriels/decision", dead), remark => remark is { Bloque: true, Ligne: 7 } && remark.Phrase.Contains("/nulle-part", StringComparison.Ordinal));
        Assert.DoesNotContain(controle.Controler("courriels/decision", dead.Replace("/nulle-part", "/a-faire", StringComparison.Ordinal)), remark => remark.Bloque);
    }

    /// <summary>The site published a text of its own on a shipped one that is no longer the shipped one.</summary>
    private async Task AdaptAsync()
    {
        await using var scope = Server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComiteFlowDb>();
        db.Add(new VersionDeModeleRow
        {
            Name = "courriels/decision", Version = 1, Text = (await StateAsync()).Livre.Replace("Bonjour,", "Madame, Monsieur,", StringComparison.Ordinal), ShippedHash = "ancien", WrittenBy = "personne-1",
            WrittenAt = DateTimeOffset.UnixEpoch, Reason = "", PublishedBy = "personne-2", PublishedAt = DateTimeOffset.UnixEpoch,
        });
        await db.SaveChangesAsync();
        await scope.ServiceProvider.GetRequiredService<VersionsDeModele>().ChargerAsync(default);
    }
}

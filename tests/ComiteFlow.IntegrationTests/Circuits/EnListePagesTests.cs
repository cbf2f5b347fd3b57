using System.Net;
using ComiteFlow.Host.Circuits;
using ComiteFlow.IntegrationTests.Pages;
using static ComiteFlow.IntegrationTests.Circuits.FormulairesEnListe;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>The list editor over HTTP: each gesture is kept by the acts that the diagram calls, with the same checks, history and rights.</summary>
public sealed class EnListePagesTests(SiteEnListe site) : IClassFixture<SiteEnListe>
{
    private const string Imbrique = """
        { "definitionId": "imbrique", "name": "Imbriqué", "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [
            { "id": "chacun", "type": "Elsa.ForEach", "items": { "typeName": "Object", "expression": { "type": "Object", "value": "[1,2]" } },
              "body": { "id": "dedans", "type": "Elsa.Flowchart", "activities": [{ "id": "noter", "type": "Elsa.WriteLine", "text": { "typeName": "String", "expression": { "type": "Literal", "value": "un" } } }], "connections": [] } }],
          "connections": [] } }
        """;

    [Fact]
    public async Task New_InTheListEditor_IsADraftAndTheEditorIsRemembered()
    {
        using var client = await site.SignInAsync();

        var circuit = await NouveauAsync(client, "Neuf");

        var page = await client.ReadAsync($"/circuits/{circuit}/liste?fait=cree");
        Assert.Equal("Neuf", Plain(page.QuerySelector("h1")!));
        Assert.Equal("Début", Plain(Assert.Single(page.QuerySelectorAll(".cf-etapes h2 a"))));
        Assert.Contains("Le circuit est créé", Plain(page.QuerySelector("[role=status]")!), StringComparison.Ordinal);
        Assert.Equal("liste", (await client.ReadAsync("/circuits/nouveau")).QuerySelector("input[name=editeur][checked]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Add_ThenSave_GoesBackToTheStepAndIsInTheHistory()
    {
        using var client = await site.SignInAsync();
        var circuit = await NouveauAsync(client, "Étapes");

        var step = await AjouterAsync(client, circuit, "debut/Done", "Elsa.Event");
        var form = await client.ReadAsync(step + "?fait=ajoutee&sur=attendre-un-evenement");
        using var saved = await EnvoyerAsync(client, step, "enregistrer", ("nom", "Attendre la tenue"), ("e.eventName", "comite.tenu"));

        Assert.Contains("L’étape 2, Attendre un événement est ajoutée", Plain(form.QuerySelector("[role=status]")!), StringComparison.Ordinal);
        Assert.Equal($"/circuits/{circuit}/liste?fait=enregistree&sur=attendre-un-evenement#etape-attendre-un-evenement", saved.Headers.Location!.ToString());
        var list = await client.ReadAsync(saved.Headers.Location!.ToString());
        Assert.Contains("L’étape 2, Attendre la tenue est enregistrée.", Plain(list.QuerySelector("[role=status]")!), StringComparison.Ordinal);
        Assert.NotNull(list.QuerySelector("li#etape-attendre-un-evenement[tabindex='-1']"));
        Assert.Equal([Moyens.Liste, Moyens.Creation], (await site.HistoryAsync(circuit)).Select(line => line.Moyen));
    }

    [Fact]
    public async Task Problem_OfADraft_StandsBesideItsStepAndGoesOnceMended()
    {
        using var client = await site.SignInAsync();
        var circuit = await NouveauAsync(client, "Contrôles");
        var step = await AjouterAsync(client, circuit, "debut/Done", "ComiteFlow.ConveneComite");

        var before = await client.ReadAsync($"/circuits/{circuit}/liste");
        using var saved = await EnvoyerAsync(client, step, "enregistrer", ("e.to", "parties"), ("e.obligation", "O-11"));
        var after = await client.ReadAsync($"/circuits/{circuit}/liste");

        Assert.Contains("À corriger", Plain(before.QuerySelector("#etape-convoquer .cf-etape__probleme")!), StringComparison.Ordinal);
        Assert.NotEmpty((await client.ReadAsync(step)).QuerySelectorAll("input[name='e.to']"));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Empty(after.QuerySelectorAll(".cf-etape__probleme"));
    }

    [Fact]
    public async Task Save_OnAnOutdatedPage_IsRefusedAndKeepsWhatWasTyped()
    {
        using var client = await site.SignInAsync();
        var circuit = await NouveauAsync(client, "Conflit");
        var step = await AjouterAsync(client, circuit, "debut/Done", "Elsa.WriteLine");
        var mine = await FieldsAsync(client, step, "enregistrer");
        using var others = await EnvoyerAsync(client, step, "enregistrer", ("e.text", "De l’autre"));

        using var answer = await client.PostAsync(step, [.. With(mine, ("e.text", "De moi"))]);

        var page = await PagesClient.ParseAsync(answer);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("dans une autre fenêtre", Plain(page.QuerySelector("[role=alert]")!), StringComparison.Ordinal);
        Assert.Equal("De moi", page.QuerySelector("[name='e.text']")!.TextContent.Trim());
        Assert.Contains("De l’autre", Plain((await client.ReadAsync($"/circuits/{circuit}/liste")).QuerySelector(".cf-etapes")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Undo_TakesBackGestureAfterGesture()
    {
        using var client = await site.SignInAsync();
        var circuit = await NouveauAsync(client, "Annuler");
        await AjouterAsync(client, circuit, "debut/Done", "Elsa.WriteLine");
        await AjouterAsync(client, circuit, "debut/Done", "Elsa.Delay");

        var counts = new List<int>();
        for (var turn = 0; turn < 2; turn++)
        {
            using var undone = await EnvoyerAsync(client, $"/circuits/{circuit}/liste", "annuler");
            counts.Add((await client.ReadAsync(undone.Headers.Location!.ToString())).QuerySelectorAll(".cf-etapes > li").Length);
        }

        var left = await client.ReadAsync($"/circuits/{circuit}/liste");
        using var refused = await client.PostAsync($"/circuits/{circuit}/liste", [.. With(await FieldsAsync(client, $"/circuits/{circuit}/liste", ""), ("geste", "annuler"))]);
        Assert.Equal([2, 1], counts);
        Assert.Null(left.QuerySelector("button[value=annuler]"));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    [Fact]
    public async Task Undo_OfWhatNobodyHasChanged_IsNotOffered()
    {
        await site.AddAsync("publie-tel-quel", "Publié tel quel", Imbrique.Replace("imbrique", "publie-tel-quel", StringComparison.Ordinal));
        using var client = await site.SignInAsync();

        foreach (var circuit in new[] { "comite", "publie-tel-quel" })
        {
            Assert.Null((await client.ReadAsync($"/circuits/{circuit}/liste")).QuerySelector("button[value=annuler]"));
        }
    }

    [Fact]
    public async Task Gestures_OfTheList_MoveCopyLinkAndDelete()
    {
        using var client = await site.SignInAsync();
        var circuit = await NouveauAsync(client, "Gestes");
        await AjouterAsync(client, circuit, "debut/Done", "Elsa.WriteLine");
        await AjouterAsync(client, circuit, "noter-au-journal/Done", "Elsa.Delay");
        var list = $"/circuits/{circuit}/liste";

        using var up = await EnvoyerAsync(client, list, "monter/attendre-une-duree");
        var moved = await NamesAsync(client, list);
        using var copy = await EnvoyerAsync(client, list, "dupliquer/attendre-une-duree");
        using var linked = await EnvoyerAsync(client, list + "/etapes/noter-au-journal", "relier/Done", ("cible.Done", "attendre-une-duree-2"));
        using var loop = await EnvoyerAsync(client, list + "/etapes/attendre-une-duree-2", "relier/Done", ("cible.Done", "noter-au-journal"));
        var looped = Plain((await client.ReadAsync(list)).QuerySelector(".cf-etapes")!);
        using var deleted = await EnvoyerAsync(client, list + "/etapes/attendre-une-duree/supprimer", "", ("fleches", "par:Done"));

        Assert.Equal(["Début", "Attendre une durée", "Noter au journal"], moved);
        Assert.Contains("retour à l’étape 3, Noter au journal", looped, StringComparison.Ordinal);
        Assert.EndsWith("#etape-debut", deleted.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(["Début", "Noter au journal", "Attendre une durée"], await NamesAsync(client, list));
    }

    [Fact]
    public async Task Variables_OfTheWorkflow_MayBeChosenInItsSteps()
    {
        using var client = await site.SignInAsync();
        var circuit = await NouveauAsync(client, "Variables");
        var step = await AjouterAsync(client, circuit, "debut/Done", "Elsa.SetVariable");

        using var settings = await EnvoyerAsync(client, $"/circuits/{circuit}/liste/reglages", "", ("v.0.nom", "montant"), ("v.0.type", "Decimal"), ("v.0.valeur", "12"), ("description", "Relu."));
        using var saved = await EnvoyerAsync(client, step, "enregistrer", ("e.variable", "montant"), ("e.value.source", "expression"), ("e.value.expression", "variables.montant + 1"));

        var list = await client.ReadAsync($"/circuits/{circuit}/liste");
        Assert.Empty(list.QuerySelectorAll(".cf-etape__probleme"));
        Assert.Contains("calculé : variables.montant + 1", Plain(list.QuerySelector(".cf-etapes")!), StringComparison.Ordinal);
        Assert.Equal("12", (await client.ReadAsync($"/circuits/{circuit}/liste/reglages")).QuerySelector("[name='v.0.valeur']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Container_InAStep_IsOpenedAndItsInputsChanged()
    {
        await site.AddAsync("imbrique", "Imbriqué", Imbrique);
        using var client = await site.SignInAsync();

        var outer = await client.ReadAsync("/circuits/imbrique/liste");
        var inside = outer.QuerySelector("#etape-chacun a[aria-label^='Ouvrir le contenu']")!.GetAttribute("href")!;
        var inner = await client.ReadAsync(inside);
        using var saved = await EnvoyerAsync(client, "/circuits/imbrique/liste/etapes/noter", "enregistrer", ("e.text", "deux"));
        Assert.Equal("/circuits/imbrique/liste?dans=dedans", inside);
        Assert.Equal("Noter au journal", Plain(inner.QuerySelector(".cf-etapes h2 a")!));
        Assert.StartsWith("/circuits/imbrique/liste?dans=dedans&", saved.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains("deux", Plain((await client.ReadAsync(inside)).QuerySelector(".cf-etapes")!), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("decisionMaker")]
    [InlineData("admin")]
    public async Task Reader_WhoMayNotWrite_SeesTheSameWithoutForms(string function)
    {
        using var client = await site.SignInAsync(function);

        var list = await client.ReadAsync("/circuits/comite/liste");
        var step = await client.ReadAsync("/circuits/comite/liste/etapes/collecter");
        using var posted = await client.PostFromAsync("/", "/circuits/comite/liste", ("geste", "monter/convoquer"), ("revision", "0"));
        using var added = await client.GetAsync("/circuits/comite/liste/ajouter");
        using var created = await client.GetAsync("/circuits/nouveau");

        Assert.Equal(13, list.QuerySelectorAll(".cf-etapes > li").Length);
        Assert.Empty(list.QuerySelectorAll("main button"));
        Assert.Empty(step.QuerySelectorAll("main button, main input:not([type=hidden])"));
        Assert.Contains("Échéance", Plain(step.QuerySelector("main")!), StringComparison.Ordinal);
        Assert.All([posted, added, created], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
    }

    [Fact]
    public async Task Page_ForWhoReadsNoWorkflow_OrOfNone_IsRefused()
    {
        using var team = await site.SignInAsync("budgetOfficer");
        using var client = await site.SignInAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await team.GetAsync("/circuits/comite/liste")).StatusCode);
        foreach (var path in new[] { "/circuits/absent/liste", "/circuits/comite/liste/etapes/absente", "/circuits/comite/liste/etapes/circuit", "/circuits/comite/liste/etapes/%3Cscript%3E/supprimer" })
        {
            using var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Controls_OfTheList_AreUnderstoodAlone()
    {
        using var client = await site.SignInAsync();

        var list = await client.ReadAsync("/circuits/comite/liste");

        var buttons = list.QuerySelectorAll("main button").Select(Name).ToList();
        Assert.Contains("Monter l’étape 5, Convoquer les parties", buttons);
        Assert.Equal(buttons.Count, buttons.Distinct().Count());
        var links = list.QuerySelectorAll("main a").GroupBy(Name);
        Assert.All(links, same => Assert.Single(same.Select(link => link.GetAttribute("href")).Distinct()));
    }
}

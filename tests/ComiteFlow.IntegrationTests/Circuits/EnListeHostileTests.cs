using System.Net;
using ComiteFlow.IntegrationTests.Pages;
using static ComiteFlow.IntegrationTests.Circuits.FormulairesEnListe;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>What the list editor does with text that means harm, and with more than anybody reads.</summary>
public sealed class EnListeHostileTests(SiteEnListe site) : IClassFixture<SiteEnListe>
{
    [Fact]
    public async Task Text_ThatIsHostile_StaysTextOnEachPage()
    {
        const string hostile = "\"><script>alert(1)</script>\u202E{{7*7}}";
        using var client = await site.SignInAsync();
        var circuit = await NouveauAsync(client, "Hostile");
        var step = await AjouterAsync(client, circuit, "debut/Done", "Elsa.RunTask");
        var fields = (await FieldsAsync(client, step, "enregistrer")).Where(field => field.Name.StartsWith("e.", StringComparison.Ordinal) && field.Name.Count(c => c == '.') == 1 && field.Name is not ("e.form" or "e.rungs"));

        using var saved = await EnvoyerAsync(client, step, "enregistrer", [("nom", hostile), ("technique", hostile), ("remarque", hostile), .. fields.Select(field => (field.Name, hostile)).DistinctBy(field => field.Name)]);
        using var settings = await EnvoyerAsync(client, $"/circuits/{circuit}/liste/reglages", "", ("v.0.nom", hostile), ("i.0.nom", hostile), ("o.0.nom", hostile), ("issues", hostile), ("description", hostile));

        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Redirect], [saved.StatusCode, settings.StatusCode]);
        foreach (var page in new[] { $"/circuits/{circuit}/liste", step, step + "/supprimer", $"/circuits/{circuit}/liste/ajouter", $"/circuits/{circuit}/liste/reglages", $"/circuits/{circuit}/liste?fait=<script>&sur=<script>&dans=<script>" })
        {
            Assert.Empty((await client.ReadAsync(page)).QuerySelectorAll("script"));
        }
    }

    [Fact]
    public async Task Text_BeyondAllMeasure_IsRefusedAndThePageStaysUsable()
    {
        using var client = await site.SignInAsync();
        var circuit = await NouveauAsync(client, "Démesuré");
        var step = await AjouterAsync(client, circuit, "debut/Done", "Elsa.WriteLine");

        using var refused = await EnvoyerAsync(client, step, "enregistrer", ("e.text", new string('é', 600_000)));

        var page = await PagesClient.ParseAsync(refused);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("1000 Ko", Plain(page.QuerySelector("[role=alert]")!), StringComparison.Ordinal);
        Assert.Equal(["Début", "Noter au journal"], await NamesAsync(client, $"/circuits/{circuit}/liste"));
    }

    [Fact]
    public async Task List_OfAsManyStepsAsThereMayBe_IsReadAndChanged()
    {
        var steps = string.Join(',', Enumerable.Range(0, 498).Select(rank => $$"""{ "id": "e{{rank}}", "type": "Elsa.WriteLine", "name": "e{{rank}}" }"""));
        var arrows = string.Join(',', Enumerable.Range(0, 497).Select(rank => $$"""{ "source": { "activity": "e{{rank}}", "port": "Done" }, "target": { "activity": "e{{rank + 1}}", "port": "In" } }"""));
        await site.AddAsync("grand", "Grand", $$"""{ "definitionId": "grand", "name": "Grand", "root": { "id": "r", "type": "Elsa.Flowchart", "activities": [{{steps}}], "connections": [{{arrows}}] } }""");
        using var client = await site.SignInAsync();

        using var saved = await EnvoyerAsync(client, "/circuits/grand/liste/etapes/e497", "enregistrer", ("e.text", "La dernière"));

        var list = await client.ReadAsync(saved.Headers.Location!.ToString());
        Assert.Equal(498, list.QuerySelectorAll(".cf-etapes > li").Length);
        Assert.Contains("L’étape 498", Plain(list.QuerySelector("[role=status]")!), StringComparison.Ordinal);
    }
}

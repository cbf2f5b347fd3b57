using System.Net;
using System.Text.Json.Nodes;
using ComiteFlow.Host.Circuits;
using ComiteFlow.Tests;
using static ComiteFlow.IntegrationTests.Circuits.FormulairesEnListe;

namespace ComiteFlow.IntegrationTests.Circuits;

/// <summary>Each workflow that ships is opened in the list editor and saved: its text stays, so what it does stays as well.</summary>
public sealed class CircuitsLivresEnListeTests(SiteEnListe site) : IClassFixture<SiteEnListe>
{
    public static TheoryData<string> Livres =>
        [.. Directory.GetFiles(Depot.Path("workflows"), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Livres))]
    public async Task Save_OfAShippedWorkflow_KeepsItsText(string id)
    {
        using var client = await site.SignInAsync();
        var shipped = await File.ReadAllTextAsync(Depot.Path("workflows", $"{id}.json"));
        var steps = (await client.ReadAsync($"/circuits/{id}/liste")).QuerySelectorAll(".cf-etapes > li h2 a").Select(step => step.GetAttribute("href")!).ToList();
        Assert.Equal(JsonNode.Parse(shipped)!["root"]!["activities"]!.AsArray().Count, steps.Count);

        foreach (var form in steps.Append($"/circuits/{id}/liste/reglages"))
        {
            using var answer = await EnvoyerAsync(client, form, form.EndsWith("reglages", StringComparison.Ordinal) ? "" : "enregistrer");
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        var unchanged = await site.LatestAsync(id);
        Assert.Equal((1, shipped), unchanged);
        using var renamed = await EnvoyerAsync(client, steps[0], "enregistrer", ("nom", "Autrement"));
        Assert.Equal(2, (await site.LatestAsync(id)).Version);
        using var undone = await EnvoyerAsync(client, steps[0], "enregistrer", ("nom", Nom(shipped, steps[0])));
        var (version, text) = await site.LatestAsync(id);
        Assert.Equal(2, version);
        Assert.Equal(Unsigned(shipped), Unsigned(text));
    }

    /// <summary>The words on a step, as its file has them.</summary>
    private static string Nom(string text, string step)
    {
        var id = Uri.UnescapeDataString(step.Split('?')[0].Split('/')[^1]);
        return JsonNode.Parse(text)!["root"]!["activities"]!.AsArray().Single(one => one!["id"]!.GetValue<string>() == id)!["metadata"]!["displayText"]!.GetValue<string>();
    }

    /// <summary>A text without what tells one version from another.</summary>
    private static string Unsigned(string text)
    {
        var definition = JsonNode.Parse(text)!.AsObject();
        foreach (var name in (string[])["id", "version", "createdAt", "isPublished"])
        {
            Assert.True(definition.Remove(name), name);
        }

        return TexteDeCircuit.Ecrire(definition);
    }
}

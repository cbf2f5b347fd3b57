using System.Text.Json;
using System.Text.Json.Nodes;
using ComiteFlow.Host.Simulation;
using ComiteFlow.Tests;
using ComiteFlow.Tests.Domain.Calendrier;

namespace ComiteFlow.IntegrationTests.Scenarios;

/// <summary>Every policy is a setting with at least two working values: one life, run once by the service's values and once more for each other value.</summary>
public sealed class ReglagesEnVieTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Simulate_OtherValueOfEachSetting_GivesAnotherFact()
    {
        var usual = await FactsAsync(null);
        var failures = new List<string>();
        foreach (var effet in EffetDeReglage.Tous)
        {
            var other = await FactsAsync(effet);
            if (!Has(other, effet.Fait))
                failures.Add($"{effet.Nom} = {effet.Autre} ne donne pas {effet.Fait}");
            if (Has(usual, effet.Fait))
                failures.Add($"{effet.Nom} : {effet.Fait} vient aussi de la valeur du service");
            if (effet.Defaut is { } usually && !Has(usual, usually))
                failures.Add($"{effet.Nom} : la valeur du service ne donne pas {usually}");
            if (effet.Defaut is { } gone && Has(other, gone))
                failures.Add($"{effet.Nom} = {effet.Autre} donne encore {gone}");
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private async Task<IReadOnlyList<JsonElement>> FactsAsync(EffetDeReglage? effet)
    {
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Depot.Path("tests", "ComiteFlow.IntegrationTests", "Scenarios", "reglages.json")))!;
        if (effet is not null)
            json["settings"] = new JsonObject { [effet.Nom] = JsonNode.Parse(effet.Autre) };
        var reading = ScenarioFile.Read("reglages.json", json.ToJsonString());
        Assert.Empty(reading.Problems);
        var rows = await PassageLu.RunAsync(reading.Scenario!, _folder.Path($"{effet?.Nom ?? "service"}.db"));
        return [.. rows.Select(row => JsonDocument.Parse(ResultatDePassage.Line(row)).RootElement)];
    }

    private static bool Has(IReadOnlyList<JsonElement> facts, string partial)
    {
        var want = JsonDocument.Parse(partial).RootElement;
        return facts.Any(fact => PartialFact.Matches(want, fact));
    }
}
